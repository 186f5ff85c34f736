"""Shape and wording of what is entered for the papers of a class."""

import re
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from cgtraining.class_papers.models import Diet, IdentityKind, PaperTexts, ReplySlip, RoomWish, SeatOrder
from cgtraining.class_papers.operations.answering import SlipValues
from cgtraining.class_papers.operations.writing import LONGEST_KEPT, TextValues
from cgtraining.class_papers.seating import Hall
from cgtraining.web.fields import choices, tidy

LONG_TEXT = [Length(max=4000)]
LINE = [Length(max=200)]
NEEDED = InputRequired(_l("Please fill this in."))
WRITTEN = (
    "welcome_zh", "welcome_en", "rules_zh", "rules_en", "bring_zh", "bring_en", "place_zh", "place_en", "ask_zh",
    "ask_en", "letter_on", "reply_by", "kept_days",
)  # fmt: skip


class TextsForm(FlaskForm):
    version = HiddenField()
    welcome_zh = TextAreaField(_l("Words of welcome"), LONG_TEXT, filters=[tidy])
    welcome_en = TextAreaField(_l("Words of welcome"), LONG_TEXT, filters=[tidy])
    rules_zh = TextAreaField(_l("Rules of the class"), LONG_TEXT, filters=[tidy])
    rules_en = TextAreaField(_l("Rules of the class"), LONG_TEXT, filters=[tidy])
    bring_zh = TextAreaField(_l("What to bring"), LONG_TEXT, filters=[tidy])
    bring_en = TextAreaField(_l("What to bring"), LONG_TEXT, filters=[tidy])
    place_zh = StringField(_l("Where to report"), LINE, filters=[tidy])
    place_en = StringField(_l("Where to report"), LINE, filters=[tidy])
    ask_zh = StringField(_l("Whom to ask"), LINE, filters=[tidy], description=_l("Name and telephone number."))
    ask_en = StringField(_l("Whom to ask"), LINE, filters=[tidy])
    reports_on = DateField(_l("Day of reporting"), [Optional()])
    reports_from = TimeField(_l("Time of reporting"), [Optional()])
    letter_on = DateField(
        _l("Date of the letter"),
        [Optional()],
        description=_l(
            "Left empty, it is the day of printing. From a date that is set trainees can download their own letter."
        ),
    )
    reply_by = DateField(
        _l("Reply slips are due"), [Optional()], description=_l("Left empty, they are taken until the last day.")
    )
    hotel_needs_identity = BooleanField(
        _l("The hotel needs the number of each trainee's identity document"),
        description=_l("Only then are trainees asked for it."),
    )
    kept_days = IntegerField(
        _l("Days after the course until reply slips are deleted"), [NEEDED, NumberRange(0, LONGEST_KEPT)]
    )

    def show(self, texts: PaperTexts, timezone: str) -> None:
        for name in (*WRITTEN, "version", "hotel_needs_identity"):
            self[name].data = getattr(texts, name)
        if texts.reports_at:
            local = texts.reports_at.astimezone(ZoneInfo(timezone))
            self.reports_on.data, self.reports_from.data = local.date(), local.time()

    def values(self, timezone: str) -> TextValues:
        return TextValues(
            **{name: self[name].data for name in WRITTEN},
            hotel_needs_identity=bool(self.hotel_needs_identity.data),
            reports_at=moment_of(self.reports_on.data, self.reports_from.data or time(14), timezone),
        )


class ConsentForm(FlaskForm):
    shows_phone = BooleanField(_l("My classmates may see my phone number"))
    shows_email = BooleanField(_l("My classmates may see my e-mail address"))


class SlipForm(FlaskForm):
    version = HiddenField()
    comes = RadioField(_l("Do you come?"), [NEEDED], choices=choices([("yes", _l("Yes")), ("no", _l("No"))]))
    arrives_on = DateField(_l("Day of arrival"), [Optional()])
    arrives_from = TimeField(_l("Time"), [Optional()])
    arrival = StringField(
        _l("Train or flight, and where it arrives"), [Length(max=100)], filters=[tidy],
        description=_l("Such as G1006, Shenzhen North."),
    )  # fmt: skip
    leaves_on = DateField(_l("Day of departure"), [Optional()])
    leaves_from = TimeField(_l("Time"), [Optional()])
    departure = StringField(_l("Train or flight"), [Length(max=100)], filters=[tidy])
    diet = SelectField(_l("Diet"), choices=choices((one.value, one.label) for one in Diet))
    diet_note = StringField(_l("Allergies or anything else the kitchen should know"), LINE, filters=[tidy])
    room = SelectField(_l("Room"), choices=choices((one.value, one.label) for one in RoomWish))
    room_note = StringField(_l("Anything else about the room"), LINE, filters=[tidy])
    emergency_name = StringField(_l("Emergency contact"), [Length(max=100)], filters=[tidy])
    emergency_relation = StringField(_l("Relation to you"), [Length(max=50)], filters=[tidy])
    emergency_phone = StringField(_l("Phone of the contact"), [Length(max=40)], filters=[tidy])
    identity_kind = SelectField(
        _l("Identity document"), choices=choices((one.value, one.label) for one in IdentityKind)
    )
    identity_number = StringField(_l("Number of the document"), [Length(max=40)], filters=[tidy])

    def show(self, slip: ReplySlip, timezone: str) -> None:
        """The number of the document is never sent back to a page."""
        for name in (
            "arrival", "departure", "diet_note", "room_note", "emergency_name", "emergency_relation", "emergency_phone",
            "version",
        ):  # fmt: skip
            self[name].data = getattr(slip, name)
        self.comes.data = "yes" if slip.comes else "no"
        self.diet.data, self.room.data = slip.diet.value, slip.room.value
        self.identity_kind.data = slip.identity_kind.value if slip.identity_kind else None
        self.arrives_on.data, self.arrives_from.data = _parts(slip.arrives_at, timezone)
        self.leaves_on.data, self.leaves_from.data = _parts(slip.leaves_at, timezone)

    def values(self, timezone: str) -> SlipValues:
        return SlipValues(
            comes=self.comes.data == "yes",
            arrives_at=moment_of(self.arrives_on.data, self.arrives_from.data or time(12), timezone),
            arrival=self.arrival.data,
            leaves_at=moment_of(self.leaves_on.data, self.leaves_from.data or time(12), timezone),
            departure=self.departure.data,
            diet=Diet(self.diet.data),
            diet_note=self.diet_note.data,
            room=RoomWish(self.room.data),
            room_note=self.room_note.data,
            emergency_name=self.emergency_name.data,
            emergency_relation=self.emergency_relation.data,
            emergency_phone=self.emergency_phone.data,
            identity_kind=IdentityKind(self.identity_kind.data) if self.identity_kind.data else None,
            identity_number=self.identity_number.data,
        )


class RoomForm(FlaskForm):
    rows = IntegerField(_l("Rows"), [NEEDED, NumberRange(1, 40)])
    columns = IntegerField(_l("Seats in a row"), [NEEDED, NumberRange(1, 30)])
    aisles = StringField(
        _l("Aisles after seat"),
        [Length(max=60), Regexp(r"^[\d\s,，、]*$", message=_l("Write numbers, such as 4, 8."))],
        filters=[tidy], description=_l("Numbers of seats in a row, such as 4, 8; left empty, there is none."),
    )  # fmt: skip
    order = SelectField(_l("Order"), choices=choices((one.value, one.label) for one in SeatOrder))

    def show(self, hall: Hall, order: SeatOrder) -> None:
        self.rows.data, self.columns.data, self.order.data = hall.rows, hall.columns, order.value
        self.aisles.data = ", ".join(map(str, hall.aisles))

    def hall(self) -> Hall:
        numbers = {int(number) for number in re.findall(r"\d{1,3}", self.aisles.data or "")}
        within = sorted(number for number in numbers if 0 < number < self.columns.data)
        return Hall(self.rows.data, self.columns.data, tuple(within))


class SwapForm(FlaskForm):
    one = IntegerField(_l("This seat"), [NEEDED])
    other = IntegerField(_l("With this one"), [NEEDED])


def moment_of(day: date | None, at: time, timezone: str) -> datetime | None:
    return datetime.combine(day, at, ZoneInfo(timezone)) if day else None


def _parts(moment: datetime | None, timezone: str) -> tuple[Any, Any]:
    if moment is None:
        return None, None
    local = moment.astimezone(ZoneInfo(timezone))
    return local.date(), local.time()
