"""Names as one plain text in the reader's language: of a person for forms, files and sentences, and of a timezone."""

from typing import Protocol

from cgtraining.cohorts.forms import TIMEZONES
from cgtraining.cohorts.models import Cohort
from cgtraining.language.choosing import language


class Named(Protocol):
    @property
    def name_zh(self) -> str | None: ...
    @property
    def name_latin(self) -> str | None: ...


def name_of(person: Named) -> str:
    first, other = person.name_zh, person.name_latin
    return (first or other or "") if language() == "zh" else (other or first or "")


def zone_of(cohort: Cohort) -> str:
    """The clock by which the sessions of the cohort are held."""
    return str(dict(TIMEZONES).get(cohort.timezone, cohort.timezone))
