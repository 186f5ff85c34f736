"""Questions as GIFT: what it holds stands in its text, the rest in a comment that only we read (`carried`)."""

import base64
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import singledispatch

from flask_babel import lazy_gettext as _l

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import (
    AcceptedNumber,
    Asked,
    Choice,
    Essay,
    Matching,
    Numerical,
    ShortText,
    TrueFalse,
    stored,
)
from cgtraining.questions.interchange.exported import Exported
from cgtraining.questions.interchange.gift.blocks import blocks_in, unescaped
from cgtraining.questions.interchange.gift.carried import comment_for
from cgtraining.questions.interchange.gift.reading import read
from cgtraining.questions.interchange.plain_data import data_of, with_files
from cgtraining.questions.interchange.two_languages import joined

SIGNS = re.compile(r"[\\~=#{}:]")

KNOWN = (Choice, Essay, Matching, Numerical, ShortText, TrueFalse)


def write(questions: Sequence[Exported]) -> bytes:
    """Each under the category of its folder."""
    lines: list[str] = []
    folder: tuple[str, ...] = ()
    for question in questions:
        if tuple(question.folder) != folder:
            folder = tuple(question.folder)
            path = "/".join(["top", *(title.replace("/", "//") for title in folder)])
            lines.append(f"$CATEGORY: {escaped(path)}\n")
        lines.append(_entry(question))
    return "\n".join(lines).encode()


def losses(question: Exported) -> Sequence[object]:
    if not isinstance(question.content, KNOWN):
        return [_l("GIFT has no questions of this kind: other systems read it as an essay; here it comes back whole.")]
    if not _comes_back(question, _body(question)):
        return [_l("Other systems read it without some of its settings; here it comes back whole.")]
    return []


def escaped(text: str) -> str:
    return SIGNS.sub(lambda sign: "\\" + sign[0], text.replace("\r", "")).replace("\n", "\\n")


def _entry(question: Exported) -> str:
    body = _body(question)
    comments = [f"// [tag:{code.replace(']', ' ')}]" for code in question.competencies]
    if question.points != 1 or question.difficulty or not _comes_back(question, body):
        (block,) = blocks_in(body)
        comments.append(comment_for(unescaped(block.text), data_of(question)))
    return "\n".join([*comments, body, ""])


def _comes_back(question: Exported, body: str) -> bool:
    found = read(body.encode(), language=None)
    content = found[0].content if len(found) == 1 else None
    return content is not None and stored(content) == with_files(stored(question.content), question)


def _body(question: Exported) -> str:
    """Without an empty line in it, so that it is one question."""
    name = escaped(" ".join(question.name.split()))
    content = _with_pictures(question)
    feedback = f"####{_html(content.explanation)}\n" if content.explanation else ""
    return f"::{name}::[html]{escaped(joined(content.text))}{{{_answers(content)}{feedback}}}"


def _with_pictures(question: Exported) -> Asked:
    """With each picture within its text."""

    def embedded(found: re.Match[str]) -> str:
        picture = question.pictures.get(int(found[1]))
        if picture is None:
            return found[0]
        return f'src=\\"data:{picture.media_type};base64,{base64.b64encode(picture.content).decode()}\\"'

    plain = question.content.model_dump_json()
    own: Asked = type(question.content).model_validate_json(re.sub(r'src=\\"picture:(\d{1,18})\\"', embedded, plain))
    return own


@singledispatch
def _answers(content: Asked) -> str:
    return ""


@_answers.register
def _(content: Choice) -> str:
    lines = [
        f"{_sign(option.share, single=content.kind == 'single')}{_html(option.text)}{_feedback(option.feedback)}"
        for option in content.options
    ]
    return _lines(lines)


def _sign(share: Decimal, *, single: bool) -> str:
    if single and share == 1:
        return "="
    return f"~{_weight(share)}" if share else "~"


@_answers.register
def _(content: TrueFalse) -> str:
    wrong, right = content.feedback_false, content.feedback_true
    if not content.right:
        wrong, right = right, wrong
    said = f"#{_html(wrong)}" if wrong or right else ""
    return f"{'TRUE' if content.right else 'FALSE'}{said}{'#' + _html(right) if right else ''}"


@_answers.register
def _(content: Matching) -> str:
    targets = {target.key: target.text for target in content.targets}
    used = {premise.target for premise in content.premises}
    pairs = [(premise.text, targets[premise.target]) for premise in content.premises]
    pairs += [(BilingualText(), target.text) for target in content.targets if target.key not in used]
    return _lines([f"={_html(premise)} -> {_html(target)}" for premise, target in pairs])


@_answers.register
def _(content: Numerical) -> str:
    return "#" + _lines([f"={_weighted(one.share)}{_number(one)}{_feedback(one.feedback)}" for one in content.accepted])


def _number(one: AcceptedNumber) -> str:
    return "*" if one.value is None else f"{one.value:f}:{one.tolerance:f}"


@_answers.register
def _(content: ShortText) -> str:
    return _lines([f"={_weighted(one.share)}{escaped(one.text)}{_feedback(one.feedback)}" for one in content.accepted])


def _lines(lines: Sequence[str]) -> str:
    return "\n" + "".join(f"\t{line}\n" for line in lines)


def _weighted(share: Decimal) -> str:
    return "" if share == 1 else _weight(share)


def _weight(share: Decimal) -> str:
    return f"%{(share * 100).normalize():f}%"


def _html(text: BilingualText) -> str:
    return escaped(joined(text))


def _feedback(text: BilingualText) -> str:
    return f"#{_html(text)}" if text else ""
