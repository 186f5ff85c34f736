"""What to do next, for each role: a sentence with a number in it, and the page where it is done."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_OF_A_KIND = 5
MOST_SHOWN = 10


@dataclass(frozen=True)
class Step:
    """`look` is `attention` for what is pressing; of a sequence, `done` or `later`."""

    title: str
    detail: str
    url: str
    icon: str
    look: str = ""

    @property
    def row(self) -> tuple[str, str, str, str, str]:
        """As the `next_list` macro takes it."""
        return self.title, self.detail, self.url, self.icon, self.look


def in_order(steps: Iterable[Step]) -> list[Step]:
    """What is pressing first, otherwise as the roles gave it; the same page once only."""
    once = {(step.url, step.title): step for step in steps}
    return sorted(once.values(), key=lambda step: step.look != "attention")
