"""Titles and times as the present reader reads them."""

from typing import Protocol

from cgtraining.attendance.models import ClassSession
from cgtraining.language.choosing import language
from cgtraining.language.formatting import format_datetime
from cgtraining.language.text import BilingualText


class Titled(Protocol):
    @property
    def title(self) -> BilingualText: ...


def title_of(thing: Titled) -> str:
    return thing.title.in_language(language())


def when(session: ClassSession) -> str:
    return format_datetime(session.starts_at, session.cohort.timezone)
