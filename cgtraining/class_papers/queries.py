"""Reads of the papers of a class."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import contains_eager, joinedload

from cgtraining import clock
from cgtraining.attendance.models import ClassSession, SessionStatus
from cgtraining.class_papers.models import KEPT_DAYS, ContactConsent, PaperTexts, ReplyPurge, ReplySlip, SeatingPlan
from cgtraining.cohorts.models import Cohort, Enrolment, EnrolmentState
from cgtraining.cohorts.queries import STAYING
from cgtraining.database import db
from cgtraining.people.models import Person


def stored_texts(cohort: Cohort) -> PaperTexts | None:
    return db.session.scalars(select(PaperTexts).where(PaperTexts.cohort_id == cohort.id)).one_or_none()


def texts_of(cohort: Cohort) -> PaperTexts:
    """Those that were written, or empty ones that are in no session and never stored."""
    return stored_texts(cohort) or PaperTexts(
        cohort_id=cohort.id, hotel_needs_identity=False, kept_days=KEPT_DAYS, version=0
    )


def letters_are_out(cohort: Cohort) -> bool:
    """Since the date that the office wrote on them."""
    texts = stored_texts(cohort)
    return texts is not None and texts.letter_on is not None and texts.letter_on <= clock.today(cohort.timezone)


def slips_to_fill_in(person: Person) -> Sequence[tuple[Enrolment, date]]:
    """Of the classes in which somebody is: those that set a day which is not over, and have no reply yet."""
    query = select(Enrolment, PaperTexts.reply_by).join(PaperTexts, PaperTexts.cohort_id == Enrolment.cohort_id)
    query = query.where(Enrolment.person_id == person.id, Enrolment.state == EnrolmentState.ENROLLED)
    query = query.where(PaperTexts.reply_by >= clock.today(), ~exists().where(ReplySlip.enrolment_id == Enrolment.id))
    query = query.options(joinedload(Enrolment.cohort)).order_by(PaperTexts.reply_by)
    return [(row[0], row[1]) for row in db.session.execute(query) if row[1]]


def sessions_on_paper(cohort: Cohort) -> Sequence[ClassSession]:
    """Those that are held, by time, with their trainers."""
    query = select(ClassSession).where(ClassSession.cohort_id == cohort.id)
    query = query.where(ClassSession.status == SessionStatus.PLANNED).options(joinedload(ClassSession.trainer))
    return db.session.scalars(query.order_by(ClassSession.starts_at, ClassSession.id)).all()


def consents_of(cohort: Cohort) -> dict[int, ContactConsent]:
    """By enrolment."""
    query = select(ContactConsent).join(ContactConsent.enrolment).where(Enrolment.cohort_id == cohort.id)
    return {one.enrolment_id: one for one in db.session.scalars(query)}


def consent_of(enrolment: Enrolment) -> ContactConsent | None:
    query = select(ContactConsent).where(ContactConsent.enrolment_id == enrolment.id)
    return db.session.scalars(query).one_or_none()


def slip_of(enrolment: Enrolment) -> ReplySlip | None:
    return db.session.scalars(select(ReplySlip).where(ReplySlip.enrolment_id == enrolment.id)).one_or_none()


def slips_of(cohort: Cohort) -> dict[int, ReplySlip]:
    """By enrolment, whatever became of it: what was collected is shown until it is deleted."""
    query = select(ReplySlip).join(ReplySlip.enrolment).where(Enrolment.cohort_id == cohort.id)
    return {one.enrolment_id: one for one in db.session.scalars(query)}


def expected_slips(cohort: Cohort) -> Sequence[tuple[Enrolment, ReplySlip | None]]:
    """Every trainee of the class with the slip, and whoever left it and has one still, in pinyin order."""
    query = select(Enrolment, ReplySlip).join(Enrolment.person)
    query = query.outerjoin(ReplySlip, ReplySlip.enrolment_id == Enrolment.id)
    query = query.where(Enrolment.cohort_id == cohort.id, Enrolment.state.in_(STAYING) | ReplySlip.id.is_not(None))
    query = query.options(
        contains_eager(Enrolment.person).joinedload(Person.organization), joinedload(Enrolment.group)
    ).order_by(Person.sort_key, Enrolment.id)
    return [(row[0], row[1]) for row in db.session.execute(query)]


def purges_of(cohort: Cohort) -> Sequence[ReplyPurge]:
    """Newest first."""
    query = select(ReplyPurge).where(ReplyPurge.cohort_id == cohort.id).options(joinedload(ReplyPurge.actor))
    return db.session.scalars(query.order_by(ReplyPurge.id.desc())).all()


def plan_of(cohort: Cohort) -> SeatingPlan | None:
    return db.session.scalars(select(SeatingPlan).where(SeatingPlan.cohort_id == cohort.id)).one_or_none()
