"""The ceremony of a run: the order of the papers, the list to sign, and where pre-printed paper gets its text."""

from decimal import Decimal

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import tasks
from cgtraining.certificates import queries
from cgtraining.certificates.access import may_manage_run
from cgtraining.certificates.ceremony.forms import OffsetForm, PrintSetForm
from cgtraining.certificates.ceremony.orders import Paper, papers_of, plan_of
from cgtraining.certificates.ceremony.planning import (
    choose_order,
    offset_of,
    order_version,
    place_papers,
    refuse_changed_order,
    set_offset,
)
from cgtraining.certificates.ceremony.print_sets import print_sets_of
from cgtraining.certificates.ceremony.receipts import receipt_list, receipt_workbook
from cgtraining.certificates.ceremony.staleness import endings_of, stale_sentence, stale_serials
from cgtraining.certificates.ceremony.trials import test_page
from cgtraining.certificates.leases import LEASE
from cgtraining.certificates.models import CeremonyOrder, IssueRun
from cgtraining.certificates.printing import art_of
from cgtraining.certificates.views import blueprint
from cgtraining.database import db
from cgtraining.documents.binding import Offset
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import language
from cgtraining.people.access import me
from cgtraining.programs.access import may_manage_program
from cgtraining.programs.models import Program
from cgtraining.programs.queries import program_by_id
from cgtraining.web.access import allow
from cgtraining.web.numbers import row_number, row_number_or_none
from cgtraining.web.paging import page_of_rows
from cgtraining.web.saving import save

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = 100


@blueprint.get("/certificate-runs/<int:run_id>/ceremony")
@allow(may_manage_run, load=queries.run_by_id)
def ceremony(run: IssueRun) -> ResponseReturnValue:
    return ceremony_page(run, PrintSetForm(formdata=None))


def ceremony_page(run: IssueRun, form: PrintSetForm) -> str:
    plan = plan_of(run)
    sets, endings = print_sets_of(run), endings_of(run)
    return render_template(
        "certificates/ceremony/show.html",
        run=run,
        cohort=run.cohort,
        papers=papers_of(run),
        orders=list(CeremonyOrder),
        order=plan.order if plan else CeremonyOrder.NAME,
        version=plan.version if plan else 0,
        form=form,
        sets=[(one, tasks.waits_for_a_worker(one.leased_until, LEASE), stale_serials(one, endings)) for one in sets],
        stale_sentence=stale_sentence,
        offset=offset_of(run.cohort.program_id),
        may_set_offset=may_manage_program(me(), run.cohort.program),
    )


@blueprint.post("/certificate-runs/<int:run_id>/ceremony/order")
@allow(may_manage_run, load=queries.run_by_id)
def choose_ceremony_order(run: IssueRun) -> ResponseReturnValue:
    wanted = request.form.get("order")
    chosen = next((order for order in CeremonyOrder if order.value == wanted), None)
    if chosen is None:
        raise RuleBroken(_("Choose one of the orders."))
    refuse_changed_order(run, request.form.get("version"))
    choose_order(run=run, order=chosen, actor=me())
    db.session.commit()
    endpoint = "ceremony_places" if chosen is CeremonyOrder.OWN else "ceremony"
    return redirect(url_for(f"certificates.{endpoint}", run_id=run.id))


@blueprint.route("/certificate-runs/<int:run_id>/ceremony/places", methods=["GET", "POST"])
@allow(may_manage_run, load=queries.run_by_id)
def ceremony_places(run: IssueRun) -> ResponseReturnValue:
    papers = papers_of(run)
    if request.method == "POST":
        wanted = _wanted_places(papers)
        if wanted:
            refuse_changed_order(run, request.form.get("version"))
            place_papers(run=run, wanted=wanted, actor=me())
            db.session.commit()
        number, moved = request.args.get("page", 1, type=row_number), next(iter(wanted), None)
        anchor = f"paper-{moved}" if moved else None
        return redirect(url_for("certificates.ceremony_places", run_id=run.id, page=number, _anchor=anchor))
    page = page_of_rows(list(enumerate(papers, start=1)), ROWS)
    return render_template(
        "certificates/ceremony/places.html",
        run=run,
        cohort=run.cohort,
        page=page,
        count=len(papers),
        version=order_version(run),
    )


@blueprint.get("/certificate-runs/<int:run_id>/receipts.pdf")
@allow(may_manage_run, load=queries.run_by_id)
def receipts(run: IssueRun) -> ResponseReturnValue:
    return _file(receipt_list(run, language()), "application/pdf", f"{run.cohort.code}-receipts.pdf")


@blueprint.get("/certificate-runs/<int:run_id>/receipts.xlsx")
@allow(may_manage_run, load=queries.run_by_id)
def receipts_workbook(run: IssueRun) -> ResponseReturnValue:
    return _file(receipt_workbook(run, language()), XLSX, f"{run.cohort.code}-receipts.xlsx")


@blueprint.get("/certificate-runs/<int:run_id>/print-test.pdf")
@allow(may_manage_run, load=queries.run_by_id)
def print_test(run: IssueRun) -> ResponseReturnValue:
    """Of the longest name, as that is what may not fit."""
    papers = papers_of(run)
    if not papers:
        raise RuleBroken(_("There is nothing to print: no certificate of this run counts."))
    facts = max(papers, key=lambda paper: len(paper.names)).facts
    moved = offset_of(run.cohort.program_id)
    offset = Offset(float(moved.right_mm), float(moved.down_mm)) if moved else Offset()
    return _file(test_page(facts, art_of(facts), offset), "application/pdf", "print-test.pdf")


@blueprint.route("/programs/<int:program_id>/print-offset", methods=["GET", "POST"])
@allow(may_manage_program, load=program_by_id)
def print_offset(program: Program) -> ResponseReturnValue:
    kept = offset_of(program.id)
    form = OffsetForm(obj=kept) if kept else OffsetForm(data={"right_mm": Decimal(0), "down_mm": Decimal(0)})
    if form.validate_on_submit() and save(form, lambda: _set_offset(program, form), kept):
        flash(_("The offset is kept for this program."), "good")
        return redirect(url_for("certificates.print_offset", program_id=program.id))
    return render_template("certificates/ceremony/offset.html", program=program, form=form)


def _wanted_places(papers: list[Paper]) -> dict[int, int]:
    """By the item of each paper that was given another place, by a button or by its number."""
    places = {paper.item_id: place for place, paper in enumerate(papers, start=1)}
    for step, field in ((-1, "up"), (1, "down")):
        item_id = row_number_or_none(request.form.get(field, ""))
        if item_id in places:
            return {item_id: min(max(1, places[item_id] + step), len(papers))}
    given = {item_id: row_number_or_none(request.form.get(f"place-{item_id}", "")) for item_id in places}
    return {item_id: place for item_id, place in given.items() if place and place != places[item_id]}


def _set_offset(program: Program, form: OffsetForm) -> object:
    moved = {"right_mm": form.right_mm.data, "down_mm": form.down_mm.data}
    return set_offset(program=program, version=form.version.data, actor=me(), **moved)


def _file(content: bytes, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", "attachment" if name.endswith("xlsx") else "inline", filename=name)
    return response
