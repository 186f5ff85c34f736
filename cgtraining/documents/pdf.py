"""HTML to PDF in the product's own fonts, with nothing fetched from anywhere."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cgtraining.documents.compact import compact_font
from cgtraining.documents.engine import RENDERING, font_configuration, weasyprint
from cgtraining.documents.faces import Face
from cgtraining.documents.fetching import SCHEME, RefusedAddress, fetcher


class FontBatch:
    """The fonts of one document, or of a run of many: make one of all the run's texts and hand it to each."""

    def __init__(self, texts: Iterable[str], faces: Iterable[Face] = tuple(Face)) -> None:
        characters = set().union(*texts)
        faces = tuple(faces)
        fonts = {face.value.file: compact_font(face, characters) for face in faces}
        rules = "".join(map(_font_face, faces))
        with RENDERING:
            self.configuration = font_configuration()
            self.counters = weasyprint().css.counters.CounterStyle()
            self.stylesheet = _parsed(rules, fonts, self.configuration)


def render_pdf(
    html: str,
    *,
    stylesheets: Sequence[str] = (),
    fonts: FontBatch | None = None,
    images: Mapping[str, bytes] | None = None,
) -> bytes:
    """The PDF of `html`, whose title, `lang` and meta elements become the file's metadata.

    `stylesheets` are texts of CSS. `images` are pictures by name, referred to as `own:NAME`; any other address
    raises RefusedAddress. The same input gives the same bytes.
    """
    fonts = fonts or FontBatch([html])
    with RENDERING:
        try:
            return _written(html, stylesheets, fonts, images or {})
        except BaseException as error:
            raise _refusal(error) from error


def _written(html: str, stylesheets: Sequence[str], fonts: FontBatch, images: Mapping[str, bytes]) -> bytes:
    page = weasyprint().HTML(string=html, base_url=SCHEME, url_fetcher=fetcher(images))
    written: bytes = page.write_pdf(
        stylesheets=[fonts.stylesheet, *map(_sheet, stylesheets)],
        font_config=fonts.configuration,
        counter_style=fonts.counters,
        pdf_identifier=sha256(html.encode()).digest()[:16],
        pdf_tags=True,
    )
    return written


def _refusal(error: BaseException) -> BaseException:
    """WeasyPrint's own fatal error is no Exception; what stopped it is behind it."""
    cause = error.__cause__
    return cause if isinstance(cause, RefusedAddress) else error


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
