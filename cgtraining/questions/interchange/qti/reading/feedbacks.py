"""What is said after an answer: to one choice, to a right or a wrong answer, or as an explanation for all."""

import re
from collections.abc import Iterator, Mapping

from flask_babel import lazy_gettext as _l

from cgtraining.language.text import BilingualText
from cgtraining.questions.interchange.foreign_texts import Finding, Taken
from cgtraining.questions.interchange.qti.reading.bodies import html_inside
from cgtraining.questions.interchange.xml_reading import Element

EXPLAINING = re.compile(r"(?i)solution|explanation|general|rationale|always|show[-_]?solution|general_fb")
RIGHT = re.compile(r"(?i)(?:feedback[-_]?)?(?:correct|right|true|ok)(?:[-_]?(?:fb|feedback))?")
WRONG = re.compile(r"(?i)(?:feedback[-_]?)?(?:general_)?(?:incorrect|wrong|false)(?:[-_]?(?:fb|feedback))?")


class Feedbacks:
    """Takes each once; `tell_the_rest` says that some were not taken."""

    def __init__(self, item: Element, taken: Taken, find: Finding) -> None:
        self._taken, self._find = taken, find
        self._left: dict[str, list[str]] = {}
        for one in _shown(item):
            if written := html_inside(one):
                self._left.setdefault(one.get("identifier"), []).append(written)

    def explanation(self) -> BilingualText:
        return self._text("".join(self._all(EXPLAINING)))

    def of(self, identifier: str) -> BilingualText:
        return self._text("".join(self._left.pop(identifier, [])))

    def right_and_wrong(self) -> Mapping[bool, BilingualText]:
        right = "".join(self._all(RIGHT))
        wrong = "".join(self._all(WRONG))
        return {True: self._text(right), False: self._text(wrong)}

    def tell_the_rest(self) -> None:
        if self._left:
            self._taken.lose(_l("The feedback for right, partly right and wrong answers as a whole was left out."))

    def _all(self, wanted: re.Pattern[str]) -> list[str]:
        names = [name for name in self._left if wanted.fullmatch(name)]
        return [written for name in names for written in self._left.pop(name)]

    def _text(self, html: str) -> BilingualText:
        return self._taken.html(html, self._find)


def _shown(item: Element) -> Iterator[Element]:
    for one in item.descendants("modalFeedback", "feedbackBlock", "feedbackInline"):
        if one.get("showHide", "show") == "show":
            yield one
