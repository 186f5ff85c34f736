"""Lists that two people approve: of graduates, and of honours, letters and statements."""

from typing import Protocol

from flask_babel import lazy_gettext as _l

from cgtraining import clock
from cgtraining.completion.models import ApprovedByTwo
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.models import Program


class ListToApprove(Protocol):
    @property
    def is_waiting(self) -> bool: ...
    @property
    def first_approved_by_id(self) -> int | None: ...


def is_first_of_two(to_approve: ListToApprove, program: Program) -> bool:
    """Whether the approval that is given now needs another one after it."""
    return program.approvals_needed == 2 and not to_approve.is_waiting


def check_another_person(to_approve: ListToApprove, program: Program, actor: Person | None) -> None:
    """The second approval is never the first approver's, nor the machine's.

    A list that waits already keeps to that if the program asks for one approval only from now on.
    """
    if (program.approvals_needed == 2 or to_approve.is_waiting) and not may_give_second(to_approve, actor):
        raise RuleBroken(_l("You gave the first approval. The second one is another person's."))


def may_give_second(to_approve: ListToApprove, person: Person | None) -> bool:
    return person is not None and person.id != to_approve.first_approved_by_id


def note_first_approval(to_approve: ApprovedByTwo, actor: Person | None) -> None:
    to_approve.first_approved_at = clock.now()
    to_approve.first_approved_by_id = actor.id if actor else None
