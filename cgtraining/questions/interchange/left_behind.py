"""Which of the things that only this product reads back are worth telling to who exports."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from cgtraining.questions.content import Content
from cgtraining.questions.interchange.carried import Change

KINDS = {
    "likert": _l("It is a rating scale: others will show it as a choice in which every answer is right."),
    "matrix": _l("It is a matrix: others will show it as matching or as a text with gaps."),
    "ordering": _l("It is an ordering: not every system shows it."),
}
FIELDS = {
    "folding": _l("Others will not know all of what makes no difference in an answer, such as full width."),
    "all_or_nothing": _l("Others will give a part of the points for some of the right answers."),
    "rule": _l("Others may mark an order that is partly right by another rule."),
    "unit_rule": _l("Others may treat the units of the number in another way."),
    "unit_penalty": _l("Others may treat the units of the number in another way."),
    "units": _l("Others may treat the units of the number in another way."),
    "weight": _l("Others may weigh the gaps in another way."),
    "share": _l("Others may give other parts of the points for some answers."),
    "feedback": _l("Others will not show the feedback to each answer."),
    "feedback_true": _l("Others will not show the feedback to each answer."),
    "feedback_false": _l("Others will not show the feedback to each answer."),
    "shortest": _l("Others will not know how long the answer may be."),
    "longest": _l("Others will not know how long the answer may be."),
    "most_files": _l("Others will not know which and how many files may be handed in."),
    "most_megabytes": _l("Others will not know which and how many files may be handed in."),
    "endings": _l("Others will not know which and how many files may be handed in."),
    "en": _l("Others will show some texts in one language only."),
    "zh": _l("Others will show some texts in one language only."),
    "tolerance": _l("Others will not know how far off a number may be."),
}
WHOLE = _l("Others cannot read it; only this product takes it back.")


def sentences(content: Content, changes: Sequence[Change]) -> list[object]:
    """Whole sentences, each once; nothing for what nobody sees, such as the keys of answers."""
    told: dict[str, object] = {}
    for path, *_ in changes:
        whole = [KINDS.get(content.kind, WHOLE)] if not path or path == ["kind"] else []
        for sentence in whole or _of(path):
            told[str(sentence)] = sentence
    return list(told.values())


def _of(path: Sequence[str | int]) -> list[object]:
    names = [name for name in path if isinstance(name, str) and name in FIELDS]
    return [FIELDS[names[-1]]] if names else []
