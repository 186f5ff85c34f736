"""Which day certificates may bear: chosen when they are issued, and never before the list was approved."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.completion.models import GraduateList
from cgtraining.errors import RuleBroken
from cgtraining.language.formatting import format_date

FARTHEST = timedelta(days=366)


def first_award_day(graduate_list: GraduateList) -> date:
    """The day of the approval where the cohort is; a list that is not approved has its own date."""
    approved_at, cohort = graduate_list.approved_at, graduate_list.cohort
    return approved_at.astimezone(ZoneInfo(cohort.timezone)).date() if approved_at else graduate_list.award_date


def proposed_award_day(graduate_list: GraduateList) -> date:
    """The day that was planned on the list, unless it was approved only later."""
    return max(graduate_list.award_date, first_award_day(graduate_list))


def check_award_day(graduate_list: GraduateList, day: date) -> None:
    first = first_award_day(graduate_list)
    if day < first:
        raise RuleBroken(
            _(
                "The list was approved on %(day)s. A certificate never bears a date before its approval: choose that"
                " day or a later one.",
                day=format_date(first),
            )
        )
    if day > clock.today(graduate_list.cohort.timezone) + FARTHEST:
        raise RuleBroken(_("The award date lies more than a year ahead."))
