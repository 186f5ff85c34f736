"""One table of searchable texts, written by operations."""

from sqlalchemy import DDL, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from cgtraining.database import Base


class SearchEntry(Base):
    """`kind` and `object_id` name what is found; `text` is what finds it, with a blank around every Han character.

    `program_id` and `cohort_id` are plain ids by which a query leaves out what the reader may not see.
    """

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "object_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    object_id: Mapped[int]
    program_id: Mapped[int | None] = mapped_column(index=True)
    cohort_id: Mapped[int | None] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)


# The engines' own indexes. Migrations carry the same statements, since autogenerate leaves them alone.
SQLITE_INDEX = "CREATE VIRTUAL TABLE IF NOT EXISTS search_fts USING fts5(text, tokenize='unicode61')"
POSTGRESQL_INDEX = "CREATE INDEX IF NOT EXISTS search_fts_text ON search_entry USING gin (to_tsvector('simple', text))"
for statement, engine in ((SQLITE_INDEX, "sqlite"), (POSTGRESQL_INDEX, "postgresql")):
    event.listen(
        SearchEntry.__table__,
        "after_create",
        DDL(statement).execute_if(dialect=engine),  # type: ignore[no-untyped-call]
    )
