"""Finding."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Integer, func, literal_column, select, table, true

from cgtraining.database import db
from cgtraining.search.models import SearchEntry
from cgtraining.search.words import as_fts5, as_tsquery, phrases

_FTS = table("search_fts")


def entries_matching(
    question: str, *, visible: ColumnElement[bool] | None = None, limit: int = 20
) -> Sequence[SearchEntry]:
    """Entries that hold every word of `question`, shortest first. `visible` is part of the query, so nothing leaks."""
    if not phrases(question):
        return []
    found = _matches(question) & (true() if visible is None else visible)
    query = select(SearchEntry).where(found).order_by(func.length(SearchEntry.title), SearchEntry.title).limit(limit)
    return db.session.scalars(query).all()


def _matches(question: str) -> ColumnElement[bool]:
    if db.engine.dialect.name == "sqlite":
        hit = literal_column("search_fts").bool_op("MATCH")(as_fts5(question))
        return SearchEntry.id.in_(select(literal_column("rowid", Integer)).select_from(_FTS).where(hit))
    vector = func.to_tsvector(literal_column("'simple'"), SearchEntry.text)
    return vector.bool_op("@@")(func.to_tsquery(literal_column("'simple'"), as_tsquery(question)))
