"""a regrade may give everybody all points

Revision ID: a7c41d90e2b6
Revises: 08d053f1a99b
"""
from alembic import op
import sqlalchemy as sa


revision = 'a7c41d90e2b6'
down_revision = '08d053f1a99b'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('regrade', schema=None) as batch_op:
        batch_op.add_column(sa.Column('gives_all', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade():
    with op.batch_alter_table('regrade', schema=None) as batch_op:
        batch_op.drop_column('gives_all')
