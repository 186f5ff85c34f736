"""The yardstick of certificates: one `HTML(...).write_pdf()` each, nothing shared, the product's fonts as files."""

import gc
import time
import warnings
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

import psutil

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.page import FACES, certificate_sheet
from cgtraining.documents.engine import only_own_fonts, weasyprint
from cgtraining.documents.faces import Face
from cgtraining.documents.fetching import SCHEME, fetcher
from cgtraining.documents.press import Batch, Press, Sheet, presses
from tests.bench.cpu import spent

ROUNDS, FIRST = 10, 2  # the first ones load and warm up what all share


def plain_and_shared(many: Sequence[CertificateFacts], art: Mapping[str, bytes]) -> tuple[float, float, int]:
    """Seconds of CPU for one certificate, the plain way here and as one of a batch of a press, in turn; and the plain
    one's bytes."""
    plain, shared, size = [], [], 0
    gc.freeze()  # a plain program would not have loaded what we have
    with presses(1) as (press,), only_own_fonts(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number in range(FIRST + ROUNDS):
            sheet = certificate_sheet(many[number % len(many)], art)
            before = time.process_time()
            size = len(_plainly(sheet))
            plain.append(time.process_time() - before)
            shared.append(_in_a_batch(press, many, art))
    gc.unfreeze()
    return median(plain[FIRST:]), median(shared[FIRST:]), size


def _in_a_batch(press: Press, many: Sequence[CertificateFacts], art: Mapping[str, bytes]) -> float:
    """Seconds of CPU for each, here and in the press."""
    before = time.process_time() + _spent(press)
    press.begin(Batch([certificate_sheet(facts, art) for facts in many], FACES)).result()
    return (time.process_time() + _spent(press) - before) / len(many)


def _spent(press: Press) -> float:
    return spent(psutil.Process(press.process_id)) if press.process_id else 0.0


def _plainly(sheet: Sheet) -> bytes:
    style = "".join(map(_rule, FACES)) + "".join(sheet.stylesheets)
    html = sheet.html.replace("</head>", f"<style>{style}</style></head>").removeprefix('<?xml version="1.0"?>\n')
    written: bytes = weasyprint().HTML(string=html, base_url=SCHEME, url_fetcher=_fetcher(sheet.images)).write_pdf()
    return written


def _fetcher(images: Mapping[str, bytes]) -> Any:
    """Fonts are read from their files, as a plain program would."""
    return fetcher({**images, **{face.value.file: face.path.read_bytes() for face in FACES}})


def _rule(face: Face) -> str:
    family, weight, style, file = face.value
    form = f"font-weight: {weight}; font-style: {style}"
    return f'@font-face {{ font-family: "{family}"; {form}; src: url({SCHEME}{file}) }}'
