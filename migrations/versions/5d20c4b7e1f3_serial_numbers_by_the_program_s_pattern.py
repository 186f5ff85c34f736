"""serial numbers by the program's pattern

Revision ID: 5d20c4b7e1f3
Revises: 1beac5e321b8
"""
from alembic import op
import sqlalchemy as sa


revision = '5d20c4b7e1f3'
down_revision = '1beac5e321b8'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('program', schema=None) as batch_op:
        batch_op.add_column(sa.Column('serial_patterns', sa.JSON(), nullable=False, server_default='{}'))
    # What was numbered before is the general series, named by the empty text.
    for table in ('serial_counter', 'certificate'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('series', sa.String(20), nullable=False, server_default=''))
    _key_of_counter(['program_id', 'series', 'year'])
    _numbers_are_unique(['program_id', 'year', 'number'], ['program_id', 'series', 'year', 'number'])


def downgrade():
    """Refused by the database where a program has numbers in more than one series."""
    _numbers_are_unique(['program_id', 'series', 'year', 'number'], ['program_id', 'year', 'number'])
    _key_of_counter(['program_id', 'year'])
    for table in ('certificate', 'serial_counter'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column('series')
    with op.batch_alter_table('program', schema=None) as batch_op:
        batch_op.drop_column('serial_patterns')


def _key_of_counter(columns):
    with op.batch_alter_table('serial_counter', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('pk_serial_counter'), type_='primary')
        batch_op.create_primary_key(op.f('pk_serial_counter'), columns)


def _numbers_are_unique(before, after):
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('uq_certificate_' + '_'.join(before)), type_='unique')
        batch_op.create_unique_constraint(op.f('uq_certificate_' + '_'.join(after)), columns=after)
