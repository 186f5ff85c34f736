"""Contents of question versions, read once in a process: a version never changes, and its digest says what it holds."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from cgtraining.database import db
from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Content, content_from
from cgtraining.questions.content.parts import Part
from cgtraining.questions.models import QuestionVersion
from cgtraining.questions.rich_text import pictures_in

MOST_KEPT = 5_000
_kept: dict[str, "Known"] = {}


@dataclass(frozen=True)
class Known:
    content: Content

    @cached_property
    def pictures(self) -> frozenset[int]:
        """What its texts show, of whatever part."""
        return frozenset(_pictures(self.content))


def contents_of(digests: Collection[str]) -> dict[str, Known]:
    """By digest; one read for those that are not known yet."""
    known = {digest: found for digest in digests if (found := _kept.get(digest))}
    if missing := set(digests) - set(known):
        query = select(QuestionVersion.digest, QuestionVersion.stored).where(QuestionVersion.digest.in_(missing))
        read = {digest: Known(content_from(stored)) for digest, stored in db.session.execute(query)}
        _keep(read)
        known |= read
    return known


def _keep(read: dict[str, Known]) -> None:
    if len(_kept) + len(read) > MOST_KEPT:
        _kept.clear()
    _kept.update(read)


def _pictures(value: object) -> set[int]:
    if isinstance(value, BilingualText):
        return pictures_in(value.zh) | pictures_in(value.en)
    if isinstance(value, Part):
        return set().union(*(_pictures(each) for _, each in value))
    if isinstance(value, tuple):
        return set().union(*map(_pictures, value))
    return set()
