"""What waits for someone who manages cohorts."""

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining import clock
from cgtraining.certificates.models import RunState
from cgtraining.cohorts.models import Cohort, CohortStatus
from cgtraining.completion.models import ListState
from cgtraining.home import figures
from cgtraining.home.roles import Roles
from cgtraining.home.steps import Step
from cgtraining.home.steps.teaching import sessions_today, unmarked, unscored
from cgtraining.home.words import title_of


def steps_of(roles: Roles) -> list[Step]:
    cohorts = roles.managed
    ids = [cohort.id for cohort in cohorts]
    if not ids:
        return list(_first_steps(roles))
    return [
        *sessions_today(ids),
        *_imports(ids),
        *unmarked(ids),
        *unscored(ids),
        *_empty_cohorts(cohorts),
        *_lists(ids),
        *_runs(ids),
        *_ended_cohorts(cohorts),
        *_messages(roles),
    ]


def _first_steps(roles: Roles) -> Iterator[Step]:
    """On an empty installation: how to get the first row."""
    detail = _("A program holds the curriculum, the issuers and the signatories of its certificates.")
    yield Step(_("Set up a program"), detail, url_for("programs.list_programs"), "book")
    detail = _("A cohort starts from a published curriculum; then its roster is imported.")
    yield Step(_("Open a cohort"), detail, url_for("cohorts.list_cohorts"), "mortarboard")


def _imports(ids: Sequence[int]) -> Iterator[Step]:
    for roster in figures.waiting_imports(ids):
        yield Step(
            _("A roster waits for your decision: %(file)s", file=roster.file_name),
            title_of(roster.cohort),
            url_for("cohorts.show_import", import_id=roster.id),
            "file-earmark-arrow-up",
        )


def _empty_cohorts(cohorts: Sequence[Cohort]) -> Iterator[Step]:
    counts = figures.trainees_in([cohort.id for cohort in cohorts])
    for cohort in cohorts:
        if not counts.get(cohort.id):
            address = url_for("cohorts.import_roster", cohort_id=cohort.id)
            yield Step(_("Import the roster of the cohort"), title_of(cohort), address, "person-plus")


def _lists(ids: Sequence[int]) -> Iterator[Step]:
    for drafted in figures.graduate_lists(ids, ListState.DRAFT):
        address = url_for("completion.show_list", list_id=drafted.id)
        yield Step(_("A list of graduates waits for approval"), title_of(drafted.cohort), address, "list-check")
    for approved in figures.lists_without_run(ids):
        address = url_for("certificates.of_cohort", cohort_id=approved.cohort_id)
        yield Step(_("Issue the certificates of an approved list"), title_of(approved.cohort), address, "award")


def _runs(ids: Sequence[int]) -> Iterator[Step]:
    for run, done, refused in figures.unfinished_runs(ids):
        address = url_for("certificates.show_run", run_id=run.id)
        cohort = title_of(run.graduate_list.cohort)
        if run.state is RunState.RUNNING:
            yield Step(_("Certificates are being issued"), cohort, address, "hourglass-split")
            continue
        sentence = ngettext("%(num)s certificate was not issued", "%(num)s certificates were not issued", refused)
        detail = _("%(cohort)s; %(done)s were issued", cohort=cohort, done=done)
        yield Step(sentence, detail, address, "exclamation-triangle", urgent=True)


def _ended_cohorts(cohorts: Sequence[Cohort]) -> Iterator[Step]:
    for cohort in cohorts:
        if cohort.status is CohortStatus.RUNNING and cohort.ends_on < clock.today(cohort.timezone):
            address = url_for("completion.overview", cohort_id=cohort.id)
            yield Step(_("The cohort has ended: decide who completes"), title_of(cohort), address, "mortarboard")


def _messages(roles: Roles) -> Iterator[Step]:
    count = figures.uncertain_deliveries() if roles.platform_administrator else 0
    if count:
        sentence = ngettext("%(num)s message may not have arrived", "%(num)s messages may not have arrived", count)
        detail = _("Look at each and send it again by hand if need be.")
        yield Step(sentence, detail, url_for("people.list_messages"), "envelope", urgent=True)
