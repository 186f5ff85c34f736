"""HTML to PDF in the product's own fonts, with nothing fetched from anywhere."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cgtraining.documents.compact import compact_font
from cgtraining.documents.defaults import page_of
from cgtraining.documents.drawings import PictureShelf
from cgtraining.documents.engine import RENDERING, font_configuration, weasyprint
from cgtraining.documents.faces import Face
from cgtraining.documents.fetching import SCHEME, RefusedAddress, fetcher
from cgtraining.documents.finishing import finish
from cgtraining.documents.lettering import kept_lettering
from cgtraining.documents.standing import StandingParts, StandsOtherwise

OPTIONS = {"pdf_tags": True}  # readable aloud; costs nothing measurable


class FontBatch:
    """The fonts, and the pictures once read, of one document or of a run of many: make one of all the run's texts and
    hand it to each. A run of several batches hands the `shelf` of the first to the others."""

    def __init__(
        self, texts: Iterable[str], faces: Iterable[Face] = tuple(Face), shelf: PictureShelf | None = None
    ) -> None:
        characters = set().union(*texts)
        faces = tuple(faces)
        fonts = {face.value.file: compact_font(face, characters) for face in faces}
        rules = "".join(map(_font_face, faces))
        with RENDERING:
            self.configuration = font_configuration()
            self.counters = weasyprint().css.counters.CounterStyle()
            self.stylesheet = _parsed(rules, fonts, self.configuration)
        self.shelf = shelf or PictureShelf()
        self.standing = StandingParts()


class UnreadablePicture(Exception):
    """A picture that the document was given is neither SVG nor a known kind of image."""


class WrongLength(Exception):
    """A document came out at another number of pages than it must have."""


def render_pdf(
    html: str,
    *,
    stylesheets: Sequence[str] = (),
    fonts: FontBatch | None = None,
    images: Mapping[str, bytes] | None = None,
    pages: int | None = None,
) -> bytes:
    """The PDF of `html`, whose title, `lang` and meta elements become the file's metadata.

    `stylesheets` are texts of CSS. `images` are pictures by name, referred to as `own:NAME`; any other address
    raises RefusedAddress, and a picture that cannot be drawn raises UnreadablePicture. With `pages`, a document of
    another length raises WrongLength. The same input gives the same bytes.
    """
    fonts = fonts or FontBatch([html])
    with _printing(fonts.shelf):
        document = _laid_out(html, stylesheets, fonts, images or {}, pages)
        if pages is not None and len(document.pages) != pages:
            raise WrongLength(f"{len(document.pages)} pages instead of {pages}")
        identifier = sha256(html.encode()).digest()[:16]
        written: bytes = document.write_pdf(pdf_identifier=identifier, finisher=finish, **OPTIONS)
    return written


@contextmanager
def _printing(shelf: PictureShelf) -> Iterator[None]:
    """One thread at a time; WeasyPrint's own fatal error is no Exception, so what stopped it is raised instead."""
    with RENDERING, kept_lettering(), _every_picture_drawn(shelf):
        try:
            yield
        except BaseException as error:
            if isinstance(error.__cause__, RefusedAddress):
                raise error.__cause__ from None
            raise


@contextmanager
def _every_picture_drawn(shelf: PictureShelf) -> Iterator[None]:
    """WeasyPrint only logs a picture that it cannot read or draw, and leaves a gap."""
    failures = _Failures(logging.ERROR)
    log = logging.getLogger("weasyprint")
    log.addHandler(failures)
    try:
        yield
    finally:
        log.removeHandler(failures)
    if failures.messages:
        shelf.empty()
        raise UnreadablePicture(failures.messages[0])


def _laid_out(
    html: str, stylesheets: Sequence[str], fonts: FontBatch, images: Mapping[str, bytes], pages: int | None
) -> Any:
    """Laid out once more where pictures were read for the first time: a batch's first file is like its others."""
    shares = pages == 1
    document = _once_laid_out(html, stylesheets, fonts, images, shares=shares)
    if not fonts.shelf.keep_drawings():
        return document
    fonts.standing.forget()
    return _once_laid_out(html, stylesheets, fonts, images, shares=shares)


def _once_laid_out(
    html: str, stylesheets: Sequence[str], fonts: FontBatch, images: Mapping[str, bytes], *, shares: bool
) -> Any:
    page = page_of(html, fetcher(images))
    awaited = fonts.standing.take_out(page.etree_element, stylesheets, images) if shares else []
    document = page.render(
        stylesheets=[fonts.stylesheet, *map(_sheet, stylesheets)],
        font_config=fonts.configuration,
        counter_style=fonts.counters,
        cache=fonts.shelf.holding(images),
        **OPTIONS,
    )
    try:
        if awaited and len(document.pages) == 1:
            fonts.standing.set_in(document, awaited)
    except StandsOtherwise:
        return _once_laid_out(html, stylesheets, fonts, images, shares=False)
    return document


class _Failures(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if re.match("Failed to (load|render)", record.getMessage()):
            self.messages.append(record.getMessage())


@lru_cache(maxsize=32)
def _sheet(css: str) -> Any:
    return _parsed(css, {}, None)


def _parsed(css: str, files: Mapping[str, bytes], configuration: Any) -> Any:
    return weasyprint().CSS(string=css, base_url=SCHEME, url_fetcher=fetcher(files), font_config=configuration)


def _font_face(face: Face) -> str:
    family, weight, style, file = face.value
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style};'
        f" src: url({SCHEME}{file}); }}\n"
    )
