"""Adding questions, and changing them by new versions."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.models import Competency, Program
from cgtraining.questions.content import Content, stored
from cgtraining.questions.content.words import words_of
from cgtraining.questions.kinds import Difficulty, QuestionKind
from cgtraining.questions.models import Question, QuestionFolder, QuestionVersion
from cgtraining.questions.naming import beginning
from cgtraining.questions.queries import latest_version

LONGEST_NAME = 200


@dataclass(frozen=True)
class Filing:
    """How a question is found in the bank; changing it makes no new version."""

    name: str = ""
    folder: QuestionFolder | None = None
    points: Decimal = Decimal(1)
    difficulty: Difficulty | None = None
    competencies: Sequence[Competency] = field(default_factory=tuple)


def add_question(*, program: Program, content: Content, filing: Filing, actor: Person | None) -> Question:
    """Its first version. Without a name it is filed under the beginning of what it asks."""
    question = Question(program=program, kind=QuestionKind(content.kind))
    _file(question, filing, content)
    db.session.add(question)
    db.session.flush()
    _add_version(question, content, actor, reason=None)
    record("question.added", question, actor=actor, program_id=program.id, kind=question.kind.value)
    return question


def revise_question(
    *, question: Question, content: Content, actor: Person | None, version: int | str | None, reason: str | None = None
) -> QuestionVersion:
    """A new version, unless nothing differs from the newest one; attempts keep the version that they have."""
    question.expect_version(version)
    if content.kind != question.kind.value:
        raise RuleBroken(_l("A question keeps its kind. Make a new question instead."))
    newest = latest_version(question)
    if newest.digest == digest_of(content):
        return newest
    question.latest += 1
    if question.name == beginning(newest.content.text):
        question.name = beginning(content.text)
    question.search_text = _search_text(question, content)
    made = _add_version(question, content, actor, reason)
    record("question.revised", question, actor=actor, number=made.number)
    return made


def file_question(*, question: Question, filing: Filing, actor: Person | None, version: int | str | None) -> None:
    question.expect_version(version)
    _file(question, filing, latest_version(question).content)
    record("question.filed", question, actor=actor, folder_id=question.folder_id)
    db.session.flush()


def copy_question(*, question: Question, name: str, actor: Person | None) -> Question:
    """Its newest version as the first one of a new question, filed in the same place."""
    filing = Filing(name, question.folder, question.points, question.difficulty, question.competencies)
    content = latest_version(question).content
    return add_question(program=question.program, content=content, filing=filing, actor=actor)


def retire_question(*, question: Question, actor: Person | None) -> None:
    if question.retired_at is None:
        question.retired_at = clock.now()
        record("question.retired", question, actor=actor)
        db.session.flush()


def restore_question(*, question: Question, actor: Person | None) -> None:
    if question.retired_at is not None:
        question.retired_at = None
        record("question.restored", question, actor=actor)
        db.session.flush()


def digest_of(content: Content) -> str:
    canonical = json.dumps(stored(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _add_version(question: Question, content: Content, actor: Person | None, reason: str | None) -> QuestionVersion:
    made = QuestionVersion(
        question=question,
        number=question.latest,
        stored=stored(content),
        digest=digest_of(content),
        author=actor,
        reason=reason,
    )
    db.session.add(made)
    db.session.flush()
    return made


def _file(question: Question, filing: Filing, content: Content) -> None:
    if filing.folder is not None and filing.folder.program_id != question.program.id:
        raise RuleBroken(_l("This folder is in the bank of another program."))
    if any(competency.program_id != question.program.id for competency in filing.competencies):
        raise RuleBroken(_l("This competency belongs to another program."))
    question.name = (filing.name.strip() or beginning(content.text))[:LONGEST_NAME]
    question.folder = filing.folder
    question.points = filing.points
    question.difficulty = filing.difficulty
    question.competencies = list(filing.competencies)
    question.search_text = _search_text(question, content)


def _search_text(question: Question, content: Content) -> str:
    return f"{question.name}\n{words_of(content)}".lower()
