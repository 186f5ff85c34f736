"""Personal links that staff hand over. Each is shown once, on the answer itself: only its hash is stored."""

from collections.abc import Sequence

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from cgtraining.cohorts import queries
from cgtraining.cohorts.access import may_manage_staff, may_see_contacts
from cgtraining.cohorts.models import Cohort, CohortStaff, Enrolment
from cgtraining.cohorts.operations.linking import hand_over_link, hand_over_links, send_links
from cgtraining.cohorts.views import blueprint
from cgtraining.database import db
from cgtraining.language.choosing import language
from cgtraining.language.names import display_name
from cgtraining.people.access import me
from cgtraining.people.messages import wake_deliveries
from cgtraining.people.models import Person
from cgtraining.programs.access import may_staff_program
from cgtraining.programs.models import ProgramStaff, Sponsorship
from cgtraining.programs.queries import program_staff_by_id, sponsorship_by_id
from cgtraining.web.access import allow


def may_invite_trainee(person: Person, enrolment: Enrolment) -> bool:
    return may_see_contacts(person, enrolment.cohort)


def may_invite_in_program(person: Person, role: ProgramStaff | Sponsorship) -> bool:
    return may_staff_program(person, role.program)


@blueprint.post("/trainees/<int:enrolment_id>/invitation")
@allow(may_invite_trainee, load=queries.enrolment_by_id)
def invite_trainee(enrolment: Enrolment) -> ResponseReturnValue:
    return _one(enrolment.person, url_for("cohorts.show_enrolment", enrolment_id=enrolment.id))


@blueprint.post("/staff/<int:staff_id>/invitation")
@allow(may_manage_staff, load=queries.staff_by_id)
def invite_staff(staff: CohortStaff) -> ResponseReturnValue:
    return _one(staff.person, url_for("cohorts.list_staff", cohort_id=staff.cohort_id))


@blueprint.post("/program-staff/<int:program_staff_id>/invitation")
@allow(may_invite_in_program, load=program_staff_by_id)
def invite_program_staff(role: ProgramStaff) -> ResponseReturnValue:
    return _one(role.person, url_for("programs.list_staff", program_id=role.program_id))


@blueprint.post("/sponsorships/<int:sponsorship_id>/invitation")
@allow(may_invite_in_program, load=sponsorship_by_id)
def invite_sponsor(role: Sponsorship) -> ResponseReturnValue:
    return _one(role.person, url_for("programs.list_staff", program_id=role.program_id))


def _one(person: Person, address: str) -> ResponseReturnValue:
    invitation = hand_over_link(person=person, actor=me())
    db.session.commit()
    return render_template("people/invited.html", person=person, invitation=invitation, address=address)


def links_of_trainees(cohort: Cohort, chosen: Sequence[Enrolment]) -> ResponseReturnValue:
    """One slip for each, to print and cut."""
    links = hand_over_links(people=[one.person for one in chosen], actor=me())
    db.session.commit()
    return render_template("cohorts/links.html", cohort=cohort, links=links)


def send_links_to_trainees(chosen: Sequence[Enrolment]) -> None:
    links = send_links(people=[one.person for one in chosen], actor=me())
    db.session.commit()
    for _person, message in links.given:
        wake_deliveries(message)
    number = len(links.given)
    flash(
        ngettext("%(num)s personal link is on its way.", "%(num)s personal links are on their way.", number),
        "good" if number else "neutral",
    )
    for person, why in links.left_out:
        flash(f"{display_name(person, language())}: {why}", "attention")
