"""What the sample story has not: work that a machine stands half done with, and details that were withdrawn."""

from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import select

from cgtraining import clock
from cgtraining.attendance.meetings import forgetting as meeting_forgetting
from cgtraining.attendance.meetings import operations as meetings
from cgtraining.attendance.models import ClassSession, MeetingImport
from cgtraining.attendance.operations import open_check_in, renew_feed
from cgtraining.certificates.awards.approving import approve_awards
from cgtraining.certificates.awards.drafting import draft_awards
from cgtraining.certificates.designing.operations import add_design, choose_version
from cgtraining.certificates.issuing import start_run
from cgtraining.certificates.models import Certificate, CertificateKind
from cgtraining.certificates.operations import withdraw_details
from cgtraining.certificates.views.taking import ticket_for
from cgtraining.certificates.withdrawing import withdraw_approval
from cgtraining.cohorts.models import ClassOffice, Cohort, Enrolment, EnrolmentState, ImportState, RosterImport
from cgtraining.cohorts.operations import appoint_member
from cgtraining.cohorts.queries import enrolment_in
from cgtraining.cohorts.roster import forgetting, operations, reading, running
from cgtraining.completion.models import GraduateEntry, GraduateList, ListState, Outcome
from cgtraining.completion.operations import begin_change
from cgtraining.database import db
from cgtraining.language.text import BilingualText
from cgtraining.people.invitations import invite
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.programs.operations.curricula import begin_next_version
from cgtraining.questions.importing.models import QuestionImportState
from cgtraining.questions.importing.operations import begin_import
from cgtraining.questions.importing.reading import read_sources
from cgtraining.questions.importing.running import import_chunk
from tests import factories
from tests.journeys.rosters import office_roster


def add_unfinished_work(folder: Path) -> dict[str, str]:
    """Returns the paths of personal links that nobody opened yet, by their endpoints."""
    old, present, *_others = db.session.scalars(select(Cohort).order_by(Cohort.id)).all()
    add_imports(present, office_roster(folder, "zh"))
    import_questions(old.program)
    read_meetings(present)  # begins anew where a report is refused, so it comes before what is only flushed
    db.session.commit()
    withdraw_one(old)
    begin_next_version(curriculum=present.curriculum, actor=None)
    begin_change(curriculum=present.curriculum, actor=None)
    issue_half(present)
    draw_designs(old.program)
    list_awards(present)
    let_check_in_be_open(present)
    name_a_monitor(present)
    renew_feed(owner=present, actor=None)
    newcomer = factories.person("单雄信", None, email=None, province_code=None)
    return {
        "people.accept_invitation": urlsplit(invite(person=newcomer, actor=None)).path,
        "certificates.take": f"/certificates/take/{ticket_for(db.session.get_one(Certificate, 1))}",
    }


def add_imports(cohort: Cohort, roster: Path) -> None:
    """One was refused, one is done, one is forgotten, one is being read; the story has one to look through."""
    _read(cohort, b"no roster at all")
    done = _read(cohort, roster.read_bytes())
    operations.start_import(roster_import=done, actor=None)
    db.session.commit()
    running.proceed(done.id)
    forgetting.forget(_read(cohort, roster.read_bytes()))
    operations.begin_import(cohort=cohort, file_name="名册.xlsx", file_key=None, actor=None)
    db.session.commit()


def import_questions(program: Program) -> None:
    """One to look through, one half done, one that is done."""
    for number, chunks in enumerate((0, 1, 2)):
        text = f"1. 第{number}次由谁召集？\nA. 居委会\nB. 物业\n答案：A\n难度：难\n2. 没有答案的题\nA. 甲\nB. 乙\n"
        files = read_sources([("试卷.txt", text.encode())], None)
        made = begin_import(program=program, files=files, folder=None, keeps_folders=True, actor=None)
        made.state = QuestionImportState.RUNNING if chunks else QuestionImportState.PREVIEW
        db.session.commit()
        for _chunk in range(chunks):
            import_chunk(made.id)


def _read(cohort: Cohort, content: bytes) -> RosterImport:
    key = operations.keep_file(content)
    made = operations.begin_import(cohort=cohort, file_name="学员名册.xlsx", file_key=key, actor=None)
    db.session.commit()
    reading.proceed(made.id)
    assert made.state is not ImportState.READING
    return made


def withdraw_one(cohort: Cohort) -> None:
    """The details of one certificate, at its holder's request."""
    query = select(Certificate).where(Certificate.cohort_id == cohort.id, Certificate.valid_until.is_(None))
    certificate = db.session.scalars(query.order_by(Certificate.number.desc()).offset(9)).first()
    assert certificate
    withdraw_details(certificate=certificate, reason="本人要求", actor=None)


def issue_half(cohort: Cohort) -> None:
    """A run that nobody goes on with, since this office has no worker."""
    graduates = GraduateList(cohort=cohort, number=1, rules_number=0, award_date=cohort.ends_on)
    graduates.state, graduates.approved_at = ListState.APPROVED, clock.now()
    enrolled = select(Enrolment).where(Enrolment.cohort == cohort, Enrolment.state == EnrolmentState.ENROLLED)
    for enrolment in db.session.scalars(enrolled.order_by(Enrolment.id.desc()).limit(3)):
        graduates.entries.append(GraduateEntry(enrolment=enrolment, outcome=Outcome.COMPLETED, class_hours=Decimal(60)))
    db.session.add(graduates)
    db.session.flush()
    start_run(graduate_list=graduates, actor=None)


def draw_designs(program: Program) -> None:
    """One that is in use and one that is being drawn."""
    title = BilingualText("本院样式", "Our own")
    chosen = add_design(program=program, kind=CertificateKind.HONOUR, title=title, actor=None)
    choose_version(program=program, version=chosen, form_version=chosen.version, actor=None)
    add_design(program=program, kind=CertificateKind.COMPLETION, title=title, actor=None)


def list_awards(cohort: Cohort) -> None:
    """A draft of each kind, statements that are approved, and some whose approval was withdrawn."""
    today = clock.today(cohort.timezone)
    for kind in (CertificateKind.HONOUR, CertificateKind.APPOINTMENT, *[CertificateKind.HOURS] * 3):
        until = today if kind is CertificateKind.HOURS else None
        made = draft_awards(cohort=cohort, kind=kind, award_date=today, counted_until=until, actor=None)
        if made.number > 1:
            approve_awards(award_list=made, actor=None)
    withdraw_approval(source=made, reason="课次有误", actor=None)


def read_meetings(cohort: Cohort) -> None:
    """Of the last session that is over: one report to be looked through, one that is confirmed, one forgotten."""
    query = select(ClassSession).where(ClassSession.cohort == cohort, ClassSession.ends_at < clock.now())
    session = db.session.scalars(query.order_by(ClassSession.starts_at.desc())).first()
    assert session
    for done in (meetings.confirm, forget_meeting, None):
        content, asked = report_of_meeting(session), meetings.usual(session)
        report = meetings.read_for(session, content, "report.csv", asked)
        made = meetings.begin_meeting_import(
            session=session, report=report, file_name="会议.csv", asked=asked, actor=None
        )
        if done is not None:
            done(meeting_import=made, actor=None)
    db.session.commit()


def forget_meeting(*, meeting_import: MeetingImport, actor: None) -> None:
    meeting_forgetting.forget(meeting_import)


def report_of_meeting(session: ClassSession) -> bytes:
    """Whoever was there, whoever was hardly there, a guest, a device and somebody of the staff."""
    enrolled = select(Enrolment).where(Enrolment.cohort == session.cohort).order_by(Enrolment.id).limit(5)
    names = [f"深圳-{each.person.name_zh}" for each in db.session.scalars(enrolled)]
    starts, ends = session.local(session.starts_at), session.local(session.ends_at)
    rows = [f"{name},{starts:%Y-%m-%d %H:%M},{ends:%Y-%m-%d %H:%M},," for name in (*names[1:], "周游客", "iPhone")]
    rows += [f"{names[0]},{starts:%Y-%m-%d %H:%M},,5,", f"Office,{starts:%Y-%m-%d %H:%M},{ends:%Y-%m-%d %H:%M},,Host"]
    return "\n".join(["Name,Join Time,Leave Time,Duration,Role", *rows, ""]).encode()


def let_check_in_be_open(cohort: Cohort) -> None:
    query = select(ClassSession).where(ClassSession.cohort == cohort, ClassSession.ends_at > clock.now())
    session = db.session.scalars(query.order_by(ClassSession.starts_at)).first()
    assert session
    open_check_in(session=session, actor=None)


def name_a_monitor(cohort: Cohort) -> None:
    """The trainee who looks round."""
    trainee = db.session.scalars(select(Person).where(Person.email == "trainee04@example.org")).one()
    enrolment = enrolment_in(cohort, trainee)
    assert enrolment
    appoint_member(enrolment=enrolment, office=ClassOffice.MONITOR, actor=None)
