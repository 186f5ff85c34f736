"""seals that are signed off

Revision ID: c8f2d16a7e04
Revises: a1c7e90b3d52
"""
from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = 'c8f2d16a7e04'
down_revision = 'a1c7e90b3d52'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('program_issuer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('signs_off', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('issue_run', schema=None) as batch_op:
        batch_op.add_column(sa.Column('withheld_seals', sa.JSON(), nullable=False, server_default='[]'))
    op.create_table('seal_signer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('issuer_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['issuer_id'], ['program_issuer.id'], name=op.f('fk_seal_signer_issuer_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_seal_signer_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_seal_signer')),
    sa.UniqueConstraint('issuer_id', 'person_id', name=op.f('uq_seal_signer_issuer_id_person_id'))
    )
    with op.batch_alter_table('seal_signer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_seal_signer_person_id'), ['person_id'], unique=False)
    op.create_table('seal_release',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('list_id', sa.Integer(), nullable=True),
    sa.Column('award_list_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('created_at', cgtraining.database.UtcDateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(list_id IS NULL) <> (award_list_id IS NULL)', name=op.f('ck_seal_release_one_list')),
    sa.ForeignKeyConstraint(['list_id'], ['graduate_list.id'], name=op.f('fk_seal_release_list_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['award_list_id'], ['award_list.id'], name=op.f('fk_seal_release_award_list_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organization.id'], name=op.f('fk_seal_release_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_seal_release_person_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_seal_release')),
    sa.UniqueConstraint('list_id', 'organization_id', name=op.f('uq_seal_release_list_id_organization_id')),
    sa.UniqueConstraint('award_list_id', 'organization_id', name=op.f('uq_seal_release_award_list_id_organization_id'))
    )


def downgrade():
    op.drop_table('seal_release')
    op.drop_table('seal_signer')
    with op.batch_alter_table('issue_run', schema=None) as batch_op:
        batch_op.drop_column('withheld_seals')
    with op.batch_alter_table('program_issuer', schema=None) as batch_op:
        batch_op.drop_column('signs_off')
