"""One issuer of a program: its place, its role, and how its organization stands on certificates."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.people.models import OrganizationKind
from cgtraining.people.organizations import change_organization
from cgtraining.people.views.pictures import Keys, kept_pictures, shown_picture, with_pictures
from cgtraining.programs import queries
from cgtraining.programs.access import may_change_issuing_organization, may_manage_issuer
from cgtraining.programs.forms import IssuerFactsForm, IssuerRoleForm
from cgtraining.programs.models import IssuerRole, Program, ProgramIssuer
from cgtraining.programs.operations import issuing
from cgtraining.programs.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/issuers/<int:issuer_id>", methods=["GET", "POST"])
@allow(may_manage_issuer, load=queries.issuer_by_id)
def edit_issuer(issuer: ProgramIssuer) -> ResponseReturnValue:
    if not may_change_issuing_organization(me(), issuer):
        return _role_alone(issuer)
    form, number, address = IssuerFactsForm(), issuer.id, _address(issuer)
    if not form.is_submitted():
        form.show(issuer.organization)
        form.role.data = issuer.role.value
    elif form.validate() and _saved(form, number):
        flash(_("The issuer was saved. Certificates that were issued before do not change."), "good")
        return redirect(address)
    return render_template("programs/issuer.html", form=form, issuer=queries.issuer_by_id(number), whole=True)


def _role_alone(issuer: ProgramIssuer) -> ResponseReturnValue:
    form = IssuerRoleForm(role=issuer.role.value)
    if form.validate_on_submit() and save(form, lambda: _set_role(issuer, form)):
        return redirect(_address(issuer))
    return render_template("programs/issuer.html", form=form, issuer=issuer, whole=False)


@blueprint.get("/issuers/<int:issuer_id>/<any(logo, seal):place>")
@allow(
    lambda person, found: may_manage_issuer(person, found[0]), load=lambda issuer_id, place: _with_key(issuer_id, place)
)
def issuer_picture(found: tuple[ProgramIssuer, str]) -> ResponseReturnValue:
    return shown_picture(found[1])


@blueprint.post("/issuers/<int:issuer_id>/remove")
@allow(may_manage_issuer, load=queries.issuer_by_id)
def remove_issuer(issuer: ProgramIssuer) -> ResponseReturnValue:
    program = issuing.remove_issuer(issuer=issuer, actor=me())
    db.session.commit()
    return redirect(_list_of(program))


@blueprint.post("/issuers/<int:issuer_id>/forward")
@allow(may_manage_issuer, load=queries.issuer_by_id)
def move_issuer(issuer: ProgramIssuer) -> ResponseReturnValue:
    program = issuing.move_issuer(issuer=issuer, steps=-1, actor=me())
    db.session.commit()
    return redirect(_list_of(program))


def _saved(form: IssuerFactsForm, issuer_id: int) -> ProgramIssuer | None:
    keys = kept_pictures(form)
    issuer = queries.issuer_by_id(issuer_id)
    if keys is None or issuer is None:
        return None
    return save(form, lambda: _change(form, issuer, keys), record=issuer.organization)


def _change(form: IssuerFactsForm, issuer: ProgramIssuer, keys: Keys) -> ProgramIssuer:
    organization = change_organization(
        organization=issuer.organization,
        actor=me(),
        version=form.version.data,
        names=(form.name_zh.data, form.name_en.data),
        kind=OrganizationKind(form.kind.data),
    )
    with_pictures(organization, keys)
    return _set_role(issuer, form)


def _set_role(issuer: ProgramIssuer, form: IssuerFactsForm | IssuerRoleForm) -> ProgramIssuer:
    return issuing.set_issuer_role(issuer=issuer, role=IssuerRole(form.role.data), actor=me())


def _with_key(issuer_id: int, place: str) -> tuple[ProgramIssuer, str] | None:
    issuer = queries.issuer_by_id(issuer_id)
    key = getattr(issuer.organization, f"{place}_key") if issuer else None
    return (issuer, key) if issuer and key else None


def _address(issuer: ProgramIssuer) -> str:
    return _list_of(issuer.program)


def _list_of(program: Program) -> str:
    return url_for("programs.show_issuing", program_id=program.id)
