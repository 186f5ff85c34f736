"""What a leave would mean for completion: after it, how much may still be missed."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from cgtraining.attendance.hours import MarkFacts
from cgtraining.attendance.leave.applying import YIELDS
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import ClassSession, LeaveKind
from cgtraining.attendance.queries import marks_of_trainee
from cgtraining.cohorts.models import Enrolment
from cgtraining.completion.evaluation import RuleState
from cgtraining.completion.presenting import results_in
from cgtraining.completion.queries import progress_of_trainee
from cgtraining.completion.rules import MinimumShare, MostLeave
from cgtraining.completion.sentences import rule_sentence, spare_sentence


@dataclass(frozen=True)
class Outlook:
    """`spare`: what may still be missed afterwards. `lost`: rules that could not be met any more."""

    spare: list[str]
    lost: list[str]


def outlook_after(enrolment: Enrolment, sessions: Sequence[ClassSession], kind: LeaveKind) -> Outlook:
    """As the trainee may know it; a session that was attended stays attended."""
    marks = marks_of_trainee(enrolment)
    missed = [one for one in sessions if marks.get(one.id, MarkValue()).status in YIELDS and not one.is_cancelled]
    assumed = {one.id: MarkFacts(kind.status) for one in missed}
    before = progress_of_trainee(enrolment, released_only=True)
    after = progress_of_trainee(enrolment, released_only=True, assumed=assumed)
    open_before = {one.rule.key for _d, one in results_in(before.result) if one.state is not RuleState.NOT_MET}
    touched = [one for _d, one in results_in(after.result) if isinstance(one.rule, MinimumShare | MostLeave)]
    return Outlook(
        spare=[sentence for sentence in map(spare_sentence, touched) if sentence],
        lost=[
            _("With this leave a rule could not be met any more: %(rule)s", rule=rule_sentence(one.rule))
            for one in touched
            if one.state is RuleState.NOT_MET and one.rule.key in open_before
        ],
    )
