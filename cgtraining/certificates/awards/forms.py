"""The dates of a list of awards, whom it is begun for, and what a page of entries gives."""

from collections.abc import Iterator, Mapping

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, HiddenField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from cgtraining.certificates.awards.candidates import Wording
from cgtraining.language.text import BilingualText
from cgtraining.web.days import day_given
from cgtraining.web.fields import tidy

LONGEST_REASON, LONGEST_OFFICE = 300, 200


class AwardListForm(FlaskForm):
    """`counted_until` is asked for statements of class hours only."""

    version = HiddenField()
    award_date = DateField(
        _l("Date of award"),
        validators=[InputRequired(_l("Give the date of award."))],
        description=_l("It is printed on the paper, and never lies before the approval."),
    )
    counted_until = DateField(
        _l("Class hours up to"), validators=[Optional()], description=_l("The last day whose class hours are counted.")
    )


class NewAwardListForm(AwardListForm):
    trainee = SelectField(_l("For whom"), validate_choice=False)


class WithdrawalForm(FlaskForm):
    reason = TextAreaField(
        _l("Reason"),
        filters=[tidy],
        validators=[DataRequired(_l("Give the reason.")), Length(max=500)],
        description=_l("It stays inside the office."),
    )


def chosen_in(given: MultiDict[str, str]) -> Mapping[str, Wording]:
    """Who is ticked, by key, with what is written beside them; RuleBroken where a date is none."""
    return dict(_chosen(given))


def _chosen(given: MultiDict[str, str]) -> Iterator[tuple[str, Wording]]:
    for key in given.getlist("chosen"):

        def text(name: str, longest: int, key: str = key) -> str | None:
            return tidy(given.get(f"{name}-{key}", "")[:longest])

        yield (
            key,
            Wording(
                reason=BilingualText(text("reason_zh", LONGEST_REASON), text("reason_en", LONGEST_REASON)),
                office=BilingualText(text("office_zh", LONGEST_OFFICE), text("office_en", LONGEST_OFFICE)),
                term_from=day_given(text("from", 10) or ""),
                term_until=day_given(text("until", 10) or ""),
            ),
        )
