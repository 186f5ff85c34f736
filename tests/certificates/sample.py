"""Invented certificates: one for each thing that has to look right."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from cgtraining.certificates.facts import CertificateFacts, IssuerFacts, SessionFacts, SignatoryFacts
from cgtraining.certificates.wording import with_default_wording
from cgtraining.language.text import BilingualText

ART = {file.stem: file.read_bytes() for file in (Path(__file__).parent / "art").glob("*.svg")}
ACADEMY = IssuerFacts(
    BilingualText("青松社区公益学院", "Qingsong Academy of Community Philanthropy"),
    logo_key="logo-academy",
    seal_key="seal-academy",
)
COUNCIL = IssuerFacts(
    BilingualText("南岭社区建设促进会", "Nanling Council for the Promotion of Community Construction"),
    logo_key="logo-council",
    seal_key="seal-council",
)
FOUNDATION = IssuerFacts(
    BilingualText("海棠社区发展公益基金会", "Haitang Community Development Foundation"),
    role="co_issuer",
    logo_key="logo-foundation",
    seal_key="seal-foundation",
)
DEAN = SignatoryFacts("林知远", "LIN Zhiyuan", BilingualText("院长", "Dean"), "signature-lin")
DIRECTOR = SignatoryFacts(
    None, "Margaret Hart", BilingualText("国际交流中心主任", "Director, International Exchange"), "signature-hart"
)
CHAIR = SignatoryFacts("陈敬之", "CHEN Jingzhi", BilingualText("理事长", "Chair of the Council"))
BARE = CertificateFacts(
    kind="completion",
    serial="CEDAR-2026-0001",
    code="7K3M-9QXA-4TBW-2HZE-R",
    verification_address="https://training.qingsong.example/verify",
    name_zh="王芳",
    name_latin="WANG Fang",
    program_title=BilingualText("雪松计划", "Cedar Program"),
    cohort_title=BilingualText("第一期", "First Cohort"),
    starts_on=date(2025, 3, 15),
    ends_on=date(2026, 3, 14),
    class_hours=Decimal("120.0"),
    minutes_per_class_hour=45,
    award_date=date(2026, 3, 14),
    issuers=(ACADEMY,),
    signatories=(DEAN, DIRECTOR),
)


def certificate(**changes: object) -> CertificateFacts:
    return with_default_wording(replace(BARE, **changes))  # type: ignore[arg-type]


WANG_FANG = certificate()
LONG_NAME = certificate(
    name_zh="阿依古丽·买买提",
    name_latin="Ayguli Maimaiti Abdurehim-Tursun Kızılçe",
    issuers=(ACADEMY, COUNCIL, FOUNDATION),
)
LATIN_ONLY = certificate(
    name_zh=None,
    name_latin="Éloïse Şahin-Nguyễn",
    issuers=(ACADEMY, COUNCIL),
    specimen=True,
    holder_detail=BilingualText("深圳市罗湖区社区发展基金会", "Luohu Community Foundation"),
)
RARE_HANZI = certificate(
    kind="attendance",
    name_zh="䶮㛃𬱖",
    name_latin=None,
    class_hours=Decimal("96.5"),
    issuers=(replace(ACADEMY, seal_key=None, logo_key=None),),
    signatories=(DEAN,),
)
LONG_TITLES = certificate(
    name_zh="欧阳文",
    name_latin="OUYANG Wen",
    program_title=BilingualText(
        "社区基金会高级研修计划（“民生微实事”项目设计与社区治理能力建设专题）",
        "Senior Training Program for Community Foundations: “Micro-practical Work for People’s Livelihood”"
        " and Community Governance Capacity Building",
    ),
    cohort_title=BilingualText("二〇二五年秋季第一期", "First Cohort, Autumn 2025"),
    issuers=(ACADEMY, COUNCIL, FOUNDATION),
    signatories=(DEAN, DIRECTOR, CHAIR),
    holder_detail=BilingualText("深圳市罗湖区社区发展基金会", "Luohu Community Foundation"),
    specimen=True,
)
LONG_ISSUERS = certificate(
    issuers=(
        IssuerFacts(
            BilingualText(
                "深圳市南岭区社区建设与基层治理促进会",
                "Shenzhen Nanling District Council for the Promotion of Community Construction"
                " and Grassroots Governance",
            ),
            seal_key="seal-council",
        ),
        ACADEMY,
        replace(
            FOUNDATION,
            name=BilingualText(
                "海棠社区发展公益基金会（深圳）有限公司",
                "Haitang International Foundation for Community Development and Philanthropy (Shenzhen) Limited",
            ),
        ),
    )
)
HONOUR = certificate(
    kind="honour",
    reason=BilingualText(
        "项目设计扎实，带动三个社区建立议事机制", "a sound project that brought three communities to deliberate"
    ),
)
APPOINTMENT = certificate(
    kind="appointment",
    office=BilingualText("特聘导师", "Mentor"),
    term=(date(2026, 3, 1), date(2027, 2, 28)),
)
HOURS = certificate(
    kind="hours",
    sessions=(
        SessionFacts(
            date(2025, 3, 15),
            BilingualText("社区基金会的使命与治理", "Mission and Governance of Community Foundations"),
            Decimal(8),
            BilingualText("面授", "Classroom"),
        ),
        SessionFacts(date(2025, 3, 16), BilingualText("居民议事会的组织"), Decimal("7.5")),
    ),
)
ALL = {
    "Wang Fang": WANG_FANG,
    "long name": LONG_NAME,
    "Latin only": LATIN_ONLY,
    "rare Hanzi": RARE_HANZI,
    "long titles": LONG_TITLES,
    "long issuers": LONG_ISSUERS,
    "honour": HONOUR,
    "appointment": APPOINTMENT,
    "hours": HOURS,
}
