"""Graded items of a cohort: what is marked, with which weight, and what trainees may see."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.assessments.access import may_manage_item, may_manage_items
from cgtraining.assessments.forms import ItemForm
from cgtraining.assessments.marking import shares_of
from cgtraining.assessments.models import GradedItem
from cgtraining.assessments.operations.items import (
    add_item,
    change_item,
    delete_item,
    hide_item,
    move_item,
    release_item,
)
from cgtraining.assessments.queries import count_marked, item_by_id, items_of
from cgtraining.assessments.views import blueprint
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id, count_staying
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.get("/cohorts/<int:cohort_id>/items")
@allow(may_manage_items, load=cohort_by_id)
def list_items(cohort: Cohort) -> ResponseReturnValue:
    items = items_of(cohort)
    shares = shares_of(item.weight for item in items)
    return render_template(
        "assessments/items.html",
        cohort=cohort,
        rows=list(zip(items, shares, strict=True)),
        marked=count_marked(cohort),
        trainees=count_staying(cohort),
    )


@blueprint.route("/cohorts/<int:cohort_id>/items/new", methods=["GET", "POST"])
@allow(may_manage_items, load=cohort_by_id)
def new_item(cohort: Cohort) -> ResponseReturnValue:
    form = ItemForm()
    if form.validate_on_submit() and save(form, lambda: add_item(cohort=cohort, values=form.values(), actor=me())):
        flash(_("The graded item is added."), "good")
        return _to_list(cohort)
    return render_template("assessments/item_form.html", cohort=cohort, form=form, item=None)


@blueprint.route("/items/<int:item_id>/edit", methods=["GET", "POST"])
@allow(may_manage_item, load=item_by_id)
def edit_item(item: GradedItem) -> ResponseReturnValue:
    form = ItemForm(obj=item)
    if request.method == "GET":
        form.kind.data = item.kind.value
    if form.validate_on_submit() and save(form, lambda: _change(item, form)):
        flash(_("The graded item is saved."), "good")
        return _to_list(item.cohort)
    return render_template("assessments/item_form.html", cohort=item.cohort, form=form, item=item)


@blueprint.post("/items/<int:item_id>/delete")
@allow(may_manage_item, load=item_by_id)
def delete(item: GradedItem) -> ResponseReturnValue:
    cohort = item.cohort
    delete_item(item=item, actor=me())
    db.session.commit()
    flash(_("The graded item is deleted."), "good")
    return _to_list(cohort)


@blueprint.post("/items/<int:item_id>/move")
@allow(may_manage_item, load=item_by_id)
def move(item: GradedItem) -> ResponseReturnValue:
    move_item(item=item, steps=1 if request.form.get("to") == "later" else -1, actor=me())
    db.session.commit()
    return _to_list(item.cohort)


@blueprint.post("/items/<int:item_id>/release")
@allow(may_manage_item, load=item_by_id)
def release(item: GradedItem) -> ResponseReturnValue:
    release_item(item=item, actor=me())
    db.session.commit()
    flash(_("The trainees can see these scores now."), "good")
    return _to_list(item.cohort)


@blueprint.post("/items/<int:item_id>/hide")
@allow(may_manage_item, load=item_by_id)
def hide(item: GradedItem) -> ResponseReturnValue:
    hide_item(item=item, actor=me())
    db.session.commit()
    flash(_("The trainees cannot see these scores any more."), "good")
    return _to_list(item.cohort)


def _change(item: GradedItem, form: ItemForm) -> GradedItem:
    return change_item(item=item, values=form.values(), actor=me(), version=form.version.data)


def _to_list(cohort: Cohort) -> ResponseReturnValue:
    return redirect(url_for("assessments.list_items", cohort_id=cohort.id))
