"""Bringing a design as a zip, and an example of one to begin with."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.certificates.designing import operations, queries
from cgtraining.certificates.designing.access import may_change_design
from cgtraining.certificates.designing.bringing import checked_design, keep_files, refuse_unprintable, trials
from cgtraining.certificates.designing.forms import ZipForm
from cgtraining.certificates.designing.queries import DesignHere
from cgtraining.certificates.designing.reading import VALUES
from cgtraining.certificates.facts import Kind
from cgtraining.certificates.models import DesignVersion
from cgtraining.certificates.own_pages import PART_NAMES
from cgtraining.certificates.shipped import DESIGNS
from cgtraining.certificates.views import blueprint
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.programs.access import may_manage_program
from cgtraining.programs.models import Program
from cgtraining.programs.queries import program_by_id
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/programs/<int:program_id>/designs/<int:design_id>/zip", methods=["GET", "POST"])
@allow(may_change_design, load=queries.design_here)
def bring_design(here: DesignHere) -> ResponseReturnValue:
    form, address = ZipForm(), _address(here)
    if form.validate_on_submit() and save(form, lambda: _taken(here, form.file.data.read())):
        flash(_("The design was taken as a draft. Look at every picture before you use it."), "good")
        return redirect(address)
    return render_template(
        "certificates/designs/bring.html",
        program=here.program,
        design=here.design,
        form=form,
        parts=PART_NAMES,
        values=sorted(VALUES),
    )


@blueprint.get("/programs/<int:program_id>/designs/example.zip")
@allow(may_manage_program, load=program_by_id)
def example_design(program: Program) -> ResponseReturnValue:
    """A small design to begin with, as it may be brought back."""
    out, folder = io.BytesIO(), DESIGNS / "example"
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*.*")):
            archive.writestr(ZipInfo(file.relative_to(folder).as_posix()), file.read_bytes())
    response = Response(out.getvalue(), mimetype="application/zip")
    response.headers.set("Content-Disposition", "attachment", filename="design.zip")
    return response


def _taken(here: DesignHere, content: bytes) -> DesignVersion:
    """Checked and printed with no transaction open, kept only then."""
    program_id, design_id = here.program.id, here.design.id
    kind: Kind = here.design.kind.value
    db.session.rollback()
    settings, files = checked_design(content, kind)
    tried = trials(_again(program_id, design_id).program, kind, settings)
    db.session.rollback()
    refuse_unprintable(tried, files)
    keep_files(files)
    return operations.take_design(design=_again(program_id, design_id).design, settings=settings, actor=me())


def _again(program_id: int, design_id: int) -> DesignHere:
    found = queries.design_here(program_id, design_id)
    assert found is not None
    return found


def _address(here: DesignHere) -> str:
    return url_for("certificates.show_design", program_id=here.program.id, design_id=here.design.id)
