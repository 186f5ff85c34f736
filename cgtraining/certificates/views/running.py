"""While a run is at work, and after it: pausing, going on, and what became of the messages."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining import tasks
from cgtraining.certificates import queries
from cgtraining.certificates.access import may_manage_run
from cgtraining.certificates.holding import pause_run, resume_run
from cgtraining.certificates.models import IssueRun
from cgtraining.certificates.runs_told import unsettled_deliveries
from cgtraining.certificates.views import blueprint
from cgtraining.database import db
from cgtraining.mail.models import Delivery, DeliveryState
from cgtraining.people.access import me
from cgtraining.people.messages import resend, take_as_sent
from cgtraining.web.access import allow
from cgtraining.web.numbers import row_number
from cgtraining.web.paging import page_of_rows

ROWS = 100


@blueprint.post("/certificate-runs/<int:run_id>/pause")
@allow(may_manage_run, load=queries.run_by_id)
def pause(run: IssueRun) -> ResponseReturnValue:
    pause_run(run=run, actor=me())
    db.session.commit()
    return redirect(url_for("certificates.show_run", run_id=run.id))


@blueprint.post("/certificate-runs/<int:run_id>/resume")
@allow(may_manage_run, load=queries.run_by_id)
def resume(run: IssueRun) -> ResponseReturnValue:
    resume_run(run=run, actor=me())
    db.session.commit()
    tasks.wake("issue_run", run.id)
    return redirect(url_for("certificates.show_run", run_id=run.id))


@blueprint.get("/certificate-runs/<int:run_id>/messages")
@allow(may_manage_run, load=queries.run_by_id)
def run_messages(run: IssueRun) -> ResponseReturnValue:
    page = page_of_rows(list(unsettled_deliveries(run.id)), ROWS)
    return render_template("certificates/run_messages.html", run=run, cohort=run.cohort, page=page)


@blueprint.post("/certificate-runs/<int:run_id>/messages")
@allow(may_manage_run, load=queries.run_by_id)
def settle_messages(run: IssueRun) -> ResponseReturnValue:
    """Of those that were chosen: send once more, or take as sent."""
    chosen = set(request.form.getlist("selected", type=row_number))
    found = [delivery for delivery, *_rest in unsettled_deliveries(run.id) if delivery.id in chosen]
    again = request.form.get("do") == "send"
    settled = [delivery for delivery in found if _settled(delivery, again=again)]
    db.session.commit()
    for delivery in settled:
        tasks.wake("delivery", delivery.id)
    flash(_sentence(len(settled), again=again), "good" if settled else "attention")
    return redirect(url_for("certificates.run_messages", run_id=run.id))


def _settled(delivery: Delivery, *, again: bool) -> bool:
    """What surely failed cannot be taken as sent."""
    if again:
        return bool(resend(delivery=delivery, actor=me()))
    return delivery.state is DeliveryState.UNCERTAIN and bool(take_as_sent(delivery=delivery, actor=me()))


def _sentence(count: int, *, again: bool) -> str:
    if not count:
        return str(_("Nothing was chosen that could be decided so."))
    if again:
        return str(ngettext("%(num)s message is sent again.", "%(num)s messages are sent again.", count))
    return str(ngettext("%(num)s message is taken as sent.", "%(num)s messages are taken as sent.", count))
