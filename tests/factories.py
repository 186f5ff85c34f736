"""Small makers of valid rows. Each takes what matters to the test and invents the rest; all flush, none commits."""

import itertools
import secrets
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from cgtraining.assessments.models import GradedItem
from cgtraining.attendance.models import ClassSession
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStaff, CohortStatus, Enrolment
from cgtraining.database import db
from cgtraining.people.models import Account, Organization, Person
from cgtraining.programs.models import (
    Curriculum,
    CurriculumStatus,
    IssuerRole,
    Module,
    Program,
    ProgramIssuer,
    ProgramRole,
    ProgramStaff,
    Signatory,
    Sponsorship,
    Unit,
)

_numbers = itertools.count(1)
LONG_AGO = date(2018, 1, 1)
Row = TypeVar("Row")


def _added(row: Row) -> Row:
    db.session.add(row)
    db.session.flush()
    return row


def organization(**values: Any) -> Organization:
    number = next(_numbers)
    return _added(
        Organization(**{"name_zh": f"雪松社区基金会{number}", "name_en": f"Cedar Foundation {number}"} | values)
    )


def person(name_zh: str | None = "王芳", name_latin: str | None = "WANG Fang", **values: Any) -> Person:
    number = next(_numbers)
    defaults = {
        "email": f"person{number}@example.org",
        "phone": f"+8613{number:09d}",
        "sort_key": f"wang fang {number:06d}",
        "search_text": f"{name_zh} {name_latin}",
    }
    return _added(Person(name_zh=name_zh, name_latin=name_latin, **(defaults | values)))


def account_of(someone: Person, **values: Any) -> Account:
    if someone.account is None:
        email = someone.email or f"{secrets.token_hex(4)}@example.org"
        defaults = {"email": email, "fs_uniquifier": secrets.token_hex(16)}
        _added(Account(person=someone, **(defaults | values)))
    account = someone.account
    assert account is not None
    return account


def platform_administrator() -> Person:
    someone = person("管理员", "GUAN Liyuan")
    account_of(someone, is_administrator=True)
    return someone


def program(**values: Any) -> Program:
    number = next(_numbers)
    defaults = {"code": f"CEDAR{number}", "title_zh": f"雪松计划{number}", "title_en": f"Cedar Program {number}"}
    made = _added(Program(**(defaults | values)))
    _added(ProgramIssuer(program=made, organization=organization(), role=IssuerRole.ISSUER, place=1))
    _added(Signatory(program=made, name_zh="李院长", name_latin="LI Yuanzhang", title_zh="院长", title_en="Dean"))
    return made


def curriculum(of: Program | None = None, **values: Any) -> Curriculum:
    defaults = {
        "number": next(_numbers),
        "title_zh": "社区治理能力",
        "title_en": "Community governance",
        "status": CurriculumStatus.PUBLISHED,
    }
    return _added(Curriculum(program=of or program(), **(defaults | values)))


def unit(of: Curriculum, hours: Decimal | int = 4, **values: Any) -> Unit:
    module = of.modules[0] if of.modules else _added(Module(curriculum=of, title_zh="模块一", title_en="Module one"))
    defaults = {"title_zh": "参与式规划", "title_en": "Participatory planning", "place": next(_numbers)}
    return _added(Unit(module=module, class_hours=Decimal(hours), **(defaults | values)))


def cohort(of: Curriculum | None = None, **values: Any) -> Cohort:
    number = next(_numbers)
    taught = of or curriculum()
    defaults = {
        "code": f"C{number}",
        "title_zh": f"第{number}期",
        "title_en": f"Cohort {number}",
        "status": CohortStatus.RUNNING,
        "starts_on": date(2026, 3, 1),
        "ends_on": date(2026, 12, 31),
    }
    return _added(Cohort(program=taught.program, curriculum=taught, **(defaults | values)))


def enrolment(of: Cohort, who: Person | None = None, **values: Any) -> Enrolment:
    defaults = {"state_since": of.starts_on, "joined_on": of.starts_on}
    return _added(Enrolment(cohort=of, person=who or person(), **(defaults | values)))


def program_staff(of: Program, who: Person | None = None, role: ProgramRole = ProgramRole.ADMINISTRATOR) -> Person:
    who = who or person("陈教务", "CHEN Jiaowu")
    _added(ProgramStaff(program=of, person=who, role=role, since=LONG_AGO))
    return who


def cohort_staff(of: Cohort, role: CohortRole, who: Person | None = None) -> Person:
    who = who or person("赵讲师", "ZHAO Jiangshi")
    _added(CohortStaff(cohort=of, person=who, role=role, since=LONG_AGO))
    return who


def partner(of: Program, sponsor: Organization, who: Person | None = None) -> Person:
    who = who or person("钱资助", "QIAN Zizhu")
    _added(Sponsorship(program=of, organization=sponsor, person=who, since=LONG_AGO))
    return who


def class_session(
    of: Cohort, starts_at: datetime | None = None, hours: Decimal | int = 4, **values: Any
) -> ClassSession:
    starts_at = starts_at or datetime(2026, 3, 9, 1, 0, tzinfo=UTC)
    defaults = {"title_zh": "开班", "title_en": "Opening", "ends_at": starts_at + timedelta(hours=3)}
    return _added(ClassSession(cohort=of, starts_at=starts_at, class_hours=Decimal(hours), **(defaults | values)))


def graded_item(of: Cohort, **values: Any) -> GradedItem:
    defaults = {"code": f"item{next(_numbers)}", "title_zh": "作业", "title_en": "Assignment"}
    return _added(GradedItem(cohort=of, **(defaults | values)))
