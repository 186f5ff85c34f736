"""The pictures of a question on its way out: each becomes a file of one name within the question."""

import re
from typing import Any, NamedTuple

from cgtraining.questions.content import Content, content_from, stored
from cgtraining.questions.interchange.exported import Exported, PictureFile
from cgtraining.questions.interchange.foreign_texts import file_name

PICTURE = re.compile(r'<img\b[^<>]*?\bsrc="picture:(\d+)"[^<>]*>')
ENDINGS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}


class Leaving(NamedTuple):
    """`content` shows its pictures as `<img src="file:NAME">`, as a reader gives them back."""

    content: Content
    files: dict[str, PictureFile]

    def shows(self, name: str) -> bool:
        return f'src=\\"file:{name}\\"' in self.content.model_dump_json()


def leaving(question: Exported) -> Leaving:
    names: dict[int, str] = {}
    for number, picture in question.pictures.items():
        names[number] = _free(file_name(picture.name), picture.media_type, set(names.values()))
    changed = _renamed(stored(question.content), names)
    return Leaving(content_from(changed), {names[number]: picture for number, picture in question.pictures.items()})


def _renamed(part: Any, names: dict[int, str]) -> Any:
    if isinstance(part, dict):
        return {name: _renamed(one, names) for name, one in part.items()}
    if isinstance(part, list):
        return [_renamed(one, names) for one in part]
    return PICTURE.sub(lambda found: _as_file(found, names), part) if isinstance(part, str) else part


def _as_file(found: re.Match[str], names: dict[int, str]) -> str:
    """A picture whose bytes are not there is left out."""
    number = int(found[1])
    return found[0].replace(f'src="picture:{number}"', f'src="file:{names[number]}"') if number in names else ""


def _free(name: str, media_type: str, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, f".{ending}") if dot else (name, ENDINGS.get(media_type, ".png"))
    own, number = stem + ending, 1
    while own in taken:
        number += 1
        own = f"{stem}-{number}{ending}"
    return own
