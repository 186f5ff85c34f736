"""A certificate that follows another: replaced for a changed fact, renewed for more time; and the old paper."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock, tasks
from cgtraining.certificates import operations, queries
from cgtraining.certificates.access import may_manage_certificate
from cgtraining.certificates.changes import changed_facts
from cgtraining.certificates.composing import compose
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.forms import RenewForm, ReplaceForm, ReturnForm
from cgtraining.certificates.models import Certificate
from cgtraining.certificates.renewing import renew_certificate
from cgtraining.certificates.returning import note_paper_returned
from cgtraining.certificates.views import blueprint
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/certificates/<int:certificate_id>/replace", methods=["GET", "POST"])
@allow(may_manage_certificate, load=queries.certificate_by_id)
def replace(certificate: Certificate) -> ResponseReturnValue:
    form = ReplaceForm()
    if form.validate_on_submit() and (made := save(form, lambda: _replace(certificate, form))):
        tasks.wake("certificate", made.id)
        flash(_("The certificate %(serial)s is being made. It replaces this one.", serial=made.serial), "good")
        return redirect(_address(certificate))
    changes = _changes(certificate)
    return render_template("certificates/replace.html", certificate=certificate, form=form, changes=changes)


@blueprint.route("/certificates/<int:certificate_id>/renew", methods=["GET", "POST"])
@allow(may_manage_certificate, load=queries.certificate_by_id)
def renew(certificate: Certificate) -> ResponseReturnValue:
    form = RenewForm(award_date=clock.today())
    if form.validate_on_submit() and (made := save(form, lambda: _renew(certificate, form))):
        tasks.wake("certificate", made.id)
        flash(_("The certificate %(serial)s is being made. It renews this one.", serial=made.serial), "good")
        return redirect(_address(certificate))
    return render_template("certificates/change.html", certificate=certificate, form=form, act="renew")


@blueprint.route("/certificates/<int:certificate_id>/paper-returned", methods=["GET", "POST"])
@allow(may_manage_certificate, load=queries.certificate_by_id)
def paper_returned(certificate: Certificate) -> ResponseReturnValue:
    form = ReturnForm()
    if form.validate_on_submit() and save(form, lambda: _note_returned(certificate, form.remark.data)):
        flash(_("Done, and kept in the history."), "good")
        return redirect(_address(certificate))
    return render_template("certificates/change.html", certificate=certificate, form=form, act="return")


def _replace(certificate: Certificate, form: ReplaceForm) -> Certificate:
    made = operations.replace_certificate(certificate=certificate, reason=form.reason.data, actor=me())
    if form.paper_returned.data:
        _note_returned(certificate, None)
    return made


def _renew(certificate: Certificate, form: RenewForm) -> Certificate:
    days = {"award_date": form.award_date.data, "valid_until": form.valid_until.data}
    return renew_certificate(certificate=certificate, reason=form.reason.data, actor=me(), **days)


def _note_returned(certificate: Certificate, remark: str | None) -> Certificate:
    return note_paper_returned(certificate=certificate, remark=remark, actor=me())


def _changes(certificate: Certificate) -> list[tuple[object, str, str]]:
    """What a replacement would say otherwise; nothing where it cannot be made at all, which its form then says."""
    if not certificate.facts:
        return []
    try:
        draft = compose(operations.same_award(certificate))
    except RuleBroken:
        return []
    return list(changed_facts(CertificateFacts.from_json(certificate.facts), draft.facts))


def _address(certificate: Certificate) -> str:
    return url_for("certificates.show_certificate", certificate_id=certificate.id)
