"""Words that a training certificate may not borrow from the state.

Source: 人力资源社会保障部《关于开展技术技能类“山寨证书”专项治理工作的通知》(人社部函〔2022〕25号), part one,
point one. An issuer's own registered name may hold such a word. It is a reason to look twice and never refuses
anything: the notice is about misuse, which a program cannot judge.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from flask_babel import gettext as _

from cgtraining.language.text import BilingualText
from cgtraining.programs.models import Program

NOTICE = "人社部函〔2022〕25号"
CHINESE = (
    "中华人民共和国",
    "国徽",
    "职业资格",
    "专业技术职务",
    "岗位合格",
    "国家",
    "全国",
    "中国",
    "中华",
)
ENGLISH = (  # the same in the other half of a certificate
    "People's Republic of China",
    "national emblem",
    "vocational qualification",
    "professional qualification",
    "nationwide",
    "national",
    "China",
    "Chinese",
)
WORDS = CHINESE + ENGLISH
IN_ENGLISH = {word: re.compile(rf"\b{word}s?\b".replace(" ", r"\s+"), re.IGNORECASE) for word in ENGLISH}
APOSTROPHE = str.maketrans("’", "'")
BY_CHANCE = re.compile("[健安完齐]全国际|健全国|集中国[内际]|其中国[内际]")  # where two other words meet
OLD_FORMS = str.maketrans("國職業資專務術崗華", "国职业资专务术岗华")


class Restricted(NamedTuple):
    """A word, and the text in which it stands."""

    word: str
    text: str

    @property
    def sentence(self) -> str:
        """In the present reader's language."""
        return str(
            _(
                "“%(text)s” has the word “%(word)s”. On training certificates it is restricted (%(notice)s), except"
                " inside an issuer's own name.",
                text=self.text,
                word=self.word,
                notice=NOTICE,
            )
        )


def restricted_in(texts: Iterable[str | None], own_names: Iterable[str | None]) -> list[Restricted]:
    """Each restricted word once, with the first text in which it stands outside the issuers' own names."""
    names = [name for name in own_names if name]
    found: dict[str, Restricted] = {}
    for text in filter(None, texts):
        for word in (*_in_chinese(text, names), *_in_english(text, names)):
            found.setdefault(word, Restricted(word, text))
    return list(found.values())


def restricted_in_program(program: Program, *others: BilingualText) -> list[Restricted]:
    """In what the program, and titles of its cohorts or curricula, would print."""
    titles = [program.title, *others, *(signatory.title for signatory in program.signatories)]
    names = [issuer.organization.name for issuer in program.issuers]
    return restricted_in(_both(titles), _both(names))


def _in_chinese(text: str, names: Iterable[str]) -> Iterator[str]:
    """Longer words first, so that 中华人民共和国 is not told a second time as 中华."""
    text = BY_CHANCE.sub("|", _without_names(text, names, _plain))
    for word in CHINESE:
        if word in text:
            yield word
            text = text.replace(word, "|")


def _in_english(text: str, names: Iterable[str]) -> Iterator[str]:
    """Whole words only: an international exchange is nobody's emblem."""
    text = _without_names(text, names, _spaced)
    for word, pattern in IN_ENGLISH.items():
        if pattern.search(text):
            yield word
            text = pattern.sub("|", text)


def _without_names(text: str, names: Iterable[str], form: Callable[[str], str]) -> str:
    """`text` in that form, without the issuers' own names, of which the longer ones go first."""
    text = form(text)
    for name in sorted({form(name) for name in names} - {""}, key=len, reverse=True):
        text = text.replace(name, "|")
    return text


def _spaced(text: str) -> str:
    """In small letters with single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(APOSTROPHE).casefold().split())


def _plain(text: str) -> str:
    """Without blanks, in the forms of today: 中 國 is 中国 too."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(OLD_FORMS)


def _both(texts: Iterable[BilingualText]) -> Iterable[str | None]:
    for text in texts:
        yield from (text.zh, text.en)
