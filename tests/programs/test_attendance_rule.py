"""The attendance rules of a curriculum version: stated, frozen, copied, and said in both languages."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale

from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.people.models import Person
from cgtraining.programs.attendance_rule import AttendanceRule
from cgtraining.programs.attendance_sentences import attendance_sentences, limit_sentences
from cgtraining.programs.models import Curriculum, CurriculumStatus, ProgramRole
from cgtraining.programs.operations import curricula
from cgtraining.programs.operations.attendance_rule import change_attendance_rule
from tests import factories

SignIn = Callable[[Person], FlaskClient]
STRICT = AttendanceRule(
    late_tolerance=5,
    late_absent_after=30,
    early_tolerance=0,
    early_absent_after=45,
    personal_leave_counts=True,
    sick_leave_counts=False,
    official_leave_counts=False,
    teacher_leave_days=2,
    leave_after_days=0,
    lock_after_days=7,
)


@pytest.fixture
def draft(app: Flask) -> Curriculum:
    return factories.curriculum(status=CurriculumStatus.DRAFT)


@pytest.fixture
def in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context(), force_locale("en"):
        yield


def state(curriculum: Curriculum, rule: AttendanceRule) -> Curriculum:
    return change_attendance_rule(curriculum=curriculum, rule=rule, version=curriculum.version, actor=None)


def test_a_new_curriculum_counts_attendance_as_it_always_was(draft: Curriculum) -> None:
    assert draft.attendance_rule == AttendanceRule()


def test_a_draft_states_its_attendance_rules_and_the_next_version_takes_them_over(
    draft: Curriculum, in_english: None
) -> None:
    state(draft, STRICT)
    db.session.expire_all()
    assert draft.attendance_rule == STRICT
    assert curricula.begin_next_version(curriculum=draft, actor=None).attendance_rule == STRICT


def test_a_published_version_keeps_its_attendance_rules(app: Flask, in_english: None) -> None:
    with pytest.raises(RuleBroken, match="is frozen"):
        state(factories.curriculum(), STRICT)


def test_rules_that_someone_else_saved_are_not_overwritten(draft: Curriculum, in_english: None) -> None:
    with pytest.raises(StaleRecord):
        change_attendance_rule(curriculum=draft, rule=STRICT, version=draft.version + 1, actor=None)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (AttendanceRule(late_tolerance=-1), "Minutes are whole numbers"),
        (AttendanceRule(early_absent_after=601), "Minutes are whole numbers"),
        (AttendanceRule(late_tolerance=10, late_absent_after=9), "within the tolerance cannot count as absent"),
        (AttendanceRule(teacher_leave_days=-1), "Days are whole numbers"),
        (AttendanceRule(lock_after_days=366), "Days are whole numbers"),
    ],
)
def test_rules_that_cannot_hold_are_refused(
    draft: Curriculum, in_english: None, rule: AttendanceRule, sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        state(draft, rule)


def test_the_rules_are_said_in_whole_sentences(in_english: None) -> None:
    assert attendance_sentences(STRICT) == [
        "Late is whoever arrives more than 5 min after the start; more than 30 min late counts as absent.",
        "Early is whoever leaves more than 0 min before the end; more than 45 min early counts as absent.",
        "Personal leave counts as class hours missed.",
        "Class hours on sick leave are not asked for.",
        "Class hours on official leave are not asked for.",
        "The class teacher approves leave of up to 2 days, the program head a longer one.",
        "Leave is asked for in time; afterwards it cannot be.",
        "A register is locked 7 days after its session.",
    ]


def test_other_rules_are_said_otherwise(in_english: None) -> None:
    other = AttendanceRule(
        personal_leave_counts=False, official_leave_counts=True, teacher_leave_days=0, lock_after_days=0
    )
    assert attendance_sentences(other) == [
        "Late is whoever arrives more than 10 minutes after the start.",
        "Early is whoever leaves more than 10 minutes before the end.",
        "Class hours on personal leave are not asked for.",
        "Sick leave counts as class hours missed.",
        "Official leave counts as class hours missed.",
        "The program head approves leave.",
        "Afterwards, leave can be asked for within 3 days.",
        "A register is locked when the day of its session is over.",
    ]
    assert attendance_sentences(AttendanceRule())[-1] == "A register stays open for corrections."


def test_limits_are_told_where_minutes_are_entered(in_english: None) -> None:
    assert limit_sentences(AttendanceRule()) == []
    assert limit_sentences(STRICT) == [
        "More than 30 min late counts as absent.",
        "More than 45 min early counts as absent.",
    ]


def test_the_page_saves_the_rules_and_the_version_shows_them(draft: Curriculum, sign_in: SignIn) -> None:
    head = sign_in(factories.program_staff(draft.program, role=ProgramRole.HEAD))
    address = f"/programs/curricula/{draft.id}/attendance-rules?lang=en"
    assert 'name="late_tolerance"' in head.get(address).get_data(as_text=True)
    form = {
        "version": "1",
        "late_tolerance": "5",
        "late_absent_after": "30",
        "early_tolerance": "10",
        "early_absent_after": "",
        "personal_leave_counts": "y",
        "teacher_leave_days": "2",
        "leave_after_days": "3",
        "lock_after_days": "7",
    }
    refused = head.post(address, data=form | {"late_absent_after": "3"}).get_data(as_text=True)
    assert "within the tolerance cannot count as absent" in refused
    assert head.post(address, data=form).status_code == 302
    shown = head.get(f"/programs/curricula/{draft.id}?lang=en").get_data(as_text=True)
    assert "more than 30 min late counts as absent" in shown
    assert draft.attendance_rule == AttendanceRule(
        late_tolerance=5, late_absent_after=30, sick_leave_counts=False, teacher_leave_days=2, lock_after_days=7
    )
