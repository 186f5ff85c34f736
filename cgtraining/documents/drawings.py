"""Pictures that a run of documents shares: read once, and drawn once where they are SVG.

A seal with lettering costs WeasyPrint 15 ms each time that it is drawn; the operators that it writes are the same
each time, so they are kept and written again. What refers to more than an opacity (gradients, text) is drawn anew.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cgtraining.documents.digits import rounded
from cgtraining.documents.fetching import SCHEME

NAMED = re.compile(rb"/(\S+)[^\n/]* (?:gs|Do|sh|scn|SCN|cs|CS|Tf)\b")
OPACITY = re.compile(rb"[aA][\d.]+")


class PictureShelf:
    """The pictures of a batch as WeasyPrint's own cache wants them, by address."""

    def __init__(self) -> None:
        self.cache: dict[str, Any] = {}
        self._contents: dict[str, bytes] = {}

    def holding(self, pictures: Mapping[str, bytes]) -> dict[str, Any]:
        """The cache, without what was read of a picture that had other bytes."""
        for name, content in pictures.items():
            if self._contents.get(name) != content:
                self.cache.pop(SCHEME + name, None)
                self._contents[name] = content
        return self.cache

    def empty(self) -> None:
        """After a picture could not be read or drawn: WeasyPrint would leave a gap next time, and say nothing."""
        self.cache.clear()
        self._contents.clear()

    def keep_drawings(self) -> bool:
        """Call after a layout, which reads pictures: whether some are new, so that the next layout has them kept."""
        new = {address: picture for address, picture in self.cache.items() if type(picture).__name__ == "SVGImage"}
        self.cache.update((address, DrawnOnce(picture)) for address, picture in new.items())
        return bool(new)


class DrawnOnce:
    """An SVG picture of WeasyPrint's that remembers its drawing for each size."""

    def __init__(self, picture: Any) -> None:
        self._picture = picture
        self._drawings: dict[tuple[float, float], list[bytes]] = {}

    def get_intrinsic_size(self, image_resolution: Any, font_size: Any) -> Any:
        return self._picture.get_intrinsic_size(image_resolution, font_size)

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        if not self._drawings.get((width, height)):
            self._draw_and_keep(stream, width, height, style)
        if drawing := self._drawings[width, height]:
            for name in sorted(_names(drawing)):
                stream.set_alpha(float(name[1:]), stroke=name.startswith(b"A"))
            stream.stream.extend(drawing)
            _forget_state(stream)

    def _draw_and_keep(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Keeps an empty drawing, and leaves what was drawn in place, where it cannot be written again."""
        _forget_state(stream)
        start = len(stream.stream)
        self._picture.draw(stream, width, height, style)
        drawing = stream.stream[start:]
        self._drawings[width, height] = []
        if all(OPACITY.fullmatch(name) for name in _names(drawing)):
            self._drawings[width, height] = [rounded(piece) if isinstance(piece, bytes) else piece for piece in drawing]
            del stream.stream[start:]
            _forget_state(stream)


def _forget_state(stream: Any) -> None:
    """Leaving a graphics state makes the stream forget its current colour, so that the next is written in full."""
    with stream.stacked():
        pass


def _names(drawing: Iterable[bytes]) -> set[bytes]:
    """What the operators refer to by name: opacities, fonts, patterns, colour spaces."""
    return set(NAMED.findall(b"\n".join(drawing)))
