"""What a trainee's progress suggests for the list of graduates; people decide."""

from datetime import date, timedelta
from decimal import Decimal

from cgtraining.completion.evaluation import RuleState
from cgtraining.completion.models import Outcome

DEFERRED_FOR = timedelta(days=180)


def proposed_outcome(state: RuleState, earned: Decimal) -> Outcome:
    """Whoever can still meet the rules is deferred; who cannot, and was there, gets a certificate of attendance."""
    if state.satisfies:
        return Outcome.COMPLETED
    if state is RuleState.NOT_YET:
        return Outcome.DEFERRED
    return Outcome.ATTENDED if earned > 0 else Outcome.NOTHING


def proposed_deferral(outcome: Outcome, award_date: date) -> date | None:
    return award_date + DEFERRED_FOR if outcome is Outcome.DEFERRED else None
