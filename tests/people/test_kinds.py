import pytest

from cgtraining.people.kinds import likely_kind
from cgtraining.people.models import OrganizationKind as Kind


@pytest.mark.parametrize(
    ("zh", "en", "kind"),
    [
        ("深圳市雪松社区基金会", None, Kind.FOUNDATION),
        ("成都市锦江区社区发展治理支持中心", None, Kind.SOCIAL_ORGANIZATION),
        ("鹏星社会工作服务中心", None, Kind.SOCIAL_WORK),
        ("福田区民政局", None, Kind.GOVERNMENT),
        ("香蜜湖街道办事处", None, Kind.STREET_OFFICE),
        ("香安社区居委会", None, Kind.RESIDENTS_COMMITTEE),
        ("中山大学社会工作系", None, Kind.UNIVERSITY),
        (None, "Cedar Ltd", Kind.ENTERPRISE),
        ("雪松", None, Kind.OTHER),
        (None, None, Kind.OTHER),
    ],
)
def test_a_name_tells_what_it_is_likely_to_be(zh: str | None, en: str | None, kind: Kind) -> None:
    assert likely_kind(zh, en) is kind
