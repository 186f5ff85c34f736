"""What is next, for each role of those who work on cohorts."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining import clock
from cgtraining.assessments.models import Score
from cgtraining.attendance.models import ClassSession
from cgtraining.certificates.awards.candidates import Wording
from cgtraining.certificates.issuing import start_award_run
from cgtraining.certificates.models import IssueItem, IssueRun, ItemState, RunState
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStatus, ImportState, RosterImport
from cgtraining.completion.models import GraduateList, ListState
from cgtraining.database import db
from cgtraining.mail.models import Channel, Delivery, DeliveryState, Message
from cgtraining.people.models import Person
from cgtraining.programs.models import ProgramRole
from tests import factories
from tests.attendance.factories import ABSENT, stored
from tests.certificates.awards.stories import HONOUR, REASON, approved, change, chosen, draft
from tests.home.pages import Next, home, next_steps, subtitle, titles

NOW = datetime(2026, 5, 20, 2, tzinfo=UTC)  # ten in the morning in Shanghai, in mid-course
SignIn = Callable[[Person], FlaskClient]


@pytest.fixture(autouse=True)
def mid_course() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    """Running, with one trainee who can sign in, nothing left to do."""
    made = factories.cohort(title_en="Cohort 9")
    trainee(made)
    session(made, timedelta(days=20))
    return made


def trainee(of: Cohort, **values: object):
    enrolment = factories.enrolment(of, **values)
    factories.account_of(enrolment.person)
    return enrolment


def session(of: Cohort, later: timedelta, **values: object) -> ClassSession:
    return factories.class_session(of, NOW + later, **({"title_en": "Deliberation"} | values))


def a_list(of: Cohort, state: ListState = ListState.DRAFT) -> GraduateList:
    made = GraduateList(cohort=of, number=1, award_date=date(2026, 5, 20), rules_number=0, state=state)
    db.session.add(made)
    db.session.flush()
    return made


def roster(of: Cohort, state: ImportState) -> RosterImport:
    made = RosterImport(cohort=of, file_name="名单.xlsx", state=state)
    db.session.add(made)
    db.session.flush()
    return made


def test_nothing_waits_when_nothing_does(cohort: Cohort, sign_in: SignIn) -> None:
    page = home(sign_in(factories.program_staff(cohort.program)))
    assert titles(page) == []
    assert "Nothing waits for you" in page


def test_a_register_that_is_not_whole_comes_first(cohort: Cohort, sign_in: SignIn) -> None:
    held = session(cohort, -timedelta(days=2))
    today = session(cohort, timedelta(hours=3))
    steps = next_steps(home(sign_in(factories.program_staff(cohort.program))))
    assert steps == [
        Next("1 trainee is not marked: Deliberation", f"/sessions/{held.id}/register", "attention"),
        Next("Today: Deliberation", f"/sessions/{today.id}/register", ""),
    ]


@pytest.mark.parametrize(
    ("later", "sentence"),
    [
        (-timedelta(hours=1), "Going on now: Deliberation"),
        (timedelta(hours=3), "Today: Deliberation"),
        (timedelta(hours=15), "Tomorrow: Deliberation"),
    ],
)
def test_a_session_is_announced_as_the_day_calls_it(
    cohort: Cohort, sign_in: SignIn, later: timedelta, sentence: str
) -> None:
    session(cohort, later)
    assert titles(home(sign_in(factories.program_staff(cohort.program)))) == [sentence]


def test_missing_scores_are_counted_once_the_item_is_due(cohort: Cohort, sign_in: SignIn) -> None:
    scored = trainee(cohort)
    item = factories.graded_item(cohort, title_en="Action plan", due_on=date(2026, 5, 1))
    factories.graded_item(cohort, title_en="Defence", due_on=date(2026, 5, 20))
    db.session.add(Score(item=item, enrolment=scored, points=Decimal(80)))
    expected = [Next("1 score is missing: Action plan", f"/cohorts/{cohort.id}/scores", "")]
    assert next_steps(home(sign_in(factories.program_staff(cohort.program)))) == expected
    assert next_steps(home(sign_in(factories.cohort_staff(cohort, CohortRole.TRAINER)))) == expected


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (ImportState.PREVIEW, "Check the roster and import it: 名单.xlsx"),
        (ImportState.RUNNING, "A roster is being imported: 名单.xlsx"),
    ],
)
def test_an_unfinished_import_waits(cohort: Cohort, sign_in: SignIn, state: ImportState, sentence: str) -> None:
    waiting = roster(cohort, state)
    roster(cohort, ImportState.DONE)
    steps = next_steps(home(sign_in(factories.program_staff(cohort.program))))
    assert steps == [Next(sentence, f"/cohorts/imports/{waiting.id}", "")]


def test_whoever_may_approve_is_asked_to_and_the_others_are_told(cohort: Cohort, sign_in: SignIn) -> None:
    drafted = a_list(cohort)
    head = factories.program_staff(cohort.program, role=ProgramRole.HEAD)
    assert next_steps(home(sign_in(head))) == [
        Next("Approve the list of graduates", f"/graduate-lists/{drafted.id}", "attention")
    ]
    own = factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR)
    assert titles(home(sign_in(own))) == ["The list of graduates waits for approval"]


def test_an_approved_list_waits_to_be_issued_even_if_its_cohort_is_over(cohort: Cohort, sign_in: SignIn) -> None:
    approved = a_list(cohort, ListState.APPROVED)
    cohort.status = CohortStatus.FINISHED
    client = sign_in(factories.program_staff(cohort.program))
    assert next_steps(home(client)) == [
        Next("Issue the certificates of an approved list", f"/cohorts/{cohort.id}/certificates", "")
    ]
    db.session.add(IssueRun(graduate_list=approved, state=RunState.DONE))
    assert titles(home(client)) == []


def test_certificates_that_were_not_issued_are_pressing(cohort: Cohort, sign_in: SignIn) -> None:
    run = IssueRun(graduate_list=a_list(cohort, ListState.APPROVED))
    run.items += [IssueItem(state=ItemState.REFUSED), IssueItem(state=ItemState.DONE)]
    db.session.add(run)
    db.session.flush()
    client = sign_in(factories.program_staff(cohort.program))
    assert titles(home(client)) == ["Certificates are being issued"]
    run.state = RunState.DONE
    assert next_steps(home(client)) == [
        Next("1 certificate was not issued", f"/certificate-runs/{run.id}", "attention")
    ]


def test_a_cohort_is_led_from_its_opening_to_its_end(app: Flask, sign_in: SignIn) -> None:
    cohort = factories.cohort(status=CohortStatus.PLANNED, starts_on=date(2026, 6, 1))
    trainee(factories.cohort(cohort.curriculum, status=CohortStatus.FINISHED))
    client = sign_in(factories.program_staff(cohort.program))
    assert titles(home(client)) == ["Import the roster of the cohort"]

    enrolment = factories.enrolment(cohort)
    assert titles(home(client)) == [
        "Plan the class sessions",
        "Hand the personal link to 1 trainee who cannot sign in yet",
    ]
    factories.account_of(enrolment.person)
    session(cohort, timedelta(days=30))
    assert titles(home(client)) == []

    with clock.frozen(NOW + timedelta(days=13)):
        assert titles(home(client)) == ["Set the cohort running: its first day has come"]
    cohort.status = CohortStatus.RUNNING
    with clock.frozen(datetime(2027, 3, 1, tzinfo=UTC)):
        factories.enrolment(cohort)  # whose personal link is no longer worth a step
        assert titles(home(client)) == ["The cohort has ended: decide who completes"]
        a_list(cohort, ListState.APPROVED)
        assert titles(home(client)) == [
            "Issue the certificates of an approved list",
            "Set the cohort to finished when its certificates are issued",
        ]


def test_those_who_look_after_trainees_hear_of_repeated_absence(cohort: Cohort, sign_in: SignIn) -> None:
    often, once = trainee(cohort), trainee(cohort)
    for day in (9, 8):
        held = session(cohort, -timedelta(days=day))
        for enrolment in db.session.query(type(often)).filter_by(cohort_id=cohort.id):
            absent = enrolment is often or (enrolment is once and day == 9)
            stored(held, enrolment, ABSENT) if absent else stored(held, enrolment)
    expected = Next(
        "Talk to 1 trainee who was absent without leave more than once", f"/cohorts/{cohort.id}/class-hours", ""
    )
    for role in (CohortRole.MENTOR, CohortRole.CLASS_TEACHER, CohortRole.ADMINISTRATOR):
        assert next_steps(home(sign_in(factories.cohort_staff(cohort, role)))) == [expected]
    assert titles(home(sign_in(factories.cohort_staff(cohort, CohortRole.TRAINER)))) == []


def test_a_mentor_is_not_asked_to_mark_or_to_score(cohort: Cohort, sign_in: SignIn) -> None:
    session(cohort, -timedelta(days=2))
    session(cohort, timedelta(hours=3))
    factories.graded_item(cohort, title_en="Action plan", due_on=date(2026, 5, 1))
    assert titles(home(sign_in(factories.cohort_staff(cohort, CohortRole.MENTOR)))) == ["Today: Deliberation"]
    for role in (CohortRole.TRAINER, CohortRole.CLASS_TEACHER):
        assert titles(home(sign_in(factories.cohort_staff(cohort, role)))) == [
            "1 trainee is not marked: Deliberation",
            "Today: Deliberation",
            "1 score is missing: Action plan",
        ]


def test_nobody_sees_the_work_of_another_program(cohort: Cohort, sign_in: SignIn) -> None:
    session(cohort, -timedelta(days=2))
    roster(cohort, ImportState.PREVIEW)
    a_list(cohort)
    elsewhere = factories.cohort()
    trainee(elsewhere)
    session(elsewhere, timedelta(days=3))
    assert titles(home(sign_in(factories.program_staff(elsewhere.program)))) == []
    assert titles(home(sign_in(factories.cohort_staff(elsewhere, CohortRole.TRAINER)))) == []


def test_only_the_platform_administrator_hears_of_messages_that_may_not_have_arrived(
    cohort: Cohort, sign_in: SignIn
) -> None:
    message = Message(purpose="test", language="zh", subject="通知", body="正文")
    message.deliveries += [
        Delivery(channel=Channel.MAIL, address="a@example.org", state=DeliveryState.UNCERTAIN),
        Delivery(channel=Channel.SMS, address="+8613800138000", state=DeliveryState.SENT),
    ]
    db.session.add(message)
    expected = Next("1 message may not have arrived", "/messages", "attention")
    assert next_steps(home(sign_in(factories.platform_administrator()))) == [expected]
    assert titles(home(sign_in(factories.program_staff(cohort.program)))) == []


def test_a_partner_is_led_to_the_trainees_that_it_sponsors(cohort: Cohort, sign_in: SignIn) -> None:
    sponsor = factories.organization()
    partner = factories.partner(cohort.program, sponsor)
    client = sign_in(partner)
    assert titles(home(client)) == ["The training office will name the trainees whom you sponsor"]
    trainee(cohort, sponsor=sponsor)
    trainee(cohort, sponsor=factories.organization())
    assert next_steps(home(client)) == [
        Next("See how the trainee whom you sponsor is doing", f"/cohorts/{cohort.id}/trainees", "")
    ]
    assert subtitle(home(client)) == ["Wed 20 May 2026", "Partner"]


def test_two_roles_stand_on_one_page(cohort: Cohort, sign_in: SignIn) -> None:
    someone = factories.person("赵讲师", "ZHAO Jiangshi")
    factories.cohort_staff(cohort, CohortRole.TRAINER, someone)
    studied = factories.cohort()
    factories.enrolment(studied, someone)
    session(cohort, -timedelta(days=2))
    session(studied, timedelta(days=1), title_en="Fundraising")

    page = home(sign_in(someone))

    assert titles(page) == ["Confirm how your name is written", "1 trainee is not marked: Deliberation"]
    assert subtitle(page) == ["Wed 20 May 2026", "Trainer", "Trainee"]
    assert "Your next class session" in page
    assert "Fundraising" in page


def test_a_long_list_shows_the_pressing_ones_and_opens_for_the_rest(app: Flask, sign_in: SignIn) -> None:
    program = factories.program()
    taught = factories.curriculum(program)
    for _number in range(5):
        one = factories.cohort(taught)
        trainee(one)
        session(one, -timedelta(days=2))
        session(one, timedelta(hours=3))
        a_list(one)
    page = home(sign_in(factories.program_staff(program, role=ProgramRole.HEAD)))
    before, _, after = page.partition('<details class="more-steps">')
    assert [step.look for step in next_steps(before)] == ["attention"] * 10
    assert [step.title for step in next_steps(after)] == ["Today: Deliberation"] * 5
    assert "5 more" in after


def test_a_list_of_honours_waits_for_the_head_and_then_to_be_issued(cohort: Cohort, sign_in: SignIn) -> None:
    factories.enrolment(cohort)
    drafted = draft(cohort, HONOUR)
    head = factories.program_staff(cohort.program, role=ProgramRole.HEAD)
    waiting = Next("Approve a list of awards", f"/award-lists/{drafted.id}", "attention")
    assert waiting in next_steps(home(sign_in(head)))
    office = factories.program_staff(cohort.program, factories.person("教务", "JIAO Wu"))
    assert "A list of awards waits for approval" in titles(home(sign_in(office)))
    approved(change(drafted, chosen(drafted, Wording(reason=REASON))))
    assert Next("Issue what is approved", f"/award-lists/{drafted.id}", "") in next_steps(home(sign_in(office)))
    start_award_run(award_list=drafted, actor=None)
    assert "Issue what is approved" not in titles(home(sign_in(office)))


def test_whoever_gave_the_first_of_two_approvals_waits_for_another(cohort: Cohort, sign_in: SignIn) -> None:
    factories.enrolment(cohort)
    cohort.program.approvals_needed = 2
    drafted = draft(cohort, HONOUR)
    head = factories.program_staff(cohort.program, role=ProgramRole.HEAD)
    approved(change(drafted, chosen(drafted, Wording(reason=REASON))), actor=head)
    assert "A list of awards waits for approval" in titles(home(sign_in(head)))
    other = factories.program_staff(cohort.program, factories.person("副主任", "FU Zhuren"), ProgramRole.HEAD)
    assert "Approve a list of awards" in titles(home(sign_in(other)))
