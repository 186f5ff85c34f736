"""What the lines of a paper say about each question, before it is judged what kind of question that is."""

from dataclasses import dataclass, field
from decimal import Decimal

from cgtraining.questions.interchange.paper.headings import Heading, Sort
from cgtraining.questions.interchange.paper.rich import Rich


@dataclass(frozen=True)
class Line:
    """`number` in the file; `text` is folded and begins where `rich` does."""

    number: int
    rich: Rich
    text: str

    def part(self, start: int, end: int | None = None) -> "Line":
        rich = self.rich.part(start, end)
        cut = self.text[start:end]
        return Line(self.number, rich, cut.strip())


@dataclass
class Draft:
    """`section` counts the headings before it; `strays` stood before it and belong to no question."""

    number: int
    line: int
    section: int
    heading: Heading
    stem: list[Line] = field(default_factory=list)
    options: list[tuple[str, list[Line]]] = field(default_factory=list)
    answer: list[Line] = field(default_factory=list)
    explanation: list[Line] = field(default_factory=list)
    difficulty: str = ""
    competencies: list[str] = field(default_factory=list)
    points: Decimal | None = None
    sort: Sort | None = None
    strays: list[str] = field(default_factory=list)

    @property
    def answer_text(self) -> str:
        return "\n".join(line.rich.text for line in self.answer).strip()
