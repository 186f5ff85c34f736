"""The printed page of a certificate: its facts and pictures in, one PDF page out."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from cgtraining.certificates.design_facts import Colours, Orientation
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.fitting import KEPT, fit, heading_sizes, held, sheet_of
from cgtraining.certificates.own_pages import Art, OwnFiles, filled_page, heading_of, own_files, values_of
from cgtraining.certificates.shipped import DESIGNS, art_of_design, coloured, design_of
from cgtraining.certificates.wording import chinese_date, english_date, plain_number
from cgtraining.documents.drawings import PictureShelf
from cgtraining.documents.faces import Face
from cgtraining.documents.pdf import FontBatch, render_pdf
from cgtraining.documents.press import Sheet
from cgtraining.documents.qr import qr_png
from cgtraining.documents.standing import MARK
from cgtraining.language.text import BilingualText

FACES = (Face.SONG, Face.SONG_STRONG, Face.LATIN, Face.LATIN_ITALIC)
QR = "qr.png"
STANDING = f' {MARK}=""'
PARTS = re.compile(r"<part name=\"(\w+)\">(.*?)</part>", re.DOTALL)


def certificate_fonts(many: Iterable[CertificateFacts], shelf: PictureShelf | None = None) -> FontBatch:
    """Fonts cut to the characters of these certificates; `shelf` keeps the pictures of a run of many such batches."""
    return _fonts([certificate_sheet(facts, {}) for facts in many], shelf)


def render_certificate(facts: CertificateFacts, art: Art, fonts: FontBatch | None = None) -> bytes:
    """The PDF of one certificate, one page in `fonts` (those of `certificate_fonts` with these facts among them).

    `art` holds what is behind each of `facts.art_keys`: pictures (SVG, PNG or JPEG), and the files of an own design.
    `layout_problems` says beforehand, as sentences, what would make this raise WrongLength, RefusedAddress or
    UnreadablePicture.
    """
    sheet = certificate_sheet(facts, art)
    return render_pdf(
        sheet.html,
        stylesheets=sheet.stylesheets,
        fonts=fonts or _fonts([sheet]),
        images=sheet.images,
        pages=sheet.pages,
    )


def certificate_sheet(facts: CertificateFacts, art: Art) -> Sheet:
    """What a press needs to print it, with FACES."""
    design = design_of(facts)
    own = own_files(design, art)
    drawn = own.art if own else art_of_design(facts.kind, design.colours)
    sheets = _sheets(None if own else design.name, design.orientation, design.colours)
    return Sheet(
        unicodedata.normalize("NFC", _own_html(own, facts) if own else _html(facts)),  # the fonts have no others
        (*sheets, coloured(own.css, design.colours)) if own else sheets,
        {**art, **drawn, QR: qr_png(facts.code_address)},
        pages=1 if sheet_of(facts).ends else None,
    )


def _fonts(sheets: Sequence[Sheet], shelf: PictureShelf | None = None) -> FontBatch:
    styles = dict.fromkeys(style for sheet in sheets for style in sheet.stylesheets)
    return FontBatch([*(sheet.html for sheet in sheets), *styles], FACES, shelf)


def _html(facts: CertificateFacts) -> str:
    return _environment().get_template(f"{design_of(facts).name}/page.html").render(**_context(facts))


def _own_html(own: OwnFiles, facts: CertificateFacts) -> str:
    """The parts that an own page names are those of the shipped ones; how they stand there is not known beforehand."""
    parts = _environment().get_template("shared/own.html").render(**_context(facts)).replace(STANDING, "")
    return filled_page(own.page, values_of(facts), dict(PARTS.findall(parts)))


def _context(facts: CertificateFacts) -> dict[str, object]:
    design = design_of(facts)
    title = heading_of(facts)
    return {
        "facts": facts,
        "fit": fit(facts),
        "design": design,
        "title": title,
        "heading_sizes": heading_sizes(title, sheet_of(facts)),
        "award": BilingualText(chinese_date(facts.award_date), english_date(facts.award_date)),
    }


@lru_cache(maxsize=32)
def _sheets(name: str | None, orientation: Orientation, colours: Colours) -> tuple[str, ...]:
    names = ("shared/certificate.css", f"shared/{orientation}.css", *([f"{name}/page.css"] if name else []))
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
