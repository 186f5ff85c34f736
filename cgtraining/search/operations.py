"""Keeping the table of searchable texts; the rooms call this whenever what they describe changes."""

from sqlalchemy import select, text

from cgtraining.database import db
from cgtraining.search.models import SearchEntry
from cgtraining.search.words import spaced


def remember(
    kind: str, object_id: int, *, title: str, text: str, program_id: int | None = None, cohort_id: int | None = None
) -> None:
    """Make the object findable by `text`; `title` is what a list of hits shows. Called again, it replaces."""
    entry = _entry(kind, object_id) or SearchEntry(kind=kind, object_id=object_id)
    entry.title, entry.text = title[:300], spaced(text)
    entry.program_id, entry.cohort_id = program_id, cohort_id
    db.session.add(entry)
    db.session.flush()
    _index(entry)


def forget(kind: str, object_id: int) -> None:
    entry = _entry(kind, object_id)
    if entry is None:
        return
    _drop_from_index(entry)
    db.session.delete(entry)
    db.session.flush()


def _entry(kind: str, object_id: int) -> SearchEntry | None:
    return db.session.scalar(select(SearchEntry).filter_by(kind=kind, object_id=object_id))


def _index(entry: SearchEntry) -> None:
    """PostgreSQL's index follows the row by itself; SQLite's is a table of its own."""
    if db.engine.dialect.name != "sqlite":
        return
    _drop_from_index(entry)
    values = {"id": entry.id, "text": entry.text}
    db.session.execute(text("INSERT INTO search_fts (rowid, text) VALUES (:id, :text)"), values)


def _drop_from_index(entry: SearchEntry) -> None:
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("DELETE FROM search_fts WHERE rowid = :id"), {"id": entry.id})
