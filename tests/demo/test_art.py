import re
from pathlib import Path

import pytest

from cgtraining.demo.art import draw, sign

DRAWINGS = sorted(draw.HERE.glob("*.svg"))


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.name)
def test_a_drawing_is_flat_and_needs_no_font(path: Path) -> None:
    tags = set(re.findall(r"<(\w+)", path.read_text(encoding="utf-8")))
    assert tags <= {"svg", "title", "path", "circle"}


def test_every_organization_has_a_seal_that_says_it_is_for_demonstration() -> None:
    song = draw.Outlines("song-600.otf")
    name = draw.ORGANIZATIONS["cedar"][0]
    assert draw.seal(name, song) == (draw.HERE / "seal-cedar.svg").read_text(encoding="utf-8")
    assert song.line("演示专用", -song.length("演示专用", 36, 5) / 2, 130, 36, tracking=5) in draw.seal(name, song)


def test_the_signatures_are_what_the_strokes_give() -> None:
    kept = {key: (sign.HERE / f"signature-{key}.svg").read_text(encoding="utf-8") for key in sign.SIGNATURES}
    assert kept == {key: sign.signature(name) for key, name in sign.SIGNATURES.items()}
