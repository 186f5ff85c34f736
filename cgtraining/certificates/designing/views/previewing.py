"""Pictures of designs with invented holders."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from cgtraining.certificates.design_facts import DesignFacts
from cgtraining.certificates.designing import queries
from cgtraining.certificates.designing.access import may_see_version
from cgtraining.certificates.designing.preview import WIDTH, preview_of
from cgtraining.certificates.designing.queries import VersionHere
from cgtraining.certificates.designing.samples import Sample, sample_facts
from cgtraining.certificates.designing.views.choosing import KINDS
from cgtraining.certificates.facts import Kind
from cgtraining.certificates.shipped import shipped_design
from cgtraining.certificates.views import blueprint
from cgtraining.database import db
from cgtraining.programs.access import may_manage_program
from cgtraining.programs.models import Program
from cgtraining.programs.queries import program_by_id
from cgtraining.web.access import allow

SMALL = 480  # pixels


@blueprint.get("/programs/<int:program_id>/designs/versions/<int:design_version_id>")
@allow(may_see_version, load=queries.version_here)
def show_version(here: VersionHere) -> ResponseReturnValue:
    """One version with one sample, as large as the page."""
    program, version = here
    sample = _sample()
    facts = sample_facts(program, version.design.kind.value, version.facts, sample)
    db.session.rollback()
    return render_template(
        "certificates/designs/version.html",
        program=program,
        version=version,
        sample=sample,
        samples=list(Sample),
        preview=preview_of(facts),
    )


@blueprint.get("/programs/<int:program_id>/designs/versions/<int:design_version_id>/picture.png")
@allow(may_see_version, load=queries.version_here)
def version_picture(here: VersionHere) -> ResponseReturnValue:
    return _picture(here.program, here.version.design.kind.value, here.version.facts)


@blueprint.get(f"/programs/<int:program_id>/designs/shipped/<any({KINDS}):kind>.png")
@allow(may_manage_program, load=lambda program_id, kind: program_by_id(program_id))
def shipped_picture(program: Program) -> ResponseReturnValue:
    kind: Kind = (request.view_args or {})["kind"]
    return _picture(program, kind, shipped_design(kind))


def _picture(program: Program, kind: Kind, design: DesignFacts) -> ResponseReturnValue:
    facts = sample_facts(program, kind, design, _sample())
    db.session.rollback()
    preview = preview_of(facts, WIDTH if "large" in request.args else SMALL)
    if not preview.pictures:
        return Response("\n".join(preview.problems), 409, mimetype="text/plain")
    response = Response(preview.pictures[0], mimetype="image/png")
    response.headers["Cache-Control"] = "private, max-age=60"
    return response


def _sample() -> Sample:
    return next((sample for sample in Sample if sample.value == request.args.get("sample")), Sample.USUAL)
