"""A picture that would never be drawn, or never be finished, is refused when it is uploaded."""

import time

import pytest

from cgtraining.documents.drawable import MOST_DRAWN
from cgtraining.documents.pictures import clean_picture
from cgtraining.errors import UnusableFile

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SHAPE = '<path d="M0 0h9v9z"/>'


def svg(inside: str) -> bytes:
    return f'<svg {SVG} viewBox="0 0 9 9">{inside}{SHAPE}</svg>'.encode()


def chain_of_copies(length: int) -> str:
    links = "".join(f'<g id="a{n}"><use xlink:href="#a{n - 1}"/></g>' for n in range(1, length))
    return f'<defs>{links}</defs><use xlink:href="#a{length - 1}"/>'


def copies_of_copies(levels: int) -> str:
    groups = f'<g id="a0">{SHAPE}</g>'
    for level in range(1, levels):
        groups += f'<g id="a{level}">' + f'<use xlink:href="#a{level - 1}"/>' * 10 + "</g>"
    return f'<defs>{groups}</defs><use xlink:href="#a{levels - 1}"/>'


@pytest.mark.parametrize(
    "endless",
    [
        copies_of_copies(9),
        chain_of_copies(1000),
        f'<g id="a"><use xlink:href="#a"/>{SHAPE}</g>',
        '<defs><pattern id="p" width="1" height="1"><path d="M0 0h1v1z" fill="url(#p)"/></pattern></defs>'
        '<path d="M0 0h9v9z" fill="url(#p)"/>',
        '<defs><mask id="m"><path d="M0 0h1v1z" style="mask:url(#m)"/></mask></defs><path mask="url(#m)"/>',
        "<g>" * 5000 + "</g>" * 5000,
        SHAPE * (MOST_DRAWN + 1),
    ],
    ids=["copies of copies", "chain", "copy of itself", "pattern of itself", "mask of itself", "deep", "many"],
)
def test_what_would_take_for_ever_is_refused_at_once(app: object, endless: str) -> None:
    began = time.monotonic()
    with pytest.raises(UnusableFile) as refusal:
        clean_picture(svg(endless))

    assert str(refusal.value) == "绘制此 SVG 耗时过长，请简化图形后保存，或改存为 PNG。"
    assert time.monotonic() - began < 5


def test_what_cannot_be_drawn_is_refused_with_a_sentence(app: object) -> None:
    with pytest.raises(UnusableFile) as refusal:
        clean_picture(f'<svg {SVG} viewBox="a b c d">{SHAPE}</svg>'.encode())

    assert str(refusal.value) == "此 SVG 无法绘制，请用简单图形保存，或改存为 PNG。"


def test_a_seal_of_many_strokes_is_drawn(app: object) -> None:
    strokes = f'<defs><g id="stroke">{SHAPE}</g></defs>' + '<use xlink:href="#stroke"/>' * 500

    assert clean_picture(svg(strokes)).kind == "svg"


def test_dots_inside_an_svg_would_be_missing_in_print_so_they_are_refused(app: object) -> None:
    with pytest.raises(UnusableFile) as refusal:
        clean_picture(svg('<image href="data:image/png;base64,AAAA"/>'))

    assert str(refusal.value) == "此 SVG 内嵌有位图，请整体另存为 PNG 后上传。"


def test_definitions_do_not_hide_in_utf_16(app: object) -> None:
    hidden = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE svg [<!ENTITY a "b">]><svg {SVG}>{SHAPE}</svg>'

    with pytest.raises(UnusableFile):
        clean_picture(hidden.encode("utf-16"))


@pytest.mark.parametrize(
    "style", ["path{fill:u\\72l(http://x.y)}", 'path{background:image-set("http://x.y" 1x)}', "path{fill:url(//x.y)}"]
)
def test_a_style_leads_nowhere(app: object, style: str) -> None:
    assert b"x.y" not in clean_picture(svg(f"<style>{style}</style>")).content
