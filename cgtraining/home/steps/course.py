"""The life of a cohort: what its administrator does next between opening and closing it."""

from collections.abc import Collection, Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining import clock
from cgtraining.cohorts.models import Cohort, CohortStatus
from cgtraining.home import figures
from cgtraining.home.standings import CohortCounts
from cgtraining.home.steps import MOST_OF_A_KIND, Step
from cgtraining.home.words import title_of
from cgtraining.language.formatting import format_date


def steps_of_course(cohorts: Sequence[Cohort], counts: CohortCounts, *, with_list: Collection[int]) -> list[Step]:
    """`with_list`: ids of the cohorts that have a list of graduates, which has steps of its own."""
    trainees, sessions = counts.trainees, counts.sessions
    return [
        *_to_start(cohorts),
        *_to_end(cohorts, with_list),
        *_without_trainees([cohort for cohort in cohorts if not trainees.get(cohort.id)]),
        *_without_sessions([one for one in cohorts if trainees.get(one.id) and one.id not in sessions]),
        *_without_account([cohort for cohort in cohorts if trainees.get(cohort.id) and not _is_over(cohort)]),
    ]


def _to_start(cohorts: Sequence[Cohort]) -> Iterator[Step]:
    for cohort in cohorts:
        if cohort.status is CohortStatus.PLANNED and cohort.starts_on <= clock.today(cohort.timezone):
            sentence = _("Set the cohort running: its first day has come")
            yield Step(sentence, title_of(cohort), _page(cohort), "arrow-right", "attention")


def _to_end(cohorts: Sequence[Cohort], with_list: Collection[int]) -> Iterator[Step]:
    for cohort in cohorts:
        if cohort.status is not CohortStatus.RUNNING or not _is_over(cohort):
            continue
        if cohort.id in with_list:
            sentence = _("Set the cohort to finished when its certificates are issued")
            yield Step(sentence, title_of(cohort), _page(cohort), "flag")
        else:
            address = url_for("completion.overview", cohort_id=cohort.id)
            sentence = _("The cohort has ended: decide who completes")
            yield Step(sentence, title_of(cohort), address, "mortarboard", "attention")


def _without_trainees(cohorts: Sequence[Cohort]) -> Iterator[Step]:
    for cohort in cohorts[:MOST_OF_A_KIND]:
        address = url_for("cohorts.import_roster", cohort_id=cohort.id)
        yield Step(_("Import the roster of the cohort"), title_of(cohort), address, "person-plus")


def _without_sessions(cohorts: Sequence[Cohort]) -> Iterator[Step]:
    for cohort in cohorts[:MOST_OF_A_KIND]:
        detail = _("%(cohort)s, from %(day)s", cohort=title_of(cohort), day=format_date(cohort.starts_on))
        address = url_for("attendance.sessions", cohort_id=cohort.id)
        yield Step(_("Plan the class sessions"), detail, address, "calendar-event")


def _without_account(cohorts: Sequence[Cohort]) -> Iterator[Step]:
    counts = figures.without_account([cohort.id for cohort in cohorts])
    for cohort in [one for one in cohorts if counts.get(one.id)][:MOST_OF_A_KIND]:
        sentence = ngettext(
            "Hand the personal link to %(num)s trainee who cannot sign in yet",
            "Hand the personal links to %(num)s trainees who cannot sign in yet",
            counts[cohort.id],
        )
        address = url_for("cohorts.enrolments", cohort_id=cohort.id, account="none")
        yield Step(sentence, title_of(cohort), address, "qr-code")


def _is_over(cohort: Cohort) -> bool:
    return cohort.ends_on < clock.today(cohort.timezone)


def _page(cohort: Cohort) -> str:
    return url_for("cohorts.show_cohort", cohort_id=cohort.id)
