"""The reminders of a cohort: rules, what they say, and what was sent."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance.access import may_plan_sessions
from cgtraining.attendance.models import ClassSession
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.database import db
from cgtraining.language.choosing import in_language
from cgtraining.language.text import Language
from cgtraining.notices import operations, queries
from cgtraining.notices.access import may_send_again
from cgtraining.notices.forms import RulesForm, data_of
from cgtraining.notices.letters import Written, example_values, letter
from cgtraining.notices.models import Reminder, ReminderKind, ReminderText
from cgtraining.notices.views import blueprint
from cgtraining.people.access import me
from cgtraining.people.messages import wake_deliveries
from cgtraining.web.access import allow
from cgtraining.web.paging import page_of
from cgtraining.web.saving import save

EXAMPLES: dict[Language, str] = {"zh": "王芳", "en": "WANG Fang"}


@blueprint.route("/cohorts/<int:cohort_id>/reminders", methods=["GET", "POST"])
@allow(may_plan_sessions, load=cohort_by_id)
def reminders(cohort: Cohort) -> ResponseReturnValue:
    rules = queries.rules_of(cohort)
    form = RulesForm(data=data_of(rules))
    if form.validate_on_submit() and save(form, lambda: _set(cohort, form), rules):
        flash(_("The rules are saved."), "good")
        return redirect(url_for(".reminders", cohort_id=cohort.id))
    return render_template(
        "notices/reminders.html",
        cohort=cohort,
        now=clock.now(),
        form=form,
        letters=_letters(cohort),
        counts=queries.counts_of(cohort),
        page=page_of(queries.log_of(cohort, request.args.get("state"))),
    )


@blueprint.post("/reminders/<int:reminder_id>/again")
@allow(may_send_again, load=queries.reminder_by_id)
def send_again(reminder: Reminder) -> ResponseReturnValue:
    message = operations.send_again(reminder=reminder, version=request.form.get("version"), actor=me())
    db.session.commit()
    wake_deliveries(message)
    flash(_("The reminder is sent again."), "good")
    return redirect(url_for(".reminders", cohort_id=reminder.cohort_id))


def _set(cohort: Cohort, form: RulesForm) -> object:
    return operations.set_rules(cohort=cohort, values=form.values(), version=form.version.data, actor=me())


@dataclass(frozen=True)
class LetterShown:
    """What a kind of letter says, in each language, to somebody of the cohort; `own`: the office wrote a text."""

    kind: ReminderKind
    own: bool
    examples: list[tuple[Language, Written]]


def _letters(cohort: Cohort) -> list[LetterShown]:
    own, session = queries.texts_of(cohort), queries.example_session(cohort)
    return [LetterShown(kind, kind in own, _examples(kind, cohort, session, own.get(kind))) for kind in ReminderKind]


def _examples(
    kind: ReminderKind, cohort: Cohort, session: ClassSession | None, own: ReminderText | None
) -> list[tuple[Language, Written]]:
    return [(written_in, _example(written_in, kind, cohort, session, own)) for written_in in EXAMPLES]


def _example(
    written_in: Language, kind: ReminderKind, cohort: Cohort, session: ClassSession | None, own: ReminderText | None
) -> Written:
    with in_language(written_in):
        return letter(kind, example_values(EXAMPLES[written_in], cohort, session), own)
