"""Two programs side by side, the first with two cohorts, a row of every kind in each, and a person in every role."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

from PIL import Image
from sqlalchemy import select

from cgtraining import clock
from cgtraining.attendance.models import (
    AttendanceStatus,
    ClassSession,
    Mark,
    MarkSource,
    MeetingImport,
    Reopening,
    SheetPhoto,
    Tap,
    TapVerdict,
)
from cgtraining.attendance.operations import renew_feed
from cgtraining.certificates.designing.operations import add_design
from cgtraining.certificates.models import (
    AwardEntry,
    AwardList,
    Certificate,
    CertificateKind,
    IdentityCheck,
    IssueItem,
    IssueRun,
    NumberState,
    PrintSet,
    PrintState,
    PrintWay,
    Reprint,
    SealSigner,
)
from cgtraining.cohorts.models import (
    ClassOffice,
    Cohort,
    CohortRole,
    CohortStaff,
    CommitteeMember,
    Enrolment,
    EnrolmentState,
    Group,
    ImportState,
    RosterImport,
)
from cgtraining.completion.models import GraduateEntry, GraduateList, ListState, Outcome, Waiver
from cgtraining.database import db
from cgtraining.language.text import BilingualText
from cgtraining.mail.models import Channel, Delivery, Message
from cgtraining.notices.models import Reminder, ReminderKind, ReminderState
from cgtraining.people.models import Organization, Person
from cgtraining.programs.models import Competency, Curriculum, Program, ProgramRole, ProgramStaff, Sponsorship
from cgtraining.questions.importing.models import QuestionImport
from cgtraining.questions.operations.folders import add_folder
from cgtraining.questions.operations.pictures import add_picture
from cgtraining.storage import save_file
from tests import factories
from tests.attendance.leave.rows import leave_rows
from tests.blank_prints import a_pdf
from tests.certificates.sample import WANG_FANG
from tests.questions.bank import question
from tests.quizzes.rows import attempt_rows, quiz_rows

RECOGNISED = {"sheets": ["名单"], "header_row": 1, "columns": {"name": ["姓名"]}, "ignored": []}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
Ids = dict[str, int]


@dataclass(frozen=True)
class Place:
    """The ids of one program's rows by the names that addresses give them, and its people by role.

    `classmate` are the ids of the same cohort with another trainee, whom nobody sponsors, `sister` those of another
    cohort of the same program.
    """

    ids: Ids
    people: dict[str, Person]
    classmate: Ids
    sister: Ids


def build_place(number: int) -> Place:
    program = factories.program(code=f"PLACE{number}")
    curriculum = factories.curriculum(program)
    cohort, sister, sponsor = factories.cohort(curriculum), factories.cohort(curriculum), _organization()
    people = _people_of(program, cohort, sponsor)
    factories.cohort_staff(sister, CohortRole.MENTOR)
    shared = _program_rows(program, curriculum, sponsor)
    own = shared | _cohort_rows(cohort) | _trainee_rows(cohort, people["trainee"], sponsor)
    other = own | _trainee_rows(cohort, factories.person("许同窗", "XU Tongchuang"), None)
    sister_rows = _cohort_rows(sister) | _trainee_rows(sister, factories.person("谢隔壁", "XIE Gebi"), None)
    db.session.flush()
    return Place(own, people, other, shared | sister_rows)


def _people_of(program: Program, cohort: Cohort, sponsor: Organization) -> dict[str, Person]:
    roles = {
        "head": factories.program_staff(program, role=ProgramRole.HEAD),
        "course administrator": factories.program_staff(program),
        "cohort administrator": factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR),
        "class teacher": factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER),
        "trainer": factories.cohort_staff(cohort, CohortRole.TRAINER),
        "mentor": factories.cohort_staff(cohort, CohortRole.MENTOR),
        "partner": factories.partner(program, sponsor),
    }
    confirmed = datetime(2026, 3, 1, tzinfo=UTC)
    trainee = factories.person("薛学员", "XUE Xueyuan", name_confirmed_at=confirmed)
    left = factories.person("薛离开", "XUE Likai", name_confirmed_at=confirmed)
    factories.enrolment(cohort, left, state=EnrolmentState.WITHDRAWN)
    return roles | {"trainee": trainee, "withdrawn trainee": left, **_people_of_other_days(program, cohort)}


def _people_of_other_days(program: Program, cohort: Cohort) -> dict[str, Person]:
    """Whose role is over since today, and whose role begins tomorrow."""
    former = factories.program_staff(program, role=ProgramRole.HEAD)
    coming = factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR)
    _row(ProgramStaff, former).until = clock.today()
    _row(CohortStaff, coming).since = clock.today() + timedelta(days=1)
    return {"former head": former, "administrator from tomorrow": coming, "nobody": factories.person("吴", "WU")}


def _program_rows(program: Program, curriculum: Curriculum, sponsor: Organization) -> Ids:
    unit = factories.unit(curriculum)
    competency = _added(Competency(program=program, code="C1", title_zh="协商", title_en="Deliberation"))
    issuer, signatory = program.issuers[0], program.signatories[0]
    save_file("picture.svg", SVG)
    issuer.organization.logo_key = signatory.signature_key = "picture.svg"
    return {
        "program_id": program.id,
        "curriculum_id": curriculum.id,
        "module_id": unit.module_id,
        "unit_id": unit.id,
        "competency_id": competency.id,
        "issuer_id": issuer.id,
        "signatory_id": signatory.id,
        "signer_id": _added(
            SealSigner(issuer=issuer, person=factories.person("章守印", "ZHANG Shouyin"), since=date(2018, 1, 1))
        ).id,
        "organization_id": sponsor.id,
        **_design_rows(program),
        **_bank_rows(program),
        "program_staff_id": _first(ProgramStaff, program_id=program.id),
        "sponsorship_id": _first(Sponsorship, program_id=program.id),
    }


def _design_rows(program: Program) -> Ids:
    title = BilingualText("红框")
    version = add_design(program=program, kind=CertificateKind.COMPLETION, title=title, actor=None)
    return {"design_id": version.design_id, "design_version_id": version.id}


def _bank_rows(program: Program) -> Ids:
    folder = add_folder(program=program, title=BilingualText("议事"), parent=None, actor=None)
    out = BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    return {
        "question_id": question(program, folder=folder).id,
        "folder_id": folder.id,
        "question_import_id": _added(QuestionImport(program=program, files=["试卷.docx"])).id,
        "picture_id": add_picture(program=program, content=out.getvalue(), name="图.png", actor=None).id,
    }


def _meeting(session: ClassSession) -> MeetingImport:
    told = {"topic": "", "stated": None, "total": 0, "headings": {}, "first": None, "offset": None}
    return _added(
        MeetingImport(session=session, file_name="a.csv", zone="UTC", minimum_minutes=0, told=told, decisions={})
    )


def _cohort_rows(cohort: Cohort) -> Ids:
    session = factories.class_session(cohort)
    roster = RosterImport(cohort=cohort, file_name="名单.xlsx", state=ImportState.PREVIEW, columns=RECOGNISED)
    listed = GraduateList(cohort=cohort, number=1, award_date=date(2026, 12, 31), rules_number=1)
    listed.state, listed.approved_at = ListState.APPROVED, datetime(2026, 12, 31, tzinfo=UTC)
    save_file("scan.pdf", a_pdf())
    listed.scan_key = "scan.pdf"
    run = IssueRun(graduate_list=_added(listed))
    session = factories.class_session(cohort)
    reopening = Reopening(session=session, reason="补登", until=clock.now() + timedelta(days=1))
    renew_feed(owner=cohort, actor=None)
    return {
        "cohort_id": cohort.id,
        "group_id": _added(Group(cohort=cohort, title_zh="第一组")).id,
        "session_id": session.id,
        "reopening_id": _added(reopening).id,
        "meeting_id": _meeting(session).id,
        "sheet_photo_id": _added(SheetPhoto(session=session, file_key="scan.pdf", file_name="签到表.pdf")).id,
        "item_id": factories.graded_item(cohort).id,
        "list_id": listed.id,
        "award_list_id": _added(_honours(cohort)).id,
        "run_id": _added(run).id,
        "set_id": _added(_print_set(run)).id,
        "import_id": _added(roster).id,
        "staff_id": _first(CohortStaff, cohort_id=cohort.id),
        **quiz_rows(cohort),
    }


def _honours(cohort: Cohort) -> AwardList:
    return AwardList(cohort=cohort, number=1, kind=CertificateKind.HONOUR, award_date=date(2026, 12, 31))


def _honour(enrolment: Enrolment) -> AwardEntry:
    honours = db.session.scalars(select(AwardList).filter_by(cohort_id=enrolment.cohort_id)).one()
    return AwardEntry(award_list=honours, person=enrolment.person, enrolment=enrolment, reason_zh="牵头议事厅")


def _trainee_rows(cohort: Cohort, person: Person, sponsor: Organization | None) -> Ids:
    enrolment = factories.enrolment(cohort, person, sponsor=sponsor)
    marks = {"status": AttendanceStatus.PRESENT, "source": MarkSource.REGISTER}
    session = db.session.scalars(select(ClassSession).filter_by(cohort_id=cohort.id)).first()
    _added(Mark(session=session, enrolment=enrolment, **marks))
    message = Message(purpose=f"of {enrolment.id}", person_id=person.id, language="zh", subject="通知", body="正文")
    message.deliveries.append(Delivery(channel=Channel.MAIL, address="someone@example.org"))
    _added(message)
    return {
        "enrolment_id": enrolment.id,
        "award_entry_id": _added(_honour(enrolment)).id,
        "tap_id": _added(_tap(session.id, enrolment.id)).id,
        "committee_member_id": _added(
            CommitteeMember(enrolment=enrolment, office=ClassOffice.GROUP_LEADER, since=date(2026, 3, 1))
        ).id,
        "waiver_id": _added(Waiver(enrolment=enrolment, rule_key="hours", reason="公派出访")).id,
        **_certificate_rows(_certificate(enrolment)),
        **leave_rows(enrolment),
        **attempt_rows(enrolment),
        "reminder_id": _added(_reminder(session, enrolment)).id,
        "person_id": person.id,
        "message_id": message.id,
        "delivery_id": message.deliveries[0].id,
    }


def _reminder(session: ClassSession, enrolment: Enrolment) -> Reminder:
    about = {"cohort_id": session.cohort_id, "enrolment": enrolment, "session": session, "about_at": session.starts_at}
    return Reminder(kind=ReminderKind.BEFORE_SESSION, state=ReminderState.TOO_LATE, **about)


def _tap(session_id: int, enrolment_id: int) -> Tap:
    tap = Tap(session_id=session_id, enrolment_id=enrolment_id, device="d", number=1, verdict=TapVerdict.DISPUTED)
    tap.key, tap.new_status = f"{session_id}-{enrolment_id}", AttendanceStatus.ABSENT
    tap.tapped_at = tap.received_at = clock.now()
    return tap


def _certificate(enrolment: Enrolment) -> Certificate:
    listed = db.session.scalars(select(GraduateList).filter_by(cohort_id=enrolment.cohort_id)).one()
    run = db.session.scalars(select(IssueRun).filter_by(list_id=listed.id)).one()
    entry = GraduateEntry(enrolment=enrolment, outcome=Outcome.COMPLETED, class_hours=Decimal(4), graduate_list=listed)
    item = _added(IssueItem(entry=entry, run=run))
    save_file("certificate.pdf", a_pdf())
    return _added(
        Certificate(
            program=enrolment.cohort.program, year=2026, number=enrolment.id, serial=f"PLACE-2026-{enrolment.id:04d}",
            code=f"{enrolment.id:017d}", kind=CertificateKind.COMPLETION, cohort_id=enrolment.cohort_id,
            enrolment_id=enrolment.id, person=enrolment.person, run_item=item, award_date=date(2026, 12, 31),
            state=NumberState.ISSUED, sha256="0" * 64, issued_at=clock.now(), pdf_key="certificate.pdf",
            facts=WANG_FANG.to_json(),
        )
    )  # fmt: skip


def _print_set(run: IssueRun) -> PrintSet:
    save_file("set.pdf", a_pdf())
    return PrintSet(run=run, way=PrintWay.SEALED, state=PrintState.DONE, total=1, done=1, pdf_key="set.pdf")


def _certificate_rows(certificate: Certificate) -> Ids:
    lost = {"reason": "遗失", "identity_check": IdentityCheck.KNOWN}
    return {
        "certificate_id": certificate.id,
        "entry_id": certificate.run_item.entry_id,
        "reprint_id": _added(Reprint(certificate=certificate, number=1, **lost)).id,
    }


def _organization() -> Organization:
    save_file("picture.svg", SVG)
    return factories.organization(logo_key="picture.svg")


def _row(kind, person: Person):
    return db.session.scalars(select(kind).filter_by(person_id=person.id)).one()


def _first(kind, **values: int) -> int:
    return db.session.scalars(select(kind.id).filter_by(**values).order_by(kind.id).limit(1)).one()


def _added(row):
    db.session.add(row)
    db.session.flush()
    return row
