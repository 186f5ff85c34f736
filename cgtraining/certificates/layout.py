"""What keeps a certificate from being printed, as sentences that an administrator can act on, before it is numbered."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as _l

from cgtraining.certificates.design_facts import OWN
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.fitting import fit
from cgtraining.certificates.page import render_certificate
from cgtraining.documents.glyphs import described, missing_characters
from cgtraining.documents.pdf import UnreadablePicture, WrongLength
from cgtraining.documents.press import TookTooLong
from cgtraining.language.text import BilingualText

Art = Mapping[str, bytes]
TOO_LONG = _l("The design takes too long or too much memory to print. Make its style and pictures simpler.")
LayOut = Callable[[CertificateFacts, Art], object]
# The pages of a run that were tried and fit, without what differs from one holder to the next.
Tried = set[tuple[CertificateFacts, bool, bool]]


@dataclass(frozen=True)
class LayoutProblem:
    """`field` is the fact that is wrong, as CertificateFacts names it; `sentence` is lazy, in the reader's language."""

    field: str
    sentence: object

    def __str__(self) -> str:
        return str(self.sentence)


def layout_problems(
    facts: CertificateFacts, art: Art, lay_out: LayOut = render_certificate, tried: Tried | None = None
) -> list[LayoutProblem]:
    """Every reason not to print these facts; the trial layout (60 ms) is made only where nothing else is wrong.

    It is made by `lay_out`, which raises what `render_certificate` does. With `tried`, which grows, a page like one
    that was tried before is not laid out again.
    """
    found = [*_glyph_problems(facts), *_name_problems(facts), *_art_problems(facts, art)]
    return found or list(_trial_problems(facts, art, lay_out, set() if tried is None else tried))


def _glyph_problems(facts: CertificateFacts) -> Iterator[LayoutProblem]:
    for name, text in printed_texts(facts):
        for character in missing_characters(unicodedata.normalize("NFC", text)):
            yield LayoutProblem(
                name,
                _l(
                    "“%(text)s” contains the character %(character)s, which the certificate's font does not have.",
                    text=text,
                    character=described(character),
                ),
            )


def _name_problems(facts: CertificateFacts) -> Iterator[LayoutProblem]:
    if not (facts.name_zh or facts.name_latin):
        yield LayoutProblem("name_zh", _l("The certificate has no name in Chinese or in Latin letters."))
    sizes = fit(facts)
    for field, name, size in (
        ("name_zh", facts.name_zh, sizes.name_zh),
        ("name_latin", facts.name_latin, sizes.name_latin),
    ):
        if size is None:
            yield LayoutProblem(
                field, _l("The name “%(name)s” is too long for the certificate, even at the smallest size.", name=name)
            )


def _art_problems(facts: CertificateFacts, art: Art) -> Iterator[LayoutProblem]:
    for key in facts.art_keys:
        if key not in art:
            yield LayoutProblem(key, _l("A picture of the certificate is missing: %(key)s.", key=key))


def _trial_problems(facts: CertificateFacts, art: Art, lay_out: LayOut, tried: Tried) -> Iterator[LayoutProblem]:
    try:
        if not _fits(facts, art, lay_out, tried):
            yield LayoutProblem(
                "wording",
                _l("The certificate does not fit on its page: shorten the titles, or the names or number of issuers."),
            )
    except UnreadablePicture:
        yield LayoutProblem("issuers", _l("A logo, seal or signature is not a picture that can be printed."))
    except TookTooLong:
        yield LayoutProblem("design", TOO_LONG)


def _fits(facts: CertificateFacts, art: Art, lay_out: LayOut, tried: Tried) -> bool:
    sizes = fit(facts)
    if sizes.wording is None or sizes.signatory is None:
        return False
    if (page := _without_holder(facts)) in tried:
        return True
    try:
        lay_out(facts, art)
    except WrongLength:
        return False
    tried.add(page)
    return True


def _without_holder(facts: CertificateFacts) -> tuple[CertificateFacts, bool, bool]:
    """Name and wording stand in a section of fixed height, for which `fit` measured them; the draft's serial and code
    are alike for all. Of an own design nothing is known but each page by itself.
    """
    if facts.design and facts.design.name == OWN:
        return facts, True, True
    page = replace(facts, name_zh=None, name_latin=None, wording=BilingualText())
    return page, bool(facts.name_zh), bool(facts.name_latin)


def printed_texts(facts: CertificateFacts) -> Iterator[tuple[str, str]]:
    """Each text on the page with the name of its fact."""
    for name in ("serial", "code", "verification_address", "name_zh", "name_latin"):
        yield name, getattr(facts, name) or ""
    titles = ("program_title",) if facts.kind == "appointment" else ("program_title", "cohort_title")
    for name in ("wording", *titles, "holder_detail", "statement"):
        yield from _both(name, getattr(facts, name))
    for issuer in facts.issuers:
        yield from _both("issuers", issuer.name)
    for person in facts.signatories:
        yield from _both("signatories", BilingualText(person.name_zh, person.name_latin))
        yield from _both("signatories", person.title)


def _both(name: str, text: BilingualText) -> Iterator[tuple[str, str]]:
    yield name, text.zh or ""
    yield name, text.en or ""
