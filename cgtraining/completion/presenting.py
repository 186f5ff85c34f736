"""Rules and progress as rows for pages: each rule with its depth, its sentences and how it stands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cgtraining.cohorts.models import Cohort, EnrolmentState
from cgtraining.cohorts.queries import enrolments_of
from cgtraining.completion.evaluation import RuleResult, RuleState
from cgtraining.completion.models import Waiver
from cgtraining.completion.queries import Progress, progress_of
from cgtraining.completion.rules import Group, Problem, RequiredItems, Rule, walk
from cgtraining.completion.sentences import Titles, missing_sentence, rule_label, rule_sentence, spare_sentence
from cgtraining.language.choosing import in_language


@dataclass(frozen=True)
class RuleRow:
    """A rule of a tree in both languages, with what is wrong with it."""

    depth: int
    rule: Rule
    zh: str
    en: str
    problems: tuple[object, ...] = ()


@dataclass(frozen=True)
class ResultRow:
    """How one trainee stands with one rule, in the present reader's language."""

    depth: int
    result: RuleResult
    sentence: str
    missing: str
    spare: str
    waiver: Waiver | None = None


@dataclass(frozen=True)
class Effect:
    """How many trainees of a cohort stand how, by the rules in force and by those being written."""

    cohort: Cohort
    now: Mapping[RuleState, int]
    then: Mapping[RuleState, int]


def rule_rows(tree: Group, titles: Titles, problems: Sequence[Problem] = ()) -> list[RuleRow]:
    with in_language("zh"):
        zh = [rule_sentence(rule, titles) for _depth, rule in walk(tree)]
    with in_language("en"):
        en = [rule_sentence(rule, titles) for _depth, rule in walk(tree)]
    return [
        RuleRow(depth, rule, zh[place], en[place], tuple(one.sentence for one in problems if one.key == rule.key))
        for place, (depth, rule) in enumerate(walk(tree))
    ]


def result_rows(progress: Progress, titles: Titles, *, for_trainee: bool = False) -> list[ResultRow]:
    """`for_trainee`: what may still be missed is told in the sentence of its own, not twice."""
    return [
        ResultRow(
            depth=depth,
            result=result,
            sentence=rule_sentence(result.rule, titles),
            missing=missing_sentence(result, titles, with_spare=not for_trainee),
            spare=spare_sentence(result),
            waiver=progress.waivers.get(result.rule.key),
        )
        for depth, result in results_in(progress.result)
    ]


def results_in(result: RuleResult, depth: int = 0) -> Iterator[tuple[int, RuleResult]]:
    yield depth, result
    for child in result.children:
        yield from results_in(child, depth + 1)


def columns_of(tree: Group, titles: Titles) -> list[tuple[str, str]]:
    """Key and label of every rule but the tree itself, in the order of `results_in`."""
    return [(rule.key, rule_label(rule, titles)) for depth, rule in walk(tree) if depth]


def codes_without_item(tree: Group, titles: Titles) -> list[str]:
    """Codes that the rules name and the cohort does not have."""
    named = [code for _depth, rule in walk(tree) if isinstance(rule, RequiredItems) for code in rule.codes]
    return [code for code in dict.fromkeys(named) if code not in titles]


def effect_on(cohort: Cohort, tree: Group) -> Effect:
    enrolled = [enrolment.id for enrolment in enrolments_of(cohort, (EnrolmentState.ENROLLED,))]
    return Effect(cohort, _counts(progress_of(cohort), enrolled), _counts(progress_of(cohort, tree), enrolled))


def _counts(progress: Mapping[int, Progress], enrolment_ids: Sequence[int]) -> Mapping[RuleState, int]:
    return Counter(progress[enrolment_id].state for enrolment_id in enrolment_ids)
