"""What an inspection found: how grave it is, whom it is about, and where it is mended."""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from cgtraining.certificates.models import AwardEntry, AwardList
from cgtraining.completion.models import GraduateEntry, GraduateList
from cgtraining.people.models import Person

Source = GraduateList | AwardList
Entry = GraduateEntry | AwardEntry


class Weight(enum.Enum):
    """Blocking a whole list, blocking one certificate of it while the others are issued, or only to be known."""

    BLOCKS_ALL = "all"
    BLOCKS_ONE = "one"
    WARNS = "warns"

    @property
    def label(self) -> object:
        return {
            Weight.BLOCKS_ALL: _l("Nothing can be issued"),
            Weight.BLOCKS_ONE: _l("This one is not issued"),
            Weight.WARNS: _l("Only a warning"),
        }[self]

    @property
    def tone(self) -> str:
        return "attention" if self is Weight.WARNS else "bad"


class Mending(enum.Enum):
    """The page on which something is mended."""

    LIST = "list"
    ISSUING = "issuing"
    PROGRAM = "program"
    COHORT = "cohort"
    HOLDER = "holder"
    CERTIFICATE = "certificate"
    SERVER = "server"

    @property
    def label(self) -> object:
        return {
            Mending.LIST: _l("To the list"),
            Mending.ISSUING: _l("To issuers and signatories"),
            Mending.PROGRAM: _l("To the program"),
            Mending.COHORT: _l("To the cohort"),
            Mending.HOLDER: _l("To the trainee"),
            Mending.CERTIFICATE: _l("To the certificate"),
            Mending.SERVER: "",
        }[self]


@dataclass(frozen=True)
class Finding:
    """`sentence` is whole and lazy; `row_id` is the row of the page that mends it, where the list does not say it."""

    weight: Weight
    sentence: object
    mending: Mending
    row_id: int | None = None


@dataclass(frozen=True)
class Candidate:
    """Somebody on the list, with what was found about the certificate that they would get."""

    entry: Entry
    person: Person
    findings: Sequence[Finding] = ()

    @property
    def is_blocked(self) -> bool:
        return any(one.weight is Weight.BLOCKS_ONE for one in self.findings)


@dataclass(frozen=True)
class Inspection:
    whole: Sequence[Finding]
    candidates: Sequence[Candidate] = field(default_factory=tuple)

    @property
    def blocks_all(self) -> bool:
        return any(one.weight is Weight.BLOCKS_ALL for one in self.whole)

    @property
    def issuable(self) -> int:
        return 0 if self.blocks_all else sum(not one.is_blocked for one in self.candidates)

    @property
    def blocked(self) -> int:
        return sum(one.is_blocked for one in self.candidates)

    def rows(self, weight: str | None = None) -> list[tuple[Candidate, Finding]]:
        """Each finding with its person, what blocks first; only of one `weight`, if it names one."""
        found = [(candidate, one) for candidate in self.candidates for one in candidate.findings]
        order = list(Weight)
        wanted = [row for row in found if weight in (None, row[1].weight.value)]
        return sorted(wanted, key=lambda row: order.index(row[1].weight))


def person_of(entry: Entry) -> Person:
    return entry.person if isinstance(entry, AwardEntry) else entry.enrolment.person


def blocking_all(sentences: Iterable[object], mending: Mending) -> list[Finding]:
    return [Finding(Weight.BLOCKS_ALL, sentence, mending) for sentence in sentences]
