"""A text typed by somebody who means harm, in the place of every text that people type."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

from sqlalchemy import JSON, Enum, String, update
from sqlalchemy.sql.schema import Column

from cgtraining.database import db, metadata

SCRIPT = "\"'><evil onx=1>"

# Columns that hold no typed text: what the program writes itself, and what a form takes in one shape only.
NOT_TYPED = {
    "action", "object_kind", "purpose", "kind", "language", "preferred_language", "timezone", "choice", "rule_key",
    "logo_key", "seal_key", "signature_key", "scan_key", "file_key", "pdf_key", "check_in_key", "sha256", "serial",
    "token_hash", "code_hash", "password", "fs_uniquifier", "province_code", "city_code", "code", "link", "phone",
    "email", "address", "sort_key", "search_text", "version_num", "secret", "uid", "device", "key", "zone", "way",
    "doubt", "identity_number", "digest", "media_type", "saved_in", "format",
}  # fmt: skip
TYPED_IN_JSON = {"zh", "en", "name_zh", "name_latin", "name", "reason", "by", "organization", "title"}


def typed_columns() -> Iterator[Column[Any]]:
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String) and not isinstance(column.type, Enum) and column.name not in NOT_TYPED:
                yield column


def poison_everything(text_for: Callable[[int], str]) -> None:
    """Write `text_for(number)` into every typed column of every row, and into the texts within JSON."""
    for number, column in enumerate(typed_columns()):
        text = text_for(number)
        longest = getattr(column.type, "length", None)
        assert longest is None or len(text) <= longest, f"{column} is too short for this poison"
        db.session.execute(update(column.table).values({column.name: text}))
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, JSON):
                _poison_json(column, text_for(0))
    db.session.commit()


def _poison_json(column: Column[Any], text: str) -> None:
    key = next(iter(column.table.primary_key.columns))
    for row_id, value in db.session.execute(column.table.select().with_only_columns(key, column)).all():
        db.session.execute(update(column.table).where(key == row_id).values({column.name: poisoned(value, text)}))


def poisoned(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {
            name: text if name in TYPED_IN_JSON and isinstance(one, str) else poisoned(one, text)
            for name, one in value.items()
        }
    return [poisoned(one, text) for one in value] if isinstance(value, list) else value


class Page(HTMLParser):
    """What became of the poison: `harm` names every tag, attribute and address that it managed to make."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.harm: list[str] = []
        self.fields: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.harm += [tag] if tag == "evil" else []
        for name, value in attrs:
            if name == "onx" or (value or "").strip().lower().startswith(("javascript:", "data:text")):
                self.harm.append(f"{tag} {name}")
        if tag in {"input", "textarea", "select"}:
            self.fields += [value for name, value in attrs if name == "name" and value]
