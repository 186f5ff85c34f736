"""Printing an own design where it can do no harm: in a process that is ended when it takes too long or too much."""

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.layout import TOO_LONG
from cgtraining.certificates.page import FACES, certificate_sheet
from cgtraining.documents.press import ROOT, Batch, PrintingFailed
from cgtraining.errors import RuleBroken

CPU_SECONDS = 10
PATIENCE_SECONDS = 90  # on a machine that is busy with other things
MOST_MEMORY = 3 * 1024**3  # of addresses, most of which are never used


class TakesTooLong(RuleBroken):
    """A design that never ends, or fills the memory."""


def print_apart(facts: CertificateFacts, art: Mapping[str, bytes]) -> bytes:
    """The file; raises what `render_pdf` would, or TakesTooLong."""
    (printed,) = _printed(Batch([certificate_sheet(facts, art)], FACES))
    if isinstance(printed, PrintingFailed):  # out of memory, or a style over which the library stumbles
        raise TakesTooLong(TOO_LONG) from printed
    if isinstance(printed, Exception):
        raise printed
    return printed


def _printed(batch: Batch) -> list[bytes | Exception]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cgtraining.documents.limited_pressing", str(CPU_SECONDS), str(MOST_MEMORY)],
            input=pickle.dumps(batch),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            timeout=PATIENCE_SECONDS,
            check=True,
        )
        printed: list[bytes | Exception] = pickle.loads(done.stdout)
    except (subprocess.SubprocessError, EOFError, pickle.UnpicklingError) as failure:
        raise TakesTooLong(TOO_LONG) from failure
    return printed
