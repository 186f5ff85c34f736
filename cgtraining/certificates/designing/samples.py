"""Invented holders with whom a design is tried: those whose certificates come out worst."""

import enum
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining import clock
from cgtraining.certificates.awaited_seals import sample_without_seals
from cgtraining.certificates.composing import VERIFICATION_PATH, issuers_of, signatories_of
from cgtraining.certificates.design_facts import DesignFacts
from cgtraining.certificates.designing.applying import designed
from cgtraining.certificates.facts import CertificateFacts, IssuerFacts, Kind, SessionFacts
from cgtraining.config import settings
from cgtraining.language.text import BilingualText
from cgtraining.programs.models import Program

LONGEST = BilingualText("阿卜杜热依木·图尔荪尼亚孜", "Abdurehim Tursunniyaz-Maimaiti Ablikimov")
CODE = "7K3M-9QXA-4TBW-2HZE-R"
COHORT = BilingualText("第一期", "Cohort 1")
NOBODY = (IssuerFacts(BilingualText("（尚未设置颁发单位）", "(no issuer yet)")),)
REASON = BilingualText(
    "项目设计扎实，带动三个社区建立议事机制", "a sound project that brought three communities to deliberate"
)
OFFICE = BilingualText("特聘导师", "Mentor")
SESSIONS = (
    ("社区基金会的使命与治理", "Mission and governance of community foundations", "面授", "Classroom"),
    ("居民议事会的组织", "Organizing residents’ deliberation", "工作坊", "Workshop"),
    ("民生微实事项目设计", "Designing micro-projects for people’s livelihood", "面授", "Classroom"),
    ("社区参访与案例研讨", "Visit to a community and case discussion", "参访", "Site visit"),
)


class Sample(enum.Enum):
    USUAL = "usual"
    LONGEST = "longest"
    RARE = "rare"
    UNTRANSLATED = "untranslated"
    NAMESAKE = "namesake"

    @property
    def label(self) -> object:
        return {
            Sample.USUAL: _l("An ordinary name"),
            Sample.LONGEST: _l("The longest name"),
            Sample.RARE: _l("A rare character"),
            Sample.UNTRANSLATED: _l("A missing translation"),
            Sample.NAMESAKE: _l("A namesake with organization"),
        }[self]


def sample_facts(program: Program, kind: Kind, design: DesignFacts, sample: Sample) -> CertificateFacts:
    """As the program would print it today, for nobody."""
    return sample_without_seals(designed(_of_sample(_usual(program, kind), sample, design), design), program)


def _usual(program: Program, kind: Kind) -> CertificateFacts:
    today = clock.today()
    starts_on = today - timedelta(days=180)
    return CertificateFacts(
        kind=kind,
        serial=f"{program.code}-{today.year}-0001",
        code=CODE,
        verification_address=settings().address(VERIFICATION_PATH),
        name_zh="王芳",
        name_latin="WANG Fang",
        program_title=program.title,
        cohort_title=COHORT,
        curriculum_title=program.title,
        starts_on=starts_on,
        ends_on=today,
        class_hours=Decimal(120),
        minutes_per_class_hour=45,
        award_date=today,
        issuers=issuers_of(program) or NOBODY,
        signatories=signatories_of(program),
        specimen=True,
        reason=REASON if kind == "honour" else BilingualText(),
        office=OFFICE if kind == "appointment" else BilingualText(),
        term=(today, today + timedelta(days=365)) if kind == "appointment" else None,
        sessions=_sessions(starts_on) if kind == "hours" else (),
    )


def _of_sample(facts: CertificateFacts, sample: Sample, design: DesignFacts) -> CertificateFacts:
    organization = BilingualText("深圳市罗湖区社区发展基金会", "Luohu Community Foundation, Shenzhen")
    if sample is Sample.LONGEST:
        return replace(
            facts, name_zh="阿卜杜热依木·图尔荪尼亚孜", name_latin="Abdurehim Tursunniyaz-Maimaiti Ablikimov"
        )
    if sample is Sample.RARE:
        return replace(facts, name_zh="䶮㛃𬱖", name_latin="YAN Jieyi")
    if sample is Sample.UNTRANSLATED:
        return _without_english(facts)
    if sample is Sample.NAMESAKE or design.shows("organization"):
        return replace(facts, holder_detail=organization)
    return facts


def _without_english(facts: CertificateFacts) -> CertificateFacts:
    return replace(
        facts,
        name_latin=None,
        program_title=BilingualText(facts.program_title.zh),
        cohort_title=BilingualText(facts.cohort_title.zh),
        curriculum_title=BilingualText(facts.curriculum_title.zh),
        reason=BilingualText(facts.reason.zh),
        office=BilingualText(facts.office.zh),
        sessions=tuple(replace(one, title=BilingualText(one.title.zh)) for one in facts.sessions),
    )


def _sessions(first: date) -> tuple[SessionFacts, ...]:
    """Enough for several pages."""
    days = [first + timedelta(days=4 * number) for number in range(40)]
    return tuple(_session(day, *SESSIONS[number % len(SESSIONS)]) for number, day in enumerate(days))


def _session(day: date, title_zh: str, title_en: str, mode_zh: str, mode_en: str) -> SessionFacts:
    return SessionFacts(day, BilingualText(title_zh, title_en), Decimal(3), BilingualText(mode_zh, mode_en))
