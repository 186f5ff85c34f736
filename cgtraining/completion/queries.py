"""Reading completion rules, the progress of trainees, waivers and lists of graduates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from cgtraining import clock
from cgtraining.assessments.marking import GradeSummary
from cgtraining.assessments.models import GradedItem
from cgtraining.assessments.queries import grade_of, grades_of
from cgtraining.attendance.hours import HoursLedger, MarkFacts
from cgtraining.attendance.queries.hours import NO_MARKS, hours_of
from cgtraining.cohorts.models import Cohort, CohortStatus, Enrolment
from cgtraining.completion.evaluation import ItemFact, RuleResult, RuleState, TraineeFacts, evaluate
from cgtraining.completion.models import (
    CompletionRules,
    GraduateEntry,
    GraduateList,
    ListState,
    Outcome,
    Waiver,
)
from cgtraining.completion.rules import Group, default_tree, tree_from_json
from cgtraining.database import db
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import Curriculum


@dataclass(frozen=True)
class RulesInForce:
    """Number 0 is the default that a curriculum has until rules of its own are put into force."""

    number: int
    tree: Group


@dataclass(frozen=True)
class Progress:
    """How one trainee stands with all rules, and the facts behind it. `waivers` by rule key."""

    enrolment_id: int
    result: RuleResult
    facts: TraineeFacts
    hours: HoursLedger
    grades: GradeSummary
    rules_number: int
    waivers: Mapping[str, Waiver] = field(default_factory=dict)

    @property
    def state(self) -> RuleState:
        return self.result.state


def rules_in_force(curriculum_id: int) -> RulesInForce:
    query = select(CompletionRules.number, CompletionRules.tree)
    query = query.where(CompletionRules.curriculum_id == curriculum_id, CompletionRules.adopted_at.is_not(None))
    found = db.session.execute(query.order_by(CompletionRules.number.desc()).limit(1)).first()
    return RulesInForce(found.number, tree_from_json(found.tree)) if found else RulesInForce(0, default_tree())


def rules_history(curriculum: Curriculum) -> Sequence[CompletionRules]:
    """Every number that is or was in force, newest first."""
    query = select(CompletionRules).where(CompletionRules.curriculum_id == curriculum.id)
    query = query.where(CompletionRules.adopted_at.is_not(None)).options(joinedload(CompletionRules.adopted_by))
    return db.session.scalars(query.order_by(CompletionRules.number.desc())).all()


def change_being_written(curriculum: Curriculum) -> CompletionRules | None:
    query = select(CompletionRules).where(CompletionRules.curriculum_id == curriculum.id)
    return db.session.scalars(query.where(CompletionRules.adopted_at.is_(None))).one_or_none()


def progress_of(cohort: Cohort, tree: Group | None = None) -> dict[int, Progress]:
    """Of every enrolment, by its id; by the rules in force, or by `tree` to see what it would change."""
    rules = rules_in_force(cohort.curriculum_id) if tree is None else RulesInForce(0, tree)
    hours, grades, waivers = hours_of(cohort), grades_of(cohort), waivers_of(cohort)
    return {
        enrolment_id: _progress(enrolment_id, rules, hours[enrolment_id], grade, waivers, has_ended(cohort))
        for enrolment_id, grade in grades.items()
        if enrolment_id in hours
    }


def progress_of_trainee(
    enrolment: Enrolment, *, released_only: bool = False, assumed: Mapping[int, MarkFacts] = NO_MARKS
) -> Progress:
    """Of one trainee; with `released_only` as the trainee may know it. `assumed`: see `hours_of`."""
    cohort = enrolment.cohort
    rules = rules_in_force(cohort.curriculum_id)
    hours = hours_of(cohort, enrolment.id, assumed)[enrolment.id]
    grade = grade_of(enrolment, released_only=released_only)
    return _progress(enrolment.id, rules, hours, grade, waivers_of(cohort, enrolment.id), has_ended(cohort))


def has_ended(cohort: Cohort) -> bool:
    return cohort.status is CohortStatus.FINISHED or clock.today(cohort.timezone) > cohort.ends_on


def item_titles(cohort: Cohort) -> dict[str, BilingualText]:
    """By code."""
    query = select(GradedItem.code, GradedItem.title_zh, GradedItem.title_en).where(GradedItem.cohort_id == cohort.id)
    return {row.code: BilingualText(row.title_zh, row.title_en) for row in db.session.execute(query)}


def item_titles_of_curriculum(curriculum: Curriculum) -> dict[str, BilingualText]:
    """By code, from all cohorts of the curriculum; the latest cohort's wording wins."""
    query = select(GradedItem.code, GradedItem.title_zh, GradedItem.title_en).join(GradedItem.cohort)
    query = query.where(Cohort.curriculum_id == curriculum.id).order_by(Cohort.starts_on, GradedItem.id)
    return {row.code: BilingualText(row.title_zh, row.title_en) for row in db.session.execute(query)}


def waivers_of(cohort: Cohort, enrolment_id: int | None = None) -> dict[int, dict[str, Waiver]]:
    """By enrolment id and rule key, with who granted them."""
    query = select(Waiver).join(Waiver.enrolment).where(Enrolment.cohort_id == cohort.id)
    if enrolment_id is not None:
        query = query.where(Waiver.enrolment_id == enrolment_id)
    found: dict[int, dict[str, Waiver]] = {}
    for waiver in db.session.scalars(query.options(joinedload(Waiver.granted_by))):
        found.setdefault(waiver.enrolment_id, {})[waiver.rule_key] = waiver
    return found


def waiver_by_id(waiver_id: int) -> Waiver | None:
    query = select(Waiver).where(Waiver.id == waiver_id)
    query = query.options(joinedload(Waiver.enrolment).joinedload(Enrolment.cohort))
    return db.session.scalars(query).one_or_none()


def lists_of(cohort: Cohort) -> Sequence[GraduateList]:
    """Approved ones and the draft, in their order, with entries."""
    query = select(GraduateList).where(GraduateList.cohort_id == cohort.id).order_by(GraduateList.number)
    options = (selectinload(GraduateList.entries), joinedload(GraduateList.approved_by))
    return db.session.scalars(query.options(*options)).all()


def approved_lists(cohort: Cohort) -> Sequence[GraduateList]:
    return [one for one in lists_of(cohort) if one.state is ListState.APPROVED]


def draft_of(cohort: Cohort) -> GraduateList | None:
    """The list that is not approved yet; it may have the first of two approvals."""
    open_states = (ListState.DRAFT, ListState.WAITING)
    query = select(GraduateList).where(GraduateList.cohort_id == cohort.id, GraduateList.state.in_(open_states))
    return db.session.scalars(query).one_or_none()


def list_by_id(list_id: int) -> GraduateList | None:
    query = select(GraduateList).where(GraduateList.id == list_id)
    query = query.options(joinedload(GraduateList.cohort), joinedload(GraduateList.approved_by))
    query = query.options(joinedload(GraduateList.first_approved_by))
    return db.session.scalars(query).one_or_none()


def entries_of(graduate_list: GraduateList) -> Sequence[GraduateEntry]:
    """In pinyin order, with person, organization and group."""
    query = select(GraduateEntry).join(GraduateEntry.enrolment).join(Enrolment.person)
    query = query.where(GraduateEntry.list_id == graduate_list.id).order_by(Person.sort_key, GraduateEntry.id)
    enrolment = contains_eager(GraduateEntry.enrolment)
    loaded = (
        enrolment.contains_eager(Enrolment.person).joinedload(Person.organization),
        enrolment.joinedload(Enrolment.group),
    )
    return db.session.scalars(query.options(*loaded)).all()


def decisions_of(cohort: Cohort) -> dict[int, GraduateEntry]:
    """The latest approved decision on each enrolment, by its id."""
    query = select(GraduateEntry).join(GraduateEntry.graduate_list)
    query = query.where(GraduateList.cohort_id == cohort.id, GraduateList.state == ListState.APPROVED)
    query = query.order_by(GraduateList.number).options(contains_eager(GraduateEntry.graduate_list))
    return {entry.enrolment_id: entry for entry in db.session.scalars(query)}


def decisions_on(enrolment: Enrolment) -> Sequence[GraduateEntry]:
    """Every approved decision on one trainee, oldest first."""
    query = select(GraduateEntry).join(GraduateEntry.graduate_list)
    query = query.where(GraduateEntry.enrolment_id == enrolment.id, GraduateList.state == ListState.APPROVED)
    query = query.order_by(GraduateList.number).options(contains_eager(GraduateEntry.graduate_list))
    return db.session.scalars(query).all()


def is_settled(entry: GraduateEntry | None) -> bool:
    """Whether an approved decision leaves nothing for a later list."""
    return entry is not None and entry.outcome in {Outcome.COMPLETED, Outcome.ATTENDED}


def _progress(
    enrolment_id: int,
    rules: RulesInForce,
    hours: HoursLedger,
    grades: GradeSummary,
    waivers: Mapping[int, Mapping[str, Waiver]],
    finished: bool,
) -> Progress:
    facts = TraineeFacts(
        possible=hours.possible,
        earned=hours.earned,
        reachable=hours.reachable,
        on_leave=hours.on_leave,
        absences=hours.absences,
        weighted=grades.weighted,
        lowest=grades.lowest,
        highest=grades.highest,
        scores_are_final=grades.is_final,
        items={code: ItemFact(item.passed, item.released, item.excused) for code, item in grades.items.items()},
        finished=finished,
    )
    own = waivers.get(enrolment_id, {})
    result = evaluate(rules.tree, facts, own.keys())
    return Progress(enrolment_id, result, facts, hours, grades, rules.number, own)
