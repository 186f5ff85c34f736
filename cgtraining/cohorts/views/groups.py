"""The groups of a cohort."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.cohorts import queries
from cgtraining.cohorts.access import may_appoint_committee, may_manage_cohort, may_manage_group, may_teach_cohort
from cgtraining.cohorts.committee import committee_of
from cgtraining.cohorts.forms import GroupForm
from cgtraining.cohorts.models import Cohort, Group
from cgtraining.cohorts.operations import add_group, remove_group, rename_group
from cgtraining.cohorts.views import blueprint
from cgtraining.cohorts.views.committee_form import committee_form
from cgtraining.cohorts.views.tabs import cohort_rights
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.get("/<int:cohort_id>/groups")
@allow(may_teach_cohort, load=queries.cohort_by_id)
def list_groups(cohort: Cohort) -> ResponseReturnValue:
    return _page(cohort, GroupForm())


@blueprint.post("/<int:cohort_id>/groups")
@allow(may_manage_cohort, load=queries.cohort_by_id)
def new_group(cohort: Cohort) -> ResponseReturnValue:
    form = GroupForm()
    if form.validate() and save(form, lambda: add_group(cohort=cohort, actor=me(), **_titles(form))):
        flash(_("The group was added."), "good")
        return redirect(_address(cohort))
    return _page(cohort, form)


@blueprint.route("/groups/<int:group_id>", methods=["GET", "POST"])
@allow(may_manage_group, load=queries.group_by_id)
def edit_group(group: Group) -> ResponseReturnValue:
    form = GroupForm(obj=group)
    if form.validate_on_submit() and save(form, lambda: _rename(group, form), group):
        flash(_("The group was renamed."), "good")
        return redirect(_address(group.cohort))
    return render_template("cohorts/group.html", cohort=group.cohort, group=group, form=form)


@blueprint.post("/groups/<int:group_id>/remove")
@allow(may_manage_group, load=queries.group_by_id)
def delete_group(group: Group) -> ResponseReturnValue:
    cohort = remove_group(group=group, actor=me())
    db.session.commit()
    flash(_("The group was removed; its trainees stay in the cohort."), "good")
    return redirect(_address(cohort))


def _page(cohort: Cohort, form: GroupForm) -> ResponseReturnValue:
    return render_template(
        "cohorts/groups.html",
        cohort=cohort,
        form=form,
        sizes=queries.group_sizes(cohort),
        rights=cohort_rights(cohort),
        committee=committee_of(cohort),
        committee_form=committee_form(cohort) if may_appoint_committee(me(), cohort) else None,
    )


def _rename(group: Group, form: GroupForm) -> Group:
    return rename_group(group=group, version=form.version.data, actor=me(), **_titles(form))


def _titles(form: GroupForm) -> dict[str, str]:
    return {"title_zh": form.title_zh.data or "", "title_en": form.title_en.data or ""}


def _address(cohort: Cohort) -> str:
    return url_for("cohorts.list_groups", cohort_id=cohort.id)
