"""The stored files: the PDF, a picture of it, and all of a cohort as one archive."""

import re

from flask import Response, abort, request, stream_with_context
from flask.typing import ResponseReturnValue

from cgtraining import storage
from cgtraining.certificates import queries
from cgtraining.certificates.access import may_have_certificate
from cgtraining.certificates.archiving import zipped
from cgtraining.certificates.models import Certificate, NumberState
from cgtraining.certificates.views import blueprint
from cgtraining.cohorts.access import may_manage_cohort
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.database import db
from cgtraining.documents.picture import first_page_picture
from cgtraining.web.access import allow
from cgtraining.web.downloads import call_file

SMALL_WIDTH, SMALL_COLOURS = 560, 8
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')  # in file names of some system
KEPT_FOR_A_DAY = "private, max-age=86400"  # an issued certificate does not change


@blueprint.get("/certificates/<int:certificate_id>/file.pdf")
@allow(may_have_certificate, load=queries.certificate_by_id)
def download(certificate: Certificate) -> ResponseReturnValue:
    return pdf_response(certificate)


@blueprint.get("/certificates/<int:certificate_id>/picture.png")
@allow(may_have_certificate, load=queries.certificate_by_id)
def picture(certificate: Certificate) -> ResponseReturnValue:
    """Large, to be saved or printed; with `?size=small` for a page on a slow network."""
    content, small = _content(certificate), request.args.get("size") == "small"
    drawn = first_page_picture(content, SMALL_WIDTH, SMALL_COLOURS) if small else first_page_picture(content)
    return Response(drawn, mimetype="image/png", headers={"Cache-Control": KEPT_FOR_A_DAY})


@blueprint.get("/cohorts/<int:cohort_id>/certificates.zip")
@allow(may_manage_cohort, load=cohort_by_id)
def archive(cohort: Cohort) -> ResponseReturnValue:
    files = [(file_name(serial, name), key) for serial, name, key in queries.files_of(cohort)]
    if not files:
        abort(404)
    code = cohort.code
    db.session.rollback()  # a slow download holds no transaction
    return Response(
        stream_with_context(zipped(files)),
        mimetype="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{code}-certificates.zip"'},
    )


def file_name(serial: str, name: str | None) -> str:
    """The serial number with the holder's name, as long as the certificate keeps one: it is sent on by hand."""
    return f"{serial} {FORBIDDEN.sub('', name or '').strip()}".strip() + ".pdf"


def pdf_response(certificate: Certificate, *, attached: bool = False) -> Response:
    response = Response(_content(certificate), mimetype="application/pdf")
    return call_file(response, f"{certificate.serial}.pdf", attached=attached)


def _content(certificate: Certificate) -> bytes:
    if certificate.state is not NumberState.ISSUED or not certificate.pdf_key:
        abort(404)
    return storage.load_file(certificate.pdf_key)
