"""Completion rules and what is missing, as whole sentences in the present reader's language."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.completion.evaluation import RuleResult, RuleState
from cgtraining.completion.rules import (
    Group,
    MinimumScore,
    MinimumShare,
    MostAbsences,
    MostLeave,
    Need,
    RequiredItems,
    Rule,
)
from cgtraining.language.choosing import language
from cgtraining.language.formatting import format_number
from cgtraining.language.text import BilingualText

Titles = Mapping[str, BilingualText]
NO_TITLES: Titles = {}


def rule_sentence(rule: Rule, titles: Titles = NO_TITLES) -> str:
    """What the rule asks for. `titles`: of the graded items, by code."""
    match rule:
        case MinimumShare():
            return _("Attend at least %(percent)s%% of the class hours.", percent=format_number(rule.percent))
        case MostLeave():
            return _("Take at most %(hours)s class hours of leave.", hours=format_number(rule.hours))
        case MostAbsences():
            return _most_absences(rule)
        case MinimumScore():
            return _("Reach a weighted score of at least %(score)s out of 100.", score=format_number(rule.percent))
        case RequiredItems():
            return _("Pass: %(items)s.", items=listed(rule.codes, titles))
    return _group(rule)


def rule_label(rule: Rule, titles: Titles = NO_TITLES) -> str:
    """A few words for the head of a column."""
    match rule:
        case MinimumShare():
            return _("Class hours ≥ %(percent)s%%", percent=format_number(rule.percent))
        case MostLeave():
            return _("Leave ≤ %(hours)s class hours", hours=format_number(rule.hours))
        case MostAbsences():
            return _("Absences ≤ %(times)s", times=rule.times)
        case MinimumScore():
            return _("Weighted score ≥ %(score)s", score=format_number(rule.percent))
        case RequiredItems():
            return _("Passed: %(items)s", items=listed(rule.codes, titles))
    return _("Group: %(n)s of %(m)s", n=rule.needed, m=len(rule.rules))


def missing_sentence(result: RuleResult, titles: Titles = NO_TITLES, *, with_spare: bool = True) -> str:
    """How it stands with the rule, and exactly what is missing; empty for a group that is met.

    `with_spare`: say too how many class hours may still be missed, where `spare_sentence` does not stand beside it.
    """
    if result.state is RuleState.WAIVED:
        return _("This rule is waived.")
    match result.rule:
        case MinimumShare():
            return _hours(result, with_spare)
        case MostLeave():
            return _leave(result)
        case MostAbsences():
            return _absences(result)
        case MinimumScore():
            return _score(result)
        case RequiredItems():
            return _items(result, titles)
    return _of_group(result)


def spare_sentence(result: RuleResult) -> str:
    """To the trainee: what may still be missed; empty where nothing can be said."""
    if result.spare is None or result.state is RuleState.NOT_MET:
        return ""
    match result.rule:
        case MinimumShare():
            return _("You can miss %(hours)s more class hours.", hours=format_number(result.spare))
        case MostLeave():
            return _("You can take %(hours)s more class hours of leave.", hours=format_number(result.spare))
        case MostAbsences() if result.spare == 0:
            return _("You cannot be absent without leave any more.")
        case MostAbsences():
            return ngettext(
                "You can be absent without leave %(num)s more time.",
                "You can be absent without leave %(num)s more times.",
                int(result.spare),
            )
    return ""


def listed(codes: tuple[str, ...], titles: Titles) -> str:
    """The items' titles as one enumeration, with the code where no cohort gives a title."""
    names = [titles[code].in_language(language()) if code in titles else code for code in codes]
    return ("、" if language() == "zh" else ", ").join(names)


def _most_absences(rule: MostAbsences) -> str:
    if rule.times == 0:
        return _("Never be absent without leave.")
    return ngettext(
        "Be absent without leave at most %(num)s time.", "Be absent without leave at most %(num)s times.", rule.times
    )


def _group(rule: Group) -> str:
    if rule.need is Need.ALL:
        return _("Meet all of these:")
    if rule.need is Need.ANY:
        return _("Meet any one of these:")
    return _("Meet at least %(n)s of these %(m)s:", n=rule.at_least, m=len(rule.rules))


def _hours(result: RuleResult, with_spare: bool) -> str:
    has, needs = format_number(result.has), format_number(result.needs)
    if not result.needs:
        return _("No class hours are planned yet.")
    if result.state is RuleState.MET:
        return _("%(has)s class hours; %(needs)s are needed.", has=has, needs=needs)
    missing = format_number(result.missing)
    if result.state is RuleState.NOT_MET or result.spare is None or not with_spare:
        return _(
            "Missing %(missing)s class hours: %(has)s of the %(needs)s needed.", missing=missing, has=has, needs=needs
        )
    return _(
        "Missing %(missing)s class hours: %(has)s of the %(needs)s needed. Can miss %(spare)s more.",
        missing=missing,
        has=has,
        needs=needs,
        spare=format_number(result.spare),
    )


def _leave(result: RuleResult) -> str:
    has, most = format_number(result.has), format_number(result.needs)
    if result.state is RuleState.NOT_MET:
        over = format_number(result.missing)
        return _(
            "%(has)s class hours of leave: %(over)s more than the %(most)s allowed.", has=has, over=over, most=most
        )
    if result.state is RuleState.MET:
        return _("%(has)s class hours of leave; %(most)s are allowed.", has=has, most=most)
    return _("Kept so far: can take %(spare)s more class hours of leave.", spare=format_number(result.spare))


def _absences(result: RuleResult) -> str:
    has, most = format_number(result.has), format_number(result.needs)
    if result.state is RuleState.NOT_MET:
        return _("Absences without leave: %(has)s; allowed: %(most)s.", has=has, most=most)
    if result.state is RuleState.MET:
        return _("Absences without leave: %(has)s; allowed: %(most)s.", has=has, most=most)
    return _("Kept so far: absences without leave %(has)s of %(most)s allowed.", has=has, most=most)


def _score(result: RuleResult) -> str:
    needs = format_number(result.needs)
    if result.has is None:
        return _("No score counts yet; %(needs)s is needed.", needs=needs)
    has = format_number(result.has)
    if result.provisional:
        return _("Weighted score %(has)s is enough, but not all scores are released.", has=has)
    if result.missing > 0:
        missing = format_number(result.missing)
        return _(
            "Weighted score %(has)s: %(missing)s below the %(needs)s needed.", has=has, missing=missing, needs=needs
        )
    if result.state is RuleState.MET:
        return _("Weighted score %(has)s; %(needs)s is needed.", has=has, needs=needs)
    return _("Weighted score %(has)s so far; open items can still lower it below %(needs)s.", has=has, needs=needs)


def _items(result: RuleResult, titles: Titles) -> str:
    if result.open_codes:
        return _("Not passed: %(items)s.", items=listed(result.open_codes, titles))
    if result.provisional:
        return _("All passed, but not all scores are released.")
    return _("All passed.")


def _of_group(result: RuleResult) -> str:
    if result.state is RuleState.MET:
        return ""
    return _(
        "%(has)s of the %(needs)s needed are met.", has=format_number(result.has), needs=format_number(result.needs)
    )
