"""What reading or importing a list came to, as plain values for JSON. Scripts rely on the names of the keys."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cgtraining.cohorts.models import RowVerdict
from cgtraining.cohorts.roster import wording

KEYS = {
    RowVerdict.NEW: "new",
    RowVerdict.KNOWN: "known",
    RowVerdict.UNCHANGED: "unchanged",
    RowVerdict.CHANGED: "changed",
    RowVerdict.CONFLICT: "conflicts",
    RowVerdict.DUPLICATE: "duplicates",
    RowVerdict.REJECTED: "rejected",
}
LEFT_UNDONE = (RowVerdict.CONFLICT, RowVerdict.REJECTED)
PLAIN = ("name_zh", "name_latin", "gender", "phone", "email", "organization", "position")
PLACES = {"province": "province_code", "city": "city_code"}
Rows = Sequence[Mapping[str, Any]]


def counts_in(rows: Rows) -> dict[str, int]:
    return {key: sum(row["verdict"] is verdict for row in rows) for verdict, key in KEYS.items()}


def is_left_undone(row: Mapping[str, Any]) -> bool:
    return row["verdict"] in LEFT_UNDONE and row["choice"] is None


def recognition_told(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "sheets": columns["sheets"],
        "header_row": columns["header_row"],
        "columns": columns["columns"],
        "ignored_columns": columns["ignored"],
        "other_lists": columns["other_lists"],
    }


def told(row: Mapping[str, Any]) -> dict[str, Any]:
    """One row: what was read, what happens with it, and why, in the words of the present reader."""
    found, remarks = row["found"], row["remarks"]
    return {
        "row": row["number"],
        "sheet": row["sheet"] or None,
        "verdict": row["verdict"].value,
        "needs_choice": row["verdict"] is RowVerdict.CONFLICT and row["choice"] is None,
        "name": wording.name_found(found),
        "person": None if row["verdict"] is RowVerdict.REJECTED else person_told(found),
        "read": found.get("shown", {}),
        "reasons": wording.sentences(remarks),
        "codes": [remark["code"] for remark in remarks],
        "changes": changes_told(row["changes"]),
    }


def person_told(found: Mapping[str, Any]) -> dict[str, Any]:
    """Always with the same keys. Places by name and by code (GB/T 2260)."""
    places = {name: wording.value_text(code, found.get(code)) or None for name, code in PLACES.items()}
    codes = {code: found.get(code) for code in PLACES.values()}
    others = {name: found.get(name) for name in ("group", "language", "remark")}
    return {**{name: found.get(name) for name in PLAIN}, **places, **codes, **others}


def changes_told(changes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    changes = list(changes)
    return [
        {"field": raw["field"], "old": text.old, "new": text.new, "kept": text.kept}
        for raw, text in zip(changes, wording.change_texts(changes), strict=True)
    ]
