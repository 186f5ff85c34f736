"""A design as it comes out of the printer, with the program's own issuers and an invented holder."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.layout import layout_problems
from cgtraining.certificates.page import render_certificate
from cgtraining.certificates.printing import art_of
from cgtraining.documents.picture import page_pictures
from cgtraining.errors import RuleBroken

WIDTH = 1100  # pixels
MOST_PAGES = 3


@dataclass(frozen=True)
class Preview:
    """PNGs of the pages, or the sentences that say why there are none."""

    pictures: Sequence[bytes] = ()
    problems: Sequence[str] = ()

    @property
    def addresses(self) -> list[str]:
        return [f"data:image/png;base64,{b64encode(picture).decode()}" for picture in self.pictures]


def preview_of(facts: CertificateFacts, width: int = WIDTH) -> Preview:
    """Call it with no transaction open: printing takes long."""
    art = art_of(facts)
    try:
        if problems := layout_problems(facts, art):
            return Preview(problems=[str(problem) for problem in problems])
        return Preview(page_pictures(render_certificate(facts, art), width, MOST_PAGES))
    except RuleBroken as refusal:
        return Preview(problems=[str(refusal)])
