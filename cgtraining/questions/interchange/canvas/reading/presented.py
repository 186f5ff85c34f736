"""One item of QTI 1.2 while it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from cgtraining.language.text import BilingualText
from cgtraining.questions.interchange.canvas.reading.material import html_with, own_material
from cgtraining.questions.interchange.canvas.reading.scoring import Condition, feedback_of
from cgtraining.questions.interchange.foreign_texts import Finding, Taken
from cgtraining.questions.interchange.xml_reading import Element

BLANK = "____"


@dataclass(frozen=True)
class Presented:
    item: Element
    presentation: Element
    metadata: Mapping[str, str]
    conditions: list[Condition]
    taken: Taken
    find: Finding
    used: set[str] = field(default_factory=set)

    def responses(self, *names: str) -> list[Element]:
        return list(self.presentation.descendants(*(names or ("response_lid", "response_str", "response_num"))))

    def text(self) -> BilingualText:
        return self.html(html_with(self.presentation, lambda response: ""))

    def html(self, written: str) -> BilingualText:
        return self.taken.html(written, self.find)

    def inside(self, holder: Element) -> BilingualText:
        return self.html(own_material(holder))

    def explanation(self) -> BilingualText:
        return self.feedback("general_fb") or self.feedback("solution")

    def feedback(self, identifier: str | None) -> BilingualText:
        self.used.add(identifier or "")
        held = [one for one in self.item.elements("itemfeedback") if one.get("ident") == identifier]
        return self.html("".join(own_material(one) for one in held))

    def feedback_to(self, response: str, value: str) -> BilingualText:
        return self.feedback(feedback_of(self.conditions, response, value))

    def tell_the_rest(self) -> None:
        left = [one for one in self.item.elements("itemfeedback") if one.get("ident") not in self.used]
        if any(own_material(one) for one in left):
            self.taken.lose(_l("The feedback for right, partly right and wrong answers as a whole was left out."))


def labels_of(response: Element) -> Sequence[Element]:
    return list(response.descendants("response_label"))
