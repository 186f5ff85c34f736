"""The printed page of a certificate: its facts and pictures in, one PDF page out."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from cgtraining.certificates.design_facts import Colours, DesignFacts, Orientation
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.fitting import KEPT, fit, heading_sizes, held, sheet_of
from cgtraining.certificates.shipped import DESIGNS, art_of_design, coloured, shipped_design
from cgtraining.certificates.wording import TITLES, chinese_date, english_date, plain_number
from cgtraining.documents.drawings import PictureShelf
from cgtraining.documents.faces import Face
from cgtraining.documents.pdf import FontBatch, render_pdf
from cgtraining.documents.press import Sheet
from cgtraining.documents.qr import qr_png
from cgtraining.language.text import BilingualText

FACES = (Face.SONG, Face.SONG_STRONG, Face.LATIN, Face.LATIN_ITALIC)
QR = "qr.png"


def certificate_fonts(many: Iterable[CertificateFacts], shelf: PictureShelf | None = None) -> FontBatch:
    """Fonts cut to the characters of these certificates; `shelf` keeps the pictures of a run of many such batches."""
    many = list(many)
    sheets = dict.fromkeys(sheet for facts in many for sheet in _stylesheets(facts))
    return FontBatch([*map(_html, many), *sheets], FACES, shelf)


def render_certificate(facts: CertificateFacts, art: Mapping[str, bytes], fonts: FontBatch | None = None) -> bytes:
    """The PDF of one certificate, one page in `fonts` (those of `certificate_fonts` with these facts among them).

    `art` holds the picture (SVG, PNG or JPEG) behind each of `facts.art_keys`. `layout_problems` says beforehand, as
    sentences, what would make this raise WrongLength, RefusedAddress or UnreadablePicture.
    """
    sheet = certificate_sheet(facts, art)
    return render_pdf(
        sheet.html,
        stylesheets=sheet.stylesheets,
        fonts=fonts or certificate_fonts([facts]),
        images=sheet.images,
        pages=sheet.pages,
    )


def certificate_sheet(facts: CertificateFacts, art: Mapping[str, bytes]) -> Sheet:
    """What a press needs to print it, with FACES."""
    images = {**art, **_own_art(facts), QR: qr_png(facts.code_address)}
    return Sheet(_html(facts), _stylesheets(facts), images, pages=1 if sheet_of(facts).ends else None)


def _html(facts: CertificateFacts) -> str:
    """Composed characters only, as the fonts have no others."""
    design = design_of(facts)
    title = _heading(design, facts)
    page = _environment().get_template(f"{design.name}/page.html")
    html = page.render(
        facts=facts,
        fit=fit(facts),
        design=design,
        title=title,
        heading_sizes=heading_sizes(title, sheet_of(facts)),
        award=BilingualText(chinese_date(facts.award_date), english_date(facts.award_date)),
    )
    return unicodedata.normalize("NFC", html)


def design_of(facts: CertificateFacts) -> DesignFacts:
    return facts.design or shipped_design(facts.kind)


def _heading(design: DesignFacts, facts: CertificateFacts) -> BilingualText:
    own, usual = design.texts.heading, TITLES[facts.kind]
    return BilingualText(own.zh or usual.zh, own.en or usual.en)


def _own_art(facts: CertificateFacts) -> Mapping[str, bytes]:
    design = design_of(facts)
    return art_of_design(facts.kind, design.colours)


def _stylesheets(facts: CertificateFacts) -> tuple[str, ...]:
    design = design_of(facts)
    return _sheets(design.name, design.orientation, design.colours)


@lru_cache(maxsize=32)
def _sheets(name: str, orientation: Orientation, colours: Colours) -> tuple[str, ...]:
    names = ("shared/certificate.css", f"shared/{orientation}.css", f"{name}/page.css")
    return tuple(coloured((DESIGNS / one).read_text(encoding="utf-8"), colours) for one in names)


def _kept_together(text: str) -> Markup:
    """Chinese `text` with its dates and numbers of hours kept from breaking over two lines."""
    return Markup(KEPT.sub(r'<span class="kept">\g<0></span>', str(escape(text))))


def _emphasised(text: str, part: str | None) -> Markup:
    """English `text` with the first `part` in italics, as English sets the title of a work.

    The blank before it stands inside: WeasyPrint 70 breaks a line after its first word where exactly that blank is too
    much for it.
    """
    before, found, after = text.partition(part) if part else (text, "", "")
    words = before.rstrip(" ")
    title = Markup("<em>{}{}</em>").format(before[len(words) :], found) if found else before[len(words) :]
    return escape(held(words)) + title + escape(held(after))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(DESIGNS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(kept_together=_kept_together, emphasised=_emphasised, plain=plain_number)
    return environment
