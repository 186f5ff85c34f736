import io
import zipfile

import pytest

from cgtraining.errors import UnusableFile
from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Choice, Cloze
from cgtraining.questions.interchange import word
from cgtraining.questions.interchange.detecting import Format, read_file
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.word.numbering import han, letter, roman
from tests.questions.interchange.word_files import NAMES, docx, p, picture, r, table


def read(body: str, **more: dict[str, bytes]) -> list[QuestionRead]:
    return word.read(docx(body, **more), language=None)


def right(found: QuestionRead) -> str:
    assert isinstance(found.content, Choice), str(found.refusal)
    return "".join(option.key.upper() for option in found.content.options if option.share > 0)


def test_a_paper_in_plain_paragraphs_is_known_by_its_content():
    content = docx(p("1. 谁召集？") + p("A. 甲") + p("B. 乙") + p("答案：B"))
    found = read_file(content, "paper", None)
    assert found.format is Format.WORD
    assert right(found.questions[0]) == "B"


def test_numbers_and_letters_that_word_writes_by_itself():
    found = read(
        p("单选题", number=2)
        + p("谁召集？", number=1)
        + p("甲", number=1, depth=1)
        + p("乙", number=1, depth=1)
        + p("答案：B")
        + p("何时？", number=1)
        + p("春", number=1, depth=1)
        + p("秋", number=1, depth=1)
        + p("答案：A")
        + p("判断题", number=2)
        + p("公开。（对）", number=3)
    )
    assert [right(one) for one in found[:2]] == ["B", "A"]
    assert [str(one.where) for one in found] == ["Question 1, line 2", "Question 2, line 6", "Question 1, line 11"]
    assert found[2].content is not None
    assert found[2].content.kind == "true_false"


def test_how_words_look_is_kept():
    (found,) = read(
        p(
            "1. 水是 H",
            r("2", '<w:vertAlign w:val="subscript"/>'),
            "O，",
            r("面积", "<w:b/>"),
            r("无", '<w:b w:val="0"/>'),
        )
        + p("A. m", r("2", '<w:vertAlign w:val="superscript"/>'))
        + p("B. m")
        + p("答案：A")
    )
    assert isinstance(found.content, Choice)
    assert found.content.text == BilingualText(zh="水是 H<sub>2</sub>O，<strong>面积</strong>无")
    assert found.content.options[0].text == BilingualText(zh="m<sup>2</sup>")


def test_underlined_blanks_are_gaps():
    (found,) = read(
        p("填空题", number=2)
        + p("1. 先", r("      ", '<w:u w:val="single"/>'), "后", r("    ", "<w:u/>"), "。")
        + p("答案：征集；评议")
    )
    assert isinstance(found.content, Cloze)
    assert found.content.text == BilingualText(zh="先[[1]]后[[2]]。")


def test_pictures_and_tables_come_along():
    body = (
        p("1. 看图。", picture("rId1", "一&quot;图"))
        + table(("年", "数"), ("2018", "30"))
        + p("A. 甲")
        + p("B. 乙")
        + p("答案：A")
    )
    (found,) = read(body, pictures={"image1.png": b"\x89PNG", "image2.png": b"unused"})
    assert found.pictures == {"image1.png": b"\x89PNG"}
    assert found.content is not None
    assert '<img src="file:image1.png" alt="一&quot;图">' in (found.content.text.zh or "")
    assert "<table><tbody><tr><td>年</td><td>数</td></tr>" in (found.content.text.zh or "")


def test_tables_that_only_set_parts_beside_each_other():
    found = read(
        p("1. 谁？")
        + table(("A. 甲", "B. 乙"), ("C. 丙", "D. 丁"))
        + p("2. 何时？")
        + table(("A. 春", "B. 秋"))
        + p("参考答案")
        + table(("题号", "1", "2"), ("答案", "C", "A"))
    )
    assert [right(one) for one in found] == ["C", "A"]


def test_what_was_deleted_or_hidden_is_not_read_and_formulas_are_told():
    (found,) = read(
        p(
            "1. 求",
            "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>",
            "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>",
        )
        + p("A. 甲", r("答案是我", "<w:vanish/>"))
        + p("B. 乙")
        + p("答案：A")
    )
    assert isinstance(found.content, Choice)
    assert found.content.text.in_language("zh") == "求x+1"
    assert [str(loss) for loss in found.losses] == ["A formula was taken as plain text: look at it."]


def test_numbers_in_their_systems():
    assert [han(one) for one in (1, 10, 12, 20, 21, 100)] == ["一", "十", "十二", "二十", "二十一", "100"]
    assert [letter(one) for one in (1, 26, 27)] == ["A", "Z", "AA"]
    assert [roman(one) for one in (1, 4, 9, 14)] == ["I", "IV", "IX", "XIV"]


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    f"<w:document {NAMES}><w:body><w:p>&b;</w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    "files",
    [
        {"word/document.xml": LAUGHS.encode()},
        {"word/document.xml": b"<w:document"},
        {"word/document.xml": b"<document/>"},
        {"word/document.xml": b"<document><body/></document>", "../../etc/passwd": b"x"},
        {"word/document.xml": b"<document><body/></document>", "word/big.bin": b"\0" * 9_000_000},
        {"word/document.xml": b"<document><body/></document>"},
    ],
    ids=["entities", "cut off", "no body", "climbs out", "bomb", "no question"],
)
def test_hostile_documents_are_refused_with_a_sentence(files: dict[str, bytes]):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    with pytest.raises(UnusableFile) as refusal:
        read_file(out.getvalue(), "paper.docx", None)
    assert str(refusal.value).endswith(".")
