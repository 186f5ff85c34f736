"""A whole file: categories, questions, and what only this product knows of them."""

from collections.abc import Iterator, Sequence

from cgtraining.questions.interchange.carried import Change, difference, written
from cgtraining.questions.interchange.exported import Exported
from cgtraining.questions.interchange.left_behind import sentences
from cgtraining.questions.interchange.moodle.reading.quiz import read_question
from cgtraining.questions.interchange.moodle.writing.fields import Files, picture_file, plain
from cgtraining.questions.interchange.moodle.writing.kinds import typed
from cgtraining.questions.interchange.picture_names import Leaving, leaving
from cgtraining.questions.interchange.shares import plain_number
from cgtraining.questions.interchange.xml_reading import read_xml
from cgtraining.questions.interchange.xml_writing import Written, document, element, element_with, together

OWN = {"xmlns:cg": "urn:cgtraining:questions"}


def write(questions: Sequence[Exported]) -> bytes:
    return document(element_with("quiz", OWN, *_all(questions)))


def losses(question: Exported) -> Sequence[object]:
    """What Moodle does not know of it. This product takes it back from the same file."""
    gone = leaving(question)
    return sentences(gone.content, _carried(question, gone)[0])


def _all(questions: Sequence[Exported]) -> Iterator[Written]:
    folder: Sequence[str] = ()
    for question in questions:
        if tuple(question.folder) != tuple(folder):
            folder = question.folder
            yield Written("\n" + _category(folder))
        gone = leaving(question)
        yield Written("\n" + _question(question, gone, _carried(question, gone)))
    yield Written("\n")


def _category(folder: Sequence[str]) -> Written:
    path = "/".join(["$course$", "top", *(title.replace("/", "//") for title in folder)])
    return element("question", plain("category", path), type="category")


def _carried(question: Exported, gone: Leaving) -> tuple[list[Change], Files]:
    """What the reader makes of it, against what it is; and the pictures that have no place in what others read."""
    read = read_question(read_xml(document(_question(question, gone, ((), {})))), None)
    left = {name: file for name, file in gone.files.items() if name not in read.pictures and gone.shows(name)}
    return difference(read.content, gone.content), left


def _question(question: Exported, gone: Leaving, carried: tuple[Sequence[Change], Files]) -> Written:
    changes, pictures = carried
    type_, inside = typed(gone.content, gone.files)
    tags = [element("tag", element("text", code)) for code in question.competencies]
    own = [element_with("cg:difficulty", OWN, question.difficulty.value)] if question.difficulty else []
    if changes:
        own.append(element_with("cg:carried", OWN, written(changes)))
    own += [picture_file("cg:picture", name, picture) for name, picture in pictures.items()]
    return element(
        "question",
        plain("name", question.name),
        inside,
        element("defaultgrade", plain_number(question.points)),
        element("hidden", "0"),
        together([element("tags", *tags)] if tags else []),
        *own,
        type=type_,
    )
