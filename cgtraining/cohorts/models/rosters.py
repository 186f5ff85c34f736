"""An uploaded roster and its rows, from reading to the end of the import."""

import enum
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.cohorts.models.cohorts import Cohort
from cgtraining.database import Base, Recorded, values_of
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person


class ImportState(enum.Enum):
    """`PREVIEW` waits for the administrator; `RUNNING` is unfinished until `DONE`, however often it is interrupted."""

    READING = "reading"
    PREVIEW = "preview"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"

    @property
    def label(self) -> object:
        return {
            ImportState.READING: _l("Being read"),
            ImportState.PREVIEW: _l("To be checked"),
            ImportState.RUNNING: _l("Importing"),
            ImportState.DONE: _l("Imported"),
            ImportState.REFUSED: _l("File cannot be used"),
        }[self]


class RowVerdict(enum.Enum):
    """`KNOWN` is a person from elsewhere who is new in this cohort; `DUPLICATE` repeats another row of the file."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"
    CONFLICT = "conflict"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"

    @property
    def label(self) -> object:
        return {
            RowVerdict.NEW: _l("New person"),
            RowVerdict.KNOWN: _l("Known, new in this cohort"),
            RowVerdict.CHANGED: _l("Changed"),
            RowVerdict.CONFLICT: _l("Please choose"),
            RowVerdict.UNCHANGED: _l("Already here"),
            RowVerdict.DUPLICATE: _l("Twice in the file"),
            RowVerdict.REJECTED: _l("Cannot be used"),
        }[self]


class RosterImport(Recorded, Base):
    """One uploaded list. `columns` says what was recognised: sheets, header_row, columns, ignored, other_lists; while
    it is being read, the one sheet that was asked for, if any (only).

    `joined_on` is the day from which those take part who are new in the cohort: its first day, unless given.
    `total` counts the rows with people, `attempts` how often reading began. The file is deleted once it was read,
    and from `forgotten_at` on the rows say nothing of people any more.
    """

    __tablename__ = "roster_import"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    cohort: Mapped[Cohort] = relationship()
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    actor: Mapped[Person | None] = relationship()
    file_name: Mapped[str] = mapped_column(String(255))
    file_key: Mapped[str | None] = mapped_column(String(200))
    state: Mapped[ImportState] = mapped_column(values_of(ImportState), default=ImportState.READING, index=True)
    problem_zh: Mapped[str | None] = mapped_column(Text)
    problem_en: Mapped[str | None] = mapped_column(Text)
    problem: Mapped[BilingualText] = composite("problem_zh", "problem_en")
    columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
    joined_on: Mapped[date | None]
    total: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]


class RosterRow(Recorded, Base):
    """One row of an imported roster. `number` is its row in the file, counted as the spreadsheet program does;
    `sheet` is empty where only one was read. Ids rise in the order of the file.

    `found` holds the values as recognised, `remarks` what to say about them (code, value, row), `changes` what would
    change (field, old, new, and whether the old one is kept because its person confirmed it), `candidates` ids of
    persons who it might be. `choice` is what somebody decided: new, skip, again (enrol once more) or person:ID.
    `enrols` says whether importing the row puts somebody into the cohort.
    """

    __tablename__ = "roster_row"
    __table_args__ = (UniqueConstraint("import_id", "sheet", "number"),)

    import_id: Mapped[int] = mapped_column(ForeignKey("roster_import.id", ondelete="CASCADE"))
    sheet: Mapped[str] = mapped_column(String(100), default="", server_default="")
    number: Mapped[int]
    verdict: Mapped[RowVerdict] = mapped_column(values_of(RowVerdict), index=True)
    found: Mapped[dict[str, Any]] = mapped_column(default=dict)
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    candidates: Mapped[list[int]] = mapped_column(JSON, default=list)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    enrols: Mapped[bool] = mapped_column(default=False)
    choice: Mapped[str | None] = mapped_column(String(40))
    done_at: Mapped[datetime | None]
