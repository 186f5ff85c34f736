"""attendance rules of a curriculum

Revision ID: e3024c395f75
Revises: b90d4c17f6e8
"""
from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = 'e3024c395f75'
down_revision = 'b90d4c17f6e8'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('curriculum', schema=None) as batch_op:
        batch_op.add_column(sa.Column('late_tolerance', sa.Integer(), server_default='10', nullable=False))
        batch_op.add_column(sa.Column('late_absent_after', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('early_tolerance', sa.Integer(), server_default='10', nullable=False))
        batch_op.add_column(sa.Column('early_absent_after', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('personal_leave_counts', sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column('sick_leave_counts', sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column('official_leave_counts', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('teacher_leave_days', sa.Integer(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('leave_after_days', sa.Integer(), server_default='3', nullable=False))
        batch_op.add_column(sa.Column('lock_after_days', sa.Integer(), nullable=True))



def downgrade():
    with op.batch_alter_table('curriculum', schema=None) as batch_op:
        batch_op.drop_column('lock_after_days')
        batch_op.drop_column('leave_after_days')
        batch_op.drop_column('teacher_leave_days')
        batch_op.drop_column('official_leave_counts')
        batch_op.drop_column('sick_leave_counts')
        batch_op.drop_column('personal_leave_counts')
        batch_op.drop_column('early_absent_after')
        batch_op.drop_column('early_tolerance')
        batch_op.drop_column('late_absent_after')
        batch_op.drop_column('late_tolerance')

