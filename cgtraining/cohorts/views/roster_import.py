"""The import of a roster: upload, preview row by row, decide, run."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cgtraining import tasks
from cgtraining.cohorts.access import may_manage_cohort, may_manage_import
from cgtraining.cohorts.joining import has_begun, likely_first_day
from cgtraining.cohorts.models import Cohort, ImportState, RosterImport, RowVerdict
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.cohorts.roster import forgetting, leases, operations, queries, reading, running, wording
from cgtraining.cohorts.roster.forms import RosterForm
from cgtraining.cohorts.roster.shown import shown
from cgtraining.cohorts.views import blueprint
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.numbers import row_number_or_none
from cgtraining.web.paging import page_of
from cgtraining.web.saving import save

# Small lists are read and imported while the browser waits: a second at most.
BYTES_READ_AT_ONCE = 64 * 1024
ROWS_IMPORTED_AT_ONCE = 100
WORKING = (ImportState.READING, ImportState.RUNNING)


@blueprint.route("/<int:cohort_id>/import", methods=["GET", "POST"])
@allow(may_manage_cohort, load=cohort_by_id)
def import_roster(cohort: Cohort) -> ResponseReturnValue:
    form = _form(cohort)
    if form.validate_on_submit():
        content = form.file.data.read()
        if made := save(form, lambda: _begin(cohort, form, content)):
            return _read(made, len(content))
    earlier = queries.imports_of(cohort)
    return render_template("cohorts/roster/upload.html", cohort=cohort, form=form, earlier=earlier)


@blueprint.get("/imports/<int:import_id>")
@allow(may_manage_import, load=queries.import_by_id)
def show_import(roster_import: RosterImport) -> ResponseReturnValue:
    if roster_import.state in WORKING:
        return render_template("cohorts/roster/progress.html", **_progress(roster_import))
    if roster_import.state is ImportState.REFUSED:
        return render_template(
            "cohorts/roster/refused.html", roster_import=roster_import, form=_form(roster_import.cohort)
        )
    return _forgotten(roster_import) if roster_import.forgotten_at else _preview(roster_import)


@blueprint.get("/imports/<int:import_id>/progress")
@allow(may_manage_import, load=queries.import_by_id)
def import_progress(roster_import: RosterImport) -> ResponseReturnValue:
    """The part of the page that asks again and again; when the work is over, the page is loaded anew."""
    if roster_import.state not in WORKING:
        return Response(headers={"HX-Refresh": "true"})
    return render_template("cohorts/roster/_progress.html", **_progress(roster_import))


@blueprint.post("/imports/<int:import_id>/decide")
@allow(may_manage_import, load=queries.import_by_id)
def decide_import(roster_import: RosterImport) -> ResponseReturnValue:
    """Keep what was chosen on the page and, with the other button, start the run."""
    import_id, actor = roster_import.id, me()
    page = url_for("cohorts.show_import", import_id=import_id, **_part_shown())
    try:
        operations.choose_many(roster_import=roster_import, choices=_choices(), actor=actor)
        db.session.commit()
        if request.form.get("do") == "import":
            operations.start_import(roster_import=roster_import, actor=actor)
            db.session.commit()
            _run(roster_import)
            page = url_for("cohorts.show_import", import_id=import_id)
    except RuleBroken as refusal:
        db.session.rollback()
        flash(str(refusal), "bad")
    return redirect(page)


def _form(cohort: Cohort) -> RosterForm:
    """Nobody is late before the class has begun."""
    form = RosterForm(sheet=request.args.get("sheet"), joined_on=likely_first_day(cohort))
    if not has_begun(cohort):
        del form.joined_on
    return form


def _begin(cohort: Cohort, form: RosterForm, content: bytes) -> RosterImport:
    operations.check_open(cohort)
    db.session.rollback()  # the file is stored outside of any transaction
    key = operations.keep_file(content)
    name, only = form.file.data.filename or "", form.sheet.data or None
    joined_on = form.joined_on.data if form.joined_on else None
    return operations.begin_import(
        cohort=cohort, file_name=name, file_key=key, actor=me(), only=only, joined_on=joined_on
    )


def _read(roster_import: RosterImport, size: int) -> ResponseReturnValue:
    import_id = roster_import.id
    if size <= BYTES_READ_AT_ONCE:
        reading.proceed(import_id)
    else:
        tasks.wake(reading.WORK.kind, import_id)
    return redirect(url_for("cohorts.show_import", import_id=import_id))


def _run(roster_import: RosterImport) -> None:
    if queries.count_ready(roster_import) <= ROWS_IMPORTED_AT_ONCE:
        running.proceed(roster_import.id)
    else:
        tasks.wake(running.WORK.kind, roster_import.id)


def _choices() -> dict[int, str]:
    """By row: `choice-12=new`."""
    given = (
        (name.removeprefix("choice-"), value) for name, value in request.form.items() if name.startswith("choice-")
    )
    return {number: value for text, value in given if value and (number := row_number_or_none(text))}


def _part_shown() -> dict[str, Any]:
    """The filter and the page of the list, to come back to."""
    return {name: request.args[name] for name in ("verdict", "page") if name in request.args}


def _progress(roster_import: RosterImport) -> dict[str, object]:
    is_reading = roster_import.state is ImportState.READING
    done = queries.count_read(roster_import) if is_reading else queries.count_done(roster_import.id)
    total = roster_import.total if is_reading else done + queries.count_ready(roster_import)
    waiting = tasks.waits_for_a_worker(roster_import.leased_until, leases.LEASE)
    return {"roster_import": roster_import, "done": done, "total": total, "waiting": waiting}


def _forgotten(roster_import: RosterImport) -> ResponseReturnValue:
    counts = queries.counts_of(roster_import)
    page = "cohorts/roster/forgotten.html"
    return render_template(page, roster_import=roster_import, counts=counts, kept_for=forgetting.KEPT_FOR)


def _preview(roster_import: RosterImport) -> ResponseReturnValue:
    verdict = next((each for each in RowVerdict if each.value == request.args.get("verdict")), None)
    page = page_of(queries.rows_of(roster_import, verdict))
    return render_template(
        "cohorts/roster/preview.html",
        roster_import=roster_import,
        pagination=page,
        rows=shown(page.items, me()),
        counts=queries.counts_of(roster_import),
        ready=queries.count_ready(roster_import),
        newcomers=queries.count_newcomers(roster_import),
        undecided=queries.count_undecided(roster_import),
        free=operations.free_places(roster_import.cohort),
        part_shown=_part_shown(),
        wording=wording,
    )
