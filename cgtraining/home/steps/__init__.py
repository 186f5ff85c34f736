"""What to do next, for each role: a sentence with a number in it, and the page where it is done."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """`urgent` steps are shown in the tone of attention."""

    title: str
    detail: str
    url: str
    icon: str
    urgent: bool = False

    def as_row(self) -> tuple[str, str, str, str, str]:
        """As the `next_list` macro takes it."""
        return self.title, self.detail, self.url, self.icon, "attention" if self.urgent else ""
