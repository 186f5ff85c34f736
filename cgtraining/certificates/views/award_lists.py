"""One list of awards: chosen and worded as a draft, approved, and then issued or taken back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import tasks
from cgtraining.certificates.awards.access import may_approve_awards, may_prepare_awards
from cgtraining.certificates.awards.approving import approve_awards, return_awards_to_draft
from cgtraining.certificates.awards.drafting import change_awards, discard_awards
from cgtraining.certificates.awards.forms import AwardListForm, WithdrawalForm, chosen_in
from cgtraining.certificates.awards.queries import award_list_by_id
from cgtraining.certificates.awards.shown import draft_shown, list_shown
from cgtraining.certificates.issuing import start_award_run
from cgtraining.certificates.models import AwardList, IssueRun
from cgtraining.certificates.seals import waiting_seals
from cgtraining.certificates.views import blueprint
from cgtraining.certificates.views.withdrawing import clear_after
from cgtraining.certificates.withdrawing import withdraw_approval
from cgtraining.completion.two_approvals import may_give_second
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.paging import page_of_rows
from cgtraining.web.saving import save

ROWS = 100


@blueprint.get("/award-lists/<int:award_list_id>")
@allow(may_prepare_awards, load=award_list_by_id)
def show_awards(award_list: AwardList) -> ResponseReturnValue:
    return _show(award_list, AwardListForm(obj=award_list))


@blueprint.post("/award-lists/<int:award_list_id>")
@allow(may_prepare_awards, load=award_list_by_id)
def save_awards(award_list: AwardList) -> ResponseReturnValue:
    form = AwardListForm()
    if form.validate_on_submit() and save(form, lambda: _change(award_list, form)):
        flash(_("The draft is saved."), "good")
        return redirect(_address(award_list))
    return _show(award_list, form)


@blueprint.post("/award-lists/<int:award_list_id>/approve")
@allow(may_approve_awards, load=award_list_by_id)
def approve_award_list(award_list: AwardList) -> ResponseReturnValue:
    """What stands in the form is saved first, so that nobody approves something else than what is on the screen."""
    form = AwardListForm(formdata=None, obj=award_list) if award_list.is_waiting else AwardListForm()
    usable = award_list.is_waiting or form.validate_on_submit()
    if usable and save(form, lambda: _approve(award_list, form)):
        flash(_said_of(award_list), "good")
        return redirect(_address(award_list))
    return _show(award_list, form)


@blueprint.post("/award-lists/<int:award_list_id>/return")
@allow(may_prepare_awards, load=award_list_by_id)
def return_award_list(award_list: AwardList) -> ResponseReturnValue:
    return_awards_to_draft(award_list=award_list, actor=me())
    db.session.commit()
    flash(_("The list is a draft again. The first approval is taken back."), "good")
    return redirect(_address(award_list))


@blueprint.post("/award-lists/<int:award_list_id>/discard")
@allow(may_prepare_awards, load=award_list_by_id)
def discard_award_list(award_list: AwardList) -> ResponseReturnValue:
    cohort_id = award_list.cohort_id
    discard_awards(award_list=award_list, actor=me())
    db.session.commit()
    flash(_("The draft is discarded."), "good")
    return redirect(url_for("certificates.awards", cohort_id=cohort_id))


@blueprint.route("/award-lists/<int:award_list_id>/withdraw", methods=["GET", "POST"])
@allow(may_approve_awards, load=award_list_by_id)
def withdraw_award_list(award_list: AwardList) -> ResponseReturnValue:
    form = WithdrawalForm()
    if form.validate_on_submit() and save(form, lambda: _withdraw(award_list, form)):
        clear_after(award_list)
        return redirect(_address(award_list))
    return render_template("certificates/awards/withdraw.html", award_list=award_list, form=form)


@blueprint.post("/award-lists/<int:award_list_id>/issue")
@allow(may_prepare_awards, load=award_list_by_id)
def issue_awards(award_list: AwardList) -> ResponseReturnValue:
    form = AwardListForm(formdata=None, obj=award_list)
    run = save(form, lambda: _start(award_list))
    if run is None:
        return _show(award_list, form), 409
    tasks.wake("issue_run", run.id)
    return redirect(url_for("certificates.show_run", run_id=run.id))


def _start(award_list: AwardList) -> IssueRun:
    return start_award_run(award_list=award_list, actor=me(), without_seals="without_seals" in request.form)


def _show(award_list: AwardList, form: AwardListForm) -> str:
    context = {"award_list": award_list, "cohort": award_list.cohort, "form": form}
    may_approve = may_approve_awards(me(), award_list)
    if award_list.is_draft:
        shown = draft_shown(award_list, request.form)
        return render_template("certificates/awards/draft.html", shown=shown, may_approve=may_approve, **context)
    shown_list = list_shown(award_list)
    context["page"] = page_of_rows(list(shown_list.entries), ROWS)
    context["waiting"] = waiting_seals(award_list)
    context["may_give_second"] = may_approve and may_give_second(award_list, me())
    return render_template("certificates/awards/list.html", shown=shown_list, may_approve=may_approve, **context)


def _said_of(award_list: AwardList) -> str:
    if award_list.is_waiting:
        return _("Your approval is noted. The list is approved when another person approves it too.")
    return _("The list is approved and cannot be changed any more.")


def _change(award_list: AwardList, form: AwardListForm) -> AwardList:
    return change_awards(
        award_list=award_list,
        award_date=form.award_date.data,
        counted_until=form.counted_until.data,
        chosen=chosen_in(request.form),
        version=form.version.data,
        actor=me(),
    )


def _approve(award_list: AwardList, form: AwardListForm) -> AwardList:
    if award_list.is_waiting:
        return approve_awards(award_list=award_list, actor=me(), version=request.form.get("version"))
    return approve_awards(award_list=_change(award_list, form), actor=me())


def _withdraw(award_list: AwardList, form: WithdrawalForm) -> AwardList:
    withdraw_approval(source=award_list, reason=form.reason.data, actor=me())
    return award_list


def _address(award_list: AwardList) -> str:
    return url_for("certificates.show_awards", award_list_id=award_list.id)
