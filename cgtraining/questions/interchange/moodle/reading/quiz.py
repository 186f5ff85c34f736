"""A file of Moodle's XML, question by question."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken, UnusableFile
from cgtraining.language.text import Language
from cgtraining.questions.content import Cloze, Content
from cgtraining.questions.interchange.carried import read_or_left, restored
from cgtraining.questions.interchange.foreign_texts import Taken, decoded
from cgtraining.questions.interchange.moodle.reading.beside import tags_of, tell_what_is_left_out
from cgtraining.questions.interchange.moodle.reading.choices import (
    read_choice,
    read_choice_set,
    read_choices_of_the_open_university,
    read_true_false,
)
from cgtraining.questions.interchange.moodle.reading.cloze import read_cloze
from cgtraining.questions.interchange.moodle.reading.essays import read_essay
from cgtraining.questions.interchange.moodle.reading.fields import move_old_picture, name_of
from cgtraining.questions.interchange.moodle.reading.folders import folder_of
from cgtraining.questions.interchange.moodle.reading.gap_selects import read_gap_select
from cgtraining.questions.interchange.moodle.reading.matches import read_matching, read_ordering
from cgtraining.questions.interchange.moodle.reading.numbers import read_numerical
from cgtraining.questions.interchange.moodle.reading.words import read_short_answer
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.taking import difficulty_in, points_in, taken_or_refused
from cgtraining.questions.interchange.xml_reading import Element, read_xml

FAMILIES: dict[str, Callable[[Element, Taken], Content]] = {
    "multichoice": read_choice,
    "multichoiceset": read_choice_set,
    "oumultiresponse": read_choices_of_the_open_university,
    "truefalse": read_true_false,
    "shortanswer": read_short_answer,
    "numerical": read_numerical,
    "matching": read_matching,
    "match": read_matching,
    "ddmatch": read_matching,
    "ordering": read_ordering,
    "essay": read_essay,
    "cloze": read_cloze,
    "multianswer": read_cloze,
    "ddwtos": read_gap_select,
    "gapselect": read_gap_select,
}
NEVER = {
    "description": _l("It only describes something and asks nothing."),
    "random": _l("It draws a question by chance; a quiz does that here."),
    "randomsamatch": _l("It draws its parts by chance from other questions."),
    "calculated": _l("It is calculated from numbers drawn by chance, which questions here cannot do."),
    "calculatedsimple": _l("It is calculated from numbers drawn by chance, which questions here cannot do."),
    "calculatedmulti": _l("It is calculated from numbers drawn by chance, which questions here cannot do."),
}


def read(content: bytes, *, language: Language | None = None) -> list[QuestionRead]:
    """One entry for each question; a category says in which folder those after it lie."""
    quiz = read_xml(content)
    if quiz.name != "quiz":
        raise UnusableFile(_l("This XML is not Moodle's: it does not begin with <quiz>."))
    found = list(questions_in(quiz, language))
    if not found:
        raise UnusableFile(_l("There is no question in this file."))
    return found


def questions_in(quiz: Element, language: Language | None) -> Iterator[QuestionRead]:
    folder: tuple[str, ...] = ()
    for question in quiz.elements("question"):
        if question.get("type") == "category":
            folder = folder_of(question)
        else:
            yield replace(read_question(question, language), folder=folder)


def read_question(question: Element, language: Language | None) -> QuestionRead:
    taken = Taken(language)
    move_old_picture(question)
    outline = QuestionRead(
        where=str(_l("line %(line)s", line=question.line)),
        name=name_of(question),
        points=points_in(question.text_of("defaultgrade") or "1"),
        difficulty=difficulty_in(question.text_of("difficulty")),
        competencies=tags_of(question),
    )
    read = taken_or_refused(outline, taken, lambda: _content(question, taken))
    if isinstance(read.content, Cloze) and not question.text_of("defaultgrade"):
        return replace(read, points=points_in(str(sum(gap.weight for gap in read.content.gaps))))
    return read


def _content(question: Element, taken: Taken) -> Content | None:
    carried = question.text_of("carried")
    content = read_or_left(lambda: _seen(question, taken), carried)
    tell_what_is_left_out(question, taken)
    for picture in question.elements("picture"):
        taken.keep(picture.get("name"), decoded(picture.text))
    return restored(content, carried)


def _seen(question: Element, taken: Taken) -> Content:
    """What others see of it."""
    kind = question.get("type")
    if kind not in FAMILIES:
        raise RuleBroken(NEVER.get(kind, _l("Questions of the type “%(type)s” cannot be taken.", type=kind[:40])))
    return FAMILIES[kind](question, taken)
