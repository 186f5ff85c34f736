"""From which day someone takes part who is enrolled today."""

from datetime import date

from cgtraining import clock
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import count_staying


def has_begun(cohort: Cohort) -> bool:
    return cohort.starts_on < clock.today(cohort.timezone) <= cohort.ends_on


def likely_first_day(cohort: Cohort) -> date:
    """Today for someone who joins a class that has begun; the first of a class were there from its first day."""
    return clock.today(cohort.timezone) if has_begun(cohort) and count_staying(cohort) else cohort.starts_on
