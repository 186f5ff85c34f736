"""Keeping the table of searchable texts; the rooms call this whenever what they describe changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, bindparam, insert, select, text

from cgtraining.database import db
from cgtraining.search.models import SearchEntry
from cgtraining.search.words import spaced

# SQLite's own index; of entries that were not in it before, nothing is dropped.
MEANT = "search_entry WHERE kind = :kind AND object_id IN :ids"
DROP = f"DELETE FROM search_fts WHERE rowid IN (SELECT id FROM {MEANT})"
INDEX = f"INSERT INTO search_fts (rowid, text) SELECT id, text FROM {MEANT}"


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
    if not objects:
        return
    query = select(SearchEntry).where(SearchEntry.kind == kind)
    known = db.session.scalars(query.where(SearchEntry.object_id.in_([each.object_id for each in objects])))
    entries = {entry.object_id: entry for entry in known}
    for each in objects:
        if entry := entries.get(each.object_id):
            for name, value in _columns(each).items():
                setattr(entry, name, value)
    new = [{"kind": kind, **_columns(each)} for each in objects if each.object_id not in entries]
    db.session.flush()
    if new:
        db.session.execute(insert(SearchEntry), new)
    _index(kind, [each.object_id for each in objects])


def _columns(each: Findable) -> dict[str, Any]:
    return {
        "object_id": each.object_id,
        "title": each.title[:300],
        "text": spaced(each.text),
        "program_id": each.program_id,
        "cohort_id": each.cohort_id,
    }


def forget(kind: str, object_id: int) -> None:
    entry = _entry(kind, object_id)
    if entry is None:
        return
    _drop_from_index(entry)
    db.session.delete(entry)
    db.session.flush()


def _entry(kind: str, object_id: int) -> SearchEntry | None:
    return db.session.scalar(select(SearchEntry).filter_by(kind=kind, object_id=object_id))


def _index(kind: str, object_ids: list[int]) -> None:
    """PostgreSQL's index follows the rows by itself; SQLite's is a table of its own."""
    if db.engine.dialect.name != "sqlite":
        return
    for statement in (DROP, INDEX):
        ids: BindParameter[int] = bindparam("ids", object_ids, expanding=True)
        db.session.execute(text(statement).bindparams(ids), {"kind": kind})


def _drop_from_index(entry: SearchEntry) -> None:
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("DELETE FROM search_fts WHERE rowid = :id"), {"id": entry.id})
