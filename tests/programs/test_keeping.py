from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask_babel import force_locale

from cgtraining import clock
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.programs import access, queries
from cgtraining.programs.models import IssuerRole, Program, ProgramRole
from cgtraining.programs.operations import issuing, keeping, staffing
from cgtraining.programs.operations.keeping import ProgramValues
from tests import factories

CEDAR = ProgramValues("CEDAR", "雪松计划", "Cedar Program")
TODAY, LATER = date(2026, 5, 4), date(2026, 9, 1)
SIGNATORY = {"name_zh": "李", "name_latin": None, "title_zh": None, "title_en": None, "signature_key": None}


@pytest.fixture(autouse=True)
def in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context(), force_locale("en"):
        yield


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.frozen(datetime(2026, 5, 4, 3, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def program(app: Flask) -> Program:
    return keeping.create_program(values=CEDAR, actor=None)


def test_a_program_is_changed(program: Program) -> None:
    values = replace(CEDAR, title_en="Cedar", code="CEDAR2")
    keeping.change_program(program=program, values=values, version=program.version, actor=None)
    assert (program.code, program.title_en) == ("CEDAR2", "Cedar")


def test_a_program_that_someone_else_saved_is_not_overwritten(program: Program) -> None:
    with pytest.raises(StaleRecord):
        keeping.change_program(program=program, values=CEDAR, version=program.version + 1, actor=None)


@pytest.mark.parametrize("code", ["C", "2CEDAR", "cedar", "CEDAR-1", "C" * 21, "雪松"])
def test_a_code_that_no_serial_can_carry_is_refused(app: Flask, code: str) -> None:
    with pytest.raises(RuleBroken, match="2 to 20 capital letters"):
        keeping.create_program(values=replace(CEDAR, code=code), actor=None)


def test_a_code_belongs_to_one_program(program: Program) -> None:
    with pytest.raises(RuleBroken, match="belongs to another program"):
        keeping.create_program(values=CEDAR, actor=None)


def test_a_printed_code_does_not_change(program: Program) -> None:
    keeping.freeze_code(program)
    since = program.code_frozen_at
    keeping.freeze_code(program)
    assert program.code_frozen_at == since
    with pytest.raises(RuleBroken, match="stands on certificates"):
        keeping.change_program(
            program=program, values=replace(CEDAR, code="OTHER"), version=program.version, actor=None
        )
    keeping.change_program(program=program, values=replace(CEDAR, title_en="C"), version=program.version, actor=None)
    assert program.title_en == "C"


def test_an_archived_program_leaves_the_list_and_comes_back(program: Program) -> None:
    administrator = factories.platform_administrator()
    keeping.archive_program(program=program, actor=None)
    assert queries.programs_of(administrator) == []
    assert db.session.scalars(queries.programs_seen_by(administrator, archived=True)).all() == [program]
    keeping.bring_back_program(program=program, actor=None)
    assert queries.programs_of(administrator) == [program]


def test_issuers_stand_in_the_order_that_they_were_given(program: Program) -> None:
    one, two, three, four, five = (factories.organization() for _number in range(5))
    made = [
        issuing.add_issuer(program=program, organization=each, role=IssuerRole.ISSUER, actor=None)
        for each in (one, two, three, four)
    ]
    with pytest.raises(RuleBroken, match="already"):
        issuing.add_issuer(program=program, organization=one, role=IssuerRole.CO_ISSUER, actor=None)
    with pytest.raises(RuleBroken, match="room for 4"):
        issuing.add_issuer(program=program, organization=five, role=IssuerRole.ISSUER, actor=None)
    issuing.move_issuer(issuer=made[2], steps=-1, actor=None)
    issuing.remove_issuer(issuer=made[0], actor=None)
    db.session.expire(program)
    assert [(each.organization, each.place) for each in program.issuers] == [(three, 1), (two, 2), (four, 3)]


def test_signatories_stand_in_the_order_that_they_were_given(program: Program) -> None:
    made = [issuing.add_signatory(program=program, actor=None, **SIGNATORY | {"name_zh": name}) for name in "一二三"]
    with pytest.raises(RuleBroken, match="room for 3"):
        issuing.add_signatory(program=program, actor=None, **SIGNATORY)
    issuing.move_signatory(signatory=made[1], steps=-1, actor=None)
    issuing.remove_signatory(signatory=made[0], actor=None)
    db.session.expire(program)
    assert [(each.name_zh, each.place) for each in program.signatories] == [("二", 1), ("三", 2)]


def test_a_signatory_keeps_the_picture_when_none_is_given(program: Program) -> None:
    made = issuing.add_signatory(program=program, actor=None, **SIGNATORY | {"signature_key": "signatures/a.png"})
    issuing.change_signatory(signatory=made, version=made.version, actor=None, **SIGNATORY | {"title_zh": "院长"})
    assert (made.title_zh, made.signature_key) == ("院长", "signatures/a.png")
    with pytest.raises(RuleBroken, match="Write the signatory's name"):
        issuing.change_signatory(signatory=made, version=made.version, actor=None, **SIGNATORY | {"name_zh": None})


def test_a_role_holds_from_its_day_until_it_ends(program: Program) -> None:
    who, role = factories.person(), ProgramRole.HEAD
    staff = staffing.add_program_staff(program=program, person=who, role=role, since=TODAY, actor=None)
    assert (access.may_staff_program(who, program), access.may_list_programs(who)) == (True, True)
    assert queries.programs_of(who) == [program]
    with pytest.raises(RuleBroken, match="has that role already"):
        staffing.add_program_staff(program=program, person=who, role=role, since=LATER, actor=None)
    staffing.end_program_staff(staff=staff, on=TODAY, actor=None)
    assert (access.may_manage_program(who, program), access.may_list_programs(who)) == (False, False)


def test_a_role_that_ended_today_can_be_given_again_today(program: Program) -> None:
    who, role = factories.person(), ProgramRole.ADMINISTRATOR
    staff = staffing.add_program_staff(program=program, person=who, role=role, since=TODAY, actor=None)
    staffing.end_program_staff(staff=staff, on=TODAY, actor=None)
    staffing.add_program_staff(program=program, person=who, role=role, since=TODAY, actor=None)
    assert access.may_manage_program(who, program)
    assert not access.may_staff_program(who, program)


def test_a_role_that_begins_later_is_not_given_twice(program: Program) -> None:
    who, role = factories.person(), ProgramRole.HEAD
    staffing.add_program_staff(program=program, person=who, role=role, since=LATER, actor=None)
    assert not access.may_manage_program(who, program)
    with pytest.raises(RuleBroken, match="has that role already"):
        staffing.add_program_staff(program=program, person=who, role=role, since=TODAY, actor=None)


def test_a_sponsors_contact_sees_the_program_and_changes_nothing(program: Program) -> None:
    who, sponsor = factories.person(), factories.organization()
    curriculum = factories.curriculum(program)
    made = staffing.add_sponsorship(program=program, organization=sponsor, person=who, since=TODAY, actor=None)
    assert (access.may_see_program(who, program), access.may_see_curriculum(who, curriculum)) == (True, True)
    assert (access.may_manage_program(who, program), access.may_manage_curriculum(who, curriculum)) == (False, False)
    assert db.session.scalars(queries.programs_seen_by(who)).all() == [program]
    with pytest.raises(RuleBroken, match="contact already"):
        staffing.add_sponsorship(program=program, organization=sponsor, person=who, since=LATER, actor=None)
    staffing.end_sponsorship(sponsorship=made, on=TODAY, actor=None)
    assert not access.may_see_program(who, program)


def test_a_sponsorship_that_is_given_again_begins_on_its_new_day(program: Program) -> None:
    who, sponsor = factories.person(), factories.organization()
    values = {"program": program, "organization": sponsor, "person": who, "actor": None}
    made = staffing.add_sponsorship(since=date(2025, 1, 1), **values)
    staffing.end_sponsorship(sponsorship=made, on=date(2025, 6, 1), actor=None)
    assert staffing.add_sponsorship(since=LATER, **values) is made
    assert (made.since, made.until, access.may_see_program(who, program)) == (LATER, None, False)


def test_only_the_platform_administrator_begins_programs(program: Program) -> None:
    head = factories.program_staff(program, role=ProgramRole.HEAD)
    assert access.may_create_programs(factories.platform_administrator())
    assert not access.may_create_programs(head)


def test_programs_are_found_by_code_and_title_and_a_percent_sign_is_no_wildcard(program: Program) -> None:
    who = factories.platform_administrator()
    found = {text: db.session.scalars(queries.programs_seen_by(who, text=text)).all() for text in ("雪松", "ceda", "%")}
    assert found == {"雪松": [program], "ceda": [program], "%": []}


def test_a_stranger_sees_no_program(program: Program) -> None:
    assert db.session.scalars(queries.programs_seen_by(factories.person())).all() == []
