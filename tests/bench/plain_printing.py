"""The yardsticks of certificates: one `HTML(...).write_pdf()` each, nothing shared.

Once with the fonts of the product, which are small, as files; and once with Noto Serif CJK of the machine, which is
what a program has that brings none.
"""

import gc
import shutil
import subprocess
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
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

NOTO = "Noto Serif CJK SC"
ROUNDS, FIRST = 10, 2  # the first ones load and warm up what all share


@dataclass(frozen=True)
class Costs:
    """Seconds of CPU for one certificate: the plain way with the product's fonts and with the machine's, where it has
    them, and as one of a batch of a press; and the bytes of a plain one."""

    plain: float
    with_noto: float | None
    shared: float
    plain_bytes: int


def costs(many: Sequence[CertificateFacts], art: Mapping[str, bytes]) -> Costs:
    """Measured in turn, so that what else the machine does meets them alike."""
    plain, noto, shared, size = [], [], [], 0
    gc.freeze()  # a plain program would not have loaded what we have
    with presses(1) as (press,), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number in range(FIRST + ROUNDS):
            sheet = certificate_sheet(many[number % len(many)], art)
            noto.append(_timed(partial(_with_noto, sheet))[0])
            with only_own_fonts():
                seconds, size = _timed(partial(_plainly, sheet))
            plain.append(seconds)
            shared.append(_in_a_batch(press, many, art))
    gc.unfreeze()
    with_noto = median(noto[FIRST:]) if _has_noto() else None
    return Costs(median(plain[FIRST:]), with_noto, median(shared[FIRST:]), size)


def _timed(write: Callable[[], bytes]) -> tuple[float, int]:
    """Seconds of CPU, and the length of what was written."""
    before = time.process_time()
    length = len(write())
    return time.process_time() - before, length


def _has_noto() -> bool:
    program = shutil.which("fc-list")
    return bool(program) and NOTO in subprocess.run([program, ":", "family"], capture_output=True, text=True).stdout


def _in_a_batch(press: Press, many: Sequence[CertificateFacts], art: Mapping[str, bytes]) -> float:
    """Seconds of CPU for each, here and in the press."""
    before = time.process_time() + _spent(press)
    press.begin(Batch([certificate_sheet(facts, art) for facts in many], FACES)).result()
    return (time.process_time() + _spent(press) - before) / len(many)


def _spent(press: Press) -> float:
    return spent(psutil.Process(press.process_id)) if press.process_id else 0.0


def _plainly(sheet: Sheet) -> bytes:
    return _written(sheet, "".join(map(_rule, FACES)) + "".join(sheet.stylesheets))


def _with_noto(sheet: Sheet) -> bytes:
    """As a program does that brings no fonts: with those of the machine."""
    return _written(sheet, "".join(sheet.stylesheets).replace('"CG Song"', f'"{NOTO}"').replace('"CG Latin"', "serif"))


def _written(sheet: Sheet, style: str) -> bytes:
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
