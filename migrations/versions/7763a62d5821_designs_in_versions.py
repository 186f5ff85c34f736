"""designs in versions and which of them a program uses

Revision ID: 7763a62d5821
Revises: 7e4fa1c93b02
"""
from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = '7763a62d5821'
down_revision = '7e4fa1c93b02'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('certificate_design',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('program_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.Enum('completion', 'attendance', 'honour', 'appointment', 'hours', name='certificatekind', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('title_zh', sa.String(length=100), nullable=True),
    sa.Column('title_en', sa.String(length=100), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['program_id'], ['program.id'], name=op.f('fk_certificate_design_program_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate_design'))
    )
    with op.batch_alter_table('certificate_design', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_certificate_design_program_id'), ['program_id'], unique=False)

    op.create_table('certificate_design_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('design_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('settings', sa.JSON(), nullable=False),
    sa.Column('frozen_at', cgtraining.database.UtcDateTime(timezone=True), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['design_id'], ['certificate_design.id'], name=op.f('fk_certificate_design_version_design_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate_design_version')),
    sa.UniqueConstraint('design_id', 'number', name=op.f('uq_certificate_design_version_design_id_number'))
    )
    op.create_table('certificate_design_choice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('program_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('completion', 'attendance', 'honour', 'appointment', 'hours', name='certificatekind', native_enum=False, create_constraint=True, length=20), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['program_id'], ['program.id'], name=op.f('fk_certificate_design_choice_program_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['version_id'], ['certificate_design_version.id'], name=op.f('fk_certificate_design_choice_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate_design_choice')),
    sa.UniqueConstraint('program_id', 'kind', name=op.f('uq_certificate_design_choice_program_id_kind'))
    )
    with op.batch_alter_table('certificate_design_choice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_certificate_design_choice_version_id'), ['version_id'], unique=False)



def downgrade():
    with op.batch_alter_table('certificate_design_choice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_certificate_design_choice_version_id'))

    op.drop_table('certificate_design_choice')
    op.drop_table('certificate_design_version')
    with op.batch_alter_table('certificate_design', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_certificate_design_program_id'))

    op.drop_table('certificate_design')
