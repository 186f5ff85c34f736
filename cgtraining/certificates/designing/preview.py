"""A design as it comes out of the printer, with the program's own issuers and an invented holder."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from cgtraining.certificates.design_facts import OWN
from cgtraining.certificates.designing.trial import print_apart
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.layout import layout_problems
from cgtraining.certificates.page import render_certificate
from cgtraining.certificates.printing import art_of
from cgtraining.documents.fetching import RefusedAddress
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
    printed = tried_out(facts, art_of(facts))
    if isinstance(printed, bytes):
        return Preview(page_pictures(printed, width, MOST_PAGES))
    return Preview(problems=printed)


def tried_out(facts: CertificateFacts, art: Mapping[str, bytes]) -> bytes | list[str]:
    """The file, or the sentences that say why there is none; an own design is printed apart, and only once."""
    files: list[bytes] = []
    print_it = print_apart if facts.design and facts.design.name == OWN else render_certificate

    def lay_out(facts: CertificateFacts, art: Mapping[str, bytes]) -> None:
        files.append(print_it(facts, art))

    try:
        problems = [str(problem) for problem in layout_problems(facts, art, lay_out)]
    except RefusedAddress as refusal:
        problems = [_("“%(name)s” is not among the files of the zip.", name=str(refusal))]
    except RuleBroken as refusal:
        problems = [str(refusal)]
    return problems or files[0]
