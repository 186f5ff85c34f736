"""What kind of organization a name speaks of: a first guess, which an administrator may change."""

from cgtraining.people.models import OrganizationKind as Kind

# The first that fits wins: 大学社会工作系 is a university, 社工服务中心 a social work agency.
ENDINGS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.FOUNDATION, ("基金会", "foundation")),
    (Kind.UNIVERSITY, ("大学", "学院", "党校", "university", "college", "school")),
    (Kind.ENTERPRISE, ("公司", "集团", "ltd", "limited", "inc.")),
    (Kind.RESIDENTS_COMMITTEE, ("居委会", "居民委员会", "村委会", "村民委员会", "residents' committee")),
    (Kind.STREET_OFFICE, ("街道办", "街道党工委", "镇人民政府", "street office", "subdistrict")),
    (Kind.SOCIAL_WORK, ("社工", "社会工作", "social work")),
    (Kind.GOVERNMENT, ("人民政府", "民政局", "民政厅", "民政部", "组织部", "政法委", "局", "bureau", "government")),
    (
        Kind.SOCIAL_ORGANIZATION,
        (
            "促进会",
            "协会",
            "联合会",
            "中心",
            "商会",
            "学会",
            "association",
            "council",
            "center",
            "centre",
        ),
    ),
)


def likely_kind(name_zh: str | None, name_en: str | None = None) -> Kind:
    text = f"{name_zh or ''} {name_en or ''}".casefold()
    return next((kind for kind, endings in ENDINGS if any(ending in text for ending in endings)), Kind.OTHER)
