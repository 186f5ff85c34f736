"""The page on which a draft of a curriculum states its attendance rules."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.people.access import me
from cgtraining.programs import queries
from cgtraining.programs.access import may_manage_curriculum
from cgtraining.programs.forms import AttendanceRuleForm
from cgtraining.programs.models import Curriculum
from cgtraining.programs.operations.attendance_rule import change_attendance_rule
from cgtraining.programs.views import blueprint
from cgtraining.programs.views.curricula import address_of
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/curricula/<int:curriculum_id>/attendance-rules", methods=["GET", "POST"])
@allow(may_manage_curriculum, load=queries.curriculum_by_id)
def edit_attendance_rule(curriculum: Curriculum) -> ResponseReturnValue:
    form = AttendanceRuleForm(obj=curriculum)
    if form.validate_on_submit() and save(form, lambda: _change(curriculum, form), curriculum):
        flash(_("The attendance rules were saved."), "good")
        return redirect(address_of(curriculum))
    return render_template(
        "programs/attendance_rule.html", form=form, curriculum=curriculum, address=address_of(curriculum)
    )


def _change(curriculum: Curriculum, form: AttendanceRuleForm) -> Curriculum:
    return change_attendance_rule(curriculum=curriculum, rule=form.values(), version=form.version.data, actor=me())
