"""One item of QTI 1.2."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.language.text import Language
from cgtraining.questions.content import Content, Essay, FileUpload
from cgtraining.questions.interchange.canvas.reading.blanks import (
    has_named_blanks,
    read_named_blanks,
    read_places,
    read_short_answer,
)
from cgtraining.questions.interchange.canvas.reading.choices import read_several, read_single
from cgtraining.questions.interchange.canvas.reading.matches import read_categories, read_matching, read_ordering
from cgtraining.questions.interchange.canvas.reading.material import own_material
from cgtraining.questions.interchange.canvas.reading.numbers import read_numerical
from cgtraining.questions.interchange.canvas.reading.presented import Presented
from cgtraining.questions.interchange.canvas.reading.scoring import conditions_of
from cgtraining.questions.interchange.foreign_texts import Finding, Taken
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.refusals import TOO_LONG
from cgtraining.questions.interchange.taking import points_in, taken_or_refused
from cgtraining.questions.interchange.xml_reading import Element

MOST_CONDITIONS = 500
Family = Callable[[Presented], Content]


def read_essay(presented: Presented) -> Essay:
    return Essay(kind="essay", text=presented.text(), explanation=presented.explanation())


def read_upload(presented: Presented) -> FileUpload:
    return FileUpload(kind="file_upload", text=presented.text(), explanation=presented.explanation())


FAMILIES: dict[str, Family] = {
    "multiple_choice_question": read_single,
    "true_false_question": read_single,
    "multiple_answers_question": read_several,
    "short_answer_question": read_short_answer,
    "fill_in_multiple_blanks_question": read_named_blanks,
    "multiple_dropdowns_question": read_named_blanks,
    "matching_question": read_matching,
    "categorization_question": read_categories,
    "ordering_question": read_ordering,
    "numerical_question": read_numerical,
    "essay_question": read_essay,
    "file_upload_question": read_upload,
    "cc.multiple_choice.v0p1": read_single,
    "cc.true_false.v0p1": read_single,
    "cc.multiple_response.v0p1": read_several,
    "cc.fib.v0p1": read_short_answer,
    "cc.essay.v0p1": read_essay,
}
BY_CARDINALITY: dict[str, Family] = {"ordered": read_ordering, "multiple": read_several}
NEVER = {
    "text_only_question": _l("It only describes something and asks nothing."),
    "calculated_question": _l("It is calculated from numbers drawn by chance, which questions here cannot do."),
}


def read_item(item: Element, language: Language | None, where: str, find: Finding) -> QuestionRead:
    taken = Taken(language)
    metadata = _metadata(item)
    outline = QuestionRead(
        where=where,
        name=" ".join(item.get("title").split())[:200],
        points=points_in(metadata.get("points_possible") or metadata.get("qmd_weighting") or "1") or Decimal(1),
    )
    return taken_or_refused(outline, taken, lambda: _content(item, metadata, taken, find))


def _content(item: Element, metadata: Mapping[str, str], taken: Taken, find: Finding) -> Content:
    kind = metadata.get("question_type") or metadata.get("cc_profile", "")
    if kind in NEVER:
        raise RuleBroken(NEVER[kind])
    presentation = item.first("presentation")
    if presentation is None:
        raise RuleBroken(_l("It asks nothing."))
    conditions = conditions_of(item)
    if len(conditions) > MOST_CONDITIONS:
        raise RuleBroken(TOO_LONG)
    presented = Presented(item, presentation, metadata, conditions, taken, find)
    family = FAMILIES.get(kind) if kind else _by_its_responses(presented)
    if family is None:
        raise RuleBroken(_l("Questions of the type “%(type)s” cannot be taken.", type=kind[:40]))
    content = family(presented)
    presented.tell_the_rest()
    return content


def _by_its_responses(presented: Presented) -> Family:
    """What an item is that does not say it."""
    if presented.responses("response_xy", "response_grp", "response_extension"):
        raise RuleBroken(_l("It asks in a way that questions here do not have."))
    chosen, written = presented.responses("response_lid"), presented.responses("response_str", "response_num")
    if chosen and written:
        raise RuleBroken(_l("It asks in several ways at once, which questions here do not."))
    if chosen and has_named_blanks(presented):
        return read_named_blanks
    if len(chosen) > 1 or (chosen and not chosen[0].get("rcardinality") and own_material(chosen[0])):
        return read_matching
    if chosen:
        return BY_CARDINALITY.get(chosen[0].get("rcardinality").lower(), read_single)
    if len(written) > 1:
        return read_places
    if not written:
        raise RuleBroken(_l("It asks nothing."))
    return read_numerical if _is_number(written[0]) else read_short_answer


def _is_number(response: Element) -> bool:
    blank = next(response.descendants("render_fib"), None)
    return response.name == "response_num" or (
        blank is not None and blank.get("fibtype").lower() in ("integer", "decimal", "scientific")
    )


def _metadata(item: Element) -> dict[str, str]:
    """By label; the first of each, since some tools add a second block."""
    found: dict[str, str] = {}
    for field in item.descendants("qtimetadatafield"):
        found.setdefault(field.text_of("fieldlabel"), field.text_of("fieldentry"))
    return found
