"""How a program issues its certificates: by which numbers."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.certificates.models import CertificateKind
from cgtraining.certificates.rules.forms import ApprovalForm, NameRuleForm, PatternForm
from cgtraining.certificates.rules.patterns import (
    begun_series,
    example_of,
    label_of_series,
    register_of_numbers,
    set_serial_patterns,
)
from cgtraining.certificates.seals import people_of, signers_of
from cgtraining.certificates.views import blueprint
from cgtraining.people.access import me
from cgtraining.programs.access import may_manage_program, may_staff_program
from cgtraining.programs.models import Program
from cgtraining.programs.operations.keeping import set_approvals_needed, set_name_rule
from cgtraining.programs.queries import program_by_id
from cgtraining.programs.serials import GENERAL, pattern_of
from cgtraining.web.access import allow
from cgtraining.web.saving import save

PATTERN_FIELDS = ("general", *(kind.value for kind in CertificateKind))


@blueprint.get("/programs/<int:program_id>/issuing-rules")
@allow(may_manage_program, load=program_by_id)
def issuing_rules(program: Program) -> ResponseReturnValue:
    return _page(program)


@blueprint.post("/programs/<int:program_id>/serial-patterns")
@allow(may_manage_program, load=program_by_id)
def save_patterns(program: Program) -> ResponseReturnValue:
    form = PatternForm()
    if form.validate_on_submit() and save(form, lambda: _set_patterns(program, form), program):
        flash(_("The serial numbers follow these patterns from now on."), "good")
        return redirect(address_of_rules(program))
    return _page(program, form)


@blueprint.post("/programs/<int:program_id>/approvals-needed")
@allow(may_staff_program, load=program_by_id)
def save_approvals(program: Program) -> ResponseReturnValue:
    form = ApprovalForm()
    if form.validate_on_submit() and save(form, lambda: _set_approvals(program, form), program):
        flash(_("Saved. It holds for every list that is approved from now on."), "good")
        return redirect(address_of_rules(program))
    return _page(program, approvals=form)


@blueprint.post("/programs/<int:program_id>/name-rule")
@allow(may_manage_program, load=program_by_id)
def save_name_rule(program: Program) -> ResponseReturnValue:
    form = NameRuleForm()
    if form.validate_on_submit() and save(form, lambda: _set_name_rule(program, form), program):
        flash(_("Saved. It holds for everything that is issued from now on."), "good")
        return redirect(address_of_rules(program))
    return _page(program, naming=form)


@blueprint.get("/programs/<int:program_id>/serial-patterns/example")
@allow(may_manage_program, load=program_by_id)
def serial_example(program: Program) -> ResponseReturnValue:
    """What a number would look like by the one pattern in the query, called like its field."""
    typed = [text for name, text in request.args.items() if name in PATTERN_FIELDS]
    example, problems = example_of(program.code, "".join(typed)[:120], clock.today().year)
    return render_template("certificates/rules/_example.html", example=example, problems=problems)


def address_of_rules(program: Program) -> str:
    return url_for("certificates.issuing_rules", program_id=program.id)


def _page(
    program: Program,
    patterns: PatternForm | None = None,
    approvals: ApprovalForm | None = None,
    naming: NameRuleForm | None = None,
) -> str:
    form = patterns or PatternForm(formdata=None, version=program.version, data=_shown(program))
    year = clock.today().year
    examples = {name: example_of(program.code, form[name].data, year) for name in PATTERN_FIELDS if form[name].data}
    register = [(one, label_of_series(one.series)) for one in register_of_numbers(program)]
    begun = {key or "general" for key in begun_series(program)}
    return render_template(
        "certificates/rules/show.html",
        program=program,
        form=form,
        approvals=approvals
        or ApprovalForm(formdata=None, version=program.version, approvals_needed=str(program.approvals_needed)),
        naming=naming or NameRuleForm(formdata=None, obj=program),
        may_set_approvals=may_staff_program(me(), program),
        examples=examples,
        begun=begun,
        register=register,
        signers=signers_of(program),
        people_of={one.id: people_of(one) for one in program.issuers if one.signs_off},
    )


def _shown(program: Program) -> dict[str, Any]:
    kept = program.serial_patterns
    return {**kept, "general": pattern_of(kept, GENERAL)}


def _set_patterns(program: Program, form: PatternForm) -> Program:
    return set_serial_patterns(program=program, patterns=form.patterns(), version=form.version.data, actor=me())


def _set_approvals(program: Program, form: ApprovalForm) -> Program:
    needed = int(form.approvals_needed.data)
    return set_approvals_needed(program=program, needed=needed, version=form.version.data, actor=me())


def _set_name_rule(program: Program, form: NameRuleForm) -> Program:
    required = form.names_must_be_confirmed.data
    return set_name_rule(program=program, required=required, version=form.version.data, actor=me())
