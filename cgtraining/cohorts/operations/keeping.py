"""Making and changing cohorts."""

from dataclasses import asdict, dataclass
from datetime import date
from zoneinfo import available_timezones

from flask_babel import gettext as _
from sqlalchemy import func, select

from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort, CohortStatus, Enrolment
from cgtraining.cohorts.queries import cohort_by_code, count_staying
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.formatting import format_date
from cgtraining.people.models import Person
from cgtraining.programs.models import Curriculum, CurriculumStatus
from cgtraining.search.operations import remember

EARLIEST, LATEST = date(1980, 1, 1), date(2100, 12, 31)
MOST_PLACES = 100_000


@dataclass(frozen=True)
class CohortValues:
    """`capacity` None: no limit. `timezone` is an IANA name."""

    code: str
    title_zh: str
    title_en: str | None
    starts_on: date
    ends_on: date
    timezone: str = "Asia/Shanghai"
    capacity: int | None = None


# What an office does: prepare, run, finish; a step back corrects a mistake.
NEXT_STATUSES: dict[CohortStatus, tuple[CohortStatus, ...]] = {
    CohortStatus.PLANNED: (CohortStatus.RUNNING, CohortStatus.CANCELLED),
    CohortStatus.RUNNING: (CohortStatus.FINISHED, CohortStatus.PLANNED, CohortStatus.CANCELLED),
    CohortStatus.FINISHED: (CohortStatus.RUNNING,),
    CohortStatus.CANCELLED: (CohortStatus.PLANNED,),
}


def create_cohort(*, curriculum: Curriculum, values: CohortValues, actor: Person | None) -> Cohort:
    """A cohort in preparation, bound to this version of the curriculum."""
    if curriculum.status is not CurriculumStatus.PUBLISHED:
        raise RuleBroken(_("Publish this version of the curriculum first: a cohort keeps the version it starts with."))
    _check(values)
    cohort = Cohort(program=curriculum.program, curriculum=curriculum, **asdict(values))
    db.session.add(cohort)
    db.session.flush()
    make_findable(cohort)
    record("cohort.created", cohort, actor=actor, curriculum=curriculum.id)
    return cohort


def change_cohort(*, cohort: Cohort, values: CohortValues, version: int | str | None, actor: Person | None) -> Cohort:
    cohort.expect_version(version)
    _check(values, cohort)
    changed = [name for name, value in asdict(values).items() if getattr(cohort, name) != value]
    for name in changed:
        setattr(cohort, name, getattr(values, name))
    db.session.flush()
    make_findable(cohort)
    record("cohort.changed", cohort, actor=actor, fields=changed)
    return cohort


def set_status(*, cohort: Cohort, status: CohortStatus, actor: Person | None) -> Cohort:
    if status not in NEXT_STATUSES[cohort.status]:
        raise RuleBroken(
            _(
                "A cohort that is '%(now)s' cannot become '%(wanted)s' in one step.",
                now=cohort.status.label,
                wanted=status.label,
            )
        )
    old, cohort.status = cohort.status, status
    db.session.flush()
    record("cohort.status_set", cohort, actor=actor, old=old.value, new=status.value)
    return cohort


def make_findable(cohort: Cohort) -> None:
    words = (cohort.code, cohort.title_zh, cohort.title_en, cohort.program.title_zh, cohort.program.title_en)
    remember(
        "cohort",
        cohort.id,
        title=f"{cohort.code} {cohort.title_zh}",
        text=" ".join(word for word in words if word),
        program_id=cohort.program_id,
        cohort_id=cohort.id,
    )


def _check(values: CohortValues, cohort: Cohort | None = None) -> None:
    same_code = cohort_by_code(values.code)
    if same_code is not None and same_code is not cohort:
        raise RuleBroken(_("The code %(code)s belongs to another cohort. Choose another one.", code=values.code))
    if values.ends_on < values.starts_on:
        raise RuleBroken(_("The last day is before the first day. Check both dates."))
    if values.starts_on < EARLIEST or values.ends_on > LATEST:
        raise RuleBroken(_("A cohort lies between %(first)s and %(last)s.", first=EARLIEST.year, last=LATEST.year))
    if values.timezone not in available_timezones():
        raise RuleBroken(_("'%(name)s' is not a timezone, such as Asia/Shanghai.", name=values.timezone))
    if values.capacity is not None and values.capacity < 1:
        raise RuleBroken(_("The number of places must be at least 1, or left empty for no limit."))
    if values.capacity is not None and values.capacity > MOST_PLACES:
        raise RuleBroken(_("A cohort has at most %(most)s places.", most=MOST_PLACES))
    if cohort is not None:
        _check_against_trainees(values, cohort)


def _check_against_trainees(values: CohortValues, cohort: Cohort) -> None:
    present = count_staying(cohort)
    if values.capacity is not None and values.capacity < present:
        raise RuleBroken(
            _("%(present)s people are in this cohort: it cannot have only %(places)s places.")
            % {"present": present, "places": values.capacity}
        )
    last_joined = db.session.scalar(select(func.max(Enrolment.joined_on)).where(Enrolment.cohort_id == cohort.id))
    if last_joined and last_joined > values.ends_on:
        day = format_date(last_joined)
        raise RuleBroken(_("Someone joined on %(day)s: the cohort cannot end before that day.", day=day))
