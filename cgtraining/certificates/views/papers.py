"""Papers of certificates: printing a lost one again."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import storage
from cgtraining.certificates import queries
from cgtraining.certificates.access import may_manage_certificate, may_manage_reprint
from cgtraining.certificates.duplicates import duplicate_sheet
from cgtraining.certificates.forms import ReprintForm
from cgtraining.certificates.models import Certificate, IdentityCheck, Reprint
from cgtraining.certificates.reprinting import refuse_unless_valid, reprint_by_id, reprint_certificate
from cgtraining.certificates.views import blueprint
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/certificates/<int:certificate_id>/reprint", methods=["GET", "POST"])
@allow(may_manage_certificate, load=queries.certificate_by_id)
def reprint(certificate: Certificate) -> ResponseReturnValue:
    form = ReprintForm()
    if form.validate_on_submit() and (made := save(form, lambda: _reprint(certificate, form))):
        flash(_("Duplicate no. %(number)s is ready to print below.", number=made.number), "good")
        address = url_for("certificates.show_certificate", certificate_id=certificate.id, _anchor="duplicates")
        return redirect(address)
    return render_template("certificates/reprint.html", certificate=certificate, form=form)


@blueprint.get("/certificate-reprints/<int:reprint_id>.pdf")
@allow(may_manage_reprint, load=reprint_by_id)
def duplicate(made: Reprint) -> ResponseReturnValue:
    """Made anew each time, from the stored file, for as long as the certificate counts."""
    refuse_unless_valid(made.certificate)
    if not made.certificate.pdf_key:
        abort(404)
    response = Response(duplicate_sheet(made, storage.load_file(made.certificate.pdf_key)), mimetype="application/pdf")
    name = f"{made.certificate.serial}-duplicate-{made.number}.pdf"
    response.headers.set("Content-Disposition", "inline", filename=name)
    return response


def _reprint(certificate: Certificate, form: ReprintForm) -> Reprint:
    check = IdentityCheck(form.identity_check.data)
    return reprint_certificate(certificate=certificate, reason=form.reason.data, identity_check=check, actor=me())
