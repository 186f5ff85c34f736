"""Writing what a letter says, in both languages."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cgtraining.language.choosing import in_language
from cgtraining.language.text import Language
from cgtraining.notices.access import may_write_letter
from cgtraining.notices.forms import LetterForm
from cgtraining.notices.letters import Written, usual
from cgtraining.notices.models import ReminderKind
from cgtraining.notices.queries import LetterOf, letter_of
from cgtraining.notices.views import blueprint
from cgtraining.notices.wording import NAMES
from cgtraining.notices.writing import write_letter
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save

KINDS = ", ".join(one.value for one in ReminderKind)
MEANINGS = {
    "name": _l("Name of the trainee"),
    "cohort": _l("Title of the cohort"),
    "session": _l("Title of the session"),
    "when": _l("When it begins"),
    "place": _l("Where it is"),
    "item": _l("Title of the graded work"),
    "last_day": _l("Last day"),
}


@dataclass(frozen=True)
class Usual:
    """What the letter says where nothing is written."""

    zh: Written
    en: Written


@blueprint.route(f"/cohorts/<int:cohort_id>/reminders/<any({KINDS}):kind>", methods=["GET", "POST"])
@allow(may_write_letter, load=letter_of)
def edit_letter(of: LetterOf) -> ResponseReturnValue:
    form = LetterForm(obj=of.text, version=of.text.version if of.text else 0)
    if form.validate_on_submit() and save(form, lambda: _write(of, form), of.text):
        flash(_("The letter says that from now on."), "good")
        return redirect(url_for(".reminders", cohort_id=of.cohort.id))
    names = [(f"{{{name}}}", MEANINGS[name]) for name in NAMES[of.kind]]
    return render_template(
        "notices/letter.html", cohort=of.cohort, kind=of.kind, form=form, names=names, usual=usual_in_both(of.kind)
    )


def usual_in_both(kind: ReminderKind) -> Usual:
    return Usual(_usual_in("zh", kind), _usual_in("en", kind))


def _usual_in(written_in: Language, kind: ReminderKind) -> Written:
    with in_language(written_in):
        return usual(kind)


def _write(of: LetterOf, form: LetterForm) -> object:
    values, version = form.values(), form.version.data
    return write_letter(cohort=of.cohort, kind=of.kind, values=values, version=version, actor=me())
