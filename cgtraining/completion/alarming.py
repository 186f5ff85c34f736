"""Telling staff, once, who can no longer pass: looked for in the background, after what was entered has rested.

A slip that is corrected within ten minutes alarms nobody. The alarms of one look at a cohort and the messages about
them are one transaction, and whoever looks at the same time waits for it, so that neither a kill nor a second worker
doubles a message.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import and_, func, or_, select

from cgtraining import clock
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStatus, Enrolment, EnrolmentState
from cgtraining.cohorts.queries import cohort_by_id, staff_today
from cgtraining.completion.evaluation import RuleResult
from cgtraining.completion.models import Alarm, AlarmCheck
from cgtraining.completion.queries import has_ended, item_titles, progress_of
from cgtraining.completion.risk import lost_rules
from cgtraining.completion.sentences import missing_sentence
from cgtraining.config import settings
from cgtraining.database import db, reading
from cgtraining.language.choosing import language
from cgtraining.language.names import display_name
from cgtraining.people.messages import tell
from cgtraining.people.models import Person
from cgtraining.programs.queries import staff_of
from cgtraining.tasks import Work

RESTS = timedelta(minutes=10)
AGAIN_AFTER = timedelta(days=1)  # rules, waivers and released results may have changed without a mark
Lost = Mapping[int, Mapping[str, RuleResult]]


def cohorts_to_look_at() -> Sequence[int]:
    """Running cohorts of which something was entered since the last look and has rested; and each once a day."""
    now, touched = clock.now(), func.max(Enrolment.touched_at)
    query = select(Cohort.id).join(Enrolment).outerjoin(AlarmCheck, AlarmCheck.cohort_id == Cohort.id)
    query = query.where(Cohort.status == CohortStatus.RUNNING, Cohort.ends_on >= clock.today())
    rested = and_(touched > AlarmCheck.checked_at, touched <= now - RESTS)
    due = or_(AlarmCheck.checked_at.is_(None), AlarmCheck.checked_at <= now - AGAIN_AFTER, rested)
    found = db.session.scalars(query.group_by(Cohort.id, AlarmCheck.checked_at).having(due).order_by(Cohort.id)).all()
    db.session.rollback()
    return found


def look_at(cohort_id: int) -> None:
    """Commits once."""
    began = clock.now()
    with reading():
        cohort = cohort_by_id(cohort_id)
        lost = {} if cohort is None else _lost_in(cohort)
        db.session.rollback()
    locked = db.session.scalars(select(Cohort).where(Cohort.id == cohort_id).with_for_update()).one_or_none()
    if locked is not None:
        note(locked, lost)
        db.session.merge(AlarmCheck(cohort_id=cohort_id, checked_at=began))
    db.session.commit()


def note(cohort: Cohort, lost: Lost) -> list[Alarm]:
    """New alarms are kept and told; those that were corrected are over."""
    query = select(Alarm).join(Alarm.enrolment).where(Enrolment.cohort_id == cohort.id)
    known = db.session.scalars(query.order_by(Alarm.occasion)).all()
    for alarm in known:
        if alarm.over_at is None and alarm.rule_key not in lost.get(alarm.enrolment_id, {}):
            alarm.over_at = clock.now()
    latest = {(alarm.enrolment_id, alarm.rule_key): alarm for alarm in known}
    new = [
        Alarm(enrolment_id=enrolment_id, rule_key=key, occasion=latest[at].occasion + 1 if at in latest else 1)
        for enrolment_id, rules in lost.items()
        for key in rules
        if (at := (enrolment_id, key)) not in latest or latest[at].over_at is not None
    ]
    db.session.add_all(new)
    db.session.flush()
    if new:
        _tell(cohort, new, lost)
    return new


def _lost_in(cohort: Cohort) -> dict[int, dict[str, RuleResult]]:
    if has_ended(cohort):
        return {}
    query = select(Enrolment.id).where(Enrolment.cohort_id == cohort.id, Enrolment.state == EnrolmentState.ENROLLED)
    enrolled = set(db.session.scalars(query))
    progress = {i: one for i, one in progress_of(cohort).items() if i in enrolled}
    return {i: {one.rule.key: one for one in lost_rules(found.result)} for i, found in progress.items()}


def _tell(cohort: Cohort, new: Sequence[Alarm], lost: Lost) -> None:
    ids = list(dict.fromkeys(alarm.enrolment_id for alarm in new))
    query = select(Enrolment.id, Person).join(Person, Person.id == Enrolment.person_id).where(Enrolment.id.in_(ids))
    trainees = {row[0]: row[1] for row in db.session.execute(query.order_by(Person.sort_key, Enrolment.id))}
    for person in _who_is_told(cohort):
        tell(
            person=person,
            purpose=f"completion:alarm:{new[0].id}:{person.id}",
            write=lambda: _written(cohort, new, lost, trainees),
            link=settings().address(f"/cohorts/{cohort.id}/completion?state=not_met"),
        )


def _who_is_told(cohort: Cohort) -> list[Person]:
    """The cohort's administrators and class teacher; where it has none, those who run the program."""
    own = [one.person for one in staff_today(cohort, CohortRole.ADMINISTRATOR, CohortRole.CLASS_TEACHER)]
    people = own or [one.person for one in staff_of(cohort.program) if one.until is None or one.until > clock.today()]
    return list({person.id: person for person in people}.values())


def _written(cohort: Cohort, new: Sequence[Alarm], lost: Lost, trainees: Mapping[int, Person]) -> tuple[str, str]:
    titles = item_titles(cohort)
    title = cohort.title.in_language(language())
    subject = ngettext(
        "%(num)s trainee can no longer pass: %(cohort)s",
        "%(num)s trainees can no longer pass: %(cohort)s",
        len(trainees),
        cohort=title,
    )
    lines = [
        _(
            "%(name)s: %(missing)s",
            name=display_name(trainees[one.enrolment_id], language()),
            missing=missing_sentence(lost[one.enrolment_id][one.rule_key], titles),
        )
        for one in sorted(new, key=lambda alarm: list(trainees).index(alarm.enrolment_id))
    ]
    return subject, "\n".join(str(line) for line in lines)


WORK = Work("completion_alarm", look_at, cohorts_to_look_at)
