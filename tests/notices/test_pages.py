"""The page of a cohort's reminders: rules, letters, log, and sending one again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cgtraining import clock
from cgtraining.audit.models import AuditEntry
from cgtraining.cohorts.models import Cohort, CohortRole
from cgtraining.database import db
from cgtraining.mail.models import Channel, DeliveryState, Message
from cgtraining.notices.models import Reminder, ReminderRules
from tests import factories
from tests.attendance.factories import START
from tests.notices.test_sending import DAY_BEFORE, sweep, trainee, turn

FORM = {
    "session_on": "y",
    "session_hours": "12",
    "absence_hours": "24",
    "deadline_days": "3",
    "quiet_from": "22:00",
    "quiet_to": "07:00",
}


@pytest.fixture
def cohort(app) -> Cohort:
    return factories.cohort()


@pytest.fixture
def staff(cohort, sign_in):
    client = sign_in(factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER))
    client.set_cookie("language", "en")
    return client


@pytest.fixture
def path(cohort) -> str:
    return f"/cohorts/{cohort.id}/reminders"


def rules() -> ReminderRules:
    db.session.expire_all()
    return db.session.scalars(select(ReminderRules)).one()


def told(cohort: Cohort) -> Reminder:
    factories.class_session(cohort)
    trainee(cohort)
    turn(cohort)
    sweep(DAY_BEFORE)
    return db.session.scalars(select(Reminder)).one()


def mail_of(reminder: Reminder):
    db.session.expire_all()
    return next(one for one in reminder.message.deliveries if one.channel is Channel.MAIL)


def again(staff, reminder: Reminder, at=DAY_BEFORE, **data):
    with clock.frozen(at):
        return staff.post(f"/reminders/{reminder.id}/again", data={"version": reminder.version} | data)


def test_rules_are_saved_once_and_not_over_those_of_another(staff, path) -> None:
    assert staff.post(path, data=FORM).location == path
    since = rules().session_since
    assert (rules().session_hours, rules().absence_since, rules().quiet_from.hour) == (12, None, 22)
    assert "Someone else saved this" in staff.post(path, data=FORM | {"version": 7, "session_hours": 2}).text
    staff.post(path, data=FORM | {"version": 1, "session_hours": "2"})
    assert (rules().session_hours, rules().session_since) == (2, since)
    assert "Between 1 and 168 hours." in staff.post(path, data=FORM | {"session_hours": 0}).text
    staff.post(path, data={name: value for name, value in FORM.items() if name != "session_on"} | {"version": 2})
    assert rules().session_since is None


def test_letters_are_shown_in_both_languages_and_the_log_is_filtered(staff, path, cohort) -> None:
    told(cohort)
    page = staff.get(path).text
    assert "Dear WANG Fang" in page
    assert "王芳" in page
    assert "Waiting to be sent" in page
    assert "Nothing here" not in staff.get(f"{path}?state=sent").text
    assert "Nothing here" in staff.get(f"{path}?state=failed").text
    assert "Nothing here" in staff.get(f"{path}?state=too_late").text


def test_what_failed_goes_out_again_and_what_arrived_is_written_anew(staff, cohort) -> None:
    reminder = told(cohort)
    assert again(staff, reminder).status_code == 409  # still on its way
    mail_of(reminder).state = DeliveryState.FAILED
    again(staff, reminder)
    assert (mail_of(reminder).state, reminder.times) == (DeliveryState.WAITING, 2)
    mail_of(reminder).state = DeliveryState.SENT
    first = reminder.message_id
    assert again(staff, reminder).status_code == 302
    db.session.expire_all()
    assert (reminder.message_id != first, reminder.times) == (True, 3)
    assert len(db.session.scalars(select(Message)).all()) == 2
    done = db.session.scalars(select(AuditEntry.action).where(AuditEntry.action == "reminder.sent_again")).all()
    assert len(done) == 2


def test_a_second_click_or_a_moment_that_has_passed_is_refused(staff, cohort) -> None:
    reminder = told(cohort)
    mail_of(reminder).state = DeliveryState.SENT
    assert again(staff, reminder, version=0).status_code == 409
    assert again(staff, reminder, at=START + timedelta(hours=1)).status_code == 409
    assert len(db.session.scalars(select(Message)).all()) == 1


def test_the_page_takes_the_same_queries_for_one_and_for_three(staff, path, cohort, count_queries) -> None:
    told(cohort)
    staff.get(path)
    one = count_queries(lambda: staff.get(path))
    trainee(cohort)
    trainee(cohort)
    sweep(DAY_BEFORE)
    assert count_queries(lambda: staff.get(path)) == one


def test_the_office_writes_a_letter_and_takes_its_text_back(staff, path, cohort) -> None:
    address = f"{path}/before_session"
    assert "Left empty, the letter says this" in staff.get(address).text
    assert staff.get(f"{path}/unknown").status_code == 404
    own = {"subject_en": "Soon: {session}", "body_en": "Dear {name},\n{place}\nbring a pen.", "version": "0"}
    assert "{last_day} stands for nothing" in staff.post(address, data=own | {"body_zh": "{last_day}"}).text
    assert staff.post(address, data=own).location == path
    assert "Someone else saved this" in staff.post(address, data=own).text
    page = staff.get(path).text
    assert ("Own text" in page, "Dear WANG Fang,\nbring a pen." in page) == (True, True)
    reminder = told(cohort)
    mail_of(reminder).state = DeliveryState.SENT
    reminder.enrolment.person.preferred_language = "en"
    again(staff, reminder)
    db.session.expire_all()
    assert (reminder.message.subject, reminder.message.body) == ("Soon: Opening", "Dear WANG Fang,\nbring a pen.")
    staff.post(address, data={"subject_zh": "", "subject_en": "", "body_zh": "", "body_en": "", "version": "1"})
    assert "Own text" not in staff.get(path).text
