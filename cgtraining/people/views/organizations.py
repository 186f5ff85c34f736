"""Organizations, for platform administrators: those that trainees come from, and those that issue certificates."""

from collections.abc import Callable
from typing import cast

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cgtraining.database import db
from cgtraining.people.access import is_platform_administrator, may_edit_organization, me
from cgtraining.people.forms.organizations import OrganizationForm
from cgtraining.people.models import Organization, OrganizationKind
from cgtraining.people.organizations import add_organization, change_organization
from cgtraining.people.queries import organization_by_id, organizations_found, people_numbers
from cgtraining.people.views import blueprint
from cgtraining.people.views.pictures import Keys, kept_pictures, shown_picture, with_pictures
from cgtraining.web.access import allow
from cgtraining.web.paging import page_of
from cgtraining.web.saving import save


@blueprint.get("/organizations")
@allow(is_platform_administrator)
def list_organizations() -> ResponseReturnValue:
    found = page_of(organizations_found(request.args.get("q", ""), request.args.get("kind")))
    numbers = people_numbers(found.items)
    return render_template("people/organizations.html", found=found, numbers=numbers, kinds=list(OrganizationKind))


@blueprint.route("/organizations/add", methods=["GET", "POST"])
@allow(is_platform_administrator)
def add_one() -> ResponseReturnValue:
    form = OrganizationForm()
    if form.validate_on_submit() and _saved(form, lambda keys: _add(form, keys)):
        return redirect(url_for("people.list_organizations"))
    return render_template("people/organization.html", form=form, organization=None)


@blueprint.route("/organizations/<int:organization_id>", methods=["GET", "POST"])
@allow(may_edit_organization, load=organization_by_id)
def edit_organization(organization: Organization) -> ResponseReturnValue:
    form, number = OrganizationForm(), organization.id
    if not form.is_submitted():
        form.show(organization)
    elif form.validate() and _saved(form, lambda keys: _change(form, number, keys), organization):
        return redirect(url_for("people.list_organizations"))
    return render_template("people/organization.html", form=form, organization=db.session.get(Organization, number))


@blueprint.get("/organizations/<int:organization_id>/<any(logo, seal):place>")
@allow(
    lambda person, found: may_edit_organization(person, found[0]),
    load=lambda organization_id, place: _with_key(organization_id, place),
)
def organization_picture(found: tuple[Organization, str]) -> ResponseReturnValue:
    return shown_picture(found[1])


def _with_key(organization_id: int, place: str) -> tuple[Organization, str] | None:
    organization = organization_by_id(organization_id)
    key = getattr(organization, f"{place}_key") if organization else None
    return (cast(Organization, organization), key) if key else None


def _saved(
    form: OrganizationForm, operation: Callable[[Keys], Organization], organization: Organization | None = None
) -> Organization | None:
    keys = kept_pictures(form)
    return None if keys is None else save(form, lambda: operation(keys), record=organization)


def _add(form: OrganizationForm, keys: Keys) -> Organization:
    names, kind = (form.name_zh.data, form.name_en.data), OrganizationKind(form.kind.data)
    return with_pictures(add_organization(actor=me(), names=names, kind=kind), keys)


def _change(form: OrganizationForm, organization_id: int, keys: Keys) -> Organization:
    changed = change_organization(
        organization=organization_by_id(organization_id) or abort(404),
        actor=me(),
        version=form.version.data,
        names=(form.name_zh.data, form.name_en.data),
        kind=OrganizationKind(form.kind.data),
    )
    return with_pictures(changed, keys)
