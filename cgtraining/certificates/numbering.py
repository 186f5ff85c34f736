"""Giving numbers: one short transaction each, under the lock of the counter of (program, year of award)."""

from typing import NamedTuple

from sqlalchemy import Insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from cgtraining import clock
from cgtraining.certificates.models import SerialCounter
from cgtraining.certificates.serials import serial_number
from cgtraining.database import db
from cgtraining.programs.models import Program


class Number(NamedTuple):
    year: int
    number: int
    serial: str


def take_number(*, program_id: int, year: int) -> Number:
    """The next number of the series. It is used when the caller commits, and given again when it rolls back."""
    counter = _locked_counter(program_id, year)
    counter.last_number += 1
    _freeze_code(program_id)
    code = db.session.scalars(select(Program.code).where(Program.id == program_id)).one()
    return Number(year, counter.last_number, serial_number(code, year, counter.last_number))


def _locked_counter(program_id: int, year: int) -> SerialCounter:
    """The row, locked until the transaction ends; SQLite's transactions that write exclude each other anyway."""
    db.session.execute(_add_if_missing(program_id, year))
    query = select(SerialCounter).filter_by(program_id=program_id, year=year).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _add_if_missing(program_id: int, year: int) -> Insert:
    row = {"program_id": program_id, "year": year, "last_number": 0}
    if db.engine.dialect.name == "sqlite":
        return sqlite.insert(SerialCounter).values(row).on_conflict_do_nothing()
    return postgresql.insert(SerialCounter).values(row).on_conflict_do_nothing()


def _freeze_code(program_id: int) -> None:
    """The version grows too, so that a form which is about to change the code finds out."""
    unfrozen = update(Program).where(Program.id == program_id, Program.code_frozen_at.is_(None))
    values = {"code_frozen_at": clock.now(), "version": Program.version + 1}
    db.session.execute(unfrozen.values(values).execution_options(synchronize_session="fetch"))
