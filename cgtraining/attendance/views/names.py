"""Names as one plain text in the reader's language: of a person for forms, files and sentences, and of a timezone."""

from cgtraining.cohorts.forms import TIMEZONES
from cgtraining.cohorts.models import Cohort
from cgtraining.language.choosing import language
from cgtraining.language.names import Named, display_name


def name_of(person: Named) -> str:
    return display_name(person, language())


def zone_of(cohort: Cohort) -> str:
    """The clock by which the sessions of the cohort are held."""
    return str(dict(TIMEZONES).get(cohort.timezone, cohort.timezone))
