"""Giving numbers: one short transaction each, under the lock of the counter of (program, series, year of award).

The program's row is locked before the counter, and shared: whoever changes the pattern of a series waits until the
number is there, and finds that the series has begun.
"""

from typing import NamedTuple

from sqlalchemy import Insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from cgtraining import clock
from cgtraining.certificates.models import CertificateKind, SerialCounter
from cgtraining.certificates.serials import NamedSeries, series_numbering
from cgtraining.database import db
from cgtraining.programs.models import Program
from cgtraining.programs.serials import serial_of


class Number(NamedTuple):
    """`series` is the key of the series (see `serials.py`)."""

    series: str
    year: int
    number: int
    serial: str


def take_number(*, program_id: int, year: int, kind: CertificateKind = CertificateKind.COMPLETION) -> Number:
    """The next number of the series. It is used when the caller commits, and given again when it rolls back."""
    _freeze_code(program_id)
    series = _series(program_id, kind)
    counter = _locked_counter(program_id, series.key, year)
    counter.last_number += 1
    return Number(series.key, year, counter.last_number, serial_of(series.rule, year, counter.last_number))


def _series(program_id: int, kind: CertificateKind) -> NamedSeries:
    query = select(Program.code, Program.serial_patterns).where(Program.id == program_id)
    code, patterns = db.session.execute(query.with_for_update(read=True)).one()
    return series_numbering(code, patterns, kind)


def _locked_counter(program_id: int, series: str, year: int) -> SerialCounter:
    """The row, locked until the transaction ends; SQLite's transactions that write exclude each other anyway."""
    key = {"program_id": program_id, "series": series, "year": year}
    db.session.execute(_add_if_missing(key))
    query = select(SerialCounter).filter_by(**key).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _add_if_missing(key: dict[str, object]) -> Insert:
    row = {**key, "last_number": 0}
    if db.engine.dialect.name == "sqlite":
        return sqlite.insert(SerialCounter).values(row).on_conflict_do_nothing()
    return postgresql.insert(SerialCounter).values(row).on_conflict_do_nothing()


def _freeze_code(program_id: int) -> None:
    """The version grows too, so that a form which is about to change the code finds out."""
    unfrozen = update(Program).where(Program.id == program_id, Program.code_frozen_at.is_(None))
    values = {"code_frozen_at": clock.now(), "version": Program.version + 1}
    db.session.execute(unfrozen.values(values).execution_options(synchronize_session="fetch"))
