"""Taking a certificate out of WeChat: its browser saves no files, and the one that it opens is not signed in.

So the page with the file has an address that opens in any browser for an hour, and shows nothing that the certificate
itself does not.
"""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer

from cgtraining.certificates import queries
from cgtraining.certificates.models import Certificate
from cgtraining.certificates.views import blueprint
from cgtraining.certificates.views.files import pdf_response
from cgtraining.web.access import public
from cgtraining.web.browsers import in_wechat

LASTS = 60 * 60  # seconds


def ticket_for(certificate: Certificate) -> str:
    return _serializer().dumps(certificate.id)


@blueprint.get("/certificates/take/<ticket>")
@public
def take(ticket: str) -> ResponseReturnValue:
    certificate = _certificate(ticket)
    page = render_template("certificates/take.html", certificate=certificate, ticket=ticket, in_wechat=in_wechat())
    return page, 200 if certificate else 410


@blueprint.get("/certificates/take/<ticket>/file.pdf")
@public
def take_file(ticket: str) -> ResponseReturnValue:
    certificate = _certificate(ticket)
    if certificate is None:
        return render_template("certificates/take.html", certificate=None), 410
    return pdf_response(certificate, attached=True)


def _certificate(ticket: str) -> Certificate | None:
    try:
        return queries.certificate_by_id(_serializer().loads(ticket, max_age=LASTS))
    except BadData:
        return None


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="certificate-ticket")
