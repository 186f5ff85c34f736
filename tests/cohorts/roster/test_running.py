"""Runs: what they write, that they can be repeated, and that a kill costs nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from cgtraining.audit.models import AuditEntry
from cgtraining.cohorts.models import Cohort, Enrolment, EnrolmentState, Group, ImportState, RosterImport, RowVerdict
from cgtraining.cohorts.roster import leases, operations, queries, reading, running
from cgtraining.config import Settings
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Organization, Person
from cgtraining.people.operations import change_person
from cgtraining.people.values import values_of_person
from tests import factories
from tests.cohorts.roster.lists import (
    LI,
    WANG,
    codes,
    counts,
    csv_of,
    enrolled,
    imported,
    known,
    person_named,
    read,
    row,
    rows,
    run,
    table_sizes,
)


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    return factories.cohort()


def test_new_people_come_with_organization_group_and_enrolment(cohort: Cohort) -> None:
    done = imported(cohort, WANG | {"备注": "素食"}, LI)

    person = person_named("王芳")
    enrolment = db.session.scalars(select(Enrolment).where(Enrolment.person_id == person.id)).one()
    assert (done.state, counts(done)) == (ImportState.DONE, {RowVerdict.NEW: 2})
    assert (person.phone, person.position_zh, person.name_latin) == ("+8613800138001", "秘书长", "WANG Fang")
    assert person.organization is not None
    assert person.organization.name_zh == "青榆社区基金会"
    assert enrolment.group is not None
    assert (enrolment.group.title_zh, enrolment.note, enrolment.joined_on) == ("第一组", "素食", cohort.starts_on)
    assert enrolled(cohort) == ["王芳", "李强"]


def test_importing_twice_changes_nothing(cohort: Cohort) -> None:
    unreachable = {"姓名": "周敏", "单位": "南湾居委会"}
    people = (
        WANG | {"备注": "素食", "省份": "广东省"},
        LI,
        unreachable,
        {"姓名": "Jean Dupont", "邮箱": "j@example.org"},
    )
    imported(cohort, *people)
    before, audited = table_sizes(), db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0

    again = read(cohort, csv_of(*people))

    assert (again.state, counts(again)) == (ImportState.DONE, {RowVerdict.UNCHANGED: 4})
    assert table_sizes() == before
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == audited + 1  # that it was begun
    with pytest.raises(RuleBroken):
        operations.start_import(roster_import=again, actor=None)


def test_known_person_is_enrolled_and_not_doubled(cohort: Cohort) -> None:
    someone = known()

    done = imported(cohort, WANG)

    assert counts(done) == {RowVerdict.KNOWN: 1}
    assert person_named("王芳") is someone
    assert enrolled(cohort) == ["王芳"]


def test_changes_are_written(cohort: Cohort) -> None:
    someone = known(position_zh="理事", organization=factories.organization())
    factories.enrolment(cohort, someone)

    done = imported(cohort, WANG)

    enrolment = db.session.scalars(select(Enrolment)).one()
    assert counts(done) == {RowVerdict.CHANGED: 1}
    assert (someone.position_zh, someone.organization and someone.organization.name_zh) == ("秘书长", "青榆社区基金会")
    assert enrolment.group is not None
    assert enrolment.group.title_zh == "第一组"


def test_confirmed_value_stays_and_the_rest_is_done(cohort: Cohort) -> None:
    someone = known(position_zh="理事", confirmed_fields=["position_zh"])

    done = imported(cohort, WANG | {"邮箱": "wang@example.org"})

    assert (someone.position_zh, someone.email) == ("理事", "wang@example.org")
    assert (row(done).verdict, enrolled(cohort)) == (RowVerdict.CHANGED, ["王芳"])


def test_undecided_rows_wait_and_can_be_imported_later(cohort: Cohort) -> None:
    factories.person("张伟", "ZHANG Wei", phone="+8613800138001", email=None)
    done = run(read(cohort, csv_of(WANG, LI)))
    assert (done.state, enrolled(cohort)) == (ImportState.DONE, ["李强"])

    operations.choose(row=rows(done)[0], choice="new", actor=None)
    run(done)

    assert enrolled(cohort) == ["李强", "王芳"]
    assert counts(done) == {RowVerdict.NEW: 2}
    assert counts(read(cohort, csv_of(WANG, LI))) == {RowVerdict.UNCHANGED: 2}


def test_chosen_person_takes_the_values_of_the_row(cohort: Cohort) -> None:
    someone = factories.person("王方", None, phone="+8613800138001", email=None)
    found = read(cohort, csv_of(WANG))
    operations.choose(row=row(found), choice=f"person:{someone.id}", actor=None)

    run(found)

    assert (someone.name_zh, someone.position_zh, enrolled(cohort)) == ("王芳", "秘书长", ["王芳"])


def test_rows_left_out_stay_out(cohort: Cohort) -> None:
    known(phone="+8613900000000")
    found = read(cohort, csv_of(WANG, LI))
    operations.choose(row=rows(found)[0], choice="skip", actor=None)

    run(found)

    assert enrolled(cohort) == ["李强"]


def test_choice_that_is_not_offered_is_refused(cohort: Cohort) -> None:
    found = read(cohort, csv_of(WANG))

    with pytest.raises(RuleBroken):
        operations.choose(row=row(found), choice="person:1", actor=None)


def test_someone_who_withdrew_comes_back_only_when_chosen(cohort: Cohort) -> None:
    enrolment = factories.enrolment(cohort, known(), state=EnrolmentState.WITHDRAWN)
    found = read(cohort, csv_of(WANG))
    with pytest.raises(RuleBroken):
        operations.start_import(roster_import=found, actor=None)

    operations.choose(row=row(found), choice="again", actor=None)
    run(found)

    assert enrolment.state is EnrolmentState.ENROLLED


def test_what_changed_since_the_preview_is_asked_again(cohort: Cohort) -> None:
    someone = known(position_zh="理事")
    found = read(cohort, csv_of(WANG, LI))
    values = values_of_person(someone)
    change_person(person=someone, actor=None, version=1, values=type(values)(**{**vars(values), "position_zh": "监事"}))

    run(found)

    assert (someone.position_zh, enrolled(cohort)) == ("监事", ["李强"])
    assert (rows(found)[0].verdict, codes(rows(found)[0])) == (RowVerdict.CONFLICT, ["changed_meanwhile"])


def test_person_added_since_the_preview_is_not_doubled(cohort: Cohort) -> None:
    found = read(cohort, csv_of(WANG))
    someone = known()

    run(found)

    assert person_named("王芳") is someone
    assert enrolled(cohort) == ["王芳"]


def test_chosen_changes_that_are_no_longer_the_same_are_asked_again(cohort: Cohort) -> None:
    someone = known(position_zh="理事", confirmed_fields=["position_zh"])
    found = read(cohort, csv_of(WANG))
    someone.position_zh = "监事"
    db.session.commit()

    run(found)
    assert (row(found).verdict, codes(row(found)), row(found).choice) == (
        RowVerdict.CONFLICT,
        ["changed_meanwhile"],
        None,
    )
    operations.choose(row=row(found), choice=f"person:{someone.id}", actor=None)
    run(found)

    assert (someone.position_zh, enrolled(cohort)) == ("监事", ["王芳"])


def test_phone_given_to_somebody_else_since_the_preview_is_asked(cohort: Cohort) -> None:
    found = read(cohort, csv_of(WANG))
    other = factories.person("张伟", "ZHANG Wei", phone="+8613800138001", email=None)

    run(found)

    assert (codes(row(found)), row(found).candidates) == (["phone_of_another"], [other.id])


def test_person_who_is_gone_since_the_preview_may_be_made_anew(cohort: Cohort) -> None:
    someone = known()
    found = read(cohort, csv_of(WANG))
    db.session.delete(someone)
    db.session.commit()

    run(found)
    assert codes(row(found)) == ["changed_meanwhile"]
    operations.choose(row=row(found), choice="new", actor=None)
    run(found)

    assert enrolled(cohort) == ["王芳"]


def test_someone_who_came_back_meanwhile_stays_as_they_are(cohort: Cohort) -> None:
    enrolment = factories.enrolment(cohort, known(), state=EnrolmentState.WITHDRAWN)
    found = read(cohort, csv_of(WANG))
    operations.choose(row=row(found), choice="again", actor=None)
    enrolment.state = EnrolmentState.ENROLLED
    db.session.commit()

    run(found)

    assert (enrolment.state, found.state) == (EnrolmentState.ENROLLED, ImportState.DONE)


def test_decision_can_be_taken_back_and_is_recorded_once(cohort: Cohort) -> None:
    known(phone="+8613900000000")
    found = row(read(cohort, csv_of(WANG)))
    for choice in ("skip", "skip", None):
        operations.choose(row=found, choice=choice, actor=None)

    recorded = select(AuditEntry.details).where(AuditEntry.action == "roster_row.chosen").order_by(AuditEntry.id)
    assert list(db.session.scalars(recorded)) == [{"choice": "skip"}, {"choice": None}]


def test_a_run_cannot_be_started_twice(cohort: Cohort) -> None:
    found = read(cohort, csv_of(WANG))
    operations.start_import(roster_import=found, actor=None)

    with pytest.raises(RuleBroken):
        operations.start_import(roster_import=found, actor=None)


def test_chunk_of_an_import_that_is_not_running_does_nothing(cohort: Cohort) -> None:
    found = read(cohort, csv_of(WANG))

    assert not running.import_chunk(found.id)
    assert enrolled(cohort) == []


def test_bad_row_costs_only_itself(cohort: Cohort) -> None:
    found = read(cohort, csv_of(WANG, LI))
    bad = rows(found)[0]
    bad.found = bad.found | {"email": "no address"}
    db.session.commit()

    run(found)

    assert counts(found) == {RowVerdict.NEW: 1, RowVerdict.REJECTED: 1}
    assert (enrolled(cohort), codes(rows(found)[0])) == (["李强"], ["refused"])


def test_too_few_places_are_said_before_anything_is_done(cohort: Cohort) -> None:
    cohort.capacity = 1
    found = read(cohort, csv_of(WANG, LI))

    with pytest.raises(RuleBroken):
        operations.start_import(roster_import=found, actor=None)
    db.session.rollback()

    assert (found.state, enrolled(cohort)) == (ImportState.PREVIEW, [])


def test_two_rows_of_one_organization_share_it(cohort: Cohort) -> None:
    factories._added(Organization(name_en="Cedar Foundation"))
    imported(cohort, WANG | {"单位": "cedar foundation"}, LI | {"单位": "Cedar Foundation"})

    assert db.session.scalar(select(func.count()).select_from(Organization).where(Organization.name_zh.is_(None))) == 1


def test_groups_are_found_by_title_or_made(cohort: Cohort) -> None:
    factories._added(Group(cohort=cohort, title_zh="第一组", title_en="Group 1"))

    imported(cohort, WANG | {"小组": "group 1"}, LI)

    assert list(db.session.scalars(select(Group.title_zh).order_by(Group.id))) == ["第一组", "第二组"]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"a,b\n1,2\n"])
def test_unusable_file_is_refused_in_both_languages_and_deleted(cohort: Cohort, content: bytes) -> None:
    found = read(cohort, content)

    assert (found.state, found.file_key, rows(found)) == (ImportState.REFUSED, None, [])
    assert found.problem.zh
    assert found.problem.en
    assert found.problem.zh != found.problem.en


def test_reading_that_died_begins_again_and_is_given_up_after_some_tries(cohort: Cohort) -> None:
    key = operations.keep_file(csv_of(WANG))
    found = operations.begin_import(cohort=cohort, file_name="a.csv", file_key=key, actor=None)
    db.session.commit()
    assert leases.unfinished(ImportState.READING) == [found.id]
    assert leases.take(found.id, ImportState.READING)
    assert leases.unfinished(ImportState.READING) == []
    reading.proceed(found.id)
    assert found.state is ImportState.READING

    found.leased_until, found.attempts = None, reading.MOST_ATTEMPTS
    db.session.commit()
    reading.proceed(found.id)

    assert found.state is ImportState.REFUSED


def test_a_file_that_takes_long_to_read_is_read_by_one_worker_only(
    cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leases, "RENEWED_EVERY_SECONDS", 0.02)
    found = operations.begin_import(cohort=cohort, file_name="a.csv", file_key="rosters/a", actor=None)
    db.session.commit()
    import_id = found.id
    until = select(RosterImport.leased_until).where(RosterImport.id == import_id)
    assert leases.take(import_id, ImportState.READING)
    first = db.session.scalar(until)
    db.session.rollback()
    with leases.held(import_id):
        time.sleep(0.3)
    renewed = db.session.scalar(until)
    assert first is not None
    assert renewed is not None
    assert renewed > first


def test_file_that_is_gone_is_said(cohort: Cohort) -> None:
    found = operations.begin_import(cohort=cohort, file_name="a.csv", file_key="rosters/none", actor=None)
    db.session.commit()

    reading.proceed(found.id)

    assert found.state is ImportState.REFUSED


def test_a_run_leased_to_another_worker_is_left_alone(cohort: Cohort) -> None:
    found = read(cohort, csv_of(WANG))
    operations.start_import(roster_import=found, actor=None)
    db.session.commit()
    leases.take(found.id, ImportState.RUNNING)

    running.proceed(found.id)

    assert enrolled(cohort) == []


CHILD = """
import sys
from pathlib import Path
from cgtraining import create_app
from cgtraining.config import Settings
from cgtraining.cohorts.roster import running
running.CHUNK, running.PAUSE_SECONDS = 5, 0.05
folder, url, import_id = sys.argv[1:]
app = create_app(Settings(Path(folder), url, public_url=None, secret_key="s", password_salt="s"))
with app.app_context():
    running.proceed(int(import_id))
"""


def test_a_killed_run_is_resumed_and_takes_nobody_in_twice(app: Flask, cohort: Cohort, tmp_path: Path) -> None:
    people = [{"姓名": "赵敏", "单位": f"第{n}居委会", "手机": f"139{n:08d}"} for n in range(120)]
    found = read(cohort, csv_of(*people))
    operations.start_import(roster_import=found, actor=None)
    db.session.commit()
    made: Settings = app.extensions["cgtraining.settings"]
    command = [sys.executable, "-c", CHILD, str(tmp_path), made.database_url, str(found.id)]
    db.session.rollback()
    with subprocess.Popen(command) as child:
        wait_for_some(int(command[-1]), child)
        os.kill(child.pid, signal.SIGKILL)
    taken = len(enrolled(cohort))
    assert 0 < taken < len(people)
    assert found.state is ImportState.RUNNING

    found.leased_until = None  # as half a minute later
    db.session.commit()
    [unfinished] = leases.unfinished(ImportState.RUNNING)
    running.proceed(unfinished)

    db.session.expire_all()
    assert (found.state, counts(found)) == (ImportState.DONE, {RowVerdict.NEW: 120})
    assert len(enrolled(cohort)) == 120
    assert db.session.scalar(select(func.count(func.distinct(Person.phone))).where(Person.name_zh == "赵敏")) == 120
    assert db.session.scalar(select(func.count()).select_from(Person).where(Person.name_zh == "赵敏")) == 120


def wait_for_some(import_id: int, child: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and child.poll() is None:
        done = queries.count_done(import_id)
        db.session.rollback()
        if done >= 10:
            return
        time.sleep(0.02)
