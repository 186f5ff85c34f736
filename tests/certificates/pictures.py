"""Pictures of every shipped design in both renderers of poppler, with one issuer and with three, with a short and a
40-letter name: `python -m tests.certificates.pictures FOLDER [KIND…]` makes them, to be looked at."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from cgtraining.certificates.facts import CertificateFacts, SessionFacts
from cgtraining.certificates.page import render_certificate
from cgtraining.certificates.shipped import shipped_design
from cgtraining.language.text import BilingualText
from tests.certificates.sample import (
    ACADEMY,
    APPOINTMENT,
    ART,
    CHAIR,
    COUNCIL,
    DEAN,
    DIRECTOR,
    FOUNDATION,
    HONOUR,
    HOURS,
    WANG_FANG,
    certificate,
)

SESSIONS = tuple(
    SessionFacts(
        date(2025, 3, 15) + timedelta(days=7 * number),
        BilingualText(f"社区治理能力建设第{number + 1}讲", f"Community governance, lecture {number + 1}"),
        Decimal(3),
        BilingualText("面授", "Classroom"),
    )
    for number in range(40)
)
KINDS = {
    "completion": WANG_FANG,
    "attendance": certificate(kind="attendance"),
    "honour": HONOUR,
    "appointment": APPOINTMENT,
    "hours": replace(HOURS, sessions=SESSIONS),
}
ISSUERS = {"one": (ACADEMY,), "three": (ACADEMY, COUNCIL, FOUNDATION)}
SIGNERS = {"one": (DEAN,), "three": (DEAN, DIRECTOR, CHAIR)}
NAMES = {"short": ("王芳", "WANG Fang"), "long": ("阿依古丽·买买提", "Ayguli Maimaiti Abdurehim-Tursun Kızılçe")}


def every_design() -> dict[str, CertificateFacts]:
    """Facts by a name that says what is seen."""
    return {
        f"{kind}-{orientation}-{issuers}-{name}": certificate(
            kind=kind,
            design=shipped_design(kind, orientation),
            issuers=ISSUERS[issuers],
            signatories=SIGNERS[issuers],
            name_zh=NAMES[name][0],
            name_latin=NAMES[name][1],
            reason=facts.reason,
            office=facts.office,
            term=facts.term,
            sessions=facts.sessions,
        )
        for kind, facts in KINDS.items()
        for orientation in ("landscape", "portrait")
        for issuers in ISSUERS
        for name in NAMES
    }


def main(folder: str, *kinds: str) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, facts in every_design().items():
        if not kinds or facts.kind in kinds:
            file = Path(folder, f"{name}.pdf")
            file.write_bytes(render_certificate(facts, ART))
            for renderer in ("pdftoppm", "pdftocairo"):
                subprocess.run([renderer, "-png", "-r", "70", file, file.with_suffix(f".{renderer}")], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
