"""Shape and wording of what is entered on completion."""

from datetime import date
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange

from cgtraining.completion.rules import (
    Group,
    MinimumScore,
    MinimumShare,
    MostAbsences,
    MostLeave,
    Need,
    RequiredItems,
    Rule,
)
from cgtraining.web.fields import ExactNumberField, choices


class RuleForm(FlaskForm):
    """One rule; each kind has its own fields beside the version of the rules."""

    version = HiddenField()

    def rule(self, key: str) -> Rule:
        raise NotImplementedError

    def show(self, rule: Rule) -> None:
        raise NotImplementedError


class ShareForm(RuleForm):
    percent = ExactNumberField(
        _l("Attended share of the class hours, in percent"),
        default=Decimal(80),
        validators=[InputRequired(_l("Give a number.")), NumberRange(0, 100, _l("Give a percentage up to 100."))],
    )

    def rule(self, key: str) -> Rule:
        return MinimumShare(key, _hundredths(self.percent.data))

    def show(self, rule: Rule) -> None:
        if isinstance(rule, MinimumShare):
            self.percent.data = rule.percent


class LeaveForm(RuleForm):
    hours = ExactNumberField(
        _l("Class hours of leave at most"),
        default=Decimal(8),
        validators=[InputRequired(_l("Give a number.")), NumberRange(0, 9999, _l("Give a number of class hours."))],
    )

    def rule(self, key: str) -> Rule:
        return MostLeave(key, _hundredths(self.hours.data))

    def show(self, rule: Rule) -> None:
        if isinstance(rule, MostLeave):
            self.hours.data = rule.hours


class AbsencesForm(RuleForm):
    times = IntegerField(
        _l("Absences without leave at most"),
        default=2,
        validators=[InputRequired(_l("Give a whole number.")), NumberRange(0, 999, _l("Give a whole number from 0."))],
    )

    def rule(self, key: str) -> Rule:
        return MostAbsences(key, self.times.data)

    def show(self, rule: Rule) -> None:
        if isinstance(rule, MostAbsences):
            self.times.data = rule.times


class ScoreForm(RuleForm):
    percent = ExactNumberField(
        _l("Weighted score at least, out of 100"),
        default=Decimal(60),
        validators=[InputRequired(_l("Give a number.")), NumberRange(0, 100, _l("Give a score up to 100."))],
    )

    def rule(self, key: str) -> Rule:
        return MinimumScore(key, _hundredths(self.percent.data))

    def show(self, rule: Rule) -> None:
        if isinstance(rule, MinimumScore):
            self.percent.data = rule.percent


class ItemsForm(RuleForm):
    codes = StringField(
        _l("Codes of the graded items"),
        validators=[InputRequired(_l("Name at least one graded item.")), Length(max=500)],
        description=_l("Several codes are separated by commas; each item must be passed."),
    )

    def rule(self, key: str) -> Rule:
        codes = (self.codes.data or "").replace("，", ",").replace("、", ",").replace(";", ",").split(",")
        return RequiredItems(key, tuple(code.strip() for code in codes if code.strip()))

    def show(self, rule: Rule) -> None:
        if isinstance(rule, RequiredItems):
            self.codes.data = ", ".join(rule.codes)


class GroupForm(RuleForm):
    need = SelectField(
        _l("How many must be met"),
        choices=choices((need.value, need.label) for need in Need),
        validators=[InputRequired()],
    )
    at_least = IntegerField(
        _l("The number, for “at least a number”"),
        default=1,
        validators=[InputRequired(_l("Give a whole number.")), NumberRange(1, 50, _l("Give a whole number from 1."))],
    )

    def rule(self, key: str) -> Rule:
        return Group(key, Need(self.need.data), (), self.at_least.data)

    def show(self, rule: Rule) -> None:
        if isinstance(rule, Group):
            self.need.data, self.at_least.data = rule.need.value, rule.at_least


RULE_FORMS: dict[str, type[RuleForm]] = {
    MinimumShare.kind: ShareForm,
    MostLeave.kind: LeaveForm,
    MostAbsences.kind: AbsencesForm,
    MinimumScore.kind: ScoreForm,
    RequiredItems.kind: ItemsForm,
    Group.kind: GroupForm,
}
KIND_LABELS: dict[str, object] = {
    MinimumShare.kind: _l("Attended share of class hours"),
    MostLeave.kind: _l("Limit of leave"),
    MostAbsences.kind: _l("Limit of absences"),
    MinimumScore.kind: _l("Weighted score"),
    RequiredItems.kind: _l("Required items"),
    Group.kind: _l("Group of rules"),
}


class AdoptForm(FlaskForm):
    version = HiddenField()
    reason = TextAreaField(_l("Reason for the change"), validators=[Length(max=2000)])


class WaiverForm(FlaskForm):
    rule_key = SelectField(_l("Rule"), validators=[InputRequired(_l("Choose the rule."))])
    reason = TextAreaField(
        _l("Reason"),
        validators=[
            InputRequired(_l("Give the reason for the waiver: it stands in the decision record.")),
            Length(max=2000),
        ],
    )


class DraftForm(FlaskForm):
    award_date = DateField(_l("Award date"), validators=[InputRequired(_l("Give the award date."))])
    before_the_end = BooleanField(_l("The award date may lie before the end of the cohort"))


class ListForm(DraftForm):
    version = HiddenField()


class ScanForm(FlaskForm):
    scan = FileField(
        _l("Signed approval sheet"),
        validators=[FileRequired(_l("Choose the scan."))],
        description=_l("PDF, JPG or PNG, at most 10 MB."),
    )


def default_award_date(ends_on: date, today: date) -> date:
    return max(ends_on, today)


def _hundredths(value: Decimal) -> Decimal:
    return round(value, 2)
