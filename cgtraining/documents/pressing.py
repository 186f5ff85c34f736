"""The process of a press, `python -m cgtraining.documents.pressing`: batches come in, files go out."""

import gc
import os
import pickle
import select
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import BinaryIO

from cgtraining.documents.drawings import PictureShelf
from cgtraining.documents.fetching import RefusedAddress
from cgtraining.documents.pdf import FontBatch, UnreadablePicture, WrongLength, render_pdf
from cgtraining.documents.press import Batch, Printed, PrintingFailed, Sheet

IDLE_SECONDS = 60
COLLECT_AFTER = 5000  # new objects; layouts make many, and few in circles
NICE = 5  # others go first


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it decides
    os.nice(NICE)
    gc.set_threshold(COLLECT_AFTER)
    outlet = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints must not get between the files
    shelf = PictureShelf()
    with suppress(BrokenPipeError), outlet:
        for batch in _batches(sys.stdin.buffer):
            pickle.dump(printed(batch, shelf), outlet)
            outlet.flush()
            _keep_what_stays()


@cache
def _keep_what_stays() -> None:
    """After the first batch the libraries are loaded: the collector need not look through them again and again."""
    gc.collect()
    gc.freeze()


def _batches(inlet: BinaryIO) -> Iterator[Batch]:
    """Until the other end is closed, as the system does for a process that was killed, or nothing comes for long."""
    with suppress(EOFError):
        while select.select([inlet], [], [], IDLE_SECONDS)[0]:
            yield pickle.load(inlet)


def printed(batch: Batch, shelf: PictureShelf) -> list[Printed]:
    try:
        texts = [text for sheet in batch.sheets for text in (sheet.html, *sheet.stylesheets)]
        fonts = FontBatch(texts, batch.faces, shelf)
    except Exception:
        return [PrintingFailed(traceback.format_exc())] * len(batch.sheets)
    return [_printed(sheet, fonts) for sheet in batch.sheets]


def _printed(sheet: Sheet, fonts: FontBatch) -> Printed:
    try:
        return render_pdf(
            sheet.html, stylesheets=sheet.stylesheets, fonts=fonts, images=sheet.images, pages=sheet.pages
        )
    except (WrongLength, UnreadablePicture, RefusedAddress) as refusal:
        return refusal
    except Exception:
        return PrintingFailed(traceback.format_exc())


if __name__ == "__main__":
    main()
