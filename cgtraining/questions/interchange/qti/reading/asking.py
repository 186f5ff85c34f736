"""One item while it is read: its interactions, its responses, and its text with something in the place of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.language.text import BilingualText
from cgtraining.questions.interchange.foreign_texts import Finding, Taken
from cgtraining.questions.interchange.qti.reading.bodies import Instead, html_inside
from cgtraining.questions.interchange.qti.reading.feedbacks import Feedbacks
from cgtraining.questions.interchange.qti.reading.responses import Response
from cgtraining.questions.interchange.xml_reading import Element

CANDIDATE = "candidate"


@dataclass(frozen=True)
class Asking:
    item: Element
    body: Element
    interactions: Sequence[Element]
    responses: Mapping[str, Response]
    feedbacks: Feedbacks
    taken: Taken
    find: Finding

    def response_to(self, interaction: Element) -> Response:
        found = self.responses.get(interaction.get("responseIdentifier"))
        if found is None:
            raise RuleBroken(_l("It does not declare the response to what it asks."))
        return found

    def text(self, instead: Instead | None = None) -> BilingualText:
        """The text of the item; each interaction is its prompt, unless `instead` says otherwise."""

        def shown(element: Element) -> str | None:
            other = instead(element) if instead else None
            if other is None and element.name.endswith("Interaction"):
                return _prompt(element)
            return other

        return self.html(self._for_trainees() + html_inside(self.body, shown))

    def inside(self, element: Element | None, instead: Instead = lambda element: None) -> BilingualText:
        return self.html(html_inside(element, instead))

    def html(self, written: str) -> BilingualText:
        return self.taken.html(written, self.find)

    def guidance(self) -> BilingualText:
        """What is written for those who mark."""
        return self.html("".join(html_inside(one) for one in self._rubrics() if CANDIDATE not in _views(one)))

    def explanation(self) -> BilingualText:
        return self.feedbacks.explanation()

    def _for_trainees(self) -> str:
        return "".join(html_inside(one) for one in self._rubrics() if CANDIDATE in _views(one))

    def _rubrics(self) -> list[Element]:
        return list(self.body.descendants("rubricBlock"))


def _views(rubric: Element) -> list[str]:
    return rubric.get("view", CANDIDATE).split()


def _prompt(interaction: Element) -> str:
    """A paragraph of its own; where the interaction surrounds a text, that text too."""
    prompt = html_inside(interaction.first("prompt"))
    return f"<p>{prompt}</p>" if prompt and not prompt.startswith("<p") else prompt
