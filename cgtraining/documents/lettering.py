"""Lines of text that stand alike on many sheets: shaped once, and then written as the same operators.

WeasyPrint shapes each line anew when it draws it. Within `kept_lettering` a box of text that carries a `Lettering` is
written from what was kept; everything else is drawn as ever.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

PLAIN = ("clip", "none")  # neither cut off nor ended by dots

Draw = Callable[[Any, Any, float, str, str], None]


class Lettering:
    """Of one line and its copies in other places."""

    def __init__(self) -> None:
        self.operators: list[bytes] | None = None
        self.fonts: dict[Any, Any] = {}
        self.is_plain = True

    def draw(self, original: Draw, stream: Any, line: Any) -> None:
        if self.operators is None:
            self._learn(original, stream, line)
        if self.is_plain:
            self._write(stream, line)
        else:
            original(stream, line, 0, *PLAIN)

    def _learn(self, original: Draw, stream: Any, line: Any) -> None:
        """On a sheet of its own, with fonts that hold the letters of this line only."""
        scratch = stream.clone(fonts={}, tags=None)
        original(scratch, line, 0, *PLAIN)
        drawn = scratch.stream[scratch.stream.index(b"BT") + 1 :]
        self.fonts = scratch._fonts
        self.operators = drawn[1:-1]  # between the place of the line and the end of the text
        self.is_plain = drawn[-1:] == [b"ET"] and not any(font.missing for font in self.fonts.values())

    def _write(self, stream: Any, line: Any) -> None:
        stream.set_color(line.style["color"])
        stream.begin_text()
        if self.operators:
            stream._current_font = None  # the operators say which
            stream.set_text_matrix(1, 0, 0, -1, line.position_x, line.position_y + line.baseline)
            stream.stream.extend(self.operators)
        stream.end_text()
        for key, font in self.fonts.items():
            _add_letters(stream._fonts, key, font)


def keep_lettering(box: Any) -> None:
    """From now on, for each line of text within this laid-out box."""
    for each in box.descendants():
        if type(each).__name__ == "TextBox" and _is_plain(each.style):
            each.lettering = Lettering()


@contextmanager
def kept_lettering() -> Iterator[None]:
    """The caller sees to it that nobody else draws meanwhile."""
    from weasyprint import draw  # loads Pango, which few commands need

    original = draw.draw_text

    def draw_text(stream: Any, line: Any, offset: float, overflow: str, ellipsis: str = "none") -> None:
        lettering = getattr(line, "lettering", None)
        if lettering is None or (overflow, ellipsis) != PLAIN:
            original(stream, line, offset, overflow, ellipsis)
        else:
            lettering.draw(original, stream, line)

    draw.draw_text = draw_text
    try:
        yield
    finally:
        draw.draw_text = original


def _is_plain(style: Any) -> bool:
    return bool(style["text_decoration_line"] == "none" and style["visibility"] == "visible")


def _add_letters(fonts: dict[Any, Any], key: Any, kept: Any) -> None:
    if key not in fonts:
        fonts[key] = copy(kept)
        fonts[key].widths, fonts[key].to_unicode, fonts[key].missing = {}, {}, {}
    for letters, more in ((fonts[key].widths, kept.widths), (fonts[key].to_unicode, kept.to_unicode)):
        letters.update((glyph, value) for glyph, value in more.items() if glyph not in letters)
