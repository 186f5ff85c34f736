"""One cell's text into one value, with remarks on what could not be understood."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from cgtraining.cohorts.roster.remarks import Remark, RemarkCode, remark
from cgtraining.language.phones import is_mobile, lost_digits, phones_in
from cgtraining.language.places import match_place
from cgtraining.language.text import Language
from cgtraining.people.models import Gender

NOTHING = re.compile(r"[-—–_/\\.、?？*]*|无|暂无|没有|未填|未填写|空|不详|未知|n/?a|#n/a|none|null|nil", re.IGNORECASE)
MAIL = re.compile(r"[a-z0-9_%+'-]+(?:\.[a-z0-9_%+'-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
MAIL_LONGEST = 254
GENDERS = {
    Gender.MALE: {"男", "男性", "男士", "先生", "m", "male", "man", "mr"},
    Gender.FEMALE: {"女", "女性", "女士", "小姐", "f", "female", "woman", "ms", "mrs", "miss"},
}
NO_ANSWER = {"保密", "其他", "other", "x"}
CHINESE, ENGLISH = (
    re.compile("中|汉|漢|普通话|chinese|zh|mandarin", re.IGNORECASE),
    re.compile("英|english|en", re.IGNORECASE),
)
LEFT = re.compile("退学|退出|已退|退班|放弃|不参加|withdr[ae]w|dropped|cancel", re.IGNORECASE)
POSITION = (
    "(?:党委|党支部|党总支|党组织|支部|理事会|监事会|秘书处|办公室|项目部?|部门|执行|常务|第一|"
    "业务|行政|财务|人事|社工|副|总|兼)*(?:书记|主任|秘书长|理事长|理事|监事长|监事|会长|主席|总监|主管|经理|干事|社工|督导|部长|科长|"
    "处长|局长|院长|校长|所长|站长|镇长|乡长|委员|助理|专员|专干|负责人|创始人|发起人|网格员|调解员|组长)"
)
ORGANIZATION_THEN_POSITION = re.compile(f"(?P<organization>.{{3,}}?)??(?P<position>{POSITION})")
REGIONS = {"710000": "TW", "810000": "HK", "820000": "MO"}


@dataclass
class Contacts:
    """`wrong` says what was written where a number or an address should be and is none."""

    phone: str | None = None
    email: str | None = None
    wrong: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)


@dataclass
class Located:
    province_code: str | None = None
    city_code: str | None = None
    warnings: list[Remark] = field(default_factory=list)

    @property
    def telephone_region(self) -> str:
        return REGIONS.get(self.province_code or "", "CN")


def written(text: str) -> str:
    """The text, or nothing where people write a dash or 无 for nothing. A leading apostrophe is a spreadsheet's."""
    plain = text.strip().removeprefix("'").strip()
    return "" if NOTHING.fullmatch(plain) else plain


def contacts_of(phone_texts: list[str], mail_texts: list[str], other_texts: list[str], region: str) -> Contacts:
    """From the cells of phone columns, e-mail columns and columns of either; each is looked through for both."""
    cells = [
        *(cell_of(text, region, is_mail=False) for text in phone_texts),
        *(cell_of(text, region, is_mail=True) for text in mail_texts),
        *(cell_of(text, region, is_mail=False) for text in other_texts),
    ]
    mails = list(dict.fromkeys(mail for cell in cells for mail in cell.mails))
    phone = most_personal(list(dict.fromkeys(number for cell in cells for number in cell.phones)))
    found = Contacts(phone, next(iter(mails), None), [cell.wrong for cell in cells if cell.wrong])
    crowded = [number for cell in cells if len(cell.phones) > 1 for number in cell.phones if number != phone]
    if crowded:
        found.warnings.append(remark(RemarkCode.PHONE_SEVERAL, ", ".join(dict.fromkeys(crowded))))
    if len(mails) > 1:
        found.warnings.append(remark(RemarkCode.EMAIL_SEVERAL, ", ".join(mails[1:])))
    return found


@dataclass
class Cell:
    mails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    wrong: Remark | None = None


def cell_of(text: str, region: str, *, is_mail: bool) -> Cell:
    plain = written(text)
    if not plain:
        return Cell()
    joined = joined_mails(plain)
    mails = [mail for mail in MAIL.findall(joined) if len(mail) <= MAIL_LONGEST]
    phones = numbers_in(MAIL.sub(" ", joined) if joined else plain, region)
    wrong = None if mails or phones else unreadable(plain, is_mail=is_mail or bool(joined))
    return Cell(mails, phones, wrong)


def most_personal(phones: list[str]) -> str | None:
    """The first mobile one; the telephone of an office reaches everybody in it."""
    return next(filter(is_mobile, phones), next(iter(phones), None))


def joined_mails(text: str) -> str:
    """The text with its addresses as addresses are written; nothing where there is no @."""
    if text.isascii() and "@" not in text:
        return ""
    plain = unicodedata.normalize("NFKC", text).replace("。", ".").casefold()
    return re.sub(r"\s*([@.])\s*", r"\1", plain) if "@" in plain else ""


def numbers_in(text: str, region: str) -> list[str]:
    pieces = re.split(r"\s{2,}|\n", text)
    regions = (region, "CN") if region != "CN" else ("CN",)
    return [
        number for piece in pieces for number in next(filter(None, (phones_in(piece, each) for each in regions)), [])
    ]


def unreadable(text: str, *, is_mail: bool) -> Remark:
    if is_mail:
        return remark(RemarkCode.EMAIL_INVALID, text)
    return remark(RemarkCode.PHONE_SHORTENED if lost_digits(text) else RemarkCode.PHONE_INVALID, text)


def gender_of(text: str) -> tuple[Gender | None, list[Remark]]:
    plain = unicodedata.normalize("NFKC", written(text)).casefold().rstrip(".")
    found = next((gender for gender, words in GENDERS.items() if plain in words), None)
    understood = found is not None or not plain or plain in NO_ANSWER
    return found, [] if understood else [remark(RemarkCode.GENDER_UNKNOWN, text)]


@lru_cache(maxsize=2048)
def _match_place(text: str) -> tuple[str | None, str | None, str]:
    place = match_place(text)
    return (place.province_code, place.city_code, place.unmatched) if place else (None, None, text)


def place_of(text: str) -> Located:
    if not text:
        return Located()
    province_code, city_code, unmatched = _match_place(text)
    if province_code is None:
        return Located(warnings=[remark(RemarkCode.PLACE_UNKNOWN, text)])
    warnings = [remark(RemarkCode.CITY_UNKNOWN, unmatched)] if unmatched else []
    return Located(province_code, city_code, warnings)


def language_of(text: str) -> Language | None:
    """The language preferred first: 中英文 is Chinese."""
    places: list[tuple[int, Literal["zh", "en"]]] = []
    if chinese := CHINESE.search(text):
        places.append((chinese.start(), "zh"))
    if english := ENGLISH.search(text):
        places.append((english.start(), "en"))
    return min(places)[1] if places else None


def organization_and_position(text: str, organization: str = "") -> tuple[str, str]:
    """深圳市社区基金会 秘书长 and 深圳市社区基金会秘书长 are divided where the place to divide them is clear.

    Where the organization stands in a column of its own, the rest is the position.
    """
    if organization:
        return organization, text.removeprefix(organization).strip()
    parts = [part for part in re.split(r"[\s/、，,|]+", text) if part]
    if len(parts) == 2:
        return parts[0], parts[1]
    glued = ORGANIZATION_THEN_POSITION.fullmatch(text)
    return (glued["organization"] or "", glued["position"]) if glued else (text, "")


def cut(text: str, longest: int) -> tuple[str | None, list[Remark]]:
    plain = " ".join(text.split())
    if len(plain) <= longest:
        return plain or None, []
    return plain[:longest], [remark(RemarkCode.TEXT_CUT, text)]


def may_have_left(text: str) -> bool:
    return LEFT.search(text) is not None
