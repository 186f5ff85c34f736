"""Which paper is asked for: of which cohort, as what kind of file, and in which language."""

from dataclasses import dataclass
from typing import Literal

from flask_babel import lazy_gettext as _l

from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.language.text import Language

Form = Literal["pdf", "xlsx"]
Wording = Literal["zh", "en", "both"]


@dataclass(frozen=True)
class Asked:
    cohort: Cohort
    form: Form


def asked_for(cohort_id: int, form: Form) -> Asked | None:
    cohort = cohort_by_id(cohort_id)
    return Asked(cohort, form) if cohort else None


def language_of_wording(wording: Wording) -> Language:
    """That in which a paper in both languages names its parts."""
    return "en" if wording == "en" else "zh"


EITHER_NAMES: dict[Wording, object] = {"zh": _l("Chinese"), "en": _l("English"), "both": _l("Both languages")}
