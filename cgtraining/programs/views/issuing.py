"""Who issues and signs a program's certificates."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from cgtraining.database import db
from cgtraining.documents.pictures import mimetype_of
from cgtraining.people.access import me
from cgtraining.people.operations import organization_named
from cgtraining.programs import queries
from cgtraining.programs.access import may_manage_program, may_manage_signatory
from cgtraining.programs.forms import IssuerForm, SignatoryForm
from cgtraining.programs.models import IssuerRole, Program, ProgramIssuer, Signatory
from cgtraining.programs.operations import issuing
from cgtraining.programs.pictures import load_signature, store_signature
from cgtraining.programs.restricted import restricted_in_program
from cgtraining.programs.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/<int:program_id>/issuing", methods=["GET", "POST"])
@allow(may_manage_program, load=queries.program_by_id)
def show_issuing(program: Program) -> ResponseReturnValue:
    """Issuers and signatories on one page, with the form that adds an issuer."""
    form = IssuerForm()
    if form.validate_on_submit() and (added := save(form, lambda: _add_issuer(program, form))):
        flash(_("The issuer was added. Its logo and seal come next."), "good")
        return redirect(url_for("programs.edit_issuer", issuer_id=added.id))
    return render_template(
        "programs/issuing.html", program=program, form=form, restricted=restricted_in_program(program)
    )


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
    if form.validate_on_submit() and save(form, lambda: _change_signatory(signatory, form), signatory):
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


def _change_signatory(signatory: Signatory, form: SignatoryForm) -> Signatory:
    version, removes, values = form.version.data, form.remove_signature.data, _signatory_values(form)
    return issuing.change_signatory(
        signatory=signatory, version=version, actor=me(), removes_signature=removes, **values
    )


def _signatory_values(form: SignatoryForm) -> dict[str, str | None]:
    names = ("name_zh", "name_latin", "title_zh", "title_en")
    values: dict[str, str | None] = {name: form[name].data for name in names}
    upload: FileStorage | None = form.signature.data
    has_file = isinstance(upload, FileStorage) and upload.filename
    return values | {"signature_key": store_signature(upload.read()) if has_file and upload else None}


def _address(program: Program) -> str:
    return url_for("programs.show_issuing", program_id=program.id)
