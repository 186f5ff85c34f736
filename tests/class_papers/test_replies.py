"""Reply slips and consents: answering, what the hotel needs, and forgetting."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from cgtraining import clock
from cgtraining.audit.models import AuditEntry
from cgtraining.class_papers import forgetting
from cgtraining.class_papers.models import Diet, IdentityKind, PaperTexts, ReplyPurge, ReplySlip, RoomWish
from cgtraining.class_papers.operations.answering import SlipValues, answer_slip, let_classmates_see
from cgtraining.class_papers.queries import consent_of
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from tests import factories
from tests.class_papers.sample import a_class, enrolments_in_order

pytestmark = pytest.mark.usefixtures("app")
NUMBER = "11010519491231002X"
IN_COURSE = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_the_course():
    with clock.frozen(IN_COURSE):
        yield


def a_trainee(**texts):
    cohort = a_class(1)
    if texts:
        db.session.add(PaperTexts(cohort=cohort, **texts))
        db.session.flush()
    (enrolment,) = enrolments_in_order(cohort)
    return enrolment


def answered(enrolment, version=0, **values):
    return answer_slip(enrolment=enrolment, values=SlipValues(**values), version=version, actor=enrolment.person)


def test_a_reply_is_kept_and_changed_and_two_phones_do_not_overwrite_each_other():
    enrolment = a_trainee()
    slip = answered(enrolment, diet=Diet.HALAL, emergency_phone="138 1234 5678", arrival="G1006")
    assert (slip.diet, slip.emergency_phone, slip.arrival) == (Diet.HALAL, "+8613812345678", "G1006")
    version = slip.version
    answered(enrolment, version, diet=Diet.ANY)
    with pytest.raises(StaleRecord):
        answered(enrolment, version, diet=Diet.VEGETARIAN)


def test_the_number_of_a_document_is_taken_only_where_the_hotel_needs_it():
    assert answered(a_trainee(), identity_number=NUMBER).identity_number is None
    needed = a_trainee(hotel_needs_identity=True)
    with pytest.raises(RuleBroken, match="酒店"):
        answered(needed)
    with pytest.raises(RuleBroken, match="身份证"):
        answered(needed, identity_number="110105194912310021")
    slip = answered(needed, identity_number="110105 19491231 002x")
    assert (slip.identity_kind, slip.identity_number) == (IdentityKind.RESIDENT, NUMBER)
    assert answered(needed, slip.version).identity_number == NUMBER  # left empty, the kept one stays
    assert answered(needed, slip.version, room=RoomWish.NONE).identity_number is None
    passport = {"identity_kind": IdentityKind.PASSPORT, "identity_number": "e1234567"}
    assert answered(needed, slip.version, **passport).identity_number == "E1234567"
    with pytest.raises(RuleBroken, match="5 至 20"):
        answered(needed, slip.version, identity_kind=IdentityKind.PASSPORT, identity_number="E-1")


def test_of_someone_who_does_not_come_nothing_else_is_kept():
    slip = answered(a_trainee(), comes=False, arrival="G1006", emergency_name="李四", diet_note="花生过敏")
    assert (slip.comes, slip.arrival, slip.emergency_name, slip.diet_note) == (False, None, None, None)


def test_what_comes_too_late_or_is_no_phone_is_refused_with_a_sentence():
    with pytest.raises(RuleBroken, match="2026年3月1日"):
        answered(a_trainee(reply_by=date(2026, 3, 1)))
    with pytest.raises(RuleBroken, match="紧急联系人"):
        answered(a_trainee(), emergency_phone="1234")


def test_slips_are_deleted_when_their_days_are_over_and_only_then():
    enrolment = a_trainee(kept_days=7)
    answered(enrolment, arrival="G1006", emergency_name="李四")
    db.session.commit()
    cohort_id = enrolment.cohort_id
    last = datetime(2026, 12, 31, 12, tzinfo=UTC) + timedelta(days=7)
    with clock.frozen(last):
        assert forgetting.unfinished() == []
        forgetting.proceed(cohort_id)
        assert db.session.scalar(select(func.count()).select_from(ReplySlip)) == 1
    with clock.frozen(last + timedelta(days=1)):
        assert forgetting.unfinished() == [cohort_id]
        forgetting.proceed(cohort_id)
        forgetting.proceed(cohort_id)
        assert forgetting.unfinished() == []
    assert db.session.scalar(select(func.count()).select_from(ReplySlip)) == 0
    purge = db.session.scalars(select(ReplyPurge)).one()
    assert (purge.slips, purge.identity_numbers, purge.actor_id) == (1, 0, None)
    assert purge.fields == ["comes", "diet", "room", "arrival", "emergency_name"]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "reply_slips.deleted")).one()
    assert "G1006" not in str(entry.details)


def test_a_consent_is_given_and_taken_back_by_nobody_else():
    enrolment = a_trainee()
    with pytest.raises(RuleBroken):
        let_classmates_see(enrolment=enrolment, phone=True, email=True, actor=factories.person())
    assert consent_of(enrolment) is None
    let_classmates_see(enrolment=enrolment, phone=True, email=False, actor=enrolment.person)
    let_classmates_see(enrolment=enrolment, phone=False, email=False, actor=enrolment.person)
    kept = consent_of(enrolment)
    assert kept is not None
    assert (kept.shows_phone, kept.shows_email) == (False, False)
