"""more kinds of certificates, states of runs and happenings

Revision ID: 3c1b7e20aa51
Revises: 914ade1af699
"""
from alembic import op
import sqlalchemy as sa


revision = '3c1b7e20aa51'
down_revision = '914ade1af699'
branch_labels = None
depends_on = None

HAPPENINGS = ('issued', 'replacement_ordered', 'replaced', 'suspended', 'reinstated', 'revoked', 'expiry_set', 'withdrawn', 'voided')
CHECKS = (
    ('certificate', 'kind', 'certificatekind', ('completion', 'attendance'), ('honour', 'appointment', 'hours')),
    ('issue_run', 'state', 'runstate', ('running', 'done'), ('paused', 'stopped')),
    ('certificate_event', 'what', 'happening', HAPPENINGS, ('reprinted', 'posted', 'paper_returned', 'renewal_ordered', 'renewed')),
)


def upgrade():
    for table, column, name, before, more in CHECKS:
        _allow(table, column, name, before + more)


def downgrade():
    """Refused by the database where a row already holds one of the new values."""
    for table, column, name, before, _ in CHECKS:
        _allow(table, column, name, before)


def _allow(table, column, name, values):
    listed = ', '.join(f"'{value}'" for value in values)
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f'ck_{table}_{name}'), type_='check')
        batch_op.create_check_constraint(op.f(f'ck_{table}_{name}'), sa.text(f'{column} IN ({listed})'))
