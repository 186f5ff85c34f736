"""What waits for someone who manages cohorts."""

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.certificates.models import RunState
from cgtraining.cohorts.models import CohortStatus, ImportState
from cgtraining.cohorts.queries import cohorts_managed_by
from cgtraining.completion.models import GraduateList
from cgtraining.completion.two_approvals import may_give_second
from cgtraining.home import figures
from cgtraining.home.roles import Roles
from cgtraining.home.standings import CohortCounts
from cgtraining.home.steps import MOST_OF_A_KIND, Step
from cgtraining.home.steps.awards import steps_of_awards
from cgtraining.home.steps.course import steps_of_course
from cgtraining.home.steps.teaching import beyond_passing, often_absent, sessions_today, unmarked, unscored
from cgtraining.home.words import title_of
from cgtraining.people.models import Person


def steps_of(person: Person, roles: Roles, counts: CohortCounts) -> list[Step]:
    """Lists and runs of cohorts that are over count too: those who were deferred are issued later."""
    cohorts = roles.managed
    ids = [cohort.id for cohort in cohorts]
    over = [cohort.id for cohort in cohorts_managed_by(person, CohortStatus.FINISHED)]
    lists = figures.graduate_lists(ids + over)
    return [
        *_lists(lists, person, roles),
        *steps_of_awards(ids + over, person, roles),
        *sessions_today(ids),
        *_imports(ids),
        *unmarked(ids),
        *unscored(ids),
        *_runs(ids + over),
        *steps_of_course(cohorts, counts, with_list={one.cohort_id for one in lists}),
        *beyond_passing(cohorts),
        *often_absent(cohorts),
        *_messages(roles),
    ]


def _imports(ids: Sequence[int]) -> Iterator[Step]:
    for roster in figures.waiting_imports(ids)[:MOST_OF_A_KIND]:
        address = url_for("cohorts.show_import", import_id=roster.id)
        cohort, name = title_of(roster.cohort), roster.file_name
        if roster.state is ImportState.RUNNING:
            yield Step(_("A roster is being imported: %(file)s", file=name), cohort, address, "hourglass-split")
        else:
            sentence = _("Check the roster and import it: %(file)s", file=name)
            yield Step(sentence, cohort, address, "file-earmark-arrow-up")


def _second_approval(waiting: GraduateList, person: Person, roles: Roles) -> Step:
    address, cohort = url_for("completion.show_list", list_id=waiting.id), title_of(waiting.cohort)
    if roles.may_approve(waiting.cohort) and may_give_second(waiting, person):
        return Step(_("Give the second approval to the list of graduates"), cohort, address, "list-check", "attention")
    return Step(_("The list of graduates waits for its second approval"), cohort, address, "list-check")


def _lists(lists: Sequence[GraduateList], person: Person, roles: Roles) -> Iterator[Step]:
    for drafted in [one for one in lists if one.is_draft][:MOST_OF_A_KIND]:
        address = url_for("completion.show_list", list_id=drafted.id)
        if roles.may_approve(drafted.cohort):
            yield Step(_("Approve the list of graduates"), title_of(drafted.cohort), address, "list-check", "attention")
        else:
            yield Step(_("The list of graduates waits for approval"), title_of(drafted.cohort), address, "list-check")
    for waiting in [one for one in lists if one.is_waiting][:MOST_OF_A_KIND]:
        yield _second_approval(waiting, person, roles)
    for approved in figures.without_run(lists)[:MOST_OF_A_KIND]:
        address = url_for("certificates.of_cohort", cohort_id=approved.cohort_id)
        yield Step(_("Issue the certificates of an approved list"), title_of(approved.cohort), address, "award")


def _runs(ids: Sequence[int]) -> Iterator[Step]:
    for run, done, refused in figures.unfinished_runs(ids)[:MOST_OF_A_KIND]:
        address = url_for("certificates.show_run", run_id=run.id)
        cohort = title_of(run.cohort)
        if run.state is RunState.RUNNING:
            yield Step(_("Certificates are being issued"), cohort, address, "hourglass-split")
            continue
        sentence = ngettext("%(num)s certificate was not issued", "%(num)s certificates were not issued", refused)
        detail = _("%(cohort)s; %(done)s were issued", cohort=cohort, done=done)
        yield Step(sentence, detail, address, "exclamation-triangle", "attention")


def _messages(roles: Roles) -> Iterator[Step]:
    count = figures.uncertain_deliveries() if roles.platform_administrator else 0
    if count:
        sentence = ngettext("%(num)s message may not have arrived", "%(num)s messages may not have arrived", count)
        detail = _("Look at each and send it again by hand if need be.")
        yield Step(sentence, detail, url_for("people.list_messages"), "envelope", "attention")
