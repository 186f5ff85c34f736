"""Accounts of others, for platform administrators: opening, handing over a personal link, closing, the role."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.database import db
from cgtraining.people.access import may_edit_person, me
from cgtraining.people.accounts import make_administrator, set_active
from cgtraining.people.invitations import handed_over, send_invitation
from cgtraining.people.messages import wake_deliveries
from cgtraining.people.models import Person
from cgtraining.people.queries import person_by_id
from cgtraining.people.views import blueprint
from cgtraining.web.access import allow


@blueprint.post("/people/<int:person_id>/invitation")
@allow(may_edit_person, load=person_by_id)
def invite_person(person: Person) -> ResponseReturnValue:
    """The link is shown this once: only its hash is kept."""
    invitation = handed_over(person=person, actor=me())
    db.session.commit()
    address = url_for("people.show_person", person_id=person.id)
    return render_template("people/invited.html", person=person, invitation=invitation, address=address)


@blueprint.post("/people/<int:person_id>/invitation/send")
@allow(may_edit_person, load=person_by_id)
def send_link(person: Person) -> ResponseReturnValue:
    message = send_invitation(person=person, actor=me())
    db.session.commit()
    wake_deliveries(message)
    flash(_("A personal link is on its way."), "good")
    return _back_to(person)


@blueprint.post("/people/<int:person_id>/account/close")
@allow(may_edit_person, load=person_by_id)
def close_account(person: Person) -> ResponseReturnValue:
    set_active(person=person, actor=me(), active=False)
    db.session.commit()
    return _back_to(person)


@blueprint.post("/people/<int:person_id>/account/reopen")
@allow(may_edit_person, load=person_by_id)
def reopen_account(person: Person) -> ResponseReturnValue:
    set_active(person=person, actor=me(), active=True)
    db.session.commit()
    return _back_to(person)


@blueprint.post("/people/<int:person_id>/administrator/give")
@allow(may_edit_person, load=person_by_id)
def give_administrator(person: Person) -> ResponseReturnValue:
    make_administrator(person=person, actor=me())
    db.session.commit()
    return _back_to(person)


@blueprint.post("/people/<int:person_id>/administrator/take")
@allow(may_edit_person, load=person_by_id)
def take_administrator(person: Person) -> ResponseReturnValue:
    make_administrator(person=person, actor=me(), administrator=False)
    db.session.commit()
    return _back_to(person)


def _back_to(person: Person) -> ResponseReturnValue:
    return redirect(url_for("people.show_person", person_id=person.id))
