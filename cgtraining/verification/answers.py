"""What a stranger is told, put together from the snapshot of an issued certificate."""

import enum
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import islice
from zoneinfo import ZoneInfo

from cgtraining import clock
from cgtraining.certificates.codes import Code, parse_code
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.lineage import last_of, successor_of
from cgtraining.certificates.models import Certificate, Reprint, Standing
from cgtraining.certificates.queries import certificate_by_code, certificate_by_sha256, certificates_by_codes
from cgtraining.certificates.reprinting import reprints_of
from cgtraining.certificates.standing import standing_of
from cgtraining.documents.printed_codes import texts_of
from cgtraining.language.formatting import DEFAULT_TIMEZONE

MOST_CODES = 50


class Finding(enum.Enum):
    """Beside the five standings: no such certificate, a code that cannot be one, and a file that is not the issued one.

    `ALTERED`: the file carries the code of a certificate, but its bytes are not those that were issued.
    """

    UNKNOWN = "unknown"
    MISTYPED = "mistyped"
    ALTERED = "altered"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Answer:
    """`facts` is None if the holder had the details withdrawn, or if nothing was found.

    `same_file` says whether a given file is the issued one, byte for byte; None if only a code was asked about.
    """

    result: Standing | Finding
    certificate: Certificate | None = None
    facts: CertificateFacts | None = None
    same_file: bool | None = None

    @property
    def standing(self) -> Standing | None:
        """Of the certificate, also where the answer is about an altered file."""
        return standing_of(self.certificate, clock.today()) if self.certificate else None

    @property
    def code(self) -> str | None:
        """As it is printed."""
        return Code(self.certificate.code).grouped if self.certificate else None

    @property
    def counting(self) -> "Answer | None":
        """About the certificate that counts instead of a replaced or renewed one: the last of those that followed it.

        None where the holder had the details of either withdrawn: then nothing leads from one to the other.
        """
        if self.certificate is None or successor_of(self.certificate) is None:
            return None
        last = last_of(self.certificate)
        return None if self.certificate.withdrawn_at or last.withdrawn_at else _about(last)

    @property
    def last_duplicate(self) -> Reprint | None:
        """The paper may say that it is one; its number tells how many there are."""
        if self.certificate is None or self.facts is None:
            return None
        return next(iter(reprints_of(self.certificate)), None)

    @property
    def since(self) -> date | None:
        """The day from which the standing holds, where it is not simply valid."""
        certificate = self.certificate
        if certificate is None:
            return None
        moments = {
            Standing.REVOKED: certificate.revoked_at,
            Standing.REPLACED: certificate.replaced_at,
            Standing.SUSPENDED: certificate.suspended_at,
        }
        if self.result is Standing.EXPIRED:
            return certificate.valid_until
        moment = moments.get(self.result) if isinstance(self.result, Standing) else None
        return moment.astimezone(ZoneInfo(DEFAULT_TIMEZONE)).date() if moment else None


def answer_code(text: str) -> Answer:
    code = parse_code(text)
    if not isinstance(code, Code):
        return Answer(Finding.MISTYPED)
    certificate = certificate_by_code(code)
    return _about(certificate) if certificate else Answer(Finding.UNKNOWN)


def answer_file(content: bytes) -> Answer:
    """Compare the bytes with every issued file; if none is the same, look for a code in the file's text."""
    digest = sha256(content).hexdigest()
    certificate = certificate_by_sha256(digest)
    if certificate:
        return _about(certificate, same_file=True)
    codes = _codes_in(content)
    issued = certificates_by_codes(codes) if codes else {}
    first = next((issued[code.value] for code in codes if code.value in issued), None)
    return _altered(first) if first else Answer(Finding.FOREIGN)


def _about(certificate: Certificate, same_file: bool | None = None) -> Answer:
    return Answer(standing_of(certificate, clock.today()), certificate, _facts_of(certificate), same_file)


def _altered(certificate: Certificate) -> Answer:
    return Answer(Finding.ALTERED, certificate, _facts_of(certificate), same_file=False)


def _facts_of(certificate: Certificate) -> CertificateFacts | None:
    return None if certificate.withdrawn_at else CertificateFacts.from_json(certificate.facts)


def _codes_in(content: bytes) -> list[Code]:
    """Those that can be codes, in the order of the text. A certificate has one: a file full of them is not sifted."""
    found = (parse_code(text) for text in texts_of(content))
    return list(islice((code for code in found if isinstance(code, Code)), MOST_CODES))
