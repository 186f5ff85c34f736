from decimal import Decimal

import pytest

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import AcceptedNumber, Essay, FileUpload, Numerical, Unit
from cgtraining.questions.responses import LONGEST_ESSAY, LONGEST_LINE, tidy_response
from tests.questions.test_marking import CLOZE, MATCHING, MATRIX, ORDERING, choice

ASKED = BilingualText(zh="问")
NUMBER = Numerical(kind="numerical", text=ASKED, accepted=(AcceptedNumber(value=Decimal(1)),), units=(Unit(name="km"),))


@pytest.mark.parametrize(
    ("content", "raw", "kept"),
    [
        (choice("single", 1, 0), {"chosen": ["o1", "o0"]}, {"chosen": ["o1"]}),
        (choice("multiple", 1, 0), {"chosen": ["o1", "o0", "o1", "zz", 3]}, {"chosen": ["o1", "o0"]}),
        (choice("multiple", 1, 0), {"chosen": "o1"}, None),
        (choice("multiple", 1, 0), ["o1"], None),
        (MATCHING, {"pairs": {"a": "x", "b": "nothing", "q": "x", "c": ["x"]}}, {"pairs": {"a": "x"}}),
        (ORDERING, {"order": ["c", "b"]}, None),
        (ORDERING, {"order": ["c", "b", "a"]}, {"order": ["c", "b", "a"]}),
        (CLOZE, {"gaps": {"1": "no option", "2": " 议 ", "3": ""}}, {"gaps": {"2": "议"}}),
        (MATRIX, {"rows": {"a": ["x", "x", "q"], "b": []}}, {"rows": {"a": ["x"]}}),
        (NUMBER, {"text": " 1 ", "unit": "km"}, {"text": "1", "unit": "km"}),
        (NUMBER, {"text": "1", "unit": "mile"}, {"text": "1"}),
        (NUMBER, {"text": "  "}, None),
        (
            FileUpload(kind="file_upload", text=ASKED, most_files=2),
            {"files": [3, 3, -1, "4", True, 5, 6]},
            {"files": [3, 5]},
        ),
        (Essay(kind="essay", text=ASKED), {"text": "a\x00b\ud800c"}, {"text": "abc"}),
        (Essay(kind="essay", text=ASKED), {"text": " \n "}, None),
    ],
)
def test_only_what_answers_the_question_is_kept(content, raw, kept):
    assert tidy_response(content, raw) == kept


def test_what_is_too_long_is_cut():
    assert len(tidy_response(Essay(kind="essay", text=ASKED), {"text": "x" * 200_000})["text"]) == LONGEST_ESSAY
    assert len(tidy_response(NUMBER, {"text": "1" * 5000})["text"]) == LONGEST_LINE
