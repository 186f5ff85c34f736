"""Shape and wording of what is entered on quizzes."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from cgtraining.assessments.models import GradedItem
from cgtraining.cohorts.models import Enrolment
from cgtraining.language.choosing import language
from cgtraining.language.names import display_name
from cgtraining.quizzes.models import FeedbackTime, GradingMethod, PageLayout, Quiz
from cgtraining.quizzes.operations.allowances import AllowanceValues
from cgtraining.quizzes.operations.quizzes import QuizValues
from cgtraining.web.fields import ExactNumberField, choices, choices_as_written, tidy

MINUTES = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
NONE = ""


def in_zone(moment: datetime | None, timezone: str) -> datetime | None:
    """As a field shows it."""
    return moment.astimezone(ZoneInfo(timezone)).replace(tzinfo=None) if moment else None


def from_zone(local: datetime | None, timezone: str) -> datetime | None:
    return local.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC) if local else None


class QuizForm(FlaskForm):
    version = HiddenField()
    title_zh = StringField(_l("Title"), [InputRequired(_l("Give the Chinese title.")), Length(max=200)], filters=[tidy])
    title_en = StringField(_l("Title (English)"), [Length(max=200)], filters=[tidy])
    intro_zh = TextAreaField(_l("What trainees read before they start"), [Length(max=4000)], filters=[tidy])
    intro_en = TextAreaField(_l("What trainees read (English)"), [Length(max=4000)], filters=[tidy])
    opens_at = DateTimeLocalField(_l("Opens at"), [Optional()], format=MINUTES, description=_l("Empty: at once."))
    closes_at = DateTimeLocalField(
        _l("Closes at"), [Optional()], format=MINUTES, description=_l("Attempts end then at the latest. Empty: never.")
    )
    minutes = IntegerField(
        _l("Minutes for an attempt"),
        [Optional(), NumberRange(1, 10_000)],
        description=_l("By the server's clock, from the start. Empty: no limit."),
    )
    access_code = StringField(
        _l("Access code"), [Length(max=40)], filters=[tidy], description=_l("Told in the room. Empty: none is asked.")
    )
    attempts = IntegerField(
        _l("Attempts"), [Optional(), NumberRange(1, 1000)], default=1, description=_l("Empty: as many as one likes.")
    )
    grading = SelectField(_l("What counts"), choices=choices((one.value, one.label) for one in GradingMethod))
    pass_percent = ExactNumberField(
        _l("Pass mark in percent"),
        [Optional(), NumberRange(0, 100)],
        default=Decimal(60),
        description=_l("Of the points that can be had. Empty: nobody passes or fails."),
    )
    layout = SelectField(_l("Questions on a page"), choices=choices((one.value, one.label) for one in PageLayout))
    shuffles_options = BooleanField(
        _l("Shuffle the options of each question"),
        default=True,
        description=_l("Unless a question says that its options stay in their order."),
    )
    feedback = SelectField(
        _l("Show what was right"),
        choices=choices((one.value, one.label) for one in FeedbackTime),
        description=_l("With the explanations. Points and whether one passed are shown as soon as all is marked."),
    )
    practice = BooleanField(
        _l("For practice"), description=_l("Trainees check each answer at once, and no result counts anywhere.")
    )
    marks_blind = BooleanField(
        _l("Mark by hand without names"), description=_l("Whoever marks does not see whose answer it is.")
    )
    item_id = SelectField(
        _l("Graded item"),
        default=NONE,
        description=_l("The result that counts becomes its score, once all is marked."),
    )
    pretest_id = SelectField(
        _l("Is the post-test to"),
        default=NONE,
        description=_l("Both on the same objectives, so that the gain of each trainee can be told."),
    )

    def offer(self, items: Iterable[GradedItem], quizzes: Iterable[Quiz], own: Quiz | None) -> None:
        named = [(item.id, item.title.in_language(language())) for item in items]
        others = [(one.id, one.title.in_language(language())) for one in quizzes if own is None or one.id != own.id]
        self.item_id.choices = [*choices([(NONE, _l("None"))]), *choices_as_written(named)]
        self.pretest_id.choices = [*choices([(NONE, _l("No other quiz"))]), *choices_as_written(others)]

    def show(self, quiz: Quiz) -> None:
        """What the fields cannot take from the quiz by themselves."""
        zone = quiz.cohort.timezone
        for field in (self.grading, self.layout, self.feedback):
            field.data = getattr(quiz, field.name).value
        for field in (self.item_id, self.pretest_id):
            field.data = str(getattr(quiz, field.name) or NONE)
        self.opens_at.data, self.closes_at.data = in_zone(quiz.opens_at, zone), in_zone(quiz.closes_at, zone)

    def values(self, timezone: str) -> QuizValues:
        plain: dict[str, Any] = {name: self[name].data for name in PLAIN}
        return QuizValues(
            **plain,
            opens_at=from_zone(self.opens_at.data, timezone),
            closes_at=from_zone(self.closes_at.data, timezone),
            grading=GradingMethod(self.grading.data),
            layout=PageLayout(self.layout.data),
            feedback=FeedbackTime(self.feedback.data),
            item_id=int(self.item_id.data) if self.item_id.data else None,
            pretest_id=int(self.pretest_id.data) if self.pretest_id.data else None,
        )


PLAIN = (
    *("title_zh", "title_en", "intro_zh", "intro_en", "minutes", "attempts", "pass_percent"),
    *("shuffles_options", "practice", "marks_blind", "access_code"),
)


class AllowanceForm(FlaskForm):
    enrolment_id = SelectField(_l("Trainee"), validators=[InputRequired(_l("Choose a trainee."))])
    extra_minutes = IntegerField(_l("Minutes more"), [Optional(), NumberRange(0, 10_000)], default=0)
    extra_attempts = IntegerField(_l("Attempts more"), [Optional(), NumberRange(0, 100)], default=0)
    opens_at = DateTimeLocalField(_l("Opens for this trainee at"), [Optional()], format=MINUTES)
    closes_at = DateTimeLocalField(_l("Closes for this trainee at"), [Optional()], format=MINUTES)
    reason = StringField(_l("Reason"), [InputRequired(_l("Give the reason.")), Length(max=500)], filters=[tidy])

    def offer(self, enrolments: Iterable[Enrolment]) -> None:
        names = [(one.id, display_name(one.person, language())) for one in enrolments]
        self.enrolment_id.choices = choices_as_written(names)

    def values(self, timezone: str) -> AllowanceValues:
        return AllowanceValues(
            reason=self.reason.data or "",
            extra_minutes=self.extra_minutes.data or 0,
            extra_attempts=self.extra_attempts.data or 0,
            opens_at=from_zone(self.opens_at.data, timezone),
            closes_at=from_zone(self.closes_at.data, timezone),
        )
