"""Phone numbers as offices write them, into international form (E.164) and back to what people read."""

import re
import unicodedata
from decimal import Decimal

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

CHINESE_MOBILE = re.compile(r"1[3-9]\d{9}")
SEVERAL_MOBILES = re.compile(r"(?:1[3-9]\d{9}){2,4}")
SHORTEST = 8
EXTENSION_BY_DASH = re.compile(r"^(\(?0\d.*\d)-\d{1,6}$")
WITH_CHINA = re.compile(r"(?:\+|00)?\s*\(?86\)?[\s-]*(1[3-9]\d{9})")
NEIGHBOURS = re.compile(r"(852|853|886)\d{7,10}")
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{1,2}", re.IGNORECASE)
SEPARATORS = re.compile(r"[/,;、|\n]|或|和")
EXTENSION = re.compile(r"(?:转|轉|分机|分機|ext\.?|#|x)\s*\d{1,6}\D*$", re.IGNORECASE)
WORDS_AROUND = re.compile(r"^[^\d+(]+|[^\d)]+$")
REMARK_IN_BRACKETS = re.compile(r"\([^\d()]*\)")
LIKE_A_BLANK = "\uff00"  # what a naive conversion to full width makes of a blank
DASHES = re.compile("[\u2010-\u2015\u2212\u30fc]")


def normalise_phone(text: str, default_region: str = "CN") -> str | None:
    """The first number in the text as +8613812345678, or None when there is none that can be right."""
    return next(iter(phones_in(text, default_region)), None)


def phones_in(text: str, default_region: str = "CN") -> list[str]:
    """Every number in the text, in E.164 and in order: 13800138000/13900139000 holds two."""
    pieces = SEPARATORS.split(REMARK_IN_BRACKETS.sub("", plain(text)))
    found = [number for piece in pieces for number in phones_of_piece(piece.strip(), default_region)]
    return list(dict.fromkeys(found))


def phones_of_piece(text: str, region: str) -> list[str]:
    """One number as a rule; or two with nothing but a blank between them."""
    if number := one_phone(text, region):
        return [number]
    mobiles = re.sub(r"[\s-]", "", text)
    words = CHINESE_MOBILE.findall(mobiles) if SEVERAL_MOBILES.fullmatch(mobiles) else text.split()
    return [number for word in words if len(word) >= SHORTEST and (number := one_phone(word, region))]


def plain(text: str) -> str:
    """Full-width digits and signs made ordinary, every kind of dash a hyphen."""
    return DASHES.sub("-", unicodedata.normalize("NFKC", text.replace(LIKE_A_BLANK, " ")))


def one_phone(text: str, region: str) -> str | None:
    whole = EXTENSION.sub("", WORDS_AROUND.sub("", unscientific(text)))
    digits = re.sub(r"[\s().-]", "", whole)
    if CHINESE_MOBILE.fullmatch(digits) and region == "CN":
        return f"+86{digits}"
    if china := WITH_CHINA.fullmatch(digits):
        return f"+86{china.group(1)}"
    abroad = parsed(f"+{digits}", region) if NEIGHBOURS.fullmatch(digits) else None
    return parsed(whole, region) or abroad or parsed(EXTENSION_BY_DASH.sub(r"\1", whole), region)


def unscientific(text: str) -> str:
    """13908421859.0 and 1.3908421859E10 are whole numbers; 1.39E+10 has lost its digits and stays as it is."""
    if not SCIENTIFIC.fullmatch(text) and not re.fullmatch(r"\d+\.0+", text):
        return text
    return text if lost_digits(text) else str(int(Decimal(text)))


def lost_digits(text: str) -> bool:
    """Whether a spreadsheet has shortened this number to its first digits: 1.39084E+10."""
    if not SCIENTIFIC.fullmatch(plain(text).strip()):
        return False
    exponent = Decimal(plain(text).strip()).as_tuple().exponent
    return isinstance(exponent, int) and exponent > 0


def parsed(text: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def display_phone(e164: str, home_region: str = "CN") -> str:
    """138 1234 5678 at home, +852 9123 4567 elsewhere."""
    number = phonenumbers.parse(e164)
    at_home = number.country_code == phonenumbers.country_code_for_region(home_region)
    if at_home and (mobile := CHINESE_MOBILE.fullmatch(str(number.national_number))):
        return f"{mobile.group()[:3]} {mobile.group()[3:7]} {mobile.group()[7:]}"
    style = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def is_mobile(e164: str) -> bool:
    if e164.startswith("+86"):
        return CHINESE_MOBILE.fullmatch(e164, pos=3) is not None
    return phonenumbers.number_type(phonenumbers.parse(e164)) in (
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )


def mask_phone(e164: str) -> str:
    """Enough to recognise one's own number, not enough to call it: 138****5678, +852 ****4567."""
    number = phonenumbers.parse(e164)
    national = phonenumbers.national_significant_number(number)
    if number.country_code == 86 and CHINESE_MOBILE.fullmatch(national):
        return f"{national[:3]}****{national[-4:]}"
    return f"+{number.country_code} ****{national[-4:]}"
