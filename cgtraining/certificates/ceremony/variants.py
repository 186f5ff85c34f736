"""A print copy of a certificate: set anew from its snapshot, by its own design, in one of three ways.

What is stored is never touched. A design needs nothing for this: pictures are left out by giving an empty one, and of
pre-printed paper everything is hidden but what differs from one holder to the next, which keeps its place.
"""

from collections.abc import Mapping
from dataclasses import replace

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.models import PrintWay
from cgtraining.certificates.page import certificate_sheet
from cgtraining.documents.press import Sheet

BLEED = 3.0  # millimetres
EMPTY = "empty.svg"
EMPTY_PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" viewBox="0 0 1 1"></svg>'
WITH_BLEED = f"@page {{ bleed: {BLEED}mm; }}"
# The classes of the shipped designs; an own design marks what is variable as `variable`.
VARIABLE = (".name", ".detail", ".wording", ".value", ".qr", ".date", ".specimen", ".holder", "table", ".variable")
TEXT_ONLY = (
    "@page { background: none !important; } html, body { background: none !important; }"
    " body, body * { visibility: hidden !important; } "
    + ", ".join(f"{one}, {one} *" for one in VARIABLE)
    + " { visibility: visible !important; }"
)


def print_copy(facts: CertificateFacts, art: Mapping[str, bytes], way: PrintWay, *, bleed: bool) -> Sheet:
    if way is PrintWay.WET_INK:
        facts, art = without_seal_and_signature(facts), {**art, EMPTY: EMPTY_PICTURE}
    sheet = certificate_sheet(facts, art)
    more = [WITH_BLEED] * bleed + [TEXT_ONLY] * (way is PrintWay.TEXT_ONLY)
    return replace(sheet, stylesheets=[*sheet.stylesheets, *more])


def without_seal_and_signature(facts: CertificateFacts) -> CertificateFacts:
    """An empty picture stands in their place, so that everything else stays where it was."""
    issuers = tuple(replace(one, seal_key=one.seal_key and EMPTY) for one in facts.issuers)
    signatories = tuple(replace(one, signature_key=one.signature_key and EMPTY) for one in facts.signatories)
    return replace(facts, issuers=issuers, signatories=signatories)
