"""Keeping the table of searchable texts; the rooms call this whenever what they describe changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, text

from cgtraining.database import db
from cgtraining.search.models import SearchEntry
from cgtraining.search.words import spaced


@dataclass(frozen=True)
class Findable:
    """What makes an object findable: `text`; `title` is what a list of hits shows."""

    object_id: int
    title: str
    text: str
    program_id: int | None = None
    cohort_id: int | None = None


def remember(
    kind: str, object_id: int, *, title: str, text: str, program_id: int | None = None, cohort_id: int | None = None
) -> None:
    """Make the object findable by `text`. Called again, it replaces."""
    remember_all(kind, [Findable(object_id, title, text, program_id, cohort_id)])


def remember_all(kind: str, objects: Sequence[Findable]) -> None:
    query = select(SearchEntry).where(SearchEntry.kind == kind)
    known = db.session.scalars(query.where(SearchEntry.object_id.in_([each.object_id for each in objects])))
    entries = {entry.object_id: entry for entry in known}
    for each in objects:
        entry = entries.setdefault(each.object_id, SearchEntry(kind=kind, object_id=each.object_id))
        entry.title, entry.text = each.title[:300], spaced(each.text)
        entry.program_id, entry.cohort_id = each.program_id, each.cohort_id
    db.session.add_all(entries.values())
    db.session.flush()
    _index(list(entries.values()))


def forget(kind: str, object_id: int) -> None:
    entry = _entry(kind, object_id)
    if entry is None:
        return
    _drop_from_index(entry)
    db.session.delete(entry)
    db.session.flush()


def _entry(kind: str, object_id: int) -> SearchEntry | None:
    return db.session.scalar(select(SearchEntry).filter_by(kind=kind, object_id=object_id))


def _index(entries: Sequence[SearchEntry]) -> None:
    """PostgreSQL's index follows the rows by itself; SQLite's is a table of its own."""
    if db.engine.dialect.name != "sqlite" or not entries:
        return
    rows = [{"id": entry.id, "text": entry.text} for entry in entries]
    db.session.execute(text("DELETE FROM search_fts WHERE rowid = :id"), rows)
    db.session.execute(text("INSERT INTO search_fts (rowid, text) VALUES (:id, :text)"), rows)


def _drop_from_index(entry: SearchEntry) -> None:
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("DELETE FROM search_fts WHERE rowid = :id"), {"id": entry.id})
