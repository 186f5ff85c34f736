"""more ways to be marked

Revision ID: d41f8b6c2e90
Revises: c8f2d16a7e04
"""
from alembic import op
import sqlalchemy as sa


revision = 'd41f8b6c2e90'
down_revision = 'c8f2d16a7e04'
branch_labels = None
depends_on = None

BEFORE = "'register', 'qr', 'spoken_code', 'paper', 'import'"
ADDED = "'meeting', 'personal_code', 'tap_list', 'group_leader', 'leave', 'make_up'"
TABLES = ('attendance_mark', 'mark_change')


def upgrade():
    for table in TABLES:
        _allow(table, f'{BEFORE}, {ADDED}')


def downgrade():
    """Refused by the database where a mark came in one of the new ways."""
    for table in TABLES:
        _allow(table, BEFORE)


def _allow(table, sources):
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f'ck_{table}_marksource'), type_='check')
        batch_op.create_check_constraint(op.f(f'ck_{table}_marksource'), sa.text(f'source IN ({sources})'))
