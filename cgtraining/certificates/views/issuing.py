"""The certificates of a cohort, and the run that issues them."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock, tasks
from cgtraining.certificates import queries
from cgtraining.certificates.access import may_manage_run
from cgtraining.certificates.announcing import announcement_purpose
from cgtraining.certificates.award_days import first_award_day, proposed_award_day
from cgtraining.certificates.forms import IssueForm
from cgtraining.certificates.issuing import retry_refused, start_run
from cgtraining.certificates.leases import LEASE
from cgtraining.certificates.models import Certificate, IssueRun, ItemState, NumberState, RunState, Standing
from cgtraining.certificates.runs_told import told_by_run
from cgtraining.certificates.seals import waiting_seals
from cgtraining.certificates.standing import standing_of
from cgtraining.certificates.views import blueprint
from cgtraining.cohorts.access import may_manage_cohort
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.completion.models import GraduateList
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.programs.restricted import restricted_in_program
from cgtraining.storage import is_nearly_full
from cgtraining.web.access import allow
from cgtraining.web.numbers import row_number
from cgtraining.web.paging import page_of_rows
from cgtraining.web.saving import save

ROWS = 100


@blueprint.get("/cohorts/<int:cohort_id>/certificates")
@allow(may_manage_cohort, load=cohort_by_id)
def of_cohort(cohort: Cohort) -> ResponseReturnValue:
    return _page(cohort)


@blueprint.get("/cohorts/<int:cohort_id>/certificates/messages")
@allow(may_manage_cohort, load=cohort_by_id)
def messages(cohort: Cohort) -> ResponseReturnValue:
    """What the holders are told, to be pasted into WeChat one by one."""
    certificates = queries.issued_in(cohort)
    texts = queries.messages_about(certificates, announcement_purpose)
    rows = [(one, texts[one.id]) for one in certificates if one.id in texts]
    return render_template("certificates/messages.html", cohort=cohort, rows=rows)


@blueprint.post("/cohorts/<int:cohort_id>/certificates/issue")
@allow(may_manage_cohort, load=cohort_by_id)
def issue(cohort: Cohort) -> ResponseReturnValue:
    chosen = request.form.get("list", type=row_number)
    waiting = [one for one in queries.lists_to_issue(cohort) if one.id == chosen]
    if not waiting:
        raise RuleBroken(_("Choose an approved list of graduates from which nothing was issued yet."))
    form = IssueForm()
    if not form.validate():
        return _page(cohort, [str(error) for error in form.award_date.errors]), 409
    day = form.award_date.data
    run = save(form, lambda: _start(waiting[0], day))
    if run is None:
        return _page(cohort, form.form_errors), 409
    tasks.wake("issue_run", run.id)
    return redirect(_address(run))


def _start(graduates: GraduateList, day: date | None) -> IssueRun:
    without = "without_seals" in request.form
    return start_run(graduate_list=graduates, award_date=day, actor=me(), without_seals=without)


@blueprint.get("/certificate-runs/<int:run_id>")
@allow(may_manage_run, load=queries.run_by_id)
def show_run(run: IssueRun) -> ResponseReturnValue:
    items = sorted(queries.items_of_run(run), key=lambda row: row[0].state is not ItemState.REFUSED)
    return render_template("certificates/run.html", page=page_of_rows(items, ROWS), **_progress(run))


@blueprint.get("/certificate-runs/<int:run_id>/progress")
@allow(may_manage_run, load=queries.run_by_id)
def run_progress(run: IssueRun) -> ResponseReturnValue:
    """The part of the page that asks again and again; when the work is over, the whole page is loaded anew."""
    if run.state is not RunState.RUNNING:
        return "", 200, {"HX-Redirect": _address(run)}
    return render_template("certificates/_progress.html", **_progress(run))


@blueprint.post("/certificate-runs/<int:run_id>/retry")
@allow(may_manage_run, load=queries.run_by_id)
def retry(run: IssueRun) -> ResponseReturnValue:
    retry_refused(run=run, actor=me())
    db.session.commit()
    tasks.wake("issue_run", run.id)
    return redirect(_address(run))


def _page(cohort: Cohort, refusals: Sequence[str] = ()) -> str:
    today = clock.today(cohort.timezone)
    certificates = queries.certificates_of_cohort(cohort)
    standings = {one.id: standing_of(one, today) for one in certificates}
    wanted, lists = request.args.get("standing") or None, queries.lists_to_issue(cohort)
    page = page_of_rows([one for one in certificates if wanted in {None, _standing_key(one, standings)}], ROWS)
    return render_template(
        "certificates/of_cohort.html",
        cohort=cohort,
        page=page,
        standings=standings,
        chips=_chips([_standing_key(one, standings) for one in certificates]),
        any_issued=bool(certificates),
        lists=[(one, queries.unconfirmed_names(one)) for one in lists],
        award_days={one.id: proposed_award_day(one) for one in lists},
        first_days={one.id: first_award_day(one) for one in lists},
        runs=queries.runs_of_cohort(cohort),
        waiting_seals={one.id: waiting_seals(one) for one in queries.lists_to_issue(cohort)},
        refusals=refusals,
        restricted=restricted_in_program(cohort.program, cohort.title, cohort.curriculum.title),
    )


def _chips(keys: Sequence[str]) -> list[tuple[str | None, object, int]]:
    """The standings that occur, with all certificates first."""
    labels = {one.value: one.label for one in Standing} | {"pending": _("Being made"), "void": _("Void")}
    counted = [(key, label, keys.count(key)) for key, label in labels.items() if key in keys]
    return [(None, _("All"), len(keys)), *counted]


def _standing_key(certificate: Certificate, standings: Mapping[int, Standing]) -> str:
    """How an issued one stands; of the others, where their number is."""
    issued = certificate.state is NumberState.ISSUED
    return standings[certificate.id].value if issued else certificate.state.value


def _progress(run: IssueRun) -> dict[str, object]:
    counts = queries.counts_of_run(run.id)
    return {
        "run": run,
        "cohort": run.cohort,
        "total": sum(counts.values()),
        "done": counts[ItemState.DONE],
        "refused": counts[ItemState.REFUSED],
        "running": run.state is RunState.RUNNING,
        "nearly_full": run.state in (RunState.RUNNING, RunState.PAUSED) and is_nearly_full(),
        "told": told_by_run(run.id),
        "waiting": run.state is RunState.RUNNING and tasks.waits_for_a_worker(run.leased_until, LEASE),
    }


def _address(run: IssueRun) -> str:
    return url_for("certificates.show_run", run_id=run.id)
