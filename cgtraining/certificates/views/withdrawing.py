"""Withdrawing the approval of a list of graduates, before its run or in the midst of it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import tasks
from cgtraining.certificates.awards.forms import WithdrawalForm
from cgtraining.certificates.models import AwardList, ItemState
from cgtraining.certificates.queries import counts_of_run
from cgtraining.certificates.views import blueprint
from cgtraining.certificates.withdrawing import run_of, withdraw_approval
from cgtraining.completion.access import may_approve_list
from cgtraining.completion.models import GraduateList
from cgtraining.completion.queries import list_by_id
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/graduate-lists/<int:list_id>/withdraw", methods=["GET", "POST"])
@allow(may_approve_list, load=list_by_id)
def withdraw_list(graduate_list: GraduateList) -> ResponseReturnValue:
    form = WithdrawalForm()
    address = url_for("completion.show_list", list_id=graduate_list.id)
    if form.validate_on_submit() and save(form, lambda: _withdraw(graduate_list, form)):
        clear_after(graduate_list)
        return redirect(address)
    run = run_of(graduate_list)
    issued = counts_of_run(run.id)[ItemState.DONE] if run else 0
    return render_template(
        "certificates/withdraw.html", graduate_list=graduate_list, form=form, address=address, run=run, issued=issued
    )


def clear_after(source: GraduateList | AwardList) -> None:
    """Say what was done, and have what is left of the run cleared."""
    flash(_("The approval is withdrawn. Nothing more is issued from this list."), "good")
    if run := run_of(source):
        tasks.wake("stopped_run", run.id)


def _withdraw(graduate_list: GraduateList, form: WithdrawalForm) -> GraduateList:
    withdraw_approval(source=graduate_list, reason=form.reason.data, actor=me())
    return graduate_list
