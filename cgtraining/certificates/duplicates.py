"""The sheet that says 补发 / Duplicate around the unchanged pages of the stored file."""

from zoneinfo import ZoneInfo

from cgtraining.certificates.models import Reprint
from cgtraining.certificates.wording import chinese_date, english_date
from cgtraining.documents.faces import Face
from cgtraining.documents.framing import Place, Size, page_sizes, set_into
from cgtraining.documents.papers import paper_html
from cgtraining.documents.pdf import FontBatch, render_pdf
from cgtraining.language.formatting import DEFAULT_TIMEZONE

STRIP = 17.0  # millimetres at the top of the sheet
FACES = (Face.SONG, Face.SONG_STRONG, Face.LATIN)
CSS = """
@page {{ size: {width:.2f}mm {height:.2f}mm; margin: 5mm 12mm; }}
html {{ font: 8.5pt/1.35 "CG Song", "CG Latin"; color: #1d2420; }}
:lang(en) {{ font-family: "CG Latin", "CG Song"; }}
body, p {{ margin: 0; }}
section {{ height: 11mm; position: relative; padding-left: 47mm; break-after: page; }}
section:last-child {{ break-after: auto; }}
.mark {{ position: absolute; left: 0; top: 0; width: 41mm; height: 9mm; border: 0.4mm solid #1d2420;
  font-size: 14pt; line-height: 9mm; font-weight: 600; text-align: center; letter-spacing: 0.12em; }}
.mark span {{ font-weight: 400; padding-left: 2mm; letter-spacing: 0.02em; }}
.told[lang] {{ font-size: 8pt; line-height: 1.25; }}
"""


def duplicate_sheet(reprint: Reprint, stored: bytes) -> bytes:
    """`stored` is drawn as it is, a little smaller; the file that was issued, and its hash, stay what they are."""
    sizes = page_sizes(stored)
    sheets = _sheets(reprint, sizes[0], len(sizes))
    return set_into(sheets, stored, _below_the_strip(sizes[0]))


def _below_the_strip(size: Size) -> Place:
    scale = (size.height - STRIP) / size.height
    return Place((1 - scale) * size.width / 2, 0.0, scale * size.width, scale * size.height)


def _sheets(reprint: Reprint, size: Size, pages: int) -> bytes:
    day = reprint.created_at.astimezone(ZoneInfo(DEFAULT_TIMEZONE)).date()
    html = paper_html(
        "duplicate.html",
        "zh",
        serial=reprint.certificate.serial,
        number=reprint.number,
        pages=pages,
        day_zh=chinese_date(day),
        day_en=english_date(day),
    )
    css = CSS.format(width=size.width, height=size.height)
    return render_pdf(html, stylesheets=[css], fonts=FontBatch([html, css], FACES), pages=pages)
