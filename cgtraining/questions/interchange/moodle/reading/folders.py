"""A category of Moodle as a path of folders."""

import re

from cgtraining.questions.interchange.moodle.reading.fields import raw_in
from cgtraining.questions.interchange.xml_reading import Element
from cgtraining.questions.rich_text import plain

DEEPEST = 8


def folder_of(question: Element) -> tuple[str, ...]:
    """`$course$/top/Community//Grid/Unit 1` are Community/Grid and Unit 1: a slash that parts nothing is doubled."""
    titles = [
        plain(title.replace("//", "/")).strip()
        for title in re.split(r"(?<!/)/(?!/)", raw_in(question.first("category")))
    ]
    if titles and re.fullmatch(r"\$\w+\$", titles[0]):
        titles = titles[1:]
    if titles and titles[0] == "top":
        titles = titles[1:]
    return tuple(title[:200] for title in titles if title)[:DEEPEST]
