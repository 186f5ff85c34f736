"""The end of validity: the holder is told before it, and when it is over, once each."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from cgtraining import clock
from cgtraining.certificates import operations, queries
from cgtraining.certificates.expiring import ends_untold, tell_of_end
from cgtraining.certificates.models import Certificate, Happening
from cgtraining.certificates.printing import print_replacement
from cgtraining.certificates.renewing import renew_certificate
from cgtraining.database import db
from cgtraining.mail.models import Message
from tests import factories
from tests.certificates.factories import committed, issued

WHY = {"reason": "按合作协议，有效期三年", "actor": None}
ISSUED, LAST_DAY = date(2026, 11, 20), date(2029, 12, 19)
SHORT, OVER = "您的证书 CEDAR-2026-0001 即将到期", "您的证书 CEDAR-2026-0001 已过期"


@pytest.fixture
def certificate(app: Flask) -> Certificate:
    with on(ISSUED):
        made = issued(factories.person("王芳", "WANG Fang"))
        return committed(operations.set_expiry, certificate=made, valid_until=LAST_DAY, **WHY)


def on(day: date) -> object:
    return clock.frozen(datetime(day.year, day.month, day.day, 4, tzinfo=UTC))


def swept(day: date) -> list[str]:
    """What is done on that day, twice over; the subjects of what the holder was told by then."""
    with on(day):
        for _again in range(2):
            for certificate_id in ends_untold():
                tell_of_end(certificate_id)
        assert ends_untold() == []
    return list(db.session.scalars(select(Message.subject).order_by(Message.id)))[2:]


def test_the_holder_is_told_sixty_days_before_and_on_the_day_after(certificate: Certificate) -> None:
    assert swept(date(2029, 10, 19)) == []
    assert swept(date(2029, 10, 20)) == [SHORT]
    assert swept(LAST_DAY) == [SHORT]
    assert swept(date(2029, 12, 20)) == [SHORT, OVER]
    assert swept(date(2030, 3, 1)) == [SHORT, OVER]
    last = queries.events_of(certificate)[0]
    assert (last.what, last.actor_id) == (Happening.EXPIRED, None)


def test_another_last_day_is_told_anew(certificate: Certificate) -> None:
    assert swept(date(2029, 12, 20)) == [OVER]
    with on(date(2029, 12, 21)):
        committed(operations.set_expiry, certificate=certificate, valid_until=date(2030, 12, 19), **WHY)
    assert len(swept(date(2030, 11, 1))) == 3
    assert swept(date(2030, 12, 20))[-1] == OVER


def test_a_last_day_that_is_near_when_it_is_set_is_not_told_twice(certificate: Certificate) -> None:
    with on(date(2029, 6, 1)):
        committed(operations.set_expiry, certificate=certificate, valid_until=date(2029, 7, 1), **WHY)
    assert len(swept(date(2029, 6, 1))) == 1


def test_who_was_renewed_or_revoked_is_told_of_no_end(certificate: Certificate) -> None:
    with on(date(2029, 10, 1)):
        days = {"award_date": date(2029, 10, 1), "valid_until": date(2032, 10, 1)}
        new = committed(renew_certificate, certificate=certificate, **days | WHY)
        print_replacement(new.id)
    told = swept(date(2029, 12, 20))
    assert told == swept(date(2029, 10, 2))
    with on(date(2032, 1, 1)):
        committed(operations.revoke_certificate, certificate=new, **WHY)
    assert len(swept(date(2032, 10, 2))) == len(told) + 1
    assert next(event.what for event in queries.events_of(certificate)) is Happening.RENEWED


def test_what_was_suspended_on_its_last_day_passes_without_a_word(certificate: Certificate) -> None:
    with on(date(2029, 9, 1)):
        committed(operations.suspend_certificate, certificate=certificate, **WHY)
    assert len(swept(date(2029, 12, 20))) == 1


def test_who_was_erased_is_not_told(certificate: Certificate) -> None:
    certificate.person_id = None
    db.session.commit()
    assert swept(date(2029, 11, 1)) == swept(date(2029, 12, 20)) == []


def test_without_an_end_there_is_nothing_to_tell(certificate: Certificate) -> None:
    with on(date(2027, 1, 1)):
        committed(operations.set_expiry, certificate=certificate, valid_until=None, **WHY)
    tell_of_end(certificate.id)
    assert len(swept(date(2029, 12, 20))) == 1
