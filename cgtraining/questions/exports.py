"""Questions of a bank as files of other systems, with what each format cannot hold."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.programs.models import Program
from cgtraining.questions.content import Content, stored
from cgtraining.questions.interchange import gift, moodle, qti, workbook
from cgtraining.questions.interchange.exported import Exported, PictureFile
from cgtraining.questions.models import Question, QuestionFolder
from cgtraining.questions.queries import folders_of, latest_versions, pictures_with_ids
from cgtraining.questions.rich_text import pictures_in
from cgtraining.storage import load_file

MOST = 5_000


@dataclass(frozen=True)
class Target:
    """A format to write: its module, what it is called, how its files end."""

    module: ModuleType
    label: object
    ending: str
    media_type: str


TARGETS = {
    "xlsx": Target(
        workbook, _l("Workbook"), "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
    "gift": Target(gift, "GIFT", "gift.txt", "text/plain"),
    "xml": Target(moodle, "Moodle XML", "xml", "application/xml"),
    "zip": Target(qti, "QTI 2.2", "zip", "application/zip"),
}


def exported(program: Program, questions: Sequence[Question]) -> list[Exported]:
    """In the order given; each with its newest version, the path of its folder and its pictures."""
    if len(questions) > MOST:
        raise RuleBroken(_l("These are more than %(most)s questions. Export them by folder.", most=f"{MOST:,}"))
    versions = latest_versions([question.id for question in questions])
    contents = {question_id: version.content for question_id, version in versions.items()}
    paths = _paths(folders_of(program))
    pictures = _pictures(contents.values())
    return [
        Exported(
            name=question.name,
            content=contents[question.id],
            points=question.points,
            difficulty=question.difficulty,
            folder=paths.get(question.folder_id or 0, ()),
            competencies=tuple(competency.code for competency in question.competencies),
            pictures={number: pictures[number] for number in _numbers(contents[question.id]) if number in pictures},
        )
        for question in questions
    ]


def losses_of(target: Target, questions: Sequence[Exported]) -> Iterator[tuple[str, object]]:
    """By the name of each question."""
    losses: Callable[[Exported], Sequence[object]] = target.module.losses
    for question in questions:
        for sentence in losses(question):
            yield question.name, sentence


def _paths(folders: Sequence[QuestionFolder]) -> dict[int, tuple[str, ...]]:
    known = {folder.id: folder for folder in folders}

    def path(folder: QuestionFolder) -> tuple[str, ...]:
        above = path(known[folder.parent_id]) if folder.parent_id in known else ()
        return (*above, folder.title.zh or folder.title.en or "")

    return {folder.id: path(folder) for folder in folders}


def _pictures(contents: object) -> dict[int, PictureFile]:
    wanted = {number for content in contents for number in _numbers(content)}  # type: ignore[attr-defined]
    return {
        picture.id: PictureFile(picture.name, load_file(picture.key), picture.media_type)
        for picture in pictures_with_ids(wanted)
    }


def _numbers(content: Content) -> set[int]:
    return {number for text in _texts(stored(content)) for number in pictures_in(text)}


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
