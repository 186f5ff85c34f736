"""Each kind as the type of Moodle's that is nearest to it."""

from decimal import Decimal
from functools import singledispatch
from typing import NamedTuple

from cgtraining.questions.content import (
    Asked,
    Choice,
    Cloze,
    Essay,
    FileUpload,
    Likert,
    Matching,
    Matrix,
    Numerical,
    Ordering,
    OrderRule,
    ShortText,
    TrueFalse,
    UnitRule,
)
from cgtraining.questions.interchange.moodle.writing.cloze import cloze_text, matrix_text
from cgtraining.questions.interchange.moodle.writing.fields import (
    Files,
    asked,
    flag,
    html_text,
    percent,
    plain,
    plain_where_it_can,
    text,
)
from cgtraining.questions.interchange.shares import plain_number
from cgtraining.questions.interchange.xml_writing import Written, element, together

WHOLE = Decimal(1)
RULES = {
    OrderRule.EXACT: "ALL_OR_NOTHING",
    OrderRule.PLACES: "ABSOLUTE_POSITION",
    OrderRule.PAIRS: "RELATIVE_ALL_PREVIOUS_AND_NEXT",
}
UNIT_RULES = {UnitRule.IGNORED: ("0", "3"), UnitRule.OPTIONAL: ("0", "0"), UnitRule.NEEDED: ("2", "0")}


class Typed(NamedTuple):
    type: str
    inside: Written


@singledispatch
def typed(content: Asked, files: Files) -> Typed:
    raise TypeError(f"unknown content {type(content).__name__}")


@typed.register
def _(content: Choice, files: Files) -> Typed:
    answers = [
        text("answer", one.text, files, text("feedback", one.feedback, files), fraction=percent(one.share))
        for one in content.options
    ]
    return Typed(
        "multichoice",
        together(
            [
                asked(content.text, content.explanation, files),
                flag("single", content.kind == "single"),
                flag("shuffleanswers", content.shuffle),
                element("answernumbering", "ABCD"),
                *answers,
            ]
        ),
    )


@typed.register
def _(content: TrueFalse, files: Files) -> Typed:
    true = text("feedback", content.feedback_true, files)
    false = text("feedback", content.feedback_false, files)
    answers = (
        plain("answer", "true", true, fraction="100" if content.right else "0"),
        plain("answer", "false", false, fraction="0" if content.right else "100"),
    )
    return Typed("truefalse", together((asked(content.text, content.explanation, files), *answers)))


@typed.register
def _(content: ShortText, files: Files) -> Typed:
    answers = [
        plain(
            "answer",
            one.text if content.folding.wildcards else one.text.replace("*", "\\*"),
            text("feedback", one.feedback, files),
            fraction=percent(one.share),
            format="plain_text",
        )
        for one in content.accepted
    ]
    case = element("usecase", "0" if content.folding.case else "1")
    return Typed("shortanswer", together((asked(content.text, content.explanation, files), case, *answers)))


@typed.register
def _(content: Numerical, files: Files) -> Typed:
    answers = [
        plain(
            "answer",
            "*" if one.value is None else plain_number(one.value),
            text("feedback", one.feedback, files),
            element("tolerance", plain_number(one.tolerance)),
            fraction=percent(one.share),
            format="plain_text",
        )
        for one in content.accepted
    ]
    units = [
        element("unit", element("multiplier", plain_number(WHOLE / unit.factor)), element("unit_name", unit.name))
        for unit in content.units
    ]
    grading, shown = UNIT_RULES[content.unit_rule]
    rules = (
        element("unitgradingtype", grading),
        element("unitpenalty", plain_number(content.unit_penalty)),
        element("showunits", shown),
        element("unitsleft", "0"),
    )
    inside = (asked(content.text, content.explanation, files), *answers, element("units", *units), *rules)
    return Typed("numerical", together(inside))


@typed.register
def _(content: Matching, files: Files) -> Typed:
    """A target that nothing matches stands beside an empty question."""
    targets = {target.key: plain("answer", plain_where_it_can(target.text)) for target in content.targets}
    pairs = [text("subquestion", one.text, files, targets[one.target]) for one in content.premises]
    used = {one.target for one in content.premises}
    left = [html_text("subquestion", "", files, answer) for key, answer in targets.items() if key not in used]
    shuffle = flag("shuffleanswers", content.shuffle)
    return Typed("matching", together((asked(content.text, content.explanation, files), shuffle, *pairs, *left)))


@typed.register
def _(content: Ordering, files: Files) -> Typed:
    """As the question type `ordering` writes it, which Moodle has from 4.4 on and as a plugin before."""
    answers = [
        text("answer", one.text, files, fraction=f"{place}.0000000")
        for place, one in enumerate(content.entries, start=1)
    ]
    rules = (
        element("layouttype", "VERTICAL"),
        element("selecttype", "ALL"),
        element("selectcount", str(len(answers))),
        element("gradingtype", RULES[content.rule]),
    )
    return Typed("ordering", together((asked(content.text, content.explanation, files), *rules, *answers)))


@typed.register
def _(content: Essay, files: Files) -> Typed:
    lengths = [
        element(name, str(length))
        for name, length in (("minwordlimit", content.shortest), ("maxwordlimit", content.longest))
        if length
    ]
    rules = (element("responseformat", "editor"), element("responserequired", "1"), element("attachments", "0"))
    guidance = text("graderinfo", content.guidance, files)
    return Typed("essay", together((asked(content.text, content.explanation, files), *rules, *lengths, guidance)))


@typed.register
def _(content: FileUpload, files: Files) -> Typed:
    rules = (
        element("responseformat", "noinline"),
        element("responserequired", "0"),
        element("attachments", str(content.most_files)),
        element("attachmentsrequired", "1"),
        element("maxbytes", str(content.most_megabytes * 1024 * 1024)),
        element("filetypeslist", ",".join(f".{ending}" for ending in content.endings)),
        text("graderinfo", content.guidance, files),
    )
    return Typed("essay", together((asked(content.text, content.explanation, files), *rules)))


@typed.register
def _(content: Cloze, files: Files) -> Typed:
    return Typed(
        "cloze",
        together(
            (
                html_text("questiontext", cloze_text(content), files),
                text("generalfeedback", content.explanation, files),
            )
        ),
    )


@typed.register
def _(content: Likert, files: Files) -> Typed:
    """A choice in which whatever is chosen is right."""
    answers = [text("answer", step.text, files, fraction="100") for step in content.scale]
    rules = (flag("single", True), flag("shuffleanswers", False))
    return Typed("multichoice", together((asked(content.text, content.explanation, files), *rules, *answers)))


@typed.register
def _(content: Matrix, files: Files) -> Typed:
    """Matching where each row has one right column; otherwise a text with a gap for each row."""
    if content.many or not content.is_marked:
        explanation = text("generalfeedback", content.explanation, files)
        return Typed("cloze", together((html_text("questiontext", matrix_text(content), files), explanation)))
    columns = {column.key: plain("answer", plain_where_it_can(column.text)) for column in content.columns}
    rows = [text("subquestion", row.text, files, columns[row.right[0]]) for row in content.rows]
    used = {row.right[0] for row in content.rows}
    left = [html_text("subquestion", "", files, answer) for key, answer in columns.items() if key not in used]
    shuffle = flag("shuffleanswers", False)
    return Typed("matching", together((asked(content.text, content.explanation, files), shuffle, *rows, *left)))
