"""names confirmed before issue

Revision ID: a1c7e90b3d52
Revises: 0e9aec02ab7d
"""
from alembic import op
import sqlalchemy as sa


revision = 'a1c7e90b3d52'
down_revision = '0e9aec02ab7d'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('program', schema=None) as batch_op:
        batch_op.add_column(sa.Column('names_must_be_confirmed', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('name_confirmed_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('name_confirmation_note', sa.String(500), nullable=True))
        batch_op.create_foreign_key(op.f('fk_person_name_confirmed_by_id'), 'person', ['name_confirmed_by_id'], ['id'], ondelete='SET NULL')


def downgrade():
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('fk_person_name_confirmed_by_id'), type_='foreignkey')
        batch_op.drop_column('name_confirmation_note')
        batch_op.drop_column('name_confirmed_by_id')
    with op.batch_alter_table('program', schema=None) as batch_op:
        batch_op.drop_column('names_must_be_confirmed')
