"""check-out, half-days and the class committee

Revision ID: 052fad26d5f6
Revises: e3024c395f75
"""
from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = '052fad26d5f6'
down_revision = 'e3024c395f75'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('check_in_rule',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cohort_id', sa.Integer(), nullable=False),
    sa.Column('scope', sa.Enum('session', 'half_day', name='checkinscope', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('asks_check_out', sa.Boolean(), nullable=False),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['cohort_id'], ['cohort.id'], name=op.f('fk_check_in_rule_cohort_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_in_rule')),
    sa.UniqueConstraint('cohort_id', name=op.f('uq_check_in_rule_cohort_id'))
    )
    op.create_table('check_in',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('direction', sa.Enum('in', 'out', name='direction', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('source', sa.Enum('register', 'qr', 'spoken_code', 'paper', 'import', 'meeting', 'personal_code', 'tap_list', 'group_leader', 'leave', 'make_up', name='marksource', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('device', sa.String(length=64), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_check_in_enrolment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['session_id'], ['class_session.id'], name=op.f('fk_check_in_session_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_in'))
    )
    with op.batch_alter_table('check_in', schema=None) as batch_op:
        batch_op.create_index('ix_check_in_device', ['session_id', 'device'], unique=False)
        batch_op.create_index(batch_op.f('ix_check_in_enrolment_id'), ['enrolment_id'], unique=False)
        batch_op.create_index('ix_check_in_whose', ['session_id', 'enrolment_id'], unique=False)

    op.create_table('committee_member',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('enrolment_id', sa.Integer(), nullable=False),
    sa.Column('office', sa.Enum('monitor', 'group_leader', name='classoffice', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_committee_member_enrolment_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_committee_member')),
    sa.UniqueConstraint('enrolment_id', 'office', 'since', name=op.f('uq_committee_member_enrolment_id_office_since'))
    )
    with op.batch_alter_table('class_session', schema=None) as batch_op:
        batch_op.add_column(sa.Column('checks_out', sa.Boolean(), server_default=sa.false(), nullable=False))



def downgrade():
    with op.batch_alter_table('class_session', schema=None) as batch_op:
        batch_op.drop_column('checks_out')

    op.drop_table('committee_member')
    with op.batch_alter_table('check_in', schema=None) as batch_op:
        batch_op.drop_index('ix_check_in_whose')
        batch_op.drop_index(batch_op.f('ix_check_in_enrolment_id'))
        batch_op.drop_index('ix_check_in_device')

    op.drop_table('check_in')
    op.drop_table('check_in_rule')
