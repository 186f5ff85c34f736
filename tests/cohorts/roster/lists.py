"""Lists of people as CSV files, and imports of them."""

from typing import Any

from sqlalchemy import func, select

from cgtraining.cohorts.models import Cohort, Enrolment, RosterImport, RosterRow, RowVerdict
from cgtraining.cohorts.roster import operations, queries, reading, running
from cgtraining.database import db, metadata
from cgtraining.people.models import Person
from tests import factories

HEADINGS = ("姓名", "单位", "职务", "手机", "邮箱", "省份", "小组", "备注")
WANG = {"姓名": "王芳", "单位": "青榆社区基金会", "职务": "秘书长", "手机": "13800138001", "小组": "第一组"}
LI = {"姓名": "李强", "单位": "南湾居委会", "手机": "13800138002", "邮箱": "li@example.org", "小组": "第二组"}


def csv_of(*people: dict[str, str]) -> bytes:
    lines = [",".join(HEADINGS), *(",".join(person.get(each, "") for each in HEADINGS) for person in people)]
    return "\n".join(lines).encode()


def read(cohort: Cohort, content: bytes, name: str = "名单.csv", actor: Person | None = None) -> RosterImport:
    """Uploaded and read: a preview."""
    key = operations.keep_file(content)
    made = operations.begin_import(cohort=cohort, file_name=name, file_key=key, actor=actor)
    db.session.commit()
    reading.proceed(made.id)
    return made


def run(roster_import: RosterImport) -> RosterImport:
    operations.start_import(roster_import=roster_import, actor=None)
    db.session.commit()
    running.proceed(roster_import.id)
    return roster_import


def imported(cohort: Cohort, *people: dict[str, str]) -> RosterImport:
    return run(read(cohort, csv_of(*people)))


def rows(roster_import: RosterImport) -> list[RosterRow]:
    return list(db.session.scalars(queries.rows_of(roster_import)))


def row(roster_import: RosterImport) -> RosterRow:
    """The only one."""
    [found] = rows(roster_import)
    return found


def codes(found: RosterRow) -> list[str]:
    return [remark["code"] for remark in found.remarks]


def counts(roster_import: RosterImport) -> dict[RowVerdict, int]:
    """Without zeros."""
    return {verdict: number for verdict, number in queries.counts_of(roster_import).items() if number}


def person_named(name: str) -> Person:
    return db.session.scalars(select(Person).where(Person.name_zh == name)).one()


def enrolled(cohort: Cohort) -> list[str | None]:
    query = select(Person.name_zh).join(Enrolment, Enrolment.person_id == Person.id)
    return list(db.session.scalars(query.where(Enrolment.cohort_id == cohort.id).order_by(Enrolment.id)))


def table_sizes() -> dict[str, int]:
    """How many rows each table has, apart from the imports themselves and what is recorded of them."""
    left_out = {"roster_import", "roster_row", "audit_entry"}
    tables = [table for table in metadata.sorted_tables if table.name not in left_out]
    return {table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def known(**values: Any) -> Person:
    organization = factories.organization(name_zh="青榆社区基金会", name_en=None)
    defaults = {"phone": "+8613800138001", "email": None, "organization": organization, "position_zh": "秘书长"}
    return factories.person("王芳", "WANG Fang", **(defaults | values))
