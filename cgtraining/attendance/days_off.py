"""Days on which a program is not taught: public holidays, and for weekends the workdays that were swapped for them.

What the State Council announces for each year comes from `chinesecalendar`; corrections of the office stand over it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from chinese_calendar.constants import Holiday, holidays, workdays

from cgtraining.attendance.models import DayKind
from cgtraining.language.text import BilingualText

SATURDAY = 5
NAMES_ZH = {
    Holiday.tomb_sweeping_day.value: "清明节",
    Holiday.dragon_boat_festival.value: "端午节",
    Holiday.mid_autumn_festival.value: "中秋节",
}


@dataclass(frozen=True)
class SpecialDay:
    """`published`: it stands so in the announcement, nobody in the office entered it."""

    day: date
    kind: DayKind
    name: BilingualText
    published: bool


@cache
def published_days() -> Mapping[date, SpecialDay]:
    """Of all years that the library knows; a year is known as a whole or not at all."""
    found = [(day, DayKind.HOLIDAY, name) for day, name in holidays.items()]
    found += [(day, DayKind.WORKDAY, name) for day, name in workdays.items()]
    return {day: SpecialDay(day, kind, _name(english), published=True) for day, kind, english in found}


@cache
def published_years() -> frozenset[int]:
    return frozenset(day.year for day in published_days())


def _name(english: str) -> BilingualText:
    return BilingualText(NAMES_ZH.get(english) or Holiday(english).chinese, english)


@dataclass(frozen=True)
class DayCalendar:
    """The published days with `corrections` over them, which may also call a day ordinary."""

    corrections: Mapping[date, SpecialDay]

    def special(self, day: date) -> SpecialDay | None:
        """What is special about the day: a holiday, a swapped workday, or nothing."""
        found = self.corrections.get(day) or published_days().get(day)
        return None if found is None or found.kind is DayKind.ORDINARY else found

    def off(self, day: date) -> SpecialDay | None:
        """Why nothing is taught on that day, if something speaks against it.

        A swapped workday matters at a weekend: those who study then must be at their own work.
        """
        found = self.special(day)
        if found and found.kind is DayKind.WORKDAY and day.weekday() < SATURDAY:
            return None
        return found

    def off_between(self, first: date, last: date, weekdays: Collection[int]) -> list[SpecialDay]:
        """Teaching days, by the day of the week, that are lost between two days, both included."""
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return [found for day in days if day.weekday() in weekdays and (found := self.off(day))]

    def unknown_years(self, days: Iterable[date]) -> dict[int, int]:
        """Years of `days` that were not announced, each with how many days of it the office entered."""
        years = {day.year for day in days} - published_years()
        return {year: sum(day.year == year for day in self.corrections) for year in sorted(years)}

    def of_year(self, year: int) -> list[SpecialDay]:
        """Everything that is known of a year, by date; days that the office calls ordinary too."""
        found = {day: one for day, one in published_days().items() if day.year == year}
        found |= {day: one for day, one in self.corrections.items() if day.year == year}
        return [found[day] for day in sorted(found)]
