"""Withdrawing the details of a certificate at its holder's request: the snapshot and the file go for good."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.certificates import operations, queries
from cgtraining.certificates.access import may_manage_certificate
from cgtraining.certificates.forms import WithdrawDetailsForm
from cgtraining.certificates.models import Certificate
from cgtraining.certificates.views import blueprint
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/certificates/<int:certificate_id>/withdraw-details", methods=["GET", "POST"])
@allow(may_manage_certificate, load=queries.certificate_by_id)
def withdraw_details(certificate: Certificate) -> ResponseReturnValue:
    form = WithdrawDetailsForm()
    if form.validate_on_submit() and (keys := save(form, lambda: _withdraw(certificate, form))):
        for key in keys:
            operations.forget_file(key)
        flash(_("The details are withdrawn."), "good")
        return redirect(url_for("certificates.show_certificate", certificate_id=certificate.id))
    return render_template("certificates/change.html", certificate=certificate, form=form, act="withdraw_details")


def _withdraw(certificate: Certificate, form: WithdrawDetailsForm) -> list[str | None]:
    """The key of the file, to be deleted after the commit."""
    return [operations.withdraw_details(certificate=certificate, reason=form.reason.data, actor=me())]
