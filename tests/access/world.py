"""Two programs side by side with one row of every kind, and a person in each role of the first."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import select

from cgtraining.attendance.models import AttendanceStatus, Mark, MarkSource
from cgtraining.certificates.models import Certificate, CertificateKind, IssueItem, IssueRun
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStaff, Group, ImportState, RosterImport
from cgtraining.completion.models import GraduateEntry, GraduateList, ListState, Outcome, Waiver
from cgtraining.database import db
from cgtraining.mail.models import Channel, Delivery, Message
from cgtraining.people.models import Person
from cgtraining.programs.models import Competency, ProgramRole, ProgramStaff, Sponsorship
from tests import factories

RECOGNISED = {"sheets": ["名单"], "header_row": 1, "columns": {"name": ["姓名"]}, "ignored": []}


@dataclass(frozen=True)
class Place:
    """The ids of one program's rows by the names that addresses give them, and its people by role."""

    ids: dict[str, int]
    people: dict[str, Person]


def build_place(number: int) -> Place:
    program = factories.program(code=f"PLACE{number}")
    curriculum = factories.curriculum(program)
    unit = factories.unit(curriculum)
    competency = _added(Competency(program=program, code="C1", title_zh="协商", title_en="Deliberation"))
    cohort = factories.cohort(curriculum)
    sponsor = factories.organization()
    trainee = factories.person(f"学员{number}", f"XUE Yuan{number}", name_confirmed_at=datetime(2026, 3, 1, tzinfo=UTC))
    people = _people_of(program, cohort, sponsor) | {"trainee": trainee}
    group = _added(Group(cohort=cohort, title_zh="第一组"))
    enrolment = factories.enrolment(cohort, trainee, group=group, sponsor=sponsor)
    session = factories.class_session(cohort, unit=unit)
    _added(Mark(session=session, enrolment=enrolment, status=AttendanceStatus.PRESENT, source=MarkSource.REGISTER))
    item = factories.graded_item(cohort)
    waiver = _added(Waiver(enrolment=enrolment, rule_key="hours", reason="公派出访"))
    listed = GraduateList(cohort=cohort, number=1, award_date=date(2026, 12, 31), rules_number=1)
    listed.state, listed.approved_at = ListState.APPROVED, datetime(2026, 12, 31, tzinfo=UTC)
    entry = GraduateEntry(enrolment=enrolment, outcome=Outcome.COMPLETED, class_hours=Decimal(4))
    listed.entries.append(entry)
    _added(listed)
    run = _added(IssueRun(graduate_list=listed))
    issue_item = IssueItem(entry=entry)
    run.items.append(issue_item)
    db.session.flush()
    certificate = Certificate(
        program=program, year=2026, number=1, serial=f"PLACE{number}-2026-0001", code=f"{number:017d}",
        kind=CertificateKind.COMPLETION, cohort_id=cohort.id, enrolment_id=enrolment.id, person=trainee,
        run_item=issue_item, award_date=date(2026, 12, 31),
    )  # fmt: skip
    _added(certificate)
    roster = _added(RosterImport(cohort=cohort, file_name="名单.xlsx", state=ImportState.PREVIEW, columns=RECOGNISED))
    message = Message(purpose=f"place {number}", person_id=trainee.id, language="zh", subject="通知", body="正文")
    delivery = Delivery(channel=Channel.MAIL, address="someone@example.org")
    message.deliveries.append(delivery)
    _added(message)
    ids = {
        "program_id": program.id,
        "curriculum_id": curriculum.id,
        "module_id": unit.module_id,
        "unit_id": unit.id,
        "competency_id": competency.id,
        "issuer_id": program.issuers[0].id,
        "signatory_id": program.signatories[0].id,
        "cohort_id": cohort.id,
        "group_id": group.id,
        "enrolment_id": enrolment.id,
        "session_id": session.id,
        "item_id": item.id,
        "waiver_id": waiver.id,
        "list_id": listed.id,
        "run_id": run.id,
        "certificate_id": certificate.id,
        "import_id": roster.id,
        "person_id": trainee.id,
        "organization_id": sponsor.id,
        "program_staff_id": _first(ProgramStaff, program_id=program.id),
        "sponsorship_id": _first(Sponsorship, program_id=program.id),
        "staff_id": _first(CohortStaff, cohort_id=cohort.id),
        "message_id": message.id,
        "delivery_id": delivery.id,
    }
    return Place(ids, people)


def _people_of(program, cohort: Cohort, sponsor) -> dict[str, Person]:
    return {
        "head": factories.program_staff(program, role=ProgramRole.HEAD),
        "course administrator": factories.program_staff(program),
        "cohort administrator": factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR),
        "class teacher": factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER),
        "trainer": factories.cohort_staff(cohort, CohortRole.TRAINER),
        "mentor": factories.cohort_staff(cohort, CohortRole.MENTOR),
        "partner": factories.partner(program, sponsor),
    }


def _first(kind, **values: int) -> int:
    return db.session.scalars(select(kind.id).filter_by(**values).order_by(kind.id).limit(1)).one()


def _added(row):
    db.session.add(row)
    db.session.flush()
    return row
