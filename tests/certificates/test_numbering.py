"""Numbers under concurrency, with real connections on both engines."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from cgtraining.certificates.models import SerialCounter
from cgtraining.certificates.numbering import take_number
from cgtraining.database import db
from cgtraining.programs.models import Program
from tests import factories


@pytest.fixture
def program_id(app: Flask) -> int:
    program_id = factories.program(code="CEDAR").id
    db.session.commit()
    return program_id


def test_numbers_count_up_in_each_program_and_year(app: Flask, program_id: int) -> None:
    other = factories.program(code="PINE").id
    asked = [(program_id, 2026), (program_id, 2026), (program_id, 2027), (other, 2026)]
    serials = [take_number(program_id=program, year=year).serial for program, year in asked]
    assert serials == ["CEDAR-2026-0001", "CEDAR-2026-0002", "CEDAR-2027-0001", "PINE-2026-0001"]


def test_a_number_that_was_rolled_back_is_given_again(app: Flask, program_id: int) -> None:
    take_number(program_id=program_id, year=2026)
    db.session.rollback()
    assert take_number(program_id=program_id, year=2026).number == 1


def test_the_first_number_freezes_the_code_and_warns_open_forms(app: Flask, program_id: int) -> None:
    before = db.session.get_one(Program, program_id).version
    take_number(program_id=program_id, year=2026)
    db.session.commit()
    frozen_at = db.session.get_one(Program, program_id).code_frozen_at
    take_number(program_id=program_id, year=2026)
    db.session.commit()
    program = db.session.get_one(Program, program_id)
    assert (program.version, program.code_frozen_at, frozen_at is None) == (before + 1, frozen_at, False)


def test_many_at_once_get_every_number_once(app: Flask, program_id: int) -> None:
    def take(attempt: int) -> int | None:
        with app.app_context():
            number = take_number(program_id=program_id, year=2026).number
            if attempt % 5 == 0:
                db.session.rollback()
                return None
            db.session.commit()
            return number

    with ThreadPoolExecutor(8) as pool:
        taken = [number for number in pool.map(take, range(60)) if number]
    assert sorted(taken) == list(range(1, 49))
    assert db.session.scalars(select(SerialCounter.last_number)).all() == [48]
