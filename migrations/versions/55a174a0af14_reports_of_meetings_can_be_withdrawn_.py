"""reports of meetings can be withdrawn and sessions check in by themselves

Revision ID: 55a174a0af14
Revises: b37736375180
"""
from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = '55a174a0af14'
down_revision = 'b37736375180'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('class_session', schema=None) as batch_op:
        batch_op.add_column(sa.Column('check_in_scope', sa.Enum('session', 'half_day', name='checkinscope', native_enum=False, create_constraint=True, length=20), nullable=True))
        batch_op.add_column(sa.Column('asks_check_out', sa.Boolean(), nullable=True))

    with op.batch_alter_table('meeting_import', schema=None) as batch_op:
        batch_op.add_column(sa.Column('written', sa.JSON(), server_default='{}', nullable=False))
        batch_op.add_column(sa.Column('withdrawn_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('withdrawn_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('withdrawn_because', sa.Text(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_meeting_import_withdrawn_by_id'), 'person', ['withdrawn_by_id'], ['id'], ondelete='SET NULL')



def downgrade():
    with op.batch_alter_table('meeting_import', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_meeting_import_withdrawn_by_id'), type_='foreignkey')
        batch_op.drop_column('withdrawn_because')
        batch_op.drop_column('withdrawn_by_id')
        batch_op.drop_column('withdrawn_at')
        batch_op.drop_column('written')

    with op.batch_alter_table('class_session', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_class_session_checkinscope'), type_='check')
        batch_op.drop_column('asks_check_out')
        batch_op.drop_column('check_in_scope')

