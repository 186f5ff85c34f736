"""runs that pause, by somebody or because the disk is full

Revision ID: 7e4fa1c93b02
Revises: 7a41f0c9d2be
"""
from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = '7e4fa1c93b02'
down_revision = '7a41f0c9d2be'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('issue_run') as batch_op:
        batch_op.add_column(sa.Column('paused_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('paused_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('out_of_space', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_foreign_key(batch_op.f('fk_issue_run_paused_by_id'), 'person', ['paused_by_id'], ['id'], ondelete='SET NULL')
        batch_op.create_check_constraint(batch_op.f('ck_issue_run_paused_has_a_moment'), "state <> 'paused' OR paused_at IS NOT NULL")


def downgrade():
    # An older program knows no pause: it goes on with what is paused.
    op.execute("UPDATE issue_run SET state = 'running' WHERE state = 'paused'")
    with op.batch_alter_table('issue_run') as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_issue_run_paused_has_a_moment'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_issue_run_paused_by_id'), type_='foreignkey')
        batch_op.drop_column('out_of_space')
        batch_op.drop_column('paused_by_id')
        batch_op.drop_column('paused_at')
