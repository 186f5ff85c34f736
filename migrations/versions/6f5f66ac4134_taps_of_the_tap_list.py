"""taps of the tap list

Revision ID: 6f5f66ac4134
Revises: eef6d7719430
"""
from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = '6f5f66ac4134'
down_revision = 'eef6d7719430'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('attendance_tap',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=36), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('device', sa.String(length=36), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('tapped_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('received_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('base_status', sa.Enum('present', 'late', 'left_early', 'personal_leave', 'sick_leave', 'official_leave', 'absent', 'made_up', name='base_status', native_enum=False, create_constraint=True, length=20), nullable=True),
    sa.Column('base_minutes', sa.Integer(), nullable=False),
    sa.Column('new_status', sa.Enum('present', 'late', 'left_early', 'personal_leave', 'sick_leave', 'official_leave', 'absent', 'made_up', name='new_status', native_enum=False, create_constraint=True, length=20), nullable=True),
    sa.Column('new_minutes', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.Enum('counted', 'agreed', 'outrun', 'withdrawn', 'disputed', name='tapverdict', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('change_id', sa.Integer(), nullable=True),
    sa.Column('closed_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('closed_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['actor_id'], ['person.id'], name=op.f('fk_attendance_tap_actor_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['change_id'], ['mark_change.id'], name=op.f('fk_attendance_tap_change_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['closed_by_id'], ['person.id'], name=op.f('fk_attendance_tap_closed_by_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_attendance_tap_enrolment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['session_id'], ['class_session.id'], name=op.f('fk_attendance_tap_session_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance_tap')),
    sa.UniqueConstraint('key', name=op.f('uq_attendance_tap_key'))
    )
    with op.batch_alter_table('attendance_tap', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendance_tap_actor_id'), ['actor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attendance_tap_change_id'), ['change_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attendance_tap_closed_by_id'), ['closed_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attendance_tap_enrolment_id'), ['enrolment_id'], unique=False)
        batch_op.create_index('ix_attendance_tap_whose', ['session_id', 'enrolment_id'], unique=False)



def downgrade():
    with op.batch_alter_table('attendance_tap', schema=None) as batch_op:
        batch_op.drop_index('ix_attendance_tap_whose')
        batch_op.drop_index(batch_op.f('ix_attendance_tap_enrolment_id'))
        batch_op.drop_index(batch_op.f('ix_attendance_tap_closed_by_id'))
        batch_op.drop_index(batch_op.f('ix_attendance_tap_change_id'))
        batch_op.drop_index(batch_op.f('ix_attendance_tap_actor_id'))

    op.drop_table('attendance_tap')
