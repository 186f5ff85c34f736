"""The designs that come with the product: a folder for each kind, with page, stylesheet, art and `fields.json`."""

import json
from functools import cache
from pathlib import Path

from cgtraining.certificates.design_facts import Colours, DesignFacts, Orientation
from cgtraining.certificates.facts import CertificateFacts, Kind
from cgtraining.language.text import BilingualText

DESIGNS = Path(__file__).resolve().parent / "designs"


@cache
def shipped_design(kind: Kind, orientation: Orientation | None = None) -> DesignFacts:
    """As it comes: the colours, and what is shown, that its `fields.json` names."""
    fields = json.loads((DESIGNS / kind / "fields.json").read_text(encoding="utf-8"))
    return DesignFacts(
        name=kind,
        version=fields["version"],
        title=BilingualText(**fields["title"]),
        orientation=orientation or fields["orientation"],
        colours=Colours(**fields["colours"]),
        shown=tuple(fields["shown"]),
    )


def design_of(facts: CertificateFacts) -> DesignFacts:
    return facts.design or shipped_design(facts.kind)


@cache
def may_show(kind: Kind) -> tuple[str, ...]:
    """What designs of this kind may show or leave out."""
    fields = json.loads((DESIGNS / kind / "fields.json").read_text(encoding="utf-8"))
    return tuple(fields["may_show"])


@cache
def art_of_design(kind: Kind, colours: Colours) -> dict[str, bytes]:
    """The pictures of a shipped design by name, in these colours."""
    files = sorted((DESIGNS / kind / "art").glob("*.svg"))
    return {f"art/{file.name}": coloured(file.read_text(encoding="utf-8"), colours).encode() for file in files}


def coloured(text: str, colours: Colours) -> str:
    """`text`, of a stylesheet or picture, with the colours in place of `var(--accent)` and the like."""
    for name in ("accent", "heading", "ink"):
        text = text.replace(f"var(--{name})", getattr(colours, name))
    return text
