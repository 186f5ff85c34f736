"""A document is taken up faster, and looks as before."""

import io

import pytest
from pypdf import PdfReader

from cgtraining.certificates.page import _html, certificate_fonts
from cgtraining.documents.defaults import page_of
from cgtraining.documents.fetching import fetcher
from cgtraining.documents.pdf import render_pdf
from tests.certificates import sample

XML = '<?xml version="1.0"?>\n'
DOCUMENT = (
    "<!DOCTYPE html><html lang='en'><head><title>A &amp; B</title></head><body>"
    "<p style='text-align: center'>Wang &lt;Fang&gt; <b>王芳</b></p><div class='empty'></div>"
    "<ol><li>one</li><li>two</li></ol><img alt='Red' src='own:red'/></body></html>"
)
RED = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#f00"/></svg>'


def written(html: str) -> bytes:
    fonts = certificate_fonts([sample.WANG_FANG])
    document = page_of(html, fetcher({"red": RED})).render(
        stylesheets=[fonts.stylesheet], font_config=fonts.configuration
    )
    content: bytes = document.write_pdf()
    return content


def test_xml_is_printed_as_html_is() -> None:
    assert written(XML + DOCUMENT) == written(DOCUMENT)


def test_items_of_lists_keep_their_numbers() -> None:
    text = PdfReader(io.BytesIO(render_pdf(DOCUMENT, images={"red": RED}))).pages[0].extract_text()
    assert text.split()[-4:] == ["one", "two", "1.", "2."]


@pytest.mark.parametrize("facts", sample.ALL.values(), ids=sample.ALL)
def test_a_certificate_is_well_formed(facts) -> None:
    assert _html(facts).startswith(XML)
    assert len(page_of(_html(facts), fetcher(sample.ART)).etree_element) == 2
