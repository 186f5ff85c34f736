"""items that are given up

Revision ID: b90d4c17f6e8
Revises: e3a94c70b215
"""
from alembic import op
import sqlalchemy as sa


revision = 'b90d4c17f6e8'
down_revision = 'e3a94c70b215'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('issue_item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('troubles', sa.Integer(), server_default='0', nullable=False))


def downgrade():
    with op.batch_alter_table('issue_item', schema=None) as batch_op:
        batch_op.drop_column('troubles')
