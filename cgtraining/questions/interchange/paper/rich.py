"""A line of a paper: its characters, which the rules of reading look at, and how each of them looks."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

OBJECT = "\ufffc"  # in the place of a picture or a table


class Run(NamedTuple):
    """`tags` are of HTML, outermost first; with `html` it is one `OBJECT` that stands for this."""

    text: str
    tags: tuple[str, ...] = ()
    html: str = ""


@dataclass(frozen=True)
class Rich:
    runs: tuple[Run, ...]
    text: str

    @staticmethod
    def of(runs: Iterable[Run]) -> "Rich":
        kept = tuple(run for run in runs if run.text)
        return Rich(kept, "".join(run.text for run in kept))

    @staticmethod
    def plain(text: str) -> "Rich":
        return Rich.of([Run(text)])

    def part(self, start: int, end: int | None = None) -> "Rich":
        """Without the blanks at its ends."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        return self._cut(start, start + len(text.strip()))

    def replaced(self, start: int, end: int, by: str) -> "Rich":
        return Rich.of([*self._cut(0, start).runs, Run(by), *self._cut(end, len(self.text)).runs])

    def html(self) -> str:
        return "".join(_shown(run) for run in self.runs)

    def _cut(self, start: int, end: int) -> "Rich":
        runs, at = [], 0
        for run in self.runs:
            first, last = max(start - at, 0), min(end - at, len(run.text))
            if first < last:
                runs.append(run._replace(text=run.text[first:last]))
            at += len(run.text)
        return Rich.of(runs)


EMPTY = Rich((), "")


def in_paragraphs(lines: Iterable[Rich]) -> str:
    """The lines of one text as HTML; tables stand by themselves."""
    return "<br>".join(line.html() for line in lines if line.text.strip()).replace("</table><br>", "</table>")


def _shown(run: Run) -> str:
    if run.html:
        return run.html
    opening = "".join(f"<{tag}>" for tag in run.tags)
    closing = "".join(f"</{tag}>" for tag in reversed(run.tags))
    return opening + html.escape(run.text, quote=False) + closing
