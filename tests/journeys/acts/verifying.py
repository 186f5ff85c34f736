"""A stranger with a paper in the hand, on a phone whose browser runs no script."""

import re
from pathlib import Path

import pypdfium2

from tests.journeys.visitor import Visitor

BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")  # tracking of the type, breaks of lines
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}-[0-9A-Z]")
PRINTED = (
    "王芳", "WANG Fang", "橡树计划", "Oak Program", "第一期", "Cohort 1", "12", "OAK-", "李院长", "LI Yuanzhang",
    "院长", "Dean", "深圳市橡树社区学院", "Shenzhen Oak Academy", "青松社区基金会", "Pine Foundation",
)  # fmt: skip


def text_of(pdf: Path) -> str:
    """What stands on the paper, without its tracking and the breaks of its lines."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    text = page.get_textpage().get_text_range()
    document.close()
    return BETWEEN_HAN.sub("", re.sub(r"\s+", " ", text))


def altered(pdf: Path) -> Path:
    """The same paper in the hand of someone who changed a byte of it."""
    copy = pdf.with_name(f"altered-{pdf.name}")
    copy.write_bytes(pdf.read_bytes() + b"\n% changed\n")
    return copy


def opens_what_the_paper_prints(me: Visitor, paper: str) -> None:
    code = CODE.search(paper)
    assert code, paper
    me.open(f"/verify/{code.group()}")
    me.reads("This certificate is valid")


def compares_every_printed_fact(me: Visitor, paper: str) -> None:
    for fact in PRINTED:
        assert fact in paper, f"{fact} is not on the paper: {paper}"
    me.sees(*PRINTED)


def uploads(me: Visitor, file: Path) -> None:
    me.open("/verify/")
    me.attach("Or the PDF file of the certificate", file)
    me.press("Verify")


def mistypes_the_code(me: Visitor, paper: str) -> None:
    code = CODE.search(paper)
    assert code
    wrong = ("7" if code.group()[0] != "7" else "8") + code.group()[1:]
    me.open("/verify/")
    me.fill("Verification code", wrong)
    me.press("Verify")
    me.reads("A character is missing or mistyped: compare each of the 17 characters with the paper.")
