import io

from PIL import Image

from cgtraining.documents.pdf import render_pdf
from cgtraining.documents.picture import first_page_picture

RED_PAGE = "<style>@page { size: A4 landscape; margin: 0 } html { background: #b3261e }</style>"


def test_the_first_page_becomes_a_picture_of_the_wanted_width():
    picture = Image.open(io.BytesIO(first_page_picture(render_pdf(RED_PAGE), width=400)))
    assert (picture.format, picture.size) == ("PNG", (400, 283))
    assert picture.convert("RGB").getpixel((200, 140)) == (0xB3, 0x26, 0x1E)
