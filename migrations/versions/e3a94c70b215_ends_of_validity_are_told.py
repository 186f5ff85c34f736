"""ends of validity are told

Revision ID: e3a94c70b215
Revises: 80089b372aad
"""
from datetime import UTC, datetime

from alembic import op
import sqlalchemy as sa
import cgtraining.database


revision = 'e3a94c70b215'
down_revision = '80089b372aad'
branch_labels = None
depends_on = None

BEFORE = (
    "'issued', 'replacement_ordered', 'replaced', 'suspended', 'reinstated', 'revoked', 'expiry_set', 'withdrawn',"
    " 'voided', 'reprinted', 'posted', 'paper_returned', 'renewal_ordered', 'renewed'"
)


def upgrade():
    moment = cgtraining.database.UtcDateTime(timezone=True)
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.add_column(sa.Column('end_announced_at', moment, nullable=True))
        batch_op.add_column(sa.Column('end_noted_at', moment, nullable=True))
        batch_op.create_index(batch_op.f('ix_certificate_valid_until'), ['valid_until'], unique=False)
    _allow(f"{BEFORE}, 'expired'")
    _leave_the_past_alone(moment)


def downgrade():
    """Refused by the database where the end of a certificate was noted."""
    _allow(BEFORE)
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_certificate_valid_until'))
        batch_op.drop_column('end_noted_at')
        batch_op.drop_column('end_announced_at')


def _leave_the_past_alone(moment):
    """Nobody is told today of what ended long ago."""
    certificate = sa.table('certificate', sa.column('valid_until', sa.Date()), sa.column('end_noted_at', moment))
    now = datetime.now(UTC)
    op.execute(certificate.update().where(certificate.c.valid_until < now.date()).values(end_noted_at=now))


def _allow(happenings):
    with op.batch_alter_table('certificate_event', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_certificate_event_happening'), type_='check')
        batch_op.create_check_constraint(op.f('ck_certificate_event_happening'), sa.text(f'what IN ({happenings})'))
