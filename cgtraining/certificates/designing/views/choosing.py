"""The designs of a program: which there are, and which is used for each kind."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.certificates.designing import operations, queries
from cgtraining.certificates.designing.access import may_change_design, may_choose_version, may_see_design
from cgtraining.certificates.designing.forms import DesignForm
from cgtraining.certificates.designing.own_texts import restricted_in_design
from cgtraining.certificates.designing.queries import DesignHere, VersionHere
from cgtraining.certificates.designing.samples import Sample
from cgtraining.certificates.models import CertificateKind, DesignVersion
from cgtraining.certificates.shipped import shipped_design
from cgtraining.certificates.views import blueprint
from cgtraining.database import db
from cgtraining.language.text import BilingualText
from cgtraining.people.access import is_platform_administrator, me
from cgtraining.programs.access import may_manage_program
from cgtraining.programs.models import Program
from cgtraining.programs.queries import program_by_id
from cgtraining.web.access import allow
from cgtraining.web.saving import save

KINDS = ", ".join(kind.value for kind in CertificateKind)


@blueprint.get("/programs/<int:program_id>/designs")
@allow(may_manage_program, load=program_by_id)
def list_designs(program: Program) -> ResponseReturnValue:
    chosen = {choice.kind: choice.version for choice in queries.choices_of(program.id)}
    return render_template(
        "certificates/designs/list.html",
        program=program,
        kinds=[(kind, chosen.get(kind), shipped_design(kind.value)) for kind in CertificateKind],
        designs=queries.designs_of(program),
    )


@blueprint.route("/programs/<int:program_id>/designs/new", methods=["GET", "POST"])
@allow(may_manage_program, load=program_by_id)
def new_design(program: Program) -> ResponseReturnValue:
    form, everywhere = DesignForm(), is_platform_administrator(me())
    if not everywhere:
        del form.for_every_program
    if form.validate_on_submit() and (version := save(form, lambda: _add(program, form))):
        flash(_("A draft was made from the design that comes with the product. Change what should differ."), "good")
        return redirect(edit_address(program, version))
    return render_template("certificates/designs/new.html", program=program, form=form)


@blueprint.get("/programs/<int:program_id>/designs/<int:design_id>")
@allow(may_see_design, load=queries.design_here)
def show_design(here: DesignHere) -> ResponseReturnValue:
    chosen = queries.choice_of(here.program.id, here.design.kind)
    newest = here.design.versions[0]
    return render_template(
        "certificates/designs/show.html",
        program=here.program,
        design=here.design,
        chosen_id=chosen.version_id if chosen else None,
        users=queries.programs_using(here.design),
        samples=list(Sample),
        restricted=restricted_in_design(here.program, here.design.kind.value, newest.facts),
        changes=may_change_design(me(), here),
    )


@blueprint.post("/programs/<int:program_id>/designs/versions/<int:design_version_id>/choose")
@allow(may_choose_version, load=queries.version_here)
def choose_version(here: VersionHere) -> ResponseReturnValue:
    shown = request.form.get("version")
    operations.choose_version(program=here.program, version=here.version, form_version=shown, actor=me())
    db.session.commit()
    flash(_("From now on certificates of this kind are set by this version. What was issued does not change."), "good")
    return redirect(url_for("certificates.list_designs", program_id=here.program.id))


@blueprint.post(f"/programs/<int:program_id>/designs/shipped/<any({KINDS}):kind>")
@allow(may_manage_program, load=lambda program_id, kind: program_by_id(program_id))
def choose_shipped(program: Program) -> ResponseReturnValue:
    kind = CertificateKind((request.view_args or {})["kind"])
    operations.choose_shipped(program=program, kind=kind, actor=me())
    db.session.commit()
    flash(_("Certificates of this kind are set by the product's own design again."), "good")
    return redirect(url_for("certificates.list_designs", program_id=program.id))


def edit_address(program: Program, version: DesignVersion) -> str:
    return url_for("certificates.edit_version", program_id=program.id, design_version_id=version.id)


def _add(program: Program, form: DesignForm) -> DesignVersion:
    everywhere = "for_every_program" in form and form.for_every_program.data
    return operations.add_design(
        program=None if everywhere else program,
        kind=CertificateKind(form.kind.data),
        title=BilingualText(form.title_zh.data, form.title_en.data),
        actor=me(),
    )
