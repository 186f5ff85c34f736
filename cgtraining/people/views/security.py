"""One's own password, and ending every session of one's account."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people import passwords, signing_in
from cgtraining.people.forms.door import ChangePasswordForm, NewPasswordForm
from cgtraining.people.models import Account
from cgtraining.people.sessions import begin_session, end_session, is_remembered, was_proved_lately
from cgtraining.people.views import blueprint
from cgtraining.web.access import allow, is_signed_in
from cgtraining.web.saving import save


@blueprint.get("/profile/security")
@allow(is_signed_in)
def security() -> ResponseReturnValue:
    return render_template("people/security.html", account=_my_account())


@blueprint.route("/profile/password", methods=["GET", "POST"])
@allow(is_signed_in)
def change_password() -> ResponseReturnValue:
    account = _my_account()
    proved = was_proved_lately() or account.password is None
    form = NewPasswordForm() if proved else ChangePasswordForm()
    if form.validate_on_submit() and _changed(form, account):
        begin_session(account, remember=is_remembered())
        flash(_("Your new password is set. Every other device was signed out."), "good")
        return redirect(url_for("people.security"))
    return render_template("people/password.html", form=form, account=account)


@blueprint.post("/profile/sign-out-everywhere")
@allow(is_signed_in)
def sign_out_everywhere() -> ResponseReturnValue:
    signing_in.end_all_sessions(_my_account())
    db.session.commit()
    end_session()
    flash(_("You are signed out on every device."), "good")
    return redirect(url_for("people.sign_in"))


def _changed(form: NewPasswordForm, account: Account) -> Account | None:
    """Hashes are made between two transactions, so that nobody waits for them."""
    account_id, kept = account.id, account.password
    db.session.rollback()
    try:
        if isinstance(form, ChangePasswordForm):
            signing_in.refuse_wrong_password(form.present_password.data, kept)
        new_hash = passwords.hashed(form.new_password.data)
    except RuleBroken as refusal:
        form.form_errors.append(str(refusal))
        return None
    return save(
        form,
        lambda: signing_in.set_password(db.session.get_one(Account, account_id), form.new_password.data, new_hash),
    )


def _my_account() -> Account:
    account: Account = current_user._get_current_object()
    return account
