"""lists that two people approve

Revision ID: 7a41f0c9d2be
Revises: 230ff9ebb246
"""
from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = '7a41f0c9d2be'
down_revision = '230ff9ebb246'
branch_labels = None
depends_on = None

LISTS = (
    ('graduate_list', 'liststate', ('draft', 'approved'), ('draft', 'waiting', 'approved')),
    ('award_list', 'awardstate', ('draft', 'approved', 'withdrawn'), ('draft', 'waiting', 'approved', 'withdrawn')),
)


def upgrade():
    with op.batch_alter_table('program', schema=None) as batch_op:
        batch_op.add_column(sa.Column('approvals_needed', sa.Integer(), nullable=False, server_default='1'))
        batch_op.create_check_constraint(op.f('ck_program_one_or_two_approvals'), 'approvals_needed IN (1, 2)')
    for table, name, _, states in LISTS:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('first_approved_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True))
            batch_op.add_column(sa.Column('first_approved_by_id', sa.Integer(), nullable=True))
            batch_op.create_foreign_key(op.f(f'fk_{table}_first_approved_by_id'), 'person', ['first_approved_by_id'], ['id'], ondelete='SET NULL')
        _allow(table, name, states)
    _approved_has_a_moment("state IN ('draft', 'waiting') OR approved_at IS NOT NULL")


def downgrade():
    """Refused by the database where a list waits for its second approval."""
    _approved_has_a_moment("state = 'draft' OR approved_at IS NOT NULL")
    for table, name, states, _ in LISTS:
        _allow(table, name, states)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(op.f(f'fk_{table}_first_approved_by_id'), type_='foreignkey')
            batch_op.drop_column('first_approved_by_id')
            batch_op.drop_column('first_approved_at')
    with op.batch_alter_table('program', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_program_one_or_two_approvals'), type_='check')
        batch_op.drop_column('approvals_needed')


def _allow(table, name, states):
    listed = ', '.join(f"'{state}'" for state in states)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f'ck_{table}_{name}'), type_='check')
        batch_op.create_check_constraint(op.f(f'ck_{table}_{name}'), sa.text(f'state IN ({listed})'))


def _approved_has_a_moment(rule):
    with op.batch_alter_table('award_list', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_award_list_approved_has_a_moment'), type_='check')
        batch_op.create_check_constraint(op.f('ck_award_list_approved_has_a_moment'), rule)
