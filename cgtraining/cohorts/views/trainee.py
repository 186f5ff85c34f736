"""One trainee's record in a cohort: facts, states with their history, and the note."""

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from cgtraining import clock
from cgtraining.cohorts import queries
from cgtraining.cohorts.access import may_correct_person, may_manage_enrolment, may_see_contacts, may_see_enrolment
from cgtraining.cohorts.forms import NoteForm, StateForm, TransferForm
from cgtraining.cohorts.models import Cohort, CohortStatus, Enrolment
from cgtraining.cohorts.operations import record_state, set_note, transfer
from cgtraining.cohorts.operations.linking import may_be_linked
from cgtraining.cohorts.operations.states import BY_HAND
from cgtraining.cohorts.views import blueprint
from cgtraining.cohorts.views.tabs import cohort_rights
from cgtraining.language.choosing import language
from cgtraining.language.places import place_label
from cgtraining.people.access import me
from cgtraining.people.history import events_of
from cgtraining.web.access import allow
from cgtraining.web.fields import choices
from cgtraining.web.saving import save

OPEN = (CohortStatus.PLANNED, CohortStatus.RUNNING)
RECENT = 8


@blueprint.get("/trainees/<int:enrolment_id>")
@allow(may_see_enrolment, load=queries.enrolment_by_id)
def show_enrolment(enrolment: Enrolment) -> ResponseReturnValue:
    return _page(enrolment, NoteForm(obj=enrolment))


def _page(enrolment: Enrolment, note_form: NoteForm) -> ResponseReturnValue:
    contacts = may_see_contacts(me(), enrolment.cohort)
    rights = cohort_rights(enrolment.cohort)
    return render_template(
        "cohorts/trainee.html",
        cohort=enrolment.cohort,
        enrolment=enrolment,
        place=place_label(enrolment.person.province_code, enrolment.person.city_code),
        changes=queries.changes_of(enrolment),
        contacts=contacts or enrolment.person_id == me().id,
        rights=rights,
        may_invite=contacts and may_be_linked(enrolment.person, me()),
        may_correct=may_correct_person(me(), enrolment),
        events=events_of(enrolment.person)[:RECENT] if rights.manages else [],
        note_form=note_form if rights.manages else None,
    )


@blueprint.route("/trainees/<int:enrolment_id>/state", methods=["GET", "POST"])
@allow(may_manage_enrolment, load=queries.enrolment_by_id)
def change_enrolment_state(enrolment: Enrolment) -> ResponseReturnValue:
    form = StateForm(version=enrolment.version, on=_today_or_first_day(enrolment))
    others = [state for state in BY_HAND if state is not enrolment.state]
    form.state.choices = choices((state.value, state.label) for state in others)
    if form.validate_on_submit() and save(
        form,
        lambda: record_state(
            enrolment=enrolment,
            state=form.wanted(),
            on=form.on.data,
            reason=form.reason.data,
            version=form.version.data,
            actor=me(),
        ),
        enrolment,
    ):
        flash(_("The state is now '%(state)s'.", state=enrolment.state.label), "good")
        return redirect(_record_address(enrolment))
    return render_template("cohorts/state.html", cohort=enrolment.cohort, enrolment=enrolment, form=form)


@blueprint.route("/trainees/<int:enrolment_id>/transfer", methods=["GET", "POST"])
@allow(may_manage_enrolment, load=queries.enrolment_by_id)
def transfer_trainee(enrolment: Enrolment) -> ResponseReturnValue:
    targets = {str(one.id): one for one in queries.cohorts_managed_by(me(), *OPEN) if one.id != enrolment.cohort_id}
    form = TransferForm(version=enrolment.version, on=_today_or_first_day(enrolment))
    form.cohort_id.choices = [SelectChoice(key, _cohort_label(cohort)) for key, cohort in targets.items()]
    if form.validate_on_submit():
        arrived = save(form, lambda: _transfer(enrolment, targets[form.cohort_id.data], form), enrolment)
        if arrived:
            flash(_("The trainee was transferred and goes on in this cohort."), "good")
            return redirect(_record_address(arrived))
    return render_template(
        "cohorts/transfer.html", cohort=enrolment.cohort, enrolment=enrolment, form=form, targets=targets
    )


@blueprint.post("/trainees/<int:enrolment_id>/note")
@allow(may_manage_enrolment, load=queries.enrolment_by_id)
def save_note(enrolment: Enrolment) -> ResponseReturnValue:
    form = NoteForm()
    if form.validate() and save(form, lambda: _set_note(enrolment, form), enrolment):
        flash(_("The note was saved."), "good")
        return redirect(_record_address(enrolment))
    return _page(enrolment, form)


def _set_note(enrolment: Enrolment, form: NoteForm) -> Enrolment:
    return set_note(enrolment=enrolment, note=form.note.data, version=form.version.data, actor=me())


def _transfer(enrolment: Enrolment, to: Cohort, form: TransferForm) -> Enrolment:
    return transfer(
        enrolment=enrolment,
        to=to,
        on=form.on.data,
        reason=form.reason.data,
        version=form.version.data,
        actor=me(),
    )


def _today_or_first_day(enrolment: Enrolment) -> date:
    return max(clock.today(enrolment.cohort.timezone), enrolment.joined_on)


def _record_address(enrolment: Enrolment) -> str:
    return url_for("cohorts.show_enrolment", enrolment_id=enrolment.id)


def _cohort_label(cohort: Cohort) -> str:
    reader = language()
    return f"{cohort.code} · {cohort.program.title.in_language(reader)} · {cohort.title.in_language(reader)}"
