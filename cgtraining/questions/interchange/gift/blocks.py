"""The text of a GIFT file cut into its questions, and each question into its parts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from cgtraining.questions.interchange.making import NotTaken

ESCAPED = re.compile(r"\\([\\~=#{}:n])")
SIGNS = "\\~=#{}:\n"
FIRST = 0xFDD0  # of the code points that are no characters: they stand for what was escaped
TO_PLACEHOLDER = {("n" if sign == "\n" else sign): chr(FIRST + place) for place, sign in enumerate(SIGNS)}
FROM_PLACEHOLDER = {FIRST + place: sign for place, sign in enumerate(SIGNS)}
NO_CHARACTERS = re.compile("[\x00\ufdd0-\ufdef]")
FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
NEXT_BRACE = re.compile(r"[{}]|^::|^\$CATEGORY", re.MULTILINE)


@dataclass
class Block:
    """What stands between two empty lines; what was escaped in it are placeholders (`unescaped`)."""

    line: int
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass(frozen=True)
class Parts:
    """`answers` None: there are none. `marking` is the format of its texts, '' if it says nothing."""

    name: str
    stem: str
    marking: str
    answers: str | None
    feedback: str


def unescaped(text: str) -> str:
    return text.translate(FROM_PLACEHOLDER)


def blocks_in(text: str) -> Iterator[Block]:
    lines = [_held(line) for line in NO_CHARACTERS.sub("", text).split("\n")]
    block = Block(1)
    for number, line in enumerate(lines, start=1):
        if line.strip().startswith("//"):
            block.comments.append(line.strip()[2:].strip())
        elif line.strip().startswith("$CATEGORY:") and not block.text:
            yield Block(number, [line.strip()])
        elif line.strip() or (block.lines and _goes_on(block, lines[number:])):
            block.line = block.line if block.lines else number
            block.lines.append(line)
        else:
            if block.lines:
                yield block
            block = Block(number + 1)
    if block.lines:
        yield block


def parts_of(block: Block) -> Parts:
    name, text = _named(block.text)
    opens, closes = text.find("{"), text.find("}")
    if opens < 0 and closes < 0:
        answers, stem = None, text
    elif opens < 0 or closes < opens or text.count("{") != text.count("}"):
        raise NotTaken(
            _l("Its braces do not match. A brace that is meant as it stands is written with a backslash before it.")
        )
    elif text.count("{") > 1:
        raise NotTaken(_l("It has answers in several braces, but a GIFT question has one pair of them."))
    else:
        answers = text[opens + 1 : closes].strip()
        rest = text[closes + 1 :]
        stem = text[:opens] + ("_____" + rest if rest.strip() else "")
    answers, feedback = _without_feedback(answers)
    marking, stem = split_format(stem)
    return Parts(unescaped(" ".join(name.split())), stem, marking, answers, feedback)


def split_format(text: str) -> tuple[str, str]:
    found = FORMAT.match(text)
    return (found[1].lower(), text[found.end() :]) if found else ("", text)


def category_path(text: str) -> Sequence[str]:
    """`$course$/top/A/B` is A, B: where it lies in Moodle says nothing here; '//' is a stroke in a title."""
    path = unescaped(text.split(":", 1)[1]).strip().replace("//", "\0")
    titles = [title.replace("\0", "/").strip() for title in path.split("/")]
    while titles and (titles[0].lower() == "top" or re.fullmatch(r"\$\w*\$|", titles[0])):
        titles.pop(0)
    return tuple(title[:200] for title in titles if title)[:10]


def _held(line: str) -> str:
    """With placeholders for what is escaped; a comment stays as it is."""
    return line if line.strip().startswith("//") else ESCAPED.sub(lambda found: TO_PLACEHOLDER[found[1]], line)


def _named(text: str) -> tuple[str, str]:
    if text.startswith("::") and (end := text.find("::", 2)) > 0:
        return text[2:end].strip(), text[end + 2 :].strip()
    return "", text


def _without_feedback(answers: str | None) -> tuple[str | None, str]:
    if answers is None or "####" not in answers:
        return answers, ""
    own, _sign, feedback = answers.rpartition("####")
    return own.strip(), feedback.strip()


def _goes_on(block: Block, following: Sequence[str]) -> bool:
    """Whether an empty line stands within the braces of a question."""
    text = "\n".join(block.lines)
    if text.count("{") <= text.count("}"):
        return False
    found = NEXT_BRACE.search("\n".join(following[:200]))
    return found is not None and found[0] == "}"
