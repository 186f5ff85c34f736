import io
import os

import pytest
from pypdf import PdfReader

from cgtraining.documents import engine
from cgtraining.documents.engine import PrintingUnavailable, require_printing
from cgtraining.documents.faces import Face
from cgtraining.documents.fetching import RefusedAddress, picture_kind
from cgtraining.documents.pdf import FontBatch, render_pdf
from cgtraining.documents.qr import qr_png, qr_svg

PAGE = """<html lang="zh-Hans"><head><title>证书</title><meta name="author" content="测试单位"></head>
<body style="font-family: 'CG Song', 'CG Latin'">王芳 䶮㛃𬱖 <b style="font-weight: 600">结业</b></body></html>"""


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def fonts_in(pdf: bytes) -> set[str]:
    fonts = read(pdf).pages[0]["/Resources"]["/Font"]
    return {str(font.get_object()["/BaseFont"]).split("+")[1] for font in fonts.values()}


def test_text_comes_out_as_it_went_in():
    assert read(render_pdf(PAGE)).pages[0].extract_text().split() == ["王芳", "䶮㛃𬱖", "结业"]


def test_the_page_says_its_title_author_and_language():
    reader = read(render_pdf(PAGE))
    assert (reader.metadata.title, reader.metadata.author) == ("证书", "测试单位")
    assert reader.trailer["/Root"]["/Lang"] == "zh-Hans"


def test_the_same_page_is_the_same_file():
    assert render_pdf(PAGE) == render_pdf(PAGE)


def test_only_our_fonts_are_embedded_whatever_the_machine_has():
    page = "<body style='font-family: Noto Sans CJK SC, DejaVu Sans, serif'>王 Wang</body>"
    assert fonts_in(render_pdf(PAGE)) == {"CG-Song", "CG-Song-Semi-Bold"}
    assert all(font.startswith("CG-") for font in fonts_in(render_pdf(page)))


def test_the_environment_is_left_as_it_was(monkeypatch):
    monkeypatch.setenv("FONTCONFIG_FILE", "/somewhere")
    FontBatch(["a"])
    assert os.environ["FONTCONFIG_FILE"] == "/somewhere"
    monkeypatch.delenv("FONTCONFIG_FILE")
    FontBatch(["a"])
    assert "FONTCONFIG_FILE" not in os.environ


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/a.png",
        "file:///etc/passwd",
        "/etc/passwd",
        "../a.svg",
        "own:other.png",
        "data:,a",
    ],
)
def test_nothing_is_fetched_that_was_not_given(address):
    with pytest.raises(RefusedAddress):
        render_pdf(f"<img alt='' src='{address}'>", images={"seal.png": qr_png("a")})


def test_a_stylesheet_may_not_fetch_either():
    with pytest.raises(RefusedAddress):
        render_pdf("<p>a", stylesheets=["p { background: url(http://127.0.0.1/a.png) }"])


def test_a_picture_that_was_given_is_printed():
    pdf = render_pdf("<img alt='QR' src='own:qr.png'>", images={"qr.png": qr_png("https://example.org")})
    assert len(read(pdf).pages[0].images) == 1


def test_other_failures_keep_their_own_name(monkeypatch):
    with pytest.raises(AttributeError):
        render_pdf("<p>a", fonts=object())


def test_pictures_are_known_by_their_first_bytes():
    assert picture_kind(qr_png("a")) == "image/png"
    assert picture_kind(b"<svg/>") == "image/svg+xml"


def test_a_machine_without_the_subsetter_is_refused_in_both_languages():
    require_printing()
    with pytest.raises(PrintingUnavailable, match="libharfbuzz-subset"):
        engine.refuse_without_subsetter(None)


def test_a_machine_without_pango_is_refused(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    engine.weasyprint.cache_clear()
    with pytest.raises(PrintingUnavailable, match="Pango"):
        require_printing()
    monkeypatch.undo()
    require_printing()


def test_a_batch_may_hold_few_faces():
    fonts = FontBatch(["王芳"], [Face.SONG])
    assert fonts_in(render_pdf("<p style='font-family: CG Song'>王芳</p>", fonts=fonts)) == {"CG-Song"}


def test_a_qr_code_for_a_screen_stands_alone():
    assert qr_svg("https://example.org").startswith("<svg xmlns=")
