"""forget what an import read about people

Revision ID: 082dd3539d3f
Revises: 0001
"""
from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = '082dd3539d3f'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('roster_import', schema=None) as batch_op:
        batch_op.add_column(sa.Column('forgotten_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True))


def downgrade():
    with op.batch_alter_table('roster_import', schema=None) as batch_op:
        batch_op.drop_column('forgotten_at')
