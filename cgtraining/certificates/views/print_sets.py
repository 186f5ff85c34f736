"""Print sets of a run: asked for, followed while the worker makes them, and handed out piece by piece."""

from itertools import chain

from flask import Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from cgtraining import storage, tasks
from cgtraining.certificates import queries
from cgtraining.certificates.access import may_manage_print_set, may_manage_run
from cgtraining.certificates.ceremony.forms import PrintSetForm
from cgtraining.certificates.ceremony.print_sets import print_set_by_id, request_print_set
from cgtraining.certificates.ceremony.staleness import endings_of, refuse_stale, stale_sentence, stale_serials
from cgtraining.certificates.leases import LEASE
from cgtraining.certificates.models import IssueRun, PrintSet, PrintState, PrintWay
from cgtraining.certificates.views import blueprint
from cgtraining.certificates.views.ceremony import ceremony_page
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.post("/certificate-runs/<int:run_id>/print-sets")
@allow(may_manage_run, load=queries.run_by_id)
def new_print_set(run: IssueRun) -> ResponseReturnValue:
    form = PrintSetForm()
    if form.validate_on_submit() and (made := save(form, lambda: _request(run, form))):
        tasks.wake("print_set", made.id)
        return redirect(url_for("certificates.ceremony", run_id=run.id, _anchor="print-sets"))
    return ceremony_page(run, form), 409


@blueprint.get("/print-sets/<int:set_id>/progress")
@allow(may_manage_print_set, load=print_set_by_id)
def print_set_progress(made: PrintSet) -> ResponseReturnValue:
    """The row that asks again and again until the set is made."""
    waiting = tasks.waits_for_a_worker(made.leased_until, LEASE)
    gone = stale_serials(made, endings_of(made.run))
    return render_template(
        "certificates/ceremony/_set.html", one=made, waiting=waiting, gone=gone, stale_sentence=stale_sentence
    )


@blueprint.get("/print-sets/<int:set_id>.pdf")
@allow(may_manage_print_set, load=print_set_by_id)
def print_set_file(made: PrintSet) -> ResponseReturnValue:
    if made.state is not PrintState.DONE or not made.pdf_key:
        abort(404)
    refuse_stale(made)
    pieces = storage.stream_file(made.pdf_key)
    first = next(pieces, b"")  # opened here, while the request lasts
    response = Response(chain([first], pieces), mimetype="application/pdf")
    name = f"{made.run.cohort.code}-{made.way.value}-{made.id}.pdf"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _request(run: IssueRun, form: PrintSetForm) -> PrintSet:
    return request_print_set(run=run, way=PrintWay(form.way.data), crop_marks=form.crop_marks.data, actor=me())
