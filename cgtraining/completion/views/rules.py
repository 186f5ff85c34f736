"""The completion rules of a curriculum version, and changing them step by step without script."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.assessments.queries import codes_used_with
from cgtraining.cohorts.queries import cohorts_in_program
from cgtraining.completion.access import may_change_rules, may_see_rules
from cgtraining.completion.editing import find_rule
from cgtraining.completion.forms import KIND_LABELS, RULE_FORMS, AdoptForm, RuleForm
from cgtraining.completion.models import CompletionRules
from cgtraining.completion.operations import (
    add_rule,
    begin_change,
    change_rule,
    discard_change,
    put_into_force,
    remove_rule,
)
from cgtraining.completion.presenting import effect_on, rule_rows
from cgtraining.completion.queries import (
    change_being_written,
    item_titles_of_curriculum,
    rules_history,
    rules_in_force,
)
from cgtraining.completion.rules import problems_of, tree_from_json
from cgtraining.completion.views import blueprint
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.programs.models import Curriculum, CurriculumStatus
from cgtraining.programs.queries import curriculum_by_id
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.get("/curricula/<int:curriculum_id>/completion-rules")
@allow(may_see_rules, load=curriculum_by_id)
def show_rules(curriculum: Curriculum) -> ResponseReturnValue:
    in_force = rules_in_force(curriculum.id)
    return render_template(
        "completion/rules.html",
        curriculum=curriculum,
        number=in_force.number,
        rows=rule_rows(in_force.tree, item_titles_of_curriculum(curriculum)),
        history=rules_history(curriculum),
        change=change_being_written(curriculum),
        may_change=may_change_rules(me(), curriculum),
    )


@blueprint.post("/curricula/<int:curriculum_id>/completion-rules/change")
@allow(may_change_rules, load=curriculum_by_id)
def begin(curriculum: Curriculum) -> ResponseReturnValue:
    begin_change(curriculum=curriculum, actor=me())
    db.session.commit()
    return _to_change(curriculum)


@blueprint.route("/curricula/<int:curriculum_id>/completion-rules/change", methods=["GET"])
@allow(may_change_rules, load=curriculum_by_id)
def show_change(curriculum: Curriculum) -> ResponseReturnValue:
    change = change_being_written(curriculum)
    if change is None:
        return redirect(url_for("completion.show_rules", curriculum_id=curriculum.id))
    return _show_change(curriculum, change, AdoptForm(version=str(change.version)))


@blueprint.post("/curricula/<int:curriculum_id>/completion-rules/adopt")
@allow(may_change_rules, load=curriculum_by_id)
def adopt(curriculum: Curriculum) -> ResponseReturnValue:
    change, form = _change_of(curriculum), AdoptForm()
    if form.validate_on_submit() and save(form, lambda: _adopt(change, form)):
        flash(_("The new completion rules are in force."), "good")
        return redirect(url_for("completion.show_rules", curriculum_id=curriculum.id))
    return _show_change(curriculum, _change_of(curriculum), form)


@blueprint.post("/curricula/<int:curriculum_id>/completion-rules/discard")
@allow(may_change_rules, load=curriculum_by_id)
def discard(curriculum: Curriculum) -> ResponseReturnValue:
    discard_change(rules=_change_of(curriculum), actor=me())
    db.session.commit()
    flash(_("The change is discarded; the rules in force stay as they are."), "good")
    return redirect(url_for("completion.show_rules", curriculum_id=curriculum.id))


@blueprint.route("/curricula/<int:curriculum_id>/completion-rules/add", methods=["GET", "POST"])
@allow(may_change_rules, load=curriculum_by_id)
def add(curriculum: Curriculum) -> ResponseReturnValue:
    """`?group=` is the key of the group that takes the rule, `?kind=` the kind of rule."""
    change, kind = _change_of(curriculum), request.args.get("kind", "")
    if kind not in RULE_FORMS:
        abort(404)
    form = RULE_FORMS[kind](version=str(change.version))
    if form.validate_on_submit() and save(form, lambda: _add(change, form)):
        return _to_change(curriculum)
    return _show_rule(curriculum, form, kind)


@blueprint.route("/curricula/<int:curriculum_id>/completion-rules/edit", methods=["GET", "POST"])
@allow(may_change_rules, load=curriculum_by_id)
def edit(curriculum: Curriculum) -> ResponseReturnValue:
    """`?rule=` is the key of the rule."""
    change = _change_of(curriculum)
    rule = find_rule(tree_from_json(change.tree), request.args.get("rule", ""))
    if rule is None:
        abort(404)
    form = RULE_FORMS[rule.kind](version=str(change.version))
    if request.method == "GET":
        form.show(rule)
    if form.validate_on_submit() and save(form, lambda: _edit(change, form, rule.key)):
        return _to_change(curriculum)
    return _show_rule(curriculum, form, rule.kind)


@blueprint.post("/curricula/<int:curriculum_id>/completion-rules/remove")
@allow(may_change_rules, load=curriculum_by_id)
def remove(curriculum: Curriculum) -> ResponseReturnValue:
    change = _change_of(curriculum)
    version = request.form.get("version")
    remove_rule(rules=change, key=request.form.get("rule", ""), actor=me(), version=version)
    db.session.commit()
    return _to_change(curriculum)


def _change_of(curriculum: Curriculum) -> CompletionRules:
    change = change_being_written(curriculum)
    if change is None:
        raise RuleBroken(_("No change of these rules is being written. Begin one first."))
    return change


def _show_change(curriculum: Curriculum, change: CompletionRules, form: AdoptForm) -> ResponseReturnValue:
    tree = tree_from_json(change.tree)
    form.reason.flags.required = curriculum.status is not CurriculumStatus.DRAFT
    problems = problems_of(tree, codes_used_with(curriculum.id))
    cohorts = [one for one in cohorts_in_program(curriculum.program) if one.curriculum_id == curriculum.id]
    return render_template(
        "completion/change.html",
        curriculum=curriculum,
        change=change,
        rows=rule_rows(tree, item_titles_of_curriculum(curriculum), problems),
        problems=problems,
        effects=[] if problems else [effect_on(cohort, tree) for cohort in cohorts],
        kinds=KIND_LABELS,
        form=form,
    )


def _show_rule(curriculum: Curriculum, form: RuleForm, kind: str) -> ResponseReturnValue:
    codes = sorted(codes_used_with(curriculum.id) or ()) if kind == "required_items" else []
    titles = item_titles_of_curriculum(curriculum) if codes else {}
    return render_template(
        "completion/rule_form.html",
        curriculum=curriculum,
        form=form,
        label=KIND_LABELS[kind],
        kind=kind,
        codes=[(code, titles[code]) for code in codes],
    )


def _add(change: CompletionRules, form: RuleForm) -> CompletionRules:
    group = request.args.get("group", "")
    return add_rule(rules=change, group_key=group, rule=form.rule("new"), actor=me(), version=form.version.data)


def _edit(change: CompletionRules, form: RuleForm, key: str) -> CompletionRules:
    return change_rule(rules=change, rule=form.rule(key), actor=me(), version=form.version.data)


def _adopt(change: CompletionRules, form: AdoptForm) -> CompletionRules:
    return put_into_force(rules=change, actor=me(), version=form.version.data, reason=form.reason.data)


def _to_change(curriculum: Curriculum) -> ResponseReturnValue:
    return redirect(url_for("completion.show_change", curriculum_id=curriculum.id))
