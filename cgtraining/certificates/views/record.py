"""One certificate: what it says, what happened to it, and what the office may do."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.certificates import operations, queries
from cgtraining.certificates.access import may_have_certificate, may_manage_certificate
from cgtraining.certificates.decisions import decision_behind
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.forms import ExpiryForm, ReasonForm
from cgtraining.certificates.lineage import chain_of, successor_under_way
from cgtraining.certificates.models import Certificate
from cgtraining.certificates.reprinting import reprints_of
from cgtraining.certificates.returning import return_of, wants_paper_back
from cgtraining.certificates.standing import standing_of
from cgtraining.certificates.views import blueprint
from cgtraining.certificates.views.taking import ticket_for
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.people.access import me
from cgtraining.web.access import allow, is_signed_in
from cgtraining.web.browsers import in_wechat
from cgtraining.web.saving import save

ACTS: dict[str, Callable[..., Certificate]] = {
    "revoke": operations.revoke_certificate,
    "suspend": operations.suspend_certificate,
    "reinstate": operations.reinstate_certificate,
}


@blueprint.get("/certificates/mine")
@allow(is_signed_in)
def my_certificates() -> ResponseReturnValue:
    certificates = queries.certificates_of_person(me())
    today = clock.today()
    return render_template(
        "certificates/mine.html",
        certificates=[(one, _facts(one), standing_of(one, today), _pdf_address(one)) for one in certificates],
        in_wechat=in_wechat(),
    )


@blueprint.get("/certificates/<int:certificate_id>")
@allow(may_have_certificate, load=queries.certificate_by_id)
def show_certificate(certificate: Certificate) -> ResponseReturnValue:
    manages = may_manage_certificate(me(), certificate)
    chain, today = chain_of(certificate), clock.today()
    return render_template(
        "certificates/record.html",
        certificate=certificate,
        facts=_facts(certificate),
        standing=standing_of(certificate, today),
        chain=chain,
        standings={link.certificate.id: standing_of(link.certificate, today) for link in chain},
        under_way=successor_under_way(certificate) if manages else None,
        returned=return_of(certificate) if manages else None,
        paper_wanted=manages and wants_paper_back(certificate),
        events=queries.events_of(certificate) if manages else (),
        reprints=reprints_of(certificate) if manages else (),
        decision=decision_behind(certificate),
        manages=manages,
        cohort=cohort_by_id(certificate.cohort_id),
    )


@blueprint.route("/certificates/<int:certificate_id>/<any(revoke, suspend, reinstate):act>", methods=["GET", "POST"])
@allow(may_manage_certificate, load=lambda certificate_id, act: queries.certificate_by_id(certificate_id))
def change(certificate: Certificate) -> ResponseReturnValue:
    act = (request.view_args or {})["act"]
    form = ReasonForm()
    if form.validate_on_submit():
        changed = save(form, lambda: ACTS[act](certificate=certificate, reason=form.reason.data, actor=me()))
        if changed:
            flash(_("Done, and kept in the history."), "good")
            return redirect(_address(certificate))
    return render_template("certificates/change.html", certificate=certificate, form=form, act=act)


@blueprint.route("/certificates/<int:certificate_id>/expiry", methods=["GET", "POST"])
@allow(may_manage_certificate, load=queries.certificate_by_id)
def expiry(certificate: Certificate) -> ResponseReturnValue:
    form = ExpiryForm(valid_until=certificate.valid_until)
    if form.validate_on_submit() and save(form, lambda: _set_expiry(certificate, form)):
        return redirect(_address(certificate))
    return render_template("certificates/change.html", certificate=certificate, form=form, act="expiry")


def _set_expiry(certificate: Certificate, form: ExpiryForm) -> Certificate:
    return operations.set_expiry(
        certificate=certificate, valid_until=form.valid_until.data, reason=form.reason.data, actor=me()
    )


def _facts(certificate: Certificate) -> CertificateFacts | None:
    return None if certificate.withdrawn_at or not certificate.facts else CertificateFacts.from_json(certificate.facts)


def _pdf_address(certificate: Certificate) -> str:
    """The file itself; in WeChat, which cannot save it, the page that leads out of it."""
    if in_wechat():
        return url_for("certificates.take", ticket=ticket_for(certificate))
    return url_for("certificates.download", certificate_id=certificate.id)


def _address(certificate: Certificate) -> str:
    return url_for("certificates.show_certificate", certificate_id=certificate.id)
