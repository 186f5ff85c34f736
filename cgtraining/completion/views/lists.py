"""Lists of graduates: drafted from progress, adjusted by people, approved once."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.completion.access import (
    may_approve_list,
    may_manage_completion,
    may_see_list,
    may_write_list,
)
from cgtraining.completion.forms import DraftForm, ListForm, ScanForm, default_award_date
from cgtraining.completion.grounds import grounds_of
from cgtraining.completion.models import GraduateEntry, GraduateList, Outcome
from cgtraining.completion.operations import (
    EntryChange,
    approve_list,
    change_list,
    discard_draft,
    draft_list,
    refresh_draft,
    return_to_draft,
)
from cgtraining.completion.queries import draft_of, entries_of, item_titles, list_by_id, progress_of
from cgtraining.completion.two_approvals import may_give_second
from cgtraining.completion.views import blueprint
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.days import day_given
from cgtraining.web.saving import save

LONGEST_REMARK = 500


@blueprint.route("/cohorts/<int:cohort_id>/graduate-lists/new", methods=["GET", "POST"])
@allow(may_manage_completion, load=cohort_by_id)
def new_list(cohort: Cohort) -> ResponseReturnValue:
    draft = draft_of(cohort)
    if draft is not None:
        return redirect(url_for("completion.show_list", list_id=draft.id))
    form = DraftForm(award_date=default_award_date(cohort.ends_on, clock.today(cohort.timezone)))
    if form.validate_on_submit() and (made := save(form, lambda: _draft(cohort, form))):
        return redirect(url_for("completion.show_list", list_id=made.id))
    return render_template("completion/new_list.html", cohort=cohort, form=form)


@blueprint.get("/graduate-lists/<int:list_id>")
@allow(may_see_list, load=list_by_id)
def show_list(graduate_list: GraduateList) -> ResponseReturnValue:
    form = ListForm(obj=graduate_list)
    form.before_the_end.data = graduate_list.award_date < graduate_list.cohort.ends_on
    return _show(graduate_list, form)


@blueprint.post("/graduate-lists/<int:list_id>")
@allow(may_write_list, load=list_by_id)
def save_list(graduate_list: GraduateList) -> ResponseReturnValue:
    form = ListForm()
    if form.validate_on_submit() and save(form, lambda: _change(graduate_list, form)):
        flash(_("The draft is saved."), "good")
        return _to_list(graduate_list)
    return _show(graduate_list, form)


@blueprint.post("/graduate-lists/<int:list_id>/refresh")
@allow(may_write_list, load=list_by_id)
def refresh(graduate_list: GraduateList) -> ResponseReturnValue:
    refresh_draft(graduate_list=graduate_list, actor=me())
    db.session.commit()
    flash(_("The draft follows the present progress again; entries with a remark were left as they are."), "good")
    return _to_list(graduate_list)


@blueprint.post("/graduate-lists/<int:list_id>/discard")
@allow(may_write_list, load=list_by_id)
def discard_list(graduate_list: GraduateList) -> ResponseReturnValue:
    cohort_id = graduate_list.cohort_id
    discard_draft(graduate_list=graduate_list, actor=me())
    db.session.commit()
    flash(_("The draft is discarded."), "good")
    return redirect(url_for("completion.overview", cohort_id=cohort_id))


@blueprint.post("/graduate-lists/<int:list_id>/approve")
@allow(may_approve_list, load=list_by_id)
def approve(graduate_list: GraduateList) -> ResponseReturnValue:
    """What stands in the form is saved first, so that nobody approves something else than what is on the screen."""
    form = ListForm() if "award_date" in request.form else ListForm(formdata=None, obj=graduate_list)
    usable = "award_date" not in request.form or form.validate_on_submit()
    if usable and save(form, lambda: _approve(graduate_list, form)) is not None:
        flash(_said_of(graduate_list), "good")
        return _to_list(graduate_list)
    return _show(graduate_list, form)


@blueprint.post("/graduate-lists/<int:list_id>/return")
@allow(may_write_list, load=list_by_id)
def return_list(graduate_list: GraduateList) -> ResponseReturnValue:
    return_to_draft(graduate_list=graduate_list, actor=me())
    db.session.commit()
    flash(_("The list is a draft again. The first approval is taken back."), "good")
    return _to_list(graduate_list)


def _said_of(graduate_list: GraduateList) -> str:
    if graduate_list.is_waiting:
        return _("Your approval is noted. The list is approved when another person approves it too.")
    return _("The list is approved and cannot be changed any more. Print the sheet and have it signed.")


def _show(graduate_list: GraduateList, form: ListForm) -> ResponseReturnValue:
    cohort, is_draft = graduate_list.cohort, graduate_list.is_draft
    entries = entries_of(graduate_list)
    progress = progress_of(cohort)
    return render_template(
        "completion/list.html",
        graduate_list=graduate_list,
        cohort=cohort,
        entries=entries,
        progress=progress,
        grounds=grounds_of(entries, progress, item_titles(cohort)),
        counts={outcome: sum(entry.outcome is outcome for entry in entries) for outcome in Outcome},
        outcomes=list(Outcome),
        is_draft=is_draft,
        is_approved=graduate_list.is_approved,
        may_return=graduate_list.is_waiting and may_write_list(me(), graduate_list),
        may_give_second=may_give_second(graduate_list, me()),
        form=form,
        scan_form=ScanForm(formdata=None),
        entered=request.form,
        may_write=is_draft and may_write_list(me(), graduate_list),
        may_approve=(is_draft or graduate_list.is_waiting) and may_approve_list(me(), graduate_list),
        may_withdraw=graduate_list.is_approved and may_approve_list(me(), graduate_list),
        may_attach=graduate_list.is_approved and may_write_list(me(), graduate_list),
    )


def _draft(cohort: Cohort, form: DraftForm) -> GraduateList:
    early = form.before_the_end.data
    return draft_list(cohort=cohort, award_date=form.award_date.data, actor=me(), before_the_end=early)


def _change(graduate_list: GraduateList, form: ListForm) -> GraduateList:
    return change_list(
        graduate_list=graduate_list,
        award_date=form.award_date.data,
        changes=[_entry_change(entry) for entry in entries_of(graduate_list)],
        actor=me(),
        version=form.version.data,
        before_the_end=form.before_the_end.data,
    )


def _approve(graduate_list: GraduateList, form: ListForm) -> GraduateList:
    if "award_date" not in request.form:
        return approve_list(graduate_list=graduate_list, actor=me(), version=request.form.get("version"))
    return approve_list(graduate_list=_change(graduate_list, form), actor=me())


def _entry_change(entry: GraduateEntry) -> EntryChange:
    def given(name: str) -> str:
        return request.form.get(f"{name}-{entry.id}", "").strip()

    outcome = given("outcome")
    return EntryChange(
        entry_id=entry.id,
        outcome=Outcome(outcome) if outcome in {one.value for one in Outcome} else entry.outcome,
        deferred_until=day_given(given("until")),
        remark=given("remark")[:LONGEST_REMARK],
    )


def _to_list(graduate_list: GraduateList) -> ResponseReturnValue:
    return redirect(url_for("completion.show_list", list_id=graduate_list.id))
