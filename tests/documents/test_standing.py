"""What stands alike on many sheets: laid out once, and every file as if it had been laid out by itself."""

import pytest

from cgtraining.documents.faces import Face
from cgtraining.documents.pdf import FontBatch, render_pdf
from cgtraining.documents.standing import StandingParts

FACES = (Face.SONG, Face.LATIN)
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M1 1h3.123456v3z"/></svg>'
PAGE = """<?xml version="1.0"?>
<html lang="zh"><head><title>{name}</title></head><body>
<div class="{around}"><header {mark}><h1>证书</h1><img src="own:seal" alt="印章"/></header></div>
<p style="font-size: {size}pt">{name}</p>
<p class="wording" {mark}>完成全部课程，<em lang="en">Cedar</em>准予结业。</p>
<p {mark}></p>
</body></html>"""
STYLE = "html { font: 12pt 'CG Song', 'CG Latin' } .narrow { width: 40mm } h1 { margin: 0 }"
MARK = 'data-standing=""'


def sheet(name: str, *, around: str = "wide", size: int = 20) -> str:
    return PAGE.format(name=name, mark=MARK, around=around, size=size)


def files(htmls: list[str], style: str = "") -> list[bytes]:
    fonts = FontBatch(htmls, FACES)
    given = {"stylesheets": [STYLE, style], "images": {"seal": SQUARE}, "pages": 1}
    return [render_pdf(html, fonts=fonts, **given) for html in htmls]  # type: ignore[arg-type]


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many known parts each layout began with."""
    counts: list[int] = []
    take_out = StandingParts.take_out

    def counting(self: StandingParts, *rest: object) -> object:
        awaited = take_out(self, *rest)  # type: ignore[arg-type]
        counts.append(sum(one.kept is not None for one in awaited))
        return awaited

    monkeypatch.setattr(StandingParts, "take_out", counting)
    return counts


def alone(htmls: list[str], style: str = "") -> list[bytes]:
    """The same files where nothing is shared."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StandingParts, "take_out", lambda *given: [])
        return files(htmls, style)


def test_files_are_as_if_each_had_been_laid_out_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    htmls = [sheet(name, size=size) for name, size in (("王芳", 20), ("李明", 20), ("欧阳文", 26))]
    plain, counts = alone(htmls), counted(monkeypatch)
    assert files(htmls) == plain
    assert counts[-2:] == [3, 3]


def test_a_file_holds_no_letters_of_another() -> None:
    first, second = files([sheet("王芳"), sheet("李")])
    assert len(second) < len(first)


def test_what_is_around_a_part_belongs_to_it() -> None:
    htmls = [sheet("王芳"), sheet("李明", around="narrow"), sheet("欧阳文")]
    assert files(htmls) == alone(htmls)


def test_a_part_that_comes_out_in_another_width_is_laid_out_anew() -> None:
    """As where its page breaks its promise."""
    htmls = [sheet("王芳"), sheet("李明").replace("<body>", '<body style="width: 90mm">')]
    assert files(htmls) == alone(htmls)


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        (".wording { background: #eee }", 2),
        ("h1 { margin: 9mm 0 }", 2),
        ("img { display: block; margin-bottom: 9mm }", 2),
        ("header { padding: 1mm } h1 { margin: 9mm 0 }", 3),
        ("em { text-decoration: underline } .wording { text-overflow: ellipsis; overflow: hidden }", 3),
    ],
)
def test_what_hangs_on_its_place_is_not_kept(style: str, kept: int) -> None:
    htmls = [sheet("王芳"), sheet("李明", size=26)]
    plain = alone(htmls, style)
    with pytest.MonkeyPatch.context() as patch:
        counts = counted(patch)
        assert files(htmls, style) == plain
    assert counts[-1] == kept
