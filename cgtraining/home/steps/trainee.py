"""What waits for a trainee, before the first session, in the course, and after it."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from cgtraining import clock
from cgtraining.assessments.models import GradedItem, Score
from cgtraining.certificates.models import Standing
from cgtraining.class_papers.queries import slips_to_fill_in
from cgtraining.cohorts.models import Enrolment, EnrolmentState
from cgtraining.database import db
from cgtraining.home import figures
from cgtraining.home.standings import HeldCertificate, OwnCourse
from cgtraining.home.steps import Step
from cgtraining.home.words import title_of, when
from cgtraining.language.formatting import format_date, format_datetime
from cgtraining.people.models import Person

STILL_NEWS = timedelta(days=21)
UNFINISHED = (EnrolmentState.ENROLLED, EnrolmentState.DEFERRED)
COUNTS = (Standing.VALID, Standing.SUSPENDED)


def steps_of(
    person: Person, enrolments: Sequence[Enrolment], course: OwnCourse | None, held: Sequence[HeldCertificate]
) -> list[Step]:
    if not enrolments and not held:
        return []
    return [
        *_open_check_ins(enrolments),
        *_name(person, enrolments),
        *_reply_slips(person),
        *_before_the_first_day(course),
        *_results(enrolments),
        *_deferred(enrolments),
        *_certificates(held),
    ]


def _open_check_ins(enrolments: Sequence[Enrolment]) -> Iterator[Step]:
    now = clock.now()
    ids = [enrolment.cohort_id for enrolment in enrolments if enrolment.state is EnrolmentState.ENROLLED]
    for session in figures.sessions_soon(ids) if ids else []:
        if session.check_in_until and session.check_in_until > now:
            title = _("Check in now: %(session)s", session=title_of(session))
            yield Step(title, when(session), url_for("attendance.spoken_check_in"), "qr-code-scan", "attention")


def _name(person: Person, enrolments: Sequence[Enrolment]) -> Iterator[Step]:
    """As long as a certificate may still be printed."""
    if person.name_confirmed_at is None and any(enrolment.state in UNFINISHED for enrolment in enrolments):
        detail = _("It is printed on your certificate in Chinese and in Latin script.")
        yield Step(_("Confirm how your name is written"), detail, url_for("people.profile"), "pencil", "attention")


def _reply_slips(person: Person) -> Iterator[Step]:
    for enrolment, due in slips_to_fill_in(person):
        detail = _("By %(day)s: how you travel, what you eat, and where you sleep.", day=format_date(due, weekday=True))
        address = url_for("class_papers.reply", enrolment_id=enrolment.id)
        yield Step(
            _("Fill in the reply slip: %(cohort)s", cohort=title_of(enrolment.cohort)),
            detail,
            address,
            "envelope",
            "attention",
        )


def _before_the_first_day(course: OwnCourse | None) -> Iterator[Step]:
    if course is None or course.begins_in is None:
        return
    cohort = course.enrolment.cohort
    detail = ngettext(
        "%(cohort)s begins in %(num)s day, on %(day)s.",
        "%(cohort)s begins in %(num)s days, on %(day)s.",
        course.begins_in,
        cohort=title_of(cohort),
        day=format_date(cohort.starts_on, weekday=True),
    )
    yield Step(_("See the timetable"), detail, url_for("attendance.my_attendance"), "calendar-event")
    detail = _("Your group, your classmates, what is taught, and who looks after you.")
    address = url_for("cohorts.show_cohort", cohort_id=cohort.id)
    yield Step(_("Get to know your class"), detail, address, "people")


def _results(enrolments: Sequence[Enrolment]) -> Iterator[Step]:
    """Results that were released lately."""
    query = select(GradedItem).join(Score, Score.item_id == GradedItem.id)
    query = query.where(Score.enrolment_id.in_([enrolment.id for enrolment in enrolments]))
    query = query.where(Score.points.is_not(None), GradedItem.released_at > clock.now() - STILL_NEWS)
    for item in db.session.scalars(query.order_by(GradedItem.released_at.desc())):
        title = _("Your result is there: %(item)s", item=title_of(item))
        detail = _("Released on %(day)s", day=format_datetime(item.released_at))
        yield Step(title, detail, url_for("assessments.my_results"), "journal-text")


def _deferred(enrolments: Sequence[Enrolment]) -> Iterator[Step]:
    for enrolment in enrolments:
        if enrolment.state is EnrolmentState.DEFERRED:
            title = _("Your completion is deferred: see what is missing")
            yield Step(title, title_of(enrolment.cohort), url_for("completion.my_completion"), "clock-history")


def _certificates(held: Sequence[HeldCertificate]) -> Iterator[Step]:
    """Of those that count; what became of the others stands beside."""
    for one in held:
        if one.standing in COUNTS:
            serial, day = one.certificate.serial, format_date(one.certificate.award_date)
            detail = _("Number %(serial)s, awarded on %(day)s", serial=serial, day=day)
            address = url_for("certificates.my_certificates")
            yield Step(_("Save your certificate or show it to others"), detail, address, "award")
