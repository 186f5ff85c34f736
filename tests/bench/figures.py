"""What was measured, and how it is shown: a value of this machine beside its ratio to a yardstick of the same run."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """`value` in `unit`; `ratio` is value over yardstick; `most` and `most_ratio` are what was asked for, if any."""

    what: str
    value: float
    unit: str
    yardstick: float | None = None
    than: str = ""
    most: float | None = None
    most_ratio: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.yardstick if self.yardstick else None

    @property
    def is_kept(self) -> bool | None:
        """None where nothing was asked."""
        within = [
            value <= most
            for value, most in ((self.value, self.most), (self.ratio, self.most_ratio))
            if value is not None and most is not None
        ]
        return all(within) if within else None

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio, "is_kept": self.is_kept}


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that `share` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def table(figures: Sequence[Figure]) -> str:
    head = ("", "this machine", "ratio", "to", "asked", "")
    rows = [head, *map(_row, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            text.rjust(width) if column in (1, 2) else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _row(figure: Figure) -> tuple[str, str, str, str, str, str]:
    ratio = f"{figure.ratio:.3g} x" if figure.ratio is not None else ""
    verdict = {None: "", True: "kept", False: "MISSED"}[figure.is_kept]
    return figure.what, f"{_number(figure.value)} {figure.unit}", ratio, figure.than, _asked(figure), verdict


def _asked(figure: Figure) -> str:
    asked = []
    if figure.most is not None:
        asked.append(f"at most {_number(figure.most)} {figure.unit}")
    if figure.most_ratio is not None:
        asked.append(f"at most {figure.most_ratio:.3g} x")
    return ", ".join(asked)


def _number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
