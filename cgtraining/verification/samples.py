"""Codes with which each answer can be looked at, in a demo only."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from cgtraining import clock
from cgtraining.certificates.codes import ALPHABET, Code, check_character
from cgtraining.certificates.models import Certificate, NumberState, Standing
from cgtraining.certificates.standing import standing_of
from cgtraining.config import settings
from cgtraining.database import db
from cgtraining.verification.answers import Finding

LOOKED_THROUGH = 200
NOBODYS = "DEM0" * 4


def sample_codes() -> dict[Standing | Finding, Code]:
    """One code for each answer that this demo can give, valid first; nothing outside a demo."""
    if not settings().demo:
        return {}
    today = clock.today()
    columns = (
        Certificate.code,
        Certificate.revoked_at,
        Certificate.replaced_at,
        Certificate.suspended_at,
        Certificate.valid_until,
        Certificate.facts,
    )
    query = select(*columns).where(Certificate.state == NumberState.ISSUED).order_by(Certificate.id)
    rows = db.session.execute(query.limit(LOOKED_THROUGH)).all()
    rows = sorted(rows, key=lambda row: _is_odd(row.facts))
    first = {standing_of(row, today): Code(row.code) for row in reversed(rows)}
    found: dict[Standing | Finding, Code] = {each: first[each] for each in Standing if each in first}
    return found | {Finding.UNKNOWN: _unknown(), Finding.MISTYPED: _mistyped()}


def _is_odd(facts: Mapping[str, Any]) -> tuple[bool, bool]:
    """What is shown first is a certificate of completion with both scripts, if there is one."""
    return facts.get("kind") != "completion", not facts.get("name_zh")


def _unknown() -> Code:
    return Code(NOBODYS + check_character(NOBODYS))


def _mistyped() -> Code:
    """The same with another check character."""
    right = check_character(NOBODYS)
    return Code(NOBODYS + ALPHABET[(ALPHABET.index(right) + 1) % len(ALPHABET)])
