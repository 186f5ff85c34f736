import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.language.places import Place, Region, cities, match_place, place_label, provinces
from cgtraining.language.text import BilingualText
from cgtraining.language.traditional import SIMPLIFIED, TRADITIONAL

every_city = [city for province in provinces() for city in cities(province.code)]


def test_the_list_is_whole() -> None:
    assert len(provinces()) == 34
    assert len(every_city) == 365
    assert [region.code for region in every_city if not (region.zh and region.en)] == []
    assert cities("110000") == cities("810000") == ()


def test_each_traditional_character_has_its_simplified_one() -> None:
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))


@pytest.mark.parametrize(
    ("written", "province", "city"),
    [
        ("浙江省/杭州", "330000", "330100"),
        ("北京", "110000", None),
        ("天津市/天津", "120000", None),
        ("太原", "140000", "140100"),
        ("广东 深圳市", "440000", "440300"),
        ("廣東省深圳市福田區", "440000", "440300"),
        ("内蒙古呼和浩特", "150000", "150100"),
        ("内蒙通辽", "150000", "150500"),
        ("广西自治区南宁", "450000", "450100"),
        ("中国香港", "810000", None),
        ("臺灣", "710000", None),
        ("吉林", "220000", None),
        ("吉林市", "220000", "220200"),
        ("海南藏族自治州", "630000", "632500"),
        ("恩施州", "420000", "422800"),
        ("Shenzhen, Guangdong", "440000", "440300"),
        ("Guangdong Province / Shenzhen City", "440000", "440300"),
        ("Inner Mongolia Hohhot", "150000", "150100"),
        ("Xi'an", "610000", "610100"),
        ("Macau", "820000", None),
        ("Suzhou, Anhui", "340000", "341300"),
        ("Hainan, Qinghai", "630000", "632500"),
    ],
)
def test_places_are_recognised_as_people_write_them(written: str, province: str, city: str | None) -> None:
    assert match_place(written) == Place(province, city)


@pytest.mark.parametrize("written", ["", "火星/奥林匹斯", "朝阳区", "Mars", "Suzhou", "123"])
def test_the_unknown_and_the_ambiguous_are_none(written: str) -> None:
    assert match_place(written) is None


def test_a_city_of_another_province_is_said() -> None:
    assert match_place("浙江/火星") == Place("330000", None, "火星")
    assert match_place("Guangdong, Mars") == Place("440000", None, "mars")
    assert match_place("北京朝阳") == Place("110000")


@given(st.sampled_from(every_city), st.sampled_from(["{province}{city}", "{province}/{city}", "{province} {city}"]))
def test_every_city_is_found_by_both_names_with_its_province(city: Region, layout: str) -> None:
    province = next(each for each in provinces() if each.code == city.province)
    expected = Place(city.province, city.code)
    for province_name, city_name in ((province.zh, city.zh), (province.short, city.short)):
        assert match_place(layout.format(province=province_name, city=city_name)) == expected
    assert match_place(f"{city.en}, {province.en}") == expected


@given(st.text(max_size=20))
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(match_place(text), Place | None)


def test_labels_are_in_both_languages() -> None:
    assert place_label("440000", "440300") == BilingualText("广东省深圳市", "Shenzhen, Guangdong")
    assert place_label("110000") == BilingualText("北京市", "Beijing")
    assert place_label(None) == BilingualText()
    assert every_city[0].name == BilingualText("石家庄市", "Shijiazhuang")
