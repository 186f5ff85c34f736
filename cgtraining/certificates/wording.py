"""The default wording of certificates, fixed in both languages whatever the reader's."""

import re
from collections.abc import Mapping
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
WORDINGS: dict[Kind, BilingualText] = {
    "completion": BilingualText(
        zh="于{days}参加{course}学习，完成全部课程，计{hours}，考核合格，准予结业。特发此证。",
        en="This is to certify that {name} took part in {course}, {days}, completed all courses, {hours}, met the"
        " assessment requirements, and is awarded this certificate of completion.",
    ),
    "attendance": BilingualText(
        zh="于{days}参加{course}学习，实际参加{hours}。特此证明。",
        en="This is to certify that {name} took part in {course}, {days}, and attended {hours}.",
    ),
    "honour": BilingualText(
        zh="在{course}学习期间[{reason}，]表现优异，被评为优秀学员。特发此证，以资鼓励。",
        en="This certificate of honour is presented to {name}, outstanding trainee of {course}[, in recognition of"
        " {reason}].",
    ),
    "appointment": BilingualText(
        zh="兹聘请{name}为{program}{office}[，聘期{term}]。此聘。",
        en="{name} is hereby appointed as {office} of {program}[, for the term {term}].",
    ),
    "hours": BilingualText(
        zh="于{days}参加{course}学习，共获得{hours}，明细如下。特此证明。",
        en="This is to certify that {name} took part in {course}, {days}, and earned {hours}, as listed below.",
    ),
}
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
CALENDAR = "January February March April May June July August September October November December"
SHORT_TITLE = re.compile("[^（(:：—–]*")
INNER_MARKS = str.maketrans("“”", "‘’")
MONTHS = CALENDAR.split()  # fixed: a certificate's dates do not follow a locale


def with_default_wording(facts: CertificateFacts) -> CertificateFacts:
    """The same facts with the two paragraphs of their design, or of their kind; the name stands above the Chinese one,
    which goes on from it, and inside the English one where it has a Latin form."""
    own = facts.design.texts.wording if facts.design else BilingualText()
    template = WORDINGS[facts.kind]
    zh = _filled(own.zh or template.zh or "", _values_in_chinese(facts))
    en = _filled(own.en or template.en or "", _values_in_english(facts))
    return replace(facts, wording=BilingualText(zh=zh, en=en))


def placeholder_values(facts: CertificateFacts, name: str) -> BilingualText:
    """What stands for one placeholder in each language."""
    return BilingualText(_values_in_chinese(facts)[name], _values_in_english(facts)[name])


def chinese_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def english_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def hours_in_chinese(hours: Decimal, minutes: int) -> str:
    """Minutes are said where a class hour is not the usual 45."""
    return f"{plain_number(hours)}学时" + (f"（每学时{minutes}分钟）" if minutes != 45 else "")


def hours_in_english(hours: Decimal, minutes: int) -> str:
    noun = "class hour" if hours == 1 else "class hours"
    return f"{plain_number(hours)} {noun} ({minutes} minutes each)"


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Placeholders filled; a part in brackets is left out where one of its own has no value."""

    def optional(part: re.Match[str]) -> str:
        return part[1] if all(values.get(name) for name in PLACEHOLDER.findall(part[1])) else ""

    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), OPTIONAL.sub(optional, template))


def _values_in_chinese(facts: CertificateFacts) -> dict[str, str]:
    return {
        "name": facts.name_zh or facts.name_latin or "",
        "program": f"“{facts.program_title.in_language('zh').translate(INNER_MARKS)}”",
        "course": _course_in_chinese(facts),
        "days": _days_in_chinese(facts),
        "hours": hours_in_chinese(facts.class_hours, facts.minutes_per_class_hour),
        "curriculum": facts.curriculum_title.in_language("zh"),
        "organization": facts.holder_detail.in_language("zh"),
        "issuers": "、".join(issuer.name.in_language("zh") for issuer in facts.issuers),
        "award_date": chinese_date(facts.award_date),
        "reason": facts.reason.in_language("zh").rstrip("。，；"),
        "office": facts.office.in_language("zh"),
        "term": _term_in_chinese(facts.term),
    }


def _values_in_english(facts: CertificateFacts) -> dict[str, str]:
    return {
        "name": facts.name_latin or "the person named above",
        "program": facts.program_title.in_language("en"),
        "course": _course_in_english(facts),
        "days": _days_in_english(facts),
        "hours": hours_in_english(facts.class_hours, facts.minutes_per_class_hour),
        "curriculum": facts.curriculum_title.in_language("en"),
        "organization": facts.holder_detail.in_language("en"),
        "issuers": " and ".join(issuer.name.in_language("en") for issuer in facts.issuers),
        "award_date": english_date(facts.award_date),
        "reason": facts.reason.in_language("en").rstrip(".,;。，；"),
        "office": facts.office.in_language("en"),
        "term": _term_in_english(facts.term),
    }


def _term_in_chinese(term: tuple[date, date | None] | None) -> str:
    if term is None:
        return ""
    first, last = term
    return f"自{chinese_date(first)}" + (f"至{chinese_date(last)}" if last else "起")


def _term_in_english(term: tuple[date, date | None] | None) -> str:
    if term is None:
        return ""
    first, last = term
    return f"from {english_date(first)}" + (f" to {english_date(last)}" if last else "")


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


def plain_number(number: Decimal) -> str:
    """120, 7.5: no trailing zeros."""
    return f"{number.normalize():f}"
