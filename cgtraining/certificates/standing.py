"""What a stranger is told about an issued certificate.

Several things may have happened to one certificate; the gravest is told first:
revoked > replaced > suspended > expired > valid.

- Revoked is final and says that the paper must not be relied on, whatever else happened.
- Replaced says where the present truth stands, so a suspension or an end date of the old paper no longer matters.
- Suspended is for a time and may end; the end date still stands behind it.
- Expired begins on the day after `valid_until`.
"""

from datetime import date, datetime
from typing import Protocol

from cgtraining.certificates.models import Standing


class Judged(Protocol):
    """The dates that decide; a `Certificate` has them."""

    @property
    def revoked_at(self) -> datetime | None: ...
    @property
    def replaced_at(self) -> datetime | None: ...
    @property
    def suspended_at(self) -> datetime | None: ...
    @property
    def valid_until(self) -> date | None: ...


def standing_of(certificate: Judged, today: date) -> Standing:
    """The standing of an issued certificate on the calendar day `today` of the office."""
    if certificate.revoked_at:
        return Standing.REVOKED
    if certificate.replaced_at:
        return Standing.REPLACED
    if certificate.suspended_at:
        return Standing.SUSPENDED
    if certificate.valid_until and certificate.valid_until < today:
        return Standing.EXPIRED
    return Standing.VALID
