"""What was found about a list as a whole."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from cgtraining.certificates.checks import address_problems, list_problems, program_problems
from cgtraining.certificates.inspection.findings import Finding, Mending, Source, Weight, blocking_all
from cgtraining.programs.restricted import Restricted, restricted_in_program


def whole_findings(source: Source) -> list[Finding]:
    program = source.cohort.program
    return [
        *blocking_all(list_problems(source), Mending.LIST),
        *blocking_all(program_problems(program), Mending.ISSUING),
        *blocking_all(address_problems(), Mending.SERVER),
        *_missing_titles(source),
        *(Finding(Weight.WARNS, one.sentence, Mending.PROGRAM) for one in restricted_in_list(source)),
    ]


def restricted_in_list(source: Source) -> list[Restricted]:
    """Words that the state keeps for itself, in what every certificate of the list prints."""
    cohort = source.cohort
    return restricted_in_program(cohort.program, cohort.title, cohort.curriculum.title)


def _missing_titles(source: Source) -> Iterator[Finding]:
    cohort = source.cohort
    for title, mending in ((cohort.program.title, Mending.PROGRAM), (cohort.title, Mending.COHORT)):
        if title.is_missing("en"):
            text = _l("“%(title)s” has no English title, so the English text names it in Chinese.", title=title.zh)
            yield Finding(Weight.WARNS, text, mending)
