"""Every important button pressed by several hands at the same moment: done once, and nobody sees a defect."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from cgtraining import clock
from cgtraining.certificates.models import Certificate, IssueItem, IssueRun
from cgtraining.certificates.operations import start_run
from cgtraining.certificates.runs import proceed
from cgtraining.cohorts.models import Cohort, Enrolment, EnrolmentChange, EnrolmentState, Group
from cgtraining.cohorts.roster.operations import begin_import, keep_file
from cgtraining.cohorts.roster.reading import proceed as read
from cgtraining.completion.models import GraduateList, ListState, Waiver
from cgtraining.completion.operations import draft_list
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.models import Program, ProgramRole
from tests import factories
from tests.certificates.factories import approved_list, correct_name
from tests.completion.factories import taught_cohort, trainee

HANDS = 4
MOMENT = datetime(2027, 1, 5, 3, 0, tzinfo=UTC)
Press = Callable[..., Counter[int]]


@pytest.fixture(autouse=True)
def january() -> object:
    with clock.frozen(MOMENT):
        yield


@pytest.fixture
def press(app: Flask) -> Press:
    """Post to one address from four browsers of one person at once; how often each status came."""

    def one(account: str, address: str, data: dict[str, str]) -> int:
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = account, True
        with clock.frozen(MOMENT):
            return client.post(address, data=data).status_code

    def pressed(person: Person, address: str, **data: object) -> Counter[int]:
        account = factories.account_of(person).fs_uniquifier
        sent = {name: str(value) for name, value in data.items()}
        db.session.commit()
        with ThreadPoolExecutor(HANDS) as pool:
            return Counter(pool.map(lambda _hand: one(account, address, sent), range(HANDS)))

    return pressed


def count(kind: type, **values: object) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(kind).filter_by(**values)) or 0


def head_of(cohort: Cohort) -> Person:
    return factories.program_staff(cohort.program, role=ProgramRole.HEAD)


def test_a_list_is_issued_once(press: Press) -> None:
    graduates = approved_list([factories.person() for _ in range(3)])

    statuses = press(head_of(graduates.cohort), f"/cohorts/{graduates.cohort_id}/certificates/issue", list=graduates.id)

    assert set(statuses) <= {302, 409}
    assert (count(IssueRun), count(IssueItem)) == (1, 3)


def test_a_list_is_approved_once(press: Press) -> None:
    cohort = taught_cohort()
    enrolment_id = trainee(cohort).id
    drafted = draft_list(cohort=cohort, award_date=MOMENT.date(), actor=None)

    statuses = press(head_of(cohort), f"/graduate-lists/{drafted.id}/approve", version=drafted.version)

    assert statuses[302] == 1
    assert set(statuses) <= {200, 302, 409}
    assert count(GraduateList, state=ListState.APPROVED) == 1
    assert count(EnrolmentChange, enrolment_id=enrolment_id, new_state=EnrolmentState.COMPLETED) == 1


def test_a_list_is_drafted_once(press: Press) -> None:
    cohort = taught_cohort()
    trainee(cohort)

    statuses = press(head_of(cohort), f"/cohorts/{cohort.id}/graduate-lists/new", award_date="2027-01-05")

    assert set(statuses) <= {200, 302}
    assert count(GraduateList) == 1


def test_someone_is_enrolled_once(press: Press) -> None:
    cohort, someone = factories.cohort(), factories.person()
    address = f"/cohorts/{cohort.id}/trainees/add?person={someone.id}"

    statuses = press(head_of(cohort), address, person_id=someone.id, group_id="", joined_on="2026-03-01")

    assert statuses[302] == 1
    assert set(statuses) <= {200, 302}
    assert count(Enrolment) == 1


def test_a_newcomer_is_added_once(press: Press) -> None:
    cohort = factories.cohort()
    facts = {"name_zh": "王双击", "phone": "13800138000", "preferred_language": "zh", "gender": "", "group_id": ""}

    statuses = press(head_of(cohort), f"/cohorts/{cohort.id}/trainees/new", joined_on="2026-03-01", **facts)

    assert set(statuses) <= {200, 302}
    assert count(Enrolment) == 1
    assert count(Person, phone="+8613800138000") == 1


def test_a_program_is_made_once(press: Press) -> None:
    statuses = press(factories.platform_administrator(), "/programs/new", code="TWICE", title_zh="双击")

    assert statuses[302] == 1
    assert set(statuses) <= {200, 302}
    assert count(Program, code="TWICE") == 1


def test_a_group_is_made_once(press: Press) -> None:
    cohort = factories.cohort()

    statuses = press(head_of(cohort), f"/cohorts/{cohort.id}/groups", title_zh="第一组")

    assert set(statuses) <= {200, 302}
    assert count(Group) == 1


def test_a_rule_is_waived_once(press: Press) -> None:
    cohort = taught_cohort()
    address = f"/enrolments/{trainee(cohort, attended=1).id}/waivers"

    statuses = press(head_of(cohort), address, rule_key="hours", reason="公派出访")

    assert set(statuses) <= {200, 302}
    assert count(Waiver) == 1


def test_a_certificate_is_replaced_once(press: Press) -> None:
    graduates = approved_list([factories.person()])
    run = start_run(graduate_list=graduates, actor=None)
    db.session.commit()
    proceed(run.id)
    certificate_id = db.session.scalars(select(Certificate.id)).one()
    correct_name(db.session.get_one(Certificate, certificate_id))

    statuses = press(head_of(graduates.cohort), f"/certificates/{certificate_id}/replace", reason="姓名有误")

    assert statuses[302] == 1
    assert set(statuses) <= {200, 302}
    assert count(Certificate) == 2


def test_a_roster_is_imported_once(press: Press) -> None:
    cohort = factories.cohort()
    content = "姓名,手机\n".encode() + "".join(f"王双{chr(0x4E00 + n)},1380013{n:04d}\n" for n in range(30)).encode()
    made = begin_import(cohort=cohort, file_name="a.csv", file_key=keep_file(content), actor=None)
    db.session.commit()
    read(made.id)

    statuses = press(head_of(cohort), f"/cohorts/imports/{made.id}/decide", do="import")

    assert set(statuses) == {302}
    assert (count(Enrolment), count(Person, name_zh="王双一")) == (30, 1)


def test_a_newcomer_whom_nothing_but_a_name_tells_apart_is_added_once(press: Press) -> None:
    cohort = factories.cohort()
    facts = {"name_zh": "王双击", "organization_zh": "雪松社区", "preferred_language": "zh", "gender": ""}

    statuses = press(
        head_of(cohort), f"/cohorts/{cohort.id}/trainees/new", joined_on="2026-03-01", group_id="", **facts
    )

    assert statuses[302] == 1
    assert count(Person, name_zh="王双击") == 1
