"""The default wording of certificates, fixed in both languages whatever the reader's."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from cgtraining.certificates.facts import CertificateFacts, Kind
from cgtraining.language.text import BilingualText

TITLES: dict[Kind, BilingualText] = {
    "completion": BilingualText(zh="结业证书", en="Certificate of Completion"),
    "attendance": BilingualText(zh="学习证明", en="Certificate of Attendance"),
    "honour": BilingualText(zh="荣誉证书", en="Certificate of Honour"),
    "appointment": BilingualText(zh="聘书", en="Letter of Appointment"),
    "hours": BilingualText(zh="学时证明", en="Statement of Class Hours"),
}
CALENDAR = "January February March April May June July August September October November December"
SHORT_TITLE = re.compile("[^（(:：—–]*")
INNER_MARKS = str.maketrans("“”", "‘’")
MONTHS = CALENDAR.split()  # fixed: a certificate's dates do not follow a locale


def with_default_wording(facts: CertificateFacts) -> CertificateFacts:
    """The same facts with the two paragraphs of their kind; the name stands above the Chinese one, which goes on
    from it, and inside the English one where it has a Latin form."""
    return replace(facts, wording=BilingualText(zh=_chinese(facts), en=_english(facts)))


def chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def english_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def hours_in_chinese(hours: Decimal, minutes: int) -> str:
    """Minutes are said where a class hour is not the usual 45."""
    return f"{_plain(hours)}学时" + (f"（每学时{minutes}分钟）" if minutes != 45 else "")


def hours_in_english(hours: Decimal, minutes: int) -> str:
    noun = "class hour" if hours == 1 else "class hours"
    return f"{_plain(hours)} {noun} ({minutes} minutes each)"


def _chinese(facts: CertificateFacts) -> str:
    hours = hours_in_chinese(facts.class_hours, facts.minutes_per_class_hour)
    learning = f"于{_days_in_chinese(facts)}参加{_course_in_chinese(facts)}学习"
    if facts.kind == "attendance":
        return f"{learning}，实际参加{hours}。特此证明。"
    return f"{learning}，完成全部课程，计{hours}，考核合格，准予结业。特发此证。"


def _english(facts: CertificateFacts) -> str:
    who = facts.name_latin or "the person named above"
    hours = hours_in_english(facts.class_hours, facts.minutes_per_class_hour)
    learning = f"This is to certify that {who} took part in {_course_in_english(facts)}, {_days_in_english(facts)},"
    if facts.kind == "attendance":
        return f"{learning} and attended {hours}."
    return (
        f"{learning} completed all courses, {hours}, met the assessment requirements,"
        " and is awarded this certificate of completion."
    )


def _course_in_chinese(facts: CertificateFacts) -> str:
    """The title of the program in quotation marks, which are single ones inside others."""
    program, cohort = facts.program_title.in_language("zh"), facts.cohort_title.in_language("zh")
    quoted, rest = (cohort, "") if program in cohort else (program, _beyond(program, cohort))
    return f"“{quoted.translate(INNER_MARKS)}”{rest}"


def _course_in_english(facts: CertificateFacts) -> str:
    program, cohort = facts.program_title.in_language("en"), facts.cohort_title.in_language("en")
    if program in cohort:
        return cohort
    parts = [part for part in (program, _beyond(program, cohort)) if part]
    without_english = facts.program_title.is_missing("en") and facts.cohort_title.is_missing("en")
    return ("" if without_english else ", ").join(parts)


def _beyond(program: str, cohort: str) -> str:
    """What the cohort's title adds: “Cohort 1” of “Cedar Program, Cohort 1”, after “Cedar Program: Senior Course”."""
    short = SHORT_TITLE.match(program)[0].strip()  # type: ignore[index]  # it matches anything
    rest = cohort.removeprefix(short)
    inside_a_word = rest[:1].isascii() and rest[:1].isalpha()
    return cohort if len(short) < 2 or inside_a_word else rest.lstrip(" ,，、:：-–—·")


def _days_in_chinese(facts: CertificateFacts) -> str:
    if facts.starts_on == facts.ends_on:
        return chinese_date(facts.starts_on)
    return f"{chinese_date(facts.starts_on)}至{chinese_date(facts.ends_on)}"


def _days_in_english(facts: CertificateFacts) -> str:
    if facts.starts_on == facts.ends_on:
        return f"on {english_date(facts.starts_on)}"
    return f"from {english_date(facts.starts_on)} to {english_date(facts.ends_on)}"


def _plain(number: Decimal) -> str:
    """120, 7.5: no trailing zeros."""
    return f"{number.normalize():f}"
