"""keep versions of small records and the day of late joiners

Revision ID: 914ade1af699
Revises: f6bc09df5468
"""
from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = '914ade1af699'
down_revision = 'f6bc09df5468'
branch_labels = None
depends_on = None

VERSIONED = ('competency', 'module', 'signatory', 'trainee_group', 'unit')


def upgrade():
    # The default serves the rows that are there; it also lets SQLite add the column without copying the table.
    for table in VERSIONED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('version', sa.Integer(), nullable=False, server_default='1'))
    with op.batch_alter_table('roster_import', schema=None) as batch_op:
        batch_op.add_column(sa.Column('joined_on', sa.Date(), nullable=True))


def downgrade():
    with op.batch_alter_table('roster_import', schema=None) as batch_op:
        batch_op.drop_column('joined_on')
    for table in VERSIONED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column('version')
