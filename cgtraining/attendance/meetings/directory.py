"""Everybody whom the report of a meeting may mean, and what it says of a participant."""

from collections import defaultdict
from dataclasses import dataclass, field

from cgtraining.attendance.meetings.names import key_of, latin_keys


@dataclass(frozen=True)
class Known:
    """Somebody whom the report may mean: a trainee, or somebody who runs the course. Phones are in E.164."""

    id: int
    name_zh: str | None = None
    name_latin: str | None = None
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    organization: str = ""
    is_staff: bool = False


@dataclass(frozen=True)
class Sought:
    """What a report says of one participant; `other_name` is the original or the real name beside the one shown."""

    name: str
    email: str = ""
    phone: str = ""
    other_name: str = ""
    is_host: bool = False


@dataclass
class Directory:
    """Everybody who may be meant, found by each of the ways in constant time."""

    people: list[Known]
    by_email: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_phone: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_latin: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for each in self.people:
            for email in each.emails:
                self.by_email[email.casefold()].append(each)
            for phone in each.phones:
                self.by_phone[phone].append(each)
            if each.name_zh:
                self.by_name[key_of(each.name_zh)].append(each)
            for key in latin_keys(each.name_latin or ""):
                self.by_latin[key].append(each)

    @property
    def trainees(self) -> list[Known]:
        return [each for each in self.people if not each.is_staff]
