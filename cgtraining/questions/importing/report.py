"""What an import, or a dry run of it, tells a script."""

from typing import Any

from cgtraining.database import db
from cgtraining.language.choosing import language
from cgtraining.language.text import BilingualText
from cgtraining.questions.importing.models import QuestionImport, QuestionVerdict
from cgtraining.questions.importing.queries import rows_of as stored_rows

Row = dict[str, Any]
NAMES = (
    "file", "where_zh", "where_en", "name", "verdict", "stored", "points", "difficulty", "titles", "competencies",
    "remarks", "question_id",
)  # fmt: skip


def rows_of(question_import: QuestionImport) -> list[Row]:
    return [{name: getattr(row, name) for name in NAMES} for row in db.session.scalars(stored_rows(question_import))]


def counts_in(rows: list[Row]) -> dict[str, int]:
    said = [row["verdict"] for row in rows]
    return {verdict.value: said.count(verdict) for verdict in QuestionVerdict}


def is_left(row: Row) -> bool:
    return row["verdict"] is QuestionVerdict.REFUSED


def told(row: Row) -> Row:
    now = language()
    return {
        "file": row["file"],
        "where": BilingualText(row["where_zh"], row["where_en"]).in_language(now),
        "name": row["name"],
        "kind": row["stored"]["kind"] if row["stored"] else None,
        "verdict": row["verdict"].value,
        "reasons": [BilingualText(one.get("zh"), one.get("en")).in_language(now) for one in row["remarks"]],
        "folder": "/".join(row["titles"]),
        "question": row["question_id"],
    }
