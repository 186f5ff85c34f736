"""From an empty installation to the first roster: steps in their order, each done, next, or to come."""

from collections.abc import Sequence
from dataclasses import replace

from flask import url_for
from flask_babel import gettext as _

from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohorts_managed_by
from cgtraining.home.standings import CohortCounts, trainees_in
from cgtraining.home.steps import Step
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.programs.queries import programs_of, published_curricula


def steps_of(person: Person, counts: CohortCounts) -> list[Step]:
    """Nothing once a cohort has trainees, be it over: from then on the work itself says what is next."""
    if counts.trainees:
        return []
    cohorts = cohorts_managed_by(person)
    if cohorts and trainees_in([cohort.id for cohort in cohorts]):
        return []
    programs = programs_of(person)
    return _looking(
        [
            (_program(programs), bool(programs)),
            (_issuing(programs), any(one.issuers and one.signatories for one in programs)),
            (_curriculum(programs), bool(published_curricula([one.id for one in programs]))),
            (_cohort(), bool(cohorts)),
            (_roster(cohorts), False),
        ]
    )


def _looking(steps: Sequence[tuple[Step, bool]]) -> list[Step]:
    """Those that are done, the first that is not, and those that come after it."""
    first = next(place for place, (_step, done) in enumerate(steps) if not done)
    looks = ["done" if done else ("" if place == first else "later") for place, (_step, done) in enumerate(steps)]
    return [replace(step, look=look) for (step, _done), look in zip(steps, looks, strict=True)]


def _program(programs: Sequence[Program]) -> Step:
    detail = _("Its code stands in every serial number; its titles are in both languages.")
    return Step(_("Set up a program"), detail, _page(programs), "book")


def _issuing(programs: Sequence[Program]) -> Step:
    detail = _("The organizations with logo and seal, and whoever signs: they are printed on the certificates.")
    address = url_for("programs.show_issuing", program_id=programs[0].id) if programs else _page(programs)
    return Step(_("Name who issues and who signs"), detail, address, "award")


def _curriculum(programs: Sequence[Program]) -> Step:
    detail = _("Modules and units with their class hours, and the rules of completion. A published version is frozen.")
    return Step(_("Write the curriculum and publish it"), detail, _page(programs), "journal-text")


def _cohort() -> Step:
    detail = _("It starts from a published curriculum and keeps that version.")
    return Step(_("Open a cohort"), detail, url_for("cohorts.list_cohorts"), "mortarboard")


def _roster(cohorts: Sequence[Cohort]) -> Step:
    detail = _("As you have it, in XLSX or CSV: first you see row by row what would happen.")
    page = "cohorts.import_roster" if cohorts else "cohorts.list_cohorts"
    address = url_for(page, cohort_id=cohorts[0].id) if cohorts else url_for(page)
    return Step(_("Import its roster"), detail, address, "person-plus")


def _page(programs: Sequence[Program]) -> str:
    return (
        url_for("programs.show_program", program_id=programs[0].id) if programs else url_for("programs.list_programs")
    )
