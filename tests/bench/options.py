"""What the command line asks of every measurement."""

from dataclasses import dataclass

from tests.bench.place import ENGINES


@dataclass(frozen=True)
class Options:
    """`scale` 1 measures what the issues ask for; less only shows that the bench works. `full` takes the largest
    size where an ordinary one is smaller."""

    engines: tuple[str, ...] = ENGINES
    scale: float = 1.0
    full: bool = False

    def sized(self, count: int) -> int:
        return max(3, round(count * self.scale))
