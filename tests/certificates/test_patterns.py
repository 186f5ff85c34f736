"""The patterns of a program's serial numbers: chosen, kept apart, frozen; and numbers given by them at once."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import func, select

from cgtraining.certificates.composing import compose
from cgtraining.certificates.issuing import award_of, number_item, start_run
from cgtraining.certificates.models import CertificateKind, SerialCounter
from cgtraining.certificates.numbering import take_number
from cgtraining.certificates.operations import void_number
from cgtraining.certificates.rules.patterns import NumbersOfYear, register_of_numbers, set_serial_patterns
from cgtraining.certificates.serials import draft_serial
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.programs.models import Program
from cgtraining.programs.operations import keeping
from tests import factories
from tests.certificates.factories import approved_list, issued

CHINESE, HONOUR = "雪松结字〔{year}〕{number:000}号", "雪松荣字〔{year}〕{number:000}号"


@pytest.fixture(autouse=True)
def in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context(), force_locale("en"):
        yield


@pytest.fixture
def program(app: Flask) -> Program:
    return factories.program(code="CEDAR")


def choose(program: Program, general: str, **of_kinds: str) -> Program:
    patterns = {"": general, **of_kinds}
    return set_serial_patterns(program=program, patterns=patterns, version=program.version, actor=None)


def take(program: Program, kind: CertificateKind = CertificateKind.COMPLETION) -> str:
    return take_number(program_id=program.id, year=2026, kind=kind).serial


def test_numbers_follow_the_pattern_and_each_series_counts_for_itself(program: Program) -> None:
    choose(program, CHINESE, honour=HONOUR)
    kinds = [CertificateKind.COMPLETION, CertificateKind.HONOUR, CertificateKind.HOURS, CertificateKind.HONOUR]
    assert [take(program, kind) for kind in kinds] == [
        "雪松结字〔2026〕001号",
        "雪松荣字〔2026〕001号",
        "雪松结字〔2026〕002号",
        "雪松荣字〔2026〕002号",
    ]


def test_the_draft_is_as_wide_as_any_number(program: Program) -> None:
    choose(program, CHINESE)
    assert draft_serial(program, CertificateKind.HONOUR, 2026) == "雪松结字〔2026〕99999号"


def test_the_usual_pattern_needs_no_row_of_its_own(program: Program) -> None:
    assert choose(program, " {code}-{year}-{number:0000} ", hours="").serial_patterns == {}


def test_a_pattern_of_another_program_cannot_be_taken(program: Program) -> None:
    choose(program, CHINESE)
    other = factories.program(code="PINE")
    with pytest.raises(RuleBroken, match=r"the program CEDAR could both give the number 雪松结字〔2999〕"):
        choose(other, CHINESE)


def test_a_pattern_that_writes_out_another_programs_code_is_refused(program: Program) -> None:
    other = factories.program(code="PINE")
    with pytest.raises(RuleBroken, match="CEDAR-2"):
        choose(other, "CEDAR-{year}-{number:00}")


def test_a_new_program_whose_code_another_one_writes_out_is_refused(program: Program) -> None:
    choose(program, "PINE-{year}-{number:0000}")
    with pytest.raises(RuleBroken, match="CEDAR could both"):
        keeping.create_program(values=keeping.ProgramValues("PINE", "松"), actor=None)


def test_a_new_code_is_compared_with_the_patterns_of_others(program: Program) -> None:
    choose(program, "PINE-{year}-{number:0000}")
    other = factories.program(code="WILLOW")
    values = keeping.ProgramValues("PINE", other.title_zh)
    with pytest.raises(RuleBroken, match="CEDAR could both"):
        keeping.change_program(program=other, values=values, version=other.version, actor=None)


def test_two_series_of_one_program_must_differ(program: Program) -> None:
    with pytest.raises(RuleBroken, match=r"The patterns .* could both give"):
        choose(program, CHINESE, honour=CHINESE)


def test_every_fault_of_every_pattern_is_named(program: Program) -> None:
    with pytest.raises(RuleBroken) as refusal:
        choose(program, "{code}-{number:0}", honour="{year}/{number:0}")
    assert len(str(refusal.value).splitlines()) == 2


def test_a_pattern_that_the_font_cannot_print_is_refused(program: Program) -> None:
    with pytest.raises(RuleBroken, match="font has no"):
        choose(program, "ก{year}{number:0}")


def test_a_pattern_is_frozen_by_its_first_number(program: Program) -> None:
    choose(program, CHINESE, honour=HONOUR)
    take(program)
    with pytest.raises(RuleBroken, match="cannot change any more"):
        choose(program, "{code}-{year}-{number:00}", honour=HONOUR)
    assert choose(program, CHINESE, honour="H" + HONOUR).serial_patterns["honour"] == "H" + HONOUR


def test_a_series_with_numbers_cannot_be_dropped(program: Program) -> None:
    choose(program, CHINESE, honour=HONOUR)
    take(program, CertificateKind.HONOUR)
    with pytest.raises(RuleBroken, match="cannot change any more"):
        choose(program, CHINESE)


def test_the_usual_pattern_is_frozen_too(program: Program) -> None:
    take(program)
    with pytest.raises(RuleBroken, match=r"\{code\}-\{year\}-\{number:0000\}"):
        choose(program, CHINESE)
    assert choose(program, "", honour=HONOUR).serial_patterns == {"honour": HONOUR}


def test_who_comes_second_compares_first(program: Program) -> None:
    with pytest.raises(StaleRecord):
        set_serial_patterns(program=program, patterns={"": CHINESE}, version=program.version - 1, actor=None)


def test_the_register_accounts_for_every_number(program: Program) -> None:
    cohort = factories.cohort(factories.curriculum(program))
    for number in (1, 2):
        issued(cohort=cohort, number=number)
    run = start_run(graduate_list=approved_list(cohort=cohort, number=3), actor=None)
    pending = number_item(item_id=run.items[0].id, unnumbered=compose(award_of(run.items[0].entry, ())))
    assert register_of_numbers(program) == [NumbersOfYear("", 2026, 3, issued=2, pending=1, void=0)]
    void_number(certificate=pending, reason="printed on spoilt paper", actor=None)
    register = register_of_numbers(program)
    assert register == [NumbersOfYear("", 2026, 3, issued=2, pending=0, void=1)]
    assert register[0].are_accounted_for


def test_two_series_at_once_get_every_number_once(app: Flask, program: Program) -> None:
    choose(program, CHINESE, honour=HONOUR)
    program_id = program.id
    db.session.commit()

    def one(attempt: int) -> str | None:
        kind = CertificateKind.HONOUR if attempt % 2 else CertificateKind.COMPLETION
        with app.app_context():
            serial = take_number(program_id=program_id, year=2026, kind=kind).serial
            if attempt % 5 == 0:
                db.session.rollback()
                return None
            db.session.commit()
            return serial

    with ThreadPoolExecutor(8) as pool:
        serials = [serial for serial in pool.map(one, range(60)) if serial]
    expected = {f"雪松{kind}字〔2026〕{n:03d}号" for kind in "结荣" for n in range(1, 25)}
    assert len(serials) == 48
    assert set(serials) == expected
    db.session.rollback()
    assert db.session.scalar(select(func.sum(SerialCounter.last_number))) == 48


def test_a_number_and_a_change_of_its_pattern_never_cross(app: Flask, program: Program) -> None:
    """Whoever is second sees the first: either the number is by the new pattern, or the change is refused."""
    program_id, version = program.id, program.version
    db.session.commit()
    start = threading.Barrier(2)

    def number() -> str:
        with app.app_context():
            start.wait()
            serial = take_number(program_id=program_id, year=2026).serial
            db.session.commit()
            return serial

    def change() -> str:
        with app.test_request_context(), force_locale("en"):
            start.wait()
            found = db.session.get_one(Program, program_id)
            try:
                set_serial_patterns(program=found, patterns={"": CHINESE}, version=version, actor=None)
                db.session.commit()
            except RuleBroken as refusal:
                db.session.rollback()
                return str(refusal)
            return ""

    with ThreadPoolExecutor(2) as pool:
        numbering, changing = pool.submit(number), pool.submit(change)
        serial, refusal = numbering.result(), changing.result()
    assert (serial, bool(refusal)) in {("CEDAR-2026-0001", True), ("雪松结字〔2026〕001号", False)}
