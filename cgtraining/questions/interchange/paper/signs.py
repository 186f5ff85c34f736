"""Signs that mean the same: full-width and half-width ones, the many ticks and crosses. One for one, so places stay."""

import re
from collections.abc import Iterable

WIDE = {0xFF01 + place: 0x21 + place for place in range(94)}
ALIKE = {
    "\u3000": " ",
    "\xa0": " ",
    "\t": " ",
    "【": "[",
    "】": "]",
    "〔": "(",
    "〕": ")",
    "［": "[",
    "］": "]",
    "✓": "√",
    "✔": "√",
    "☑": "√",
    "✅": "√",
    "✗": "×",
    "✘": "×",
    "╳": "×",
    "❌": "×",
    "✕": "×",
    "〇": "○",
    "﹣": "-",
    "–": "-",
    "—": "-",
    "～": "~",
    "﹏": "_",
    "‗": "_",
}
FOLDS = WIDE | {ord(sign): ord(same) for sign, same in ALIKE.items()} | {0xFF3F: ord("_")}
HAN_NUMBERS = "一二三四五六七八九十"
TRUE = {"√", "对", "正确", "是", "true", "t", "right", "yes", "y", "r", "v"}
FALSE = {"×", "x", "错", "错误", "不对", "不正确", "否", "false", "f", "wrong", "no", "n", "w"}
ENDS = " .。;；,，!！"


def folded(text: str) -> str:
    return text.translate(FOLDS)


def truth_of(said: str) -> bool | None:
    """What 对, ×, True and their like say."""
    plain = folded(said).strip(ENDS).strip("()[] ").casefold()
    return True if plain in TRUE else False if plain in FALSE else None


def letters_of(said: str) -> str | None:
    """'A、C' and 'AC' are AC; None if anything else is said. In the order in which they are written."""
    plain = re.sub(r"[\s,、;；.。/和及与&]+", "", folded(said)).strip("()[]").upper()
    return plain if re.fullmatch(r"[A-Z]{1,26}", plain) and len(set(plain)) == len(plain) else None


def number_in_han(text: str) -> int:
    """三 is 3, 十二 is 12, 二十一 is 21."""
    tens, sign, ones = text.rpartition("十")
    unit = HAN_NUMBERS.find(ones or text) + 1 if (ones or not sign) else 0
    return (HAN_NUMBERS.find(tens) + 1 if tens else 1) * 10 + unit if sign else unit


def cut_at(text: str, signs: Iterable[str]) -> list[str]:
    """By the first of these signs that stands in it; pieces without blanks at their ends, none empty."""
    for sign in signs:
        if sign in text:
            return [piece.strip() for piece in text.split(sign) if piece.strip()]
    return [text.strip()] if text.strip() else []
