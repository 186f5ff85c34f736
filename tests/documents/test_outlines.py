"""Every reader must find a character by its place in the font, also those that look at the numbers inside of it."""

import io

import pytest
import uharfbuzz
from fontTools.cffLib import CFFFontSet
from pypdf import PdfReader

from cgtraining.documents.faces import Face, coverage, opened
from cgtraining.documents.outlines import outlines
from cgtraining.documents.pdf import render_pdf

TEXT = "雪松计划结业证书王芳䶮㛃𬱖 Certificate"


def cut(face: Face, characters: set[int]) -> bytes:
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(characters)
    return bytes(uharfbuzz.subset(opened(face), wanted).blob.data)


def read(content: bytes):
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(content), None)
    return fonts.topDictIndex[0]


def by_place(font) -> bool:
    return font.charset == [".notdef", *(f"cid{place:05d}" for place in range(1, len(font.charset)))]


def drawn(font) -> list[bytes]:
    return [font.CharStrings[name].bytecode for name in font.charset]


@pytest.mark.parametrize("count", [1, 2, 3, 200, 256, 257, 300, 3000])
def test_chinese_characters_are_numbered_by_their_places(count):
    font = cut(Face.SONG, set(sorted(coverage(Face.SONG))[-count:]))
    table = bytes(uharfbuzz.Face(font).reference_table("CFF ").data)
    before, after = read(table), read(outlines(font))
    assert not by_place(before)
    assert by_place(after)
    assert drawn(after) == drawn(before)


def test_a_font_that_names_its_characters_stays_as_it_is():
    font = cut(Face.LATIN, set(map(ord, "Wang")))
    assert outlines(font) == bytes(uharfbuzz.Face(font).reference_table("CFF ").data)


def test_outlines_of_another_kind_are_left_alone():
    assert outlines(Face.PLAIN.path.read_bytes()) is None


def test_every_font_in_a_file_is_numbered_by_place():
    style = '<style>p { font-family: "CG Song", "CG Sans" } b { font-family: "CG Sans" }</style>'
    page = f"<html><head>{style}</head><body><p>{TEXT}</p><b>{TEXT}</b></body></html>"
    fonts = PdfReader(io.BytesIO(render_pdf(page))).pages[0]["/Resources"]["/Font"].values()
    descriptors = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    files = [one.get_object()["/FontFile3"].get_object() for one in descriptors]
    assert {one["/Subtype"] for one in files} == {"/CIDFontType0C"}
    assert all(by_place(read(one.get_data())) for one in files)
