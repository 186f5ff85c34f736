"""The personal link: opening it shows a button, because previews in chats open links too; only the button uses it."""

from typing import cast

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import COOKIE
from cgtraining.people import passwords, signing_in
from cgtraining.people.forms.door import InvitationForm
from cgtraining.people.invitations import invitation_for, use_invitation
from cgtraining.people.models import Account, Person
from cgtraining.people.views import blueprint
from cgtraining.people.views.sign_in import REFUSED, few_failures, next_page, welcome
from cgtraining.web.access import public


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@public
@few_failures
def accept_invitation(token: str) -> ResponseReturnValue:
    found = invitation_for(token)
    if found is None:
        return render_template("people/invitation_over.html"), 410 if request.method == "GET" else REFUSED
    _speak_their_language(found.person)
    form = InvitationForm()
    if form.validate_on_submit() and (account := _accept(form, token, found.person)):
        return welcome(account, remember=True, proved=True, then=_first_page(account))
    return render_template("people/invitation.html", form=form, person=found.person), (
        REFUSED if form.is_submitted() else 200
    )


def _accept(form: InvitationForm, token: str, person: Person) -> Account | None:
    """Used up only when the password, if one is given, was accepted."""
    account = cast(Account, person.account)
    try:
        new_hash = _hash_outside(form.password.data, account)
        return _signed_in(token, new_hash)
    except RuleBroken as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return None


def _signed_in(token: str, new_hash: str | None) -> Account:
    account = use_invitation(token)
    if account is None:
        raise RuleBroken(_("This personal link was just used. Sign in, or ask for another link."))
    if new_hash:
        account.password = new_hash
    signing_in.note_sign_in(account)
    db.session.commit()
    return account


def _hash_outside(password: str | None, account: Account) -> str | None:
    if not password:
        return None
    passwords.refuse_weak(password, account)
    db.session.rollback()
    return passwords.hashed(password)


def _first_page(account: Account) -> str:
    return next_page() if account.person.name_confirmed_at else url_for("people.profile", next=next_page())


def _speak_their_language(person: Person) -> None:
    if COOKIE not in request.cookies and "lang" not in request.args:
        g.chosen_language = person.preferred_language
