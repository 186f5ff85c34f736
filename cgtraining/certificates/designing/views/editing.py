"""The editor of one version, with its live preview."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.certificates.designing import operations, queries
from cgtraining.certificates.designing.access import (
    may_change_design,
    may_change_version,
)
from cgtraining.certificates.designing.forms import VersionForm
from cgtraining.certificates.designing.preview import Preview, preview_of
from cgtraining.certificates.designing.queries import DesignHere, VersionHere
from cgtraining.certificates.designing.rules import LABELS, placeholders_of
from cgtraining.certificates.designing.samples import Sample, sample_facts
from cgtraining.certificates.designing.views.choosing import edit_address
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.restricted import restricted_words
from cgtraining.certificates.views import blueprint
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save

ADDRESS = "/programs/<int:program_id>/designs/versions/<int:design_version_id>"


@blueprint.route(f"{ADDRESS}/edit", methods=["GET", "POST"])
@allow(may_change_version, load=queries.version_here)
def edit_version(here: VersionHere) -> ResponseReturnValue:
    """Saving, or only looking at what is in the form, where no script does that all the time."""
    program, version = here
    if version.frozen_at:
        return redirect(_design_address(here))
    form = _form(here)
    looks = "look" in request.form
    if form.validate_on_submit() and not looks and save(form, lambda: _change(here, form), version):
        flash(_("The draft was saved."), "good")
        return redirect(_design_address(here))
    facts = _sample(here, form)
    return render_template(
        "certificates/designs/edit.html",
        program=program,
        version=version,
        form=form,
        restricted=restricted_words(facts, _texts(form)),
        placeholders=[(name, LABELS[name]) for name in placeholders_of(version.design.kind.value)],
        preview=_preview(form, facts),
    )


@blueprint.post(f"{ADDRESS}/preview")
@allow(may_change_version, load=queries.version_here)
def preview_version(here: VersionHere) -> ResponseReturnValue:
    """The part of the editor that follows what is written."""
    form = _form(here)
    form.validate()
    return render_template("certificates/designs/_preview.html", preview=_preview(form, _sample(here, form)))


@blueprint.post("/programs/<int:program_id>/designs/<int:design_id>/versions")
@allow(may_change_design, load=queries.design_here)
def new_version(here: DesignHere) -> ResponseReturnValue:
    newest = here.design.versions[0]
    version = operations.new_version(design=here.design, settings=newest.facts, actor=me())
    db.session.commit()
    return redirect(edit_address(here.program, version))


def _form(here: VersionHere) -> VersionForm:
    version = here.version
    form = VersionForm(version.design.kind.value, version.facts)
    if not form.is_submitted():
        form.version.data = version.version
    return form


def _change(here: VersionHere, form: VersionForm) -> object:
    return operations.change_version(
        version=here.version, settings=form.settings(), form_version=form.version.data, actor=me()
    )


def _sample(here: VersionHere, form: VersionForm) -> CertificateFacts:
    """What is in the form, or what was saved last where the form has a mistake."""
    version = here.version
    design = version.facts if form.errors else form.settings()
    sample = Sample.USUAL if form.errors else form.sample_chosen()
    return sample_facts(here.program, version.design.kind.value, design, sample)


def _preview(form: VersionForm, facts: CertificateFacts) -> Preview:
    """A form with a mistake is not previewed: its sentences stand in place of the picture."""
    if form.errors:
        return Preview(problems=[str(error) for errors in form.errors.values() for error in errors])
    db.session.rollback()
    return preview_of(facts)


def _texts(form: VersionForm) -> list[str | None]:
    return [
        form[f"{name}_{language}"].data for name in ("heading", "wording", "statement") for language in ("zh", "en")
    ]


def _design_address(here: VersionHere) -> str:
    return url_for("certificates.show_design", program_id=here.program.id, design_id=here.version.design_id)
