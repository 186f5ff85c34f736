"""The folders of a bank as a tree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cgtraining.questions.models import QuestionFolder


@dataclass(frozen=True)
class Branch:
    """A folder at its depth; `count` are the questions in it and in all that lies in it."""

    folder: QuestionFolder
    depth: int
    count: int


def branches(folders: Sequence[QuestionFolder], counts: Mapping[int | None, int]) -> list[Branch]:
    """Every folder after the one that it lies in; `counts` are the questions that lie in a folder itself."""
    inside: dict[int | None, list[QuestionFolder]] = {}
    for folder in folders:
        inside.setdefault(folder.parent_id, []).append(folder)

    def total(folder: QuestionFolder) -> int:
        return counts.get(folder.id, 0) + sum(total(one) for one in inside.get(folder.id, ()))

    def grown(parent: int | None, depth: int) -> Iterator[Branch]:
        for folder in inside.get(parent, ()):
            yield Branch(folder, depth, total(folder))
            yield from grown(folder.id, depth + 1)

    return list(grown(None, 0))
