"""The door: by password, or by a one-time code to one's own address."""

from flask import Response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from cgtraining.database import db
from cgtraining.language.choosing import suggest_language
from cgtraining.language.text import Language
from cgtraining.people import codes, passwords, signing_in
from cgtraining.people.addresses import Identifier, read_identifier
from cgtraining.people.forms.door import CodeForm, DoorForm, SignInForm
from cgtraining.people.messages import wake_deliveries
from cgtraining.people.models import Account
from cgtraining.people.sessions import begin_session, end_session
from cgtraining.people.views import blueprint
from cgtraining.web.access import own_path, public
from cgtraining.web.browsers import in_wechat
from cgtraining.web.limits import limiter

ASKED_FOR = "code_asked_for"
REFUSED = 422


def failed(response: Response) -> bool:
    return response.status_code == REFUSED


# A hall of people shares one address: only failures are counted, and generously; each account has its own lock.
few_failures = limiter.limit("100 per minute", deduct_when=failed, methods=["POST"])


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
@few_failures
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(next_page())
    form = SignInForm(data={"remember": in_wechat()})
    if form.validate_on_submit():
        if form.by_code.data:
            return _ask_for_code(form.identifier.data)
        if account := _try_password(form.identity, form.password.data):
            return welcome(account, remember=form.remember.data)
        form.form_errors.append(_wrong_password())
    return render_template("people/sign_in.html", form=form), REFUSED if form.is_submitted() else 200


@blueprint.route("/sign-in/forgotten", methods=["GET", "POST"])
@public
def forgotten() -> ResponseReturnValue:
    """A forgotten password is replaced by whoever proves with a code to be its owner."""
    form = DoorForm()
    if form.validate_on_submit():
        return _ask_for_code(form.identifier.data, then=url_for("people.change_password"))
    return render_template("people/forgotten.html", form=form), REFUSED if form.is_submitted() else 200


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@public
@few_failures
def enter_code() -> ResponseReturnValue:
    if ASKED_FOR not in session:
        return redirect(url_for("people.sign_in", next=next_page()))
    form, asked = CodeForm(data={"remember": in_wechat()}), read_identifier(session[ASKED_FOR])
    if form.validate_on_submit():
        account = codes.sign_in_by_code(asked, form.code.data)
        db.session.commit()
        if account:
            return welcome(account, remember=form.remember.data, proved=True)
        form.form_errors.append(_wrong_code())
    unreachable = asked.phone is not None and not codes.reaches_phones()
    page = render_template("people/code.html", form=form, typed=session[ASKED_FOR], unreachable=unreachable)
    return page, REFUSED if form.is_submitted() else 200


@blueprint.post("/sign-in/code/again")
@public
def send_code_again() -> ResponseReturnValue:
    return _ask_for_code(session.get(ASKED_FOR, ""), then=next_page())


@blueprint.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    end_session()
    return redirect(url_for("people.sign_in"))


def welcome(account: Account, *, remember: bool, proved: bool = False, then: str | None = None) -> ResponseReturnValue:
    """Into the house, to the page they came for, in the language they chose or else their own. Commits nothing."""
    language: Language = "en" if account.person.preferred_language == "en" else "zh"
    begin_session(account, remember=remember, proved=proved)
    return suggest_language(redirect(then or next_page()), language)


def next_page() -> str:
    return own_path(request.args.get("next"))


def _ask_for_code(typed: str, then: str | None = None) -> ResponseReturnValue:
    """The same page for a known and an unknown address."""
    message = codes.send_code(read_identifier(typed))
    db.session.commit()
    if message:
        wake_deliveries(message)
    session[ASKED_FOR] = typed.strip()
    return redirect(url_for("people.enter_code", next=then or next_page()))


def _try_password(identity: Identifier, password: str) -> Account | None:
    who = signing_in.candidate(identity)
    matched = passwords.matches(password, who.password)
    account = signing_in.finish_password_sign_in(who, matched=matched)
    db.session.commit()
    return account


def _wrong_password() -> str:
    sentence = _(
        "This address and this password do not belong together. After ten wrong attempts a password is refused for 15"
        " minutes; a one-time code works all the while."
    )
    return str(sentence)


def _wrong_code() -> str:
    return str(_("This code is not right or no longer good. After five attempts or 10 minutes, ask for another."))
