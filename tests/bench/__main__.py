"""python3 dev.py bench [NAME...]: measures speed, as ratios to something plain in the same run.

roster         10,000 rows imported while other people work
certificates   1,000 issued while other people work (--full: 10,000)
pages          register and gradebook of 1,000, home pages, verification, zip of 1,000 certificates
check-in       5,000 phones check in at one session within a minute, the list on the screen stays live
register       the sheet of 1,000 opened, 1,000 marks saved, class hours and completion right afterwards
regrade        a corrected question marked again in 1,000 attempts, and what follows
quiz           1,000 trainees begin a quiz, save 20 answers each and hand in; what one quiz costs
phone          every page of trainees and strangers at 400 kbit/s
"""

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench import certificates, check_in, pages, phone, quiz, register, regrade, roster
from tests.bench.figures import Figure, table
from tests.bench.options import Options
from tests.bench.place import ENGINES

QUESTIONS: dict[str, Callable[[Options], Iterator[Figure]]] = {
    "roster": roster.measure,
    "certificates": certificates.measure,
    "pages": pages.measure,
    "check-in": check_in.measure,
    "register": register.measure,
    "regrade": regrade.measure,
    "quiz": quiz.measure,
    "phone": phone.measure,
}


def main() -> int:
    given = _arguments()
    options = Options(tuple(given.engine or ENGINES), given.scale, given.full)
    print(f"{_machine()}\nFigures of this machine differ from day to day; trust ratios and CPU.", flush=True)
    kept: dict[str, Any] = {"machine": _machine(), "scale": given.scale, "full": given.full, "figures": {}}
    for name in given.names or QUESTIONS:
        begun = time.monotonic()
        figures = list(QUESTIONS[name](options))
        print(
            f"\n{name} ({time.monotonic() - begun:.0f} s, load {os.getloadavg()[0]:.1f})\n{table(figures)}", flush=True
        )
        kept["figures"][name] = [figure.to_json() for figure in figures]
    if given.json:
        given.json.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("dev.py bench", description=__doc__, formatter_class=_Raw)
    parser.add_argument("names", nargs="*", choices=[[], *QUESTIONS], metavar="NAME", help="all unless given")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="only this database (may be repeated)")
    parser.add_argument("--scale", type=float, default=1.0, help="0.01 only shows that the bench works")
    parser.add_argument("--full", action="store_true", help="the largest size, where an ordinary one is smaller")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures")
    return parser.parse_args()


def _machine() -> str:
    moment = datetime.now(UTC)
    load = os.getloadavg()[0]
    return f"{moment:%Y-%m-%d %H:%M} UTC, Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f}"


_Raw = argparse.RawDescriptionHelpFormatter

if __name__ == "__main__":
    sys.exit(main())
