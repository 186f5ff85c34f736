"""An import of questions and what was read for it, from reading to the end."""

import enum
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.database import Base, Recorded, values_of
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.questions.content import Content, content_from
from cgtraining.questions.kinds import Difficulty, QuestionKind
from cgtraining.questions.models import Question, QuestionFolder


class QuestionImportState(enum.Enum):
    """`PREVIEW` waits for somebody who looks through it; `RUNNING` is unfinished, however often it is interrupted."""

    PREVIEW = "preview"
    RUNNING = "running"
    DONE = "done"

    @property
    def label(self) -> object:
        return {
            QuestionImportState.PREVIEW: _l("To be checked"),
            QuestionImportState.RUNNING: _l("Importing"),
            QuestionImportState.DONE: _l("Imported"),
        }[self]


class QuestionVerdict(enum.Enum):
    """`PRESENT`: the same content is in the bank already; `REPEATED`: it stands earlier in the same import."""

    TAKEN = "taken"
    LOSS = "loss"
    REFUSED = "refused"
    PRESENT = "present"
    REPEATED = "repeated"

    @property
    def label(self) -> object:
        return {
            QuestionVerdict.TAKEN: _l("Taken"),
            QuestionVerdict.LOSS: _l("Taken with a loss"),
            QuestionVerdict.REFUSED: _l("Cannot be taken"),
            QuestionVerdict.PRESENT: _l("In the bank already"),
            QuestionVerdict.REPEATED: _l("Twice in the files"),
        }[self]


TO_TAKE = (QuestionVerdict.TAKEN, QuestionVerdict.LOSS)


class QuestionImport(Recorded, Base):
    """`files` are the names of what was read. Questions go into `folder`; with `keeps_folders` into the folders that
    the files name, within it. `retired_at`: all that it brought was taken out of use again."""

    __tablename__ = "question_import"

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"), index=True)
    program: Mapped[Program] = relationship()
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    actor: Mapped[Person | None] = relationship()
    folder_id: Mapped[int | None] = mapped_column(ForeignKey("question_folder.id", ondelete="SET NULL"))
    folder: Mapped[QuestionFolder | None] = relationship()
    keeps_folders: Mapped[bool] = mapped_column(default=True)
    files: Mapped[list[str]] = mapped_column(JSON, default=list)
    state: Mapped[QuestionImportState] = mapped_column(
        values_of(QuestionImportState), default=QuestionImportState.PREVIEW, index=True
    )
    leased_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]


class ImportedQuestion(Recorded, Base):
    """One question of an import, in the order of the files. `stored` is its content, its pictures already in the bank;
    None if it is not taken. `remarks` are sentences in both languages: what is lost, or why it is not taken."""

    __tablename__ = "imported_question"
    __table_args__ = (UniqueConstraint("import_id", "number"),)

    import_id: Mapped[int] = mapped_column(ForeignKey("question_import.id", ondelete="CASCADE"))
    number: Mapped[int]
    file: Mapped[str] = mapped_column(String(255))
    where_zh: Mapped[str | None] = mapped_column(Text)
    where_en: Mapped[str | None] = mapped_column(Text)
    where: Mapped[BilingualText] = composite("where_zh", "where_en")
    name: Mapped[str] = mapped_column(String(200))
    verdict: Mapped[QuestionVerdict] = mapped_column(values_of(QuestionVerdict), index=True)
    stored: Mapped[dict[str, Any] | None]
    digest: Mapped[str | None] = mapped_column(String(64))
    points: Mapped[Decimal | None]
    difficulty: Mapped[Difficulty | None] = mapped_column(values_of(Difficulty, "imported_difficulty"))
    titles: Mapped[list[str]] = mapped_column(JSON, default=list)
    competencies: Mapped[list[str]] = mapped_column(JSON, default=list)
    remarks: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id", ondelete="SET NULL"), index=True)
    question: Mapped[Question | None] = relationship()
    done_at: Mapped[datetime | None]

    @property
    def content(self) -> Content | None:
        return content_from(self.stored) if self.stored else None

    @property
    def kind(self) -> QuestionKind | None:
        return QuestionKind(self.stored["kind"]) if self.stored else None

    @property
    def said(self) -> list[BilingualText]:
        return [BilingualText(remark.get("zh"), remark.get("en")) for remark in self.remarks]
