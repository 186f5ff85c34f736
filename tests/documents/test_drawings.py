"""A picture shared by a run of documents looks the same in each of them."""

import io

import pytest
from PIL import Image

from cgtraining.documents.pdf import FontBatch, UnreadablePicture, render_pdf
from cgtraining.documents.picture import first_page_picture

PAGE = (
    "<html lang='en'><style>@page { size: 100px 50px; margin: 0 } body { margin: 0 }"
    " img { height: 50px; float: left }</style><img alt='A' src='own:a'>"
)


def svg(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" height="10">{inside}</svg>'.encode()


RED = svg('<rect width="10" height="10" fill="#f00"/>')
HALF_RED = svg('<rect width="10" height="10" fill="#f00" fill-opacity="0.5"/>')
GRADIENT = svg(
    '<defs><linearGradient id="g"><stop stop-color="#f00"/><stop offset="1" stop-color="#f00"/></linearGradient></defs>'
    '<rect width="10" height="10" fill="url(#g)"/>'
)


def colour(pdf: bytes) -> tuple[int, int, int]:
    return Image.open(io.BytesIO(first_page_picture(pdf, width=100))).convert("RGB").getpixel((25, 25))


@pytest.mark.parametrize(
    ("picture", "expected"), [(RED, (255, 0, 0)), (HALF_RED, (255, 127, 127)), (GRADIENT, (255, 0, 0))]
)
def test_it_is_drawn_alike_the_first_time_and_every_time(picture, expected):
    fonts = FontBatch([])
    files = [render_pdf(PAGE, fonts=fonts, images={"a": picture}) for _ in range(3)]
    for file in files:
        assert colour(file) == pytest.approx(expected, abs=2)
    assert len(set(files)) == 1


def test_it_leaves_no_colour_behind_for_the_next():
    fonts = FontBatch([])
    page = PAGE + "<img alt='B' src='own:b'>"
    blue = svg('<rect width="10" height="10" fill="#00f"/>')
    for images in ({"a": RED, "b": RED}, {"a": RED, "b": blue}, {"a": blue, "b": RED}, {"a": RED, "b": blue}):
        file = render_pdf(page, fonts=fonts, images=images)
        left = Image.open(io.BytesIO(first_page_picture(file, width=100))).convert("RGB")
        assert left.getpixel((25, 25)) == ((255, 0, 0) if images["a"] == RED else (0, 0, 255))
        assert left.getpixel((75, 25)) == ((255, 0, 0) if images["b"] == RED else (0, 0, 255))


def test_a_picture_that_cannot_be_read_stops_the_document():
    with pytest.raises(UnreadablePicture):
        render_pdf(PAGE, images={"a": b"nothing"})


def test_a_picture_that_cannot_be_read_stops_every_document_of_a_run():
    """WeasyPrint remembers what it could not read, and leaves a gap in silence the next time."""
    fonts = FontBatch([])
    for _ in range(3):
        with pytest.raises(UnreadablePicture):
            render_pdf(PAGE, fonts=fonts, images={"a": b"nothing"})
    assert colour(render_pdf(PAGE, fonts=fonts, images={"a": RED})) == (255, 0, 0)
