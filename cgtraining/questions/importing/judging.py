"""What would become of each question that was read: one row each, nothing stored but pictures."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l
from pydantic import ValidationError

from cgtraining.errors import UnusableFile
from cgtraining.language.choosing import in_language
from cgtraining.programs.models import Competency, Program
from cgtraining.questions.content import content_from, stored
from cgtraining.questions.importing.models import QuestionVerdict
from cgtraining.questions.interchange.detecting import FileRead
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.operations.questions import digest_of
from cgtraining.questions.queries import picture_beginning, questions_with_digests
from cgtraining.questions.rich_text import plain

Rows = list[dict[str, Any]]
PictureOf = Callable[[str, bytes], int]  # name and bytes to the number in the bank; UnusableFile if it is none
Find = Callable[[str, bytes | None], int]
IMAGE = re.compile(r'<img\b[^>]*?\bsrc=\\?"file:([^"\\]{1,200})\\?"[^>]*>')
LONGEST_NAME = 200


def rows_for(program: Program, files: Sequence[FileRead], picture_of: PictureOf) -> Rows:
    find = partial(_number_of, program, picture_of)
    rows = [_row(file, one, program.competencies, find) for file in files for one in file.questions]
    present = questions_with_digests(program, {row["digest"] for row in rows if row["digest"]})
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        row["number"] = number
        digest = row["digest"]
        if digest is None:
            continue
        if digest in present:
            row |= {"verdict": QuestionVerdict.PRESENT, "question_id": present[digest].id}
        elif digest in seen:
            row["verdict"] = QuestionVerdict.REPEATED
        seen.add(digest)
    return rows


def _row(file: FileRead, one: QuestionRead, competencies: Collection[Competency], find: Find) -> dict[str, Any]:
    sentences: list[object] = list(one.losses)
    content, refusal = None, one.refusal
    if one.content is not None and refusal is None:
        try:
            content = content_from(_with_pictures(stored(one.content), one.pictures, find, sentences))
        except ValidationError:
            refusal = _l("It needs a picture that cannot be used.")
    codes = list(_codes(one.competencies, competencies, sentences))
    verdict = (
        QuestionVerdict.REFUSED if content is None else QuestionVerdict.LOSS if sentences else QuestionVerdict.TAKEN
    )
    where = bilingual(one.where)
    return {
        "file": file.name[-255:],
        "where_zh": where["zh"],
        "where_en": where["en"],
        "name": (one.name or _name_from(one)).strip()[:LONGEST_NAME],
        "verdict": verdict,
        "stored": stored(content) if content else None,
        "digest": digest_of(content) if content else None,
        "points": one.points,
        "difficulty": one.difficulty,
        "titles": [title[:200] for title in one.folder if title.strip()][:10],
        "competencies": codes,
        "remarks": [bilingual(each) for each in ([refusal] if content is None else sentences)],
        "question_id": None,
    }


def bilingual(sentence: object) -> dict[str, str]:
    """A lazily translated sentence in both languages, to be kept."""
    said = {}
    for language in ("zh", "en"):
        with in_language(language):
            said[language] = str(sentence)
    return said


def _with_pictures(
    data: dict[str, Any], pictures: Mapping[str, bytes], find: Find, sentences: list[object]
) -> dict[str, Any]:
    """With the bank's numbers in the place of the names of files; a picture that cannot be used is left out."""

    def placed(found: re.Match[str]) -> str:
        name = found[1]
        try:
            return found[0].replace(f"file:{name}", f"picture:{find(name, pictures.get(name))}")
        except UnusableFile as refusal:
            sentences.append(_l("The picture “%(name)s” was left out. %(reason)s", name=name, reason=refusal.sentence))
            return ""

    placed_in: dict[str, Any] = json.loads(IMAGE.sub(placed, json.dumps(data, ensure_ascii=False)))
    return placed_in


def _number_of(program: Program, picture_of: PictureOf, name: str, content: bytes | None) -> int:
    """A workbook of ours only names its pictures; the bank that it came from still has them."""
    if content is not None:
        return picture_of(name, content)
    if known := picture_beginning(program, name.partition(".")[0]):
        return known.id
    raise UnusableFile(_l("It is not in the file."))


def _codes(said: Collection[str], known: Collection[Competency], sentences: list[object]) -> Iterator[str]:
    """Codes of the program's competencies, by code or by title in either language."""
    names = {
        name.casefold(): competency.code
        for competency in known
        for name in (competency.code, competency.title.zh, competency.title.en)
        if name
    }
    for one in dict.fromkeys(said):
        if code := names.get(one.strip().casefold()):
            yield code
        else:
            sentences.append(
                _l(
                    "“%(said)s” is no competency of this program, so the question is not tagged with it.",
                    said=one[:100],
                )
            )


def _name_from(one: QuestionRead) -> str:
    if one.content is None:
        return ""
    text = plain(one.content.text.zh or one.content.text.en).replace("\n", " ")
    return text if len(text) <= 60 else text[:59] + "…"
