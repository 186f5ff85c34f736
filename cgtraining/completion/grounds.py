"""On what grounds a decision on a trainee stands: the rules that were not met, and those that were waived.

Of a draft these are today's facts; of an approved list they are the ones that were frozen with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from cgtraining.completion.deciding import result_of_record
from cgtraining.completion.evaluation import RuleResult, RuleState
from cgtraining.completion.models import GraduateEntry
from cgtraining.completion.queries import Progress
from cgtraining.completion.rules import MostAbsences, MostLeave
from cgtraining.completion.sentences import Titles, missing_sentence, rule_label
from cgtraining.language.choosing import language
from cgtraining.language.names import display_name
from cgtraining.people.models import Person
from cgtraining.people.queries import persons_by_ids


@dataclass(frozen=True)
class GivenWaiver:
    """`granted_by_id` is None where that person is gone."""

    reason: str
    granted_by_id: int | None


def grounds_of(
    entries: Sequence[GraduateEntry], progress: Mapping[int, Progress], titles: Titles
) -> dict[int, list[str]]:
    """Sentences by entry id, in the present reader's language."""
    waivers = {entry.id: _waivers(entry, progress.get(entry.enrolment_id)) for entry in entries}
    people = persons_by_ids(
        {one.granted_by_id for own in waivers.values() for one in own.values() if one.granted_by_id}
    )
    return {
        entry.id: list(_sentences(_result(entry, progress.get(entry.enrolment_id)), waivers[entry.id], people, titles))
        for entry in entries
    }


def shortfalls(result: RuleResult) -> Iterator[RuleResult]:
    """The single rules that keep `result` from being met; none of a group of which enough is met."""
    if result.state.satisfies:
        return
    if not result.children:
        yield result
    for child in result.children:
        yield from shortfalls(child)


def _sentences(
    result: RuleResult | None, waivers: Mapping[str, GivenWaiver], people: Mapping[int, Person], titles: Titles
) -> Iterator[str]:
    if result is None:
        return
    for short in shortfalls(result):
        if _is_kept_so_far(short):
            continue
        yield missing_sentence(short, titles, with_spare=False)
    for waived in _waived(result):
        if waiver := waivers.get(waived.rule.key):
            yield _(
                "Waived “%(rule)s”: %(reason)s (%(name)s).",
                rule=rule_label(waived.rule, titles),
                reason=waiver.reason.rstrip("。."),
                name=_name(people.get(waiver.granted_by_id or 0)),
            )


def _is_kept_so_far(result: RuleResult) -> bool:
    """A limit that the days to come can still break: nothing is missing."""
    return result.state is RuleState.NOT_YET and isinstance(result.rule, MostAbsences | MostLeave)


def _waived(result: RuleResult) -> Iterator[RuleResult]:
    if result.state is RuleState.WAIVED:
        yield result
    for child in result.children:
        yield from _waived(child)


def _result(entry: GraduateEntry, own: Progress | None) -> RuleResult | None:
    return result_of_record(entry.facts) or (own.result if own else None)


def _waivers(entry: GraduateEntry, own: Progress | None) -> dict[str, GivenWaiver]:
    if entry.facts:
        return {one["rule_key"]: GivenWaiver(one["reason"], one["granted_by_id"]) for one in entry.facts["waivers"]}
    return {key: GivenWaiver(one.reason, one.granted_by_id) for key, one in (own.waivers if own else {}).items()}


def _name(person: Person | None) -> str:
    return str(_("name not kept")) if person is None else display_name(person, language())
