"""Questions out of a paper in plain text, or out of lines that still know how they look (`word`)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile
from cgtraining.language.text import Language
from cgtraining.questions.interchange.decoding import text_of
from cgtraining.questions.interchange.making import NotTaken
from cgtraining.questions.interchange.paper.assembling import drafts_in
from cgtraining.questions.interchange.paper.drafts import Draft
from cgtraining.questions.interchange.paper.judging import content_of, points_of
from cgtraining.questions.interchange.paper.rich import Rich
from cgtraining.questions.interchange.paper.stems import tidy_stem
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.texts import Texts, language_of
from cgtraining.questions.kinds import Difficulty

NO_QUESTION = _l(
    "No question was found in this paper: number the questions (1. 2. 3.), letter the options (A. B. C.) and write "
    "“答案：” or “Answer:” before the answer."
)
DIFFICULTIES = {
    Difficulty.EASY: ("易", "较易", "容易", "简单", "低", "基础", "easy", "low"),
    Difficulty.MEDIUM: ("中", "中等", "一般", "适中", "普通", "较难易", "medium", "moderate"),
    Difficulty.HARD: ("难", "较难", "困难", "高", "很难", "hard", "difficult", "high"),
}


def read(content: bytes, *, language: Language | None) -> list[QuestionRead]:
    return read_lines([Rich.plain(line) for line in text_of(content).split("\n")], {}, language=language)


def read_lines(
    lines: Sequence[Rich], pictures: Mapping[str, bytes], *, language: Language | None
) -> list[QuestionRead]:
    """`pictures` by the name with which they stand in the lines. Raises UnusableFile."""
    drafts = drafts_in(lines)
    if not any(draft.options or draft.answer or draft.heading.sort for draft in drafts):
        raise UnusableFile(NO_QUESTION)
    return [_read(draft, pictures, language) for draft in drafts]


def _read(draft: Draft, pictures: Mapping[str, bytes], language: Language | None) -> QuestionRead:
    where = _l("Question %(number)s, line %(line)s", number=draft.number, line=draft.line)
    texts = Texts(language or language_of(_all_text(draft)))
    found = tidy_stem(draft)
    try:
        content = content_of(draft, found, texts)
    except NotTaken as refusal:
        asked = " ".join(line.rich.text for line in draft.stem)
        return QuestionRead(where=where, name=asked[:60], refusal=refusal.sentence)
    difficulty = difficulty_in(draft.difficulty)
    if draft.difficulty and difficulty is None:
        texts.lose(_l("Its difficulty “%(said)s” was not understood.", said=draft.difficulty[:40]))
    if draft.strays:
        texts.lose(_l("The text before it was left out: “%(said)s”.", said=" ".join(draft.strays)[:200]))
    standing = content.model_dump_json()
    return QuestionRead(
        where=where,
        content=content,
        losses=tuple(texts.losses),
        points=points_of(draft, found),
        difficulty=difficulty,
        competencies=tuple(draft.competencies),
        pictures={name: picture for name, picture in pictures.items() if f"file:{name}" in standing},
    )


def difficulty_in(said: str) -> Difficulty | None:
    """In words, in stars, or as the share of right answers that papers print (0.8 is easy)."""
    plain = said.strip().removesuffix("度").casefold()
    if named := next((each for each, words in DIFFICULTIES.items() if plain in words), None):
        return named
    if plain and set(plain) <= {"★", "☆"}:
        stars = plain.count("★")
        return Difficulty.EASY if stars <= 2 else Difficulty.MEDIUM if stars == 3 else Difficulty.HARD
    try:
        share = Decimal(plain)
    except InvalidOperation:
        return None
    if not 0 < share < 1:
        return None
    return (
        Difficulty.EASY
        if share >= Decimal("0.7")
        else Difficulty.MEDIUM
        if share >= Decimal("0.4")
        else Difficulty.HARD
    )


def _all_text(draft: Draft) -> str:
    parts = [*draft.stem, *(line for _letter, lines in draft.options for line in lines), *draft.explanation]
    return "\n".join(line.rich.text for line in parts)
