"""Who issues and signs a program's certificates."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from cgtraining.database import db
from cgtraining.documents.pictures import mimetype_of
from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.people.operations import organization_named
from cgtraining.programs import queries
from cgtraining.programs.access import may_manage_program
from cgtraining.programs.forms import IssuerForm, SignatoryForm
from cgtraining.programs.models import IssuerRole, Program, ProgramIssuer, Signatory
from cgtraining.programs.operations import issuing
from cgtraining.programs.pictures import load_signature, store_signature
from cgtraining.programs.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.saving import save


def may_manage_issuer(person: Person, issuer: ProgramIssuer) -> bool:
    return may_manage_program(person, issuer.program)


def may_manage_signatory(person: Person, signatory: Signatory) -> bool:
    return may_manage_program(person, signatory.program)


@blueprint.route("/<int:program_id>/issuing", methods=["GET", "POST"])
@allow(may_manage_program, load=queries.program_by_id)
def show_issuing(program: Program) -> ResponseReturnValue:
    """Issuers and signatories on one page, with the form that adds an issuer."""
    form = IssuerForm()
    if form.validate_on_submit() and save(form, lambda: _add_issuer(program, form)):
        return redirect(_address(program))
    return render_template("programs/issuing.html", program=program, form=form)


@blueprint.post("/issuers/<int:issuer_id>/remove")
@allow(may_manage_issuer, load=queries.issuer_by_id)
def remove_issuer(issuer: ProgramIssuer) -> ResponseReturnValue:
    program = issuing.remove_issuer(issuer=issuer, actor=me())
    db.session.commit()
    return redirect(_address(program))


@blueprint.post("/issuers/<int:issuer_id>/forward")
@allow(may_manage_issuer, load=queries.issuer_by_id)
def move_issuer(issuer: ProgramIssuer) -> ResponseReturnValue:
    program = issuing.move_issuer(issuer=issuer, steps=-1, actor=me())
    db.session.commit()
    return redirect(_address(program))


@blueprint.route("/<int:program_id>/signatories/new", methods=["GET", "POST"])
@allow(may_manage_program, load=queries.program_by_id)
def new_signatory(program: Program) -> ResponseReturnValue:
    form = SignatoryForm()
    if form.validate_on_submit() and save(
        form, lambda: issuing.add_signatory(program=program, actor=me(), **_signatory_values(form))
    ):
        return redirect(_address(program))
    return render_template("programs/signatory.html", program=program, form=form, signatory=None)


@blueprint.route("/signatories/<int:signatory_id>", methods=["GET", "POST"])
@allow(may_manage_signatory, load=queries.signatory_by_id)
def edit_signatory(signatory: Signatory) -> ResponseReturnValue:
    form = SignatoryForm(obj=signatory)
    if form.validate_on_submit() and save(
        form, lambda: issuing.change_signatory(signatory=signatory, actor=me(), **_signatory_values(form))
    ):
        flash(_("The signatory was saved. Certificates that were issued before do not change."), "good")
        return redirect(_address(signatory.program))
    return render_template("programs/signatory.html", program=signatory.program, form=form, signatory=signatory)


@blueprint.get("/signatories/<int:signatory_id>/signature")
@allow(may_manage_signatory, load=queries.signatory_by_id)
def show_signature(signatory: Signatory) -> ResponseReturnValue:
    if not signatory.signature_key:
        abort(404)
    return Response(load_signature(signatory.signature_key), mimetype=mimetype_of(signatory.signature_key))


@blueprint.post("/signatories/<int:signatory_id>/remove")
@allow(may_manage_signatory, load=queries.signatory_by_id)
def remove_signatory(signatory: Signatory) -> ResponseReturnValue:
    program = issuing.remove_signatory(signatory=signatory, actor=me())
    db.session.commit()
    return redirect(_address(program))


@blueprint.post("/signatories/<int:signatory_id>/forward")
@allow(may_manage_signatory, load=queries.signatory_by_id)
def move_signatory(signatory: Signatory) -> ResponseReturnValue:
    program = issuing.move_signatory(signatory=signatory, steps=-1, actor=me())
    db.session.commit()
    return redirect(_address(program))


def _add_issuer(program: Program, form: IssuerForm) -> ProgramIssuer:
    organization = organization_named(form.name_zh.data, form.name_en.data, actor=me())
    role = IssuerRole(form.role.data)
    return issuing.add_issuer(program=program, organization=organization, role=role, actor=me())


def _signatory_values(form: SignatoryForm) -> dict[str, str | None]:
    names = ("name_zh", "name_latin", "title_zh", "title_en")
    values: dict[str, str | None] = {name: form[name].data for name in names}
    upload: FileStorage | None = form.signature.data
    has_file = isinstance(upload, FileStorage) and upload.filename
    return values | {"signature_key": store_signature(upload.read()) if has_file and upload else None}


def _address(program: Program) -> str:
    return url_for("programs.show_issuing", program_id=program.id)
