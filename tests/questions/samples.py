"""One content of each kind, in both languages, with a response to it."""

from decimal import Decimal
from typing import Any

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Content, content_from

D = Decimal


def both(zh: str, en: str | None = None) -> BilingualText:
    return BilingualText(zh, en or f"{zh} in English")


def _labelled(**texts: str) -> list[dict[str, Any]]:
    return [{"key": key, "text": both(text)} for key, text in texts.items()]


OPTIONS = [
    {"key": "a", "text": both("议事会", "The council")},
    {"key": "b", "text": both("居委会", "The committee"), "share": D(1), "feedback": both("对了", "Yes")},
    {"key": "c", "text": both("业委会", "The owners")},
]
ACCEPTED = [{"text": "议事会"}, {"text": "council"}]
GAPS = [
    {"key": "1", "kind": "choice", "options": OPTIONS},
    {"key": "2", "kind": "text", "accepted": ACCEPTED},
    {"key": "3", "kind": "number", "accepted": [{"value": D(5)}]},
]
ASKED = {"text": both("谁召集？", "Who convenes?"), "explanation": both("见章程。", "See the charter.")}
CONTENTS: dict[str, Content] = {
    kind: content_from({"kind": kind, **ASKED, **more})
    for kind, more in {
        "single": {"options": OPTIONS},
        "multiple": {"options": OPTIONS},
        "true_false": {"right": True},
        "matching": {
            "premises": [
                {"key": "p", "text": both("召集"), "target": "x"},
                {"key": "q", "text": both("记录"), "target": "y"},
            ],
            "targets": _labelled(x="主任", y="秘书", z="居民"),
        },
        "ordering": {"entries": _labelled(a="征集", b="评议", c="确定")},
        "numerical": {
            "accepted": [{"value": D("12.5")}],
            "units": [{"name": "km"}, {"name": "m", "factor": D("0.001")}],
            "unit_rule": "optional",
        },
        "short_text": {"accepted": ACCEPTED},
        "cloze": {"gaps": GAPS, "text": both("由[[1]]召集[[2]]，[[3]]人。", "[[1]] convenes the [[2]] of [[3]].")},
        "essay": {"shortest": 10, "longest": 500},
        "file_upload": {"most_files": 2, "endings": ("pdf", "jpg")},
        "likert": {"scale": _labelled(a="同意", n="一般", d="不同意")},
        "matrix": {
            "rows": [
                {"key": "r", "text": both("征集"), "right": ("x",)},
                {"key": "s", "text": both("验收"), "right": ("y",)},
            ],
            "columns": _labelled(x="居民", y="街道"),
        },
    }.items()
}
RESPONSES: dict[str, dict[str, Any]] = {
    "single": {"chosen": ["b"]},
    "multiple": {"chosen": ["a", "c"]},
    "true_false": {"value": False},
    "matching": {"pairs": {"p": "x"}},
    "ordering": {"order": ["c", "a", "b"]},
    "numerical": {"text": "12.5", "unit": "km"},
    "short_text": {"text": "“议事会” <b>&"},
    "cloze": {"gaps": {"1": "b", "2": "council", "3": "5"}},
    "essay": {"text": "\n第一段 <script>\n第二段"},
    "file_upload": {"files": [7]},
    "likert": {"chosen": ["n"]},
    "matrix": {"rows": {"r": ["x"], "s": ["y"]}},
}
