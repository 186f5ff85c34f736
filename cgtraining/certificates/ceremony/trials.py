"""The test page of pre-printed paper: the variable text of a real certificate where it will stand, and rulers."""

from collections.abc import Mapping

from flask_babel import gettext as _

from cgtraining.certificates.ceremony.variants import print_copy
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.layout import TOO_LONG
from cgtraining.certificates.models import PrintWay
from cgtraining.certificates.page import FACES
from cgtraining.documents.binding import Offset, with_rulers
from cgtraining.documents.fetching import RefusedAddress
from cgtraining.documents.framing import Size, page_sizes
from cgtraining.documents.papers import paper_html
from cgtraining.documents.pdf import UnreadablePicture, WrongLength
from cgtraining.documents.press import Sheet, TookTooLong, presses
from cgtraining.errors import RuleBroken

CSS = """
@page {{ size: {width}mm {height}mm; margin: 0; }}
html {{ font: 5.5pt/1 "CG Latin", "CG Song"; color: #444; }}
body {{ margin: 0; }}
i {{ position: absolute; background: #444; }}
b {{ position: absolute; width: 10mm; text-align: center; font-weight: 400; }}
b[style*="left: 8mm"] {{ text-align: left; padding-left: 2mm; }}
p {{ position: absolute; left: 22mm; top: 15mm; margin: 0; font-size: 9pt; }}
.how {{ top: 20mm; font-size: 7pt; line-height: 1.4; }}
"""


def test_page(facts: CertificateFacts, art: Mapping[str, bytes], offset: Offset) -> bytes:
    try:
        with presses(1) as (press,):
            text = press.print_one(print_copy(facts, art, PrintWay.TEXT_ONLY, bleed=False), FACES)
            rulers = press.print_one(_rulers(facts.serial, page_sizes(text)[0], offset), FACES)
    except TookTooLong as failure:
        raise RuleBroken(TOO_LONG) from failure
    except (WrongLength, UnreadablePicture, RefusedAddress) as failure:
        sentence = _("%(serial)s could not be set: a picture or its file is missing?", serial=facts.serial)
        raise RuleBroken(sentence) from failure
    return with_rulers(text, rulers, offset)


def _rulers(serial: str, size: Size, offset: Offset) -> Sheet:
    width, height = round(size.width), round(size.height)
    html = paper_html(
        "print_test.html", "zh", width=width, height=height, serial=serial, right=offset.right, down=offset.down
    )
    return Sheet(html, [CSS.format(width=width, height=height)], pages=1)
