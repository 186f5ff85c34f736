"""approvals of graduates are withdrawn

Revision ID: 9c5e2d7a14b8
Revises: 3990b601b4e6
"""
from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = '9c5e2d7a14b8'
down_revision = '3990b601b4e6'
branch_labels = None
depends_on = None

WITH_A_REASON = "state <> 'withdrawn' OR (withdrawn_at IS NOT NULL AND withdrawal_reason IS NOT NULL)"


def upgrade():
    with op.batch_alter_table('graduate_list', schema=None) as batch_op:
        batch_op.add_column(sa.Column('withdrawn_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('withdrawn_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('withdrawal_reason', sa.Text(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_graduate_list_withdrawn_by_id'), 'person', ['withdrawn_by_id'], ['id'], ondelete='SET NULL')
        batch_op.create_check_constraint(op.f('ck_graduate_list_withdrawn_has_a_reason'), sa.text(WITH_A_REASON))
    _allow("'draft', 'waiting', 'approved', 'withdrawn'")


def downgrade():
    """Refused by the database where an approval was withdrawn."""
    _allow("'draft', 'waiting', 'approved'")
    with op.batch_alter_table('graduate_list', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_graduate_list_withdrawn_has_a_reason'), type_='check')
        batch_op.drop_constraint(op.f('fk_graduate_list_withdrawn_by_id'), type_='foreignkey')
        batch_op.drop_column('withdrawal_reason')
        batch_op.drop_column('withdrawn_by_id')
        batch_op.drop_column('withdrawn_at')


def _allow(states):
    with op.batch_alter_table('graduate_list', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_graduate_list_liststate'), type_='check')
        batch_op.create_check_constraint(op.f('ck_graduate_list_liststate'), sa.text(f'state IN ({states})'))
