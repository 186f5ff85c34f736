from flask import Response

from cgtraining.web.downloads import call_file


def test_a_latin_name_stands_as_it_is() -> None:
    response = call_file(Response(), "CEDAR-2026-0007.pdf", attached=True)
    assert response.headers["Content-Disposition"] == "attachment; filename=CEDAR-2026-0007.pdf"


def test_a_chinese_name_travels_encoded_beside_a_plain_one() -> None:
    header = call_file(Response(), "雪松〔2026〕7号.pdf", attached=False).headers["Content-Disposition"]
    assert (
        header == "inline; filename=20267.pdf; filename*=UTF-8''%E9%9B%AA%E6%9D%BE%E3%80%942026%E3%80%957%E5%8F%B7.pdf"
    )
    assert header.isascii()
