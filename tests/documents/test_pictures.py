import io

import pytest
from PIL import Image

from cgtraining.documents.pictures import clean_picture, mimetype_of
from cgtraining.errors import UnusableFile

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str, attributes: str = "") -> bytes:
    return f'<svg {SVG} viewBox="0 0 10 10" {attributes}>{inside}<path d="M0 0h10"/></svg>'.encode()


def png(width: int = 20, height: int = 10) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), "#1f5c48").save(out, "PNG")
    return out.getvalue()


def test_plain_shapes_stay_as_they_are() -> None:
    drawn = '<g fill="#b3261e"><circle cx="5" cy="5" r="4"/><text x="1">印</text></g><use xlink:href="#a"/>'
    cleaned = clean_picture(svg(drawn))
    assert (cleaned.kind, cleaned.mimetype) == ("svg", "image/svg+xml")
    for part in ('fill="#b3261e"', "<circle", "印", 'xlink:href="#a"', 'viewBox="0 0 10 10"'):
        assert part in cleaned.content.decode()


@pytest.mark.parametrize(
    "harmful",
    [
        "<script>alert(1)</script>",
        "<foreignObject><body/></foreignObject>",
        '<image href="https://example.org/a.png"/>',
        '<rect onload="alert(1)"/>',
        '<use xlink:href="https://example.org/a.svg#b"/>',
        '<rect style="fill:url(https://example.org/a)"/>',
        "<style>@import 'https://example.org/a.css';</style>",
        '<a href="javascript:alert(1)"><rect/></a>',
        '<rect xmlns:x="http://example.org/ns" x:y="https://example.org"/>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<x:rect xmlns:x="http://example.org/alert"/>',
    ],
)
def test_what_runs_or_leads_outside_is_taken_away(harmful: str) -> None:
    cleaned = clean_picture(svg(harmful)).content.decode()
    assert [word for word in ("alert", "example.org", "script", "foreign", "import") if word in cleaned] == []


def test_own_styles_and_gradients_stay() -> None:
    drawn = '<style>.a{fill:#000}</style><rect fill="url(#g)" class="a"/>'
    cleaned = clean_picture(svg(drawn)).content.decode()
    assert ".a{fill:#000}" in cleaned
    assert "url(#g)" in cleaned


def test_the_usual_document_type_of_drawing_programs_is_dropped() -> None:
    head = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert clean_picture(head + svg("")).content.startswith(b"<svg")


def test_a_png_is_written_anew_without_what_stands_behind_it() -> None:
    cleaned = clean_picture(png() + b"<script>")
    assert (cleaned.kind, cleaned.mimetype, b"<script>" in cleaned.content) == ("png", "image/png", False)
    assert Image.open(io.BytesIO(cleaned.content)).size == (20, 10)


@pytest.mark.parametrize(
    "unusable",
    [
        b"",
        b"no picture",
        b"\xff\xd8\xff\xe0 jpeg",
        b"\x89PNG\r\n\x1a\n damaged",
        png(5000, 1),
        b"<html/>",
        b"<svg/>",
        f"<svg {SVG}></svg>".encode(),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"),
        b" " * 1_100_000,
    ],
    ids=["empty", "text", "jpeg", "damaged", "huge", "html", "no namespace", "nothing", "entities", "too large"],
)
def test_anything_else_is_refused_with_a_sentence(app: object, unusable: bytes) -> None:
    with pytest.raises(UnusableFile) as refusal:
        clean_picture(unusable)
    assert str(refusal.value).endswith((".", "。"))


def test_the_type_follows_the_ending() -> None:
    assert [mimetype_of(name) for name in ("a/b.png", "a/b.svg")] == ["image/png", "image/svg+xml"]
