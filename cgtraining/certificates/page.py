"""The printed page of a certificate: its facts and pictures in, one PDF page out."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.fitting import KEPT, fit, held
from cgtraining.certificates.wording import TITLES, chinese_date, english_date
from cgtraining.documents.drawings import PictureShelf
from cgtraining.documents.faces import Face
from cgtraining.documents.pdf import FontBatch, render_pdf
from cgtraining.documents.qr import qr_png
from cgtraining.language.text import BilingualText

DESIGNS = Path(__file__).resolve().parent / "designs"
FACES = (Face.SONG, Face.SONG_STRONG, Face.LATIN, Face.LATIN_ITALIC)
QR = "qr.png"


def certificate_fonts(many: Iterable[CertificateFacts], shelf: PictureShelf | None = None) -> FontBatch:
    """Fonts cut to the characters of these certificates; `shelf` keeps the pictures of a run of many such batches."""
    return FontBatch([_html(facts) for facts in many], FACES, shelf)


def render_certificate(facts: CertificateFacts, art: Mapping[str, bytes], fonts: FontBatch | None = None) -> bytes:
    """The PDF of one certificate, one page in `fonts` (those of `certificate_fonts` with these facts among them).

    `art` holds the picture (SVG, PNG or JPEG) behind each of `facts.art_keys`. `layout_problems` says beforehand, as
    sentences, what would make this raise WrongLength, RefusedAddress or UnreadablePicture.
    """
    return render_pdf(
        _html(facts),
        stylesheets=_stylesheets(facts.kind),
        fonts=fonts or certificate_fonts([facts]),
        images={**art, QR: qr_png(facts.code_address)},
        pages=1,
    )


def _html(facts: CertificateFacts) -> str:
    """Composed characters only, as the fonts have no others."""
    template = _environment().get_template(f"{facts.kind}/page.html")
    award = BilingualText(chinese_date(facts.award_date), english_date(facts.award_date))
    page = template.render(facts=facts, fit=fit(facts), title=TITLES[facts.kind], award=award)
    return unicodedata.normalize("NFC", page)


@cache
def _stylesheets(kind: str) -> tuple[str, ...]:
    names = ("shared/certificate.css", f"{kind}/page.css")
    return tuple((DESIGNS / name).read_text(encoding="utf-8") for name in names)


def _kept_together(text: str) -> Markup:
    """Chinese `text` with its dates and numbers of hours kept from breaking over two lines."""
    return Markup(KEPT.sub(r'<span class="kept">\g<0></span>', str(escape(text))))


def _emphasised(text: str, part: str | None) -> Markup:
    """English `text` with the first `part` in italics, as English sets the title of a work."""
    before, found, after = text.partition(part) if part else (text, "", "")
    return escape(held(before)) + (Markup("<em>{}</em>").format(found) if found else "") + escape(held(after))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(DESIGNS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(kept_together=_kept_together, emphasised=_emphasised)
    return environment
