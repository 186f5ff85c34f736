"""Single and multiple choice, true or false."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField

from cgtraining.questions.content import Choice, Option, TrueFalse
from cgtraining.questions.forms.numbers import read_share, typed_share
from cgtraining.questions.forms.parts import (
    OptionRow,
    QuestionForm,
    area,
    asked_data,
    asked_of,
    complain,
    is_html,
    is_written,
    rows_of,
)
from cgtraining.questions.forms.rows import with_keys
from cgtraining.questions.forms.texts import Data, read_both, typed_both
from cgtraining.web.fields import choices

WHOLE, NOTHING = Decimal(1), Decimal(0)
SMALLEST = Decimal("0.0000001")


class ChoiceForm(QuestionForm):
    lists = ("options",)
    options = rows_of(OptionRow)
    shuffle = BooleanField(_l("Show the options in a different order to each trainee"), default=True)

    def check(self) -> None:
        written = [row for row in self.options if is_written(row.form.data)]
        if len(written) < 2:
            complain(self.text_zh, _l("Write at least two options."))
        elif not any(share > 0 for share in self.shares(self.data).values()):
            self.miss_right_option(written[0])
        for row in self.options:
            if row.form.right.data and not is_written(row.form.data):
                complain(row.form.text_zh, _l("This option is marked as right, but nothing stands in it."))

    def miss_right_option(self, first: Any) -> None:
        complain(first.form.right, _l("Mark at least one option as right."))

    @staticmethod
    def shares(data: Data) -> Mapping[str, Decimal]:
        raise NotImplementedError


class SingleForm(ChoiceForm):
    """`right` is the key of the option that earns everything; a share beside an option stands over it."""

    kind = "single"
    right = HiddenField(_l("Right"))

    def miss_right_option(self, first: Any) -> None:
        complain(self.right, _l("Choose the option that is right."))

    @staticmethod
    def shares(data: Data) -> Mapping[str, Decimal]:
        right = data.get("right")
        return {row["key"]: share_of({**row, "right": row["key"] == right}) for row in written_options(data)}

    @staticmethod
    def content_of(data: Data) -> Choice:
        options = options_of(data, SingleForm.shares(data))
        return Choice(kind="single", options=options, shuffle=bool(data.get("shuffle")), **asked_of(data))

    @staticmethod
    def data_of(content: Choice) -> dict[str, Any]:
        right = next((option.key for option in content.options if option.share == WHOLE), "")
        options = [{**option_data(option), "right": False} for option in content.options]
        for row, option in zip(options, content.options, strict=True):
            if option.share == WHOLE and option.key != right:
                row["share"] = typed_share(WHOLE)
        return {**asked_data(content), "right": right, "shuffle": content.shuffle, "options": options}


class MultipleForm(ChoiceForm):
    """Ticks share the points evenly, unless shares are written beside them."""

    kind = "multiple"
    all_or_nothing = BooleanField(_l("All or nothing: only exactly the right options earn the points"))
    take_away = BooleanField(_l("A wrong tick takes away as much as a right one earns"))

    @staticmethod
    def shares(data: Data) -> Mapping[str, Decimal]:
        rows = written_options(data)
        even = even_shares([row["key"] for row in rows if row.get("right")])
        wrong = -max(even.values(), default=NOTHING) if data.get("take_away") else NOTHING
        shares = {row["key"]: even.get(row["key"], wrong) for row in rows}
        return shares | {row["key"]: given for row in rows if (given := read_share(row.get("share"))) is not None}

    @staticmethod
    def content_of(data: Data) -> Choice:
        return Choice(
            kind="multiple",
            options=options_of(data, MultipleForm.shares(data)),
            shuffle=bool(data.get("shuffle")),
            all_or_nothing=bool(data.get("all_or_nothing")),
            **asked_of(data),
        )

    @staticmethod
    def data_of(content: Choice) -> dict[str, Any]:
        ticked = [{**option_data(option), "right": option.share > 0, "share": ""} for option in content.options]
        data = {
            **asked_data(content),
            "shuffle": content.shuffle,
            "all_or_nothing": content.all_or_nothing,
            "options": ticked,
        }
        wanted = {option.key: option.share for option in content.options}
        for take_away in (False, True):
            if MultipleForm.shares({**data, "take_away": take_away}) == wanted:
                return {**data, "take_away": take_away}
        shares = [{**row, "share": typed_share(wanted[row["key"]])} for row in ticked]
        return {**data, "take_away": False, "options": shares}


class TrueFalseForm(QuestionForm):
    kind = "true_false"
    right = RadioField(
        _l("What is right"), choices=choices([("true", _l("True")), ("false", _l("False"))]), default="true"
    )
    feedback_true_zh = area(_l("Feedback in Chinese"))
    feedback_true_en = area(_l("Feedback in English"))
    feedback_false_zh = area(_l("Feedback in Chinese"))
    feedback_false_en = area(_l("Feedback in English"))

    @staticmethod
    def content_of(data: Data) -> TrueFalse:
        html = is_html(data)
        feedback = {name: read_both(data, name, is_html=html) for name in ("feedback_true", "feedback_false")}
        return TrueFalse(kind="true_false", right=data.get("right") == "true", **feedback, **asked_of(data))

    @staticmethod
    def data_of(content: TrueFalse) -> dict[str, Any]:
        return {
            **asked_data(content),
            "right": "true" if content.right else "false",
            **typed_both("feedback_true", content.feedback_true),
            **typed_both("feedback_false", content.feedback_false),
        }


def written_options(data: Data) -> list[dict[str, Any]]:
    return with_keys([row for row in data["options"] if is_written(row)])


def options_of(data: Data, shares: Mapping[str, Decimal]) -> tuple[Option, ...]:
    html = is_html(data)
    return tuple(
        Option(
            key=row["key"],
            text=read_both(row, "text", is_html=html),
            share=shares[row["key"]],
            feedback=read_both(row, "feedback", is_html=html),
        )
        for row in written_options(data)
    )


def option_data(option: Option) -> dict[str, Any]:
    """Right is what earns everything; a part of it is written."""
    return {
        "key": option.key,
        **typed_both("text", option.text),
        "right": option.share == WHOLE,
        "share": "" if option.share in {WHOLE, NOTHING} else typed_share(option.share),
        **typed_both("feedback", option.feedback),
    }


def share_of(row: Data) -> Decimal:
    given = read_share(row.get("share"))
    if given is not None:
        return given
    return WHOLE if row.get("right") else NOTHING


def even_shares(keys: Sequence[str]) -> dict[str, Decimal]:
    """They add up to one exactly; what does not divide goes to the last one."""
    if not keys:
        return {}
    even = (WHOLE / len(keys)).quantize(SMALLEST, ROUND_DOWN)
    shares = dict.fromkeys(keys, even.normalize())
    shares[keys[-1]] = (WHOLE - even * (len(keys) - 1)).normalize()
    return shares
