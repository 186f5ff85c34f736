"""How a certificate is set: by which design in which version, in which colours and words. Part of the snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from cgtraining.language.text import BilingualText

Orientation = Literal["landscape", "portrait"]
OWN = "own"  # the name of a design whose page is not one of the product's


@dataclass(frozen=True)
class Colours:
    """`#rrggbb`: `accent` for frames and the second title, `heading` for the first, `ink` for everything else."""

    accent: str = "#1f5c48"
    heading: str = "#1d2420"
    ink: str = "#1d2420"


@dataclass(frozen=True)
class Texts:
    """What is empty is the default of the kind; `wording` holds placeholders in braces (`wording.py`)."""

    heading: BilingualText = field(default_factory=BilingualText)
    wording: BilingualText = field(default_factory=BilingualText)
    statement: BilingualText = field(default_factory=BilingualText)


@dataclass(frozen=True)
class DesignFacts:
    """`name` is the folder of a shipped design, or `OWN` with `files`: (name, key in storage) of each.

    `version` is its number: of the design that the office keeps under `title`, or else of the shipped folder. `shown`
    names what may be left out and is not.
    """

    name: str
    version: int = 1
    title: BilingualText = field(default_factory=BilingualText)
    orientation: Orientation = "landscape"
    colours: Colours = field(default_factory=Colours)
    texts: Texts = field(default_factory=Texts)
    shown: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()

    def shows(self, what: str) -> bool:
        return what in self.shown

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "DesignFacts":
        """What `dataclasses.asdict` made of it, after JSON."""
        texts = {name: BilingualText(**text) for name, text in values["texts"].items()}
        read = {
            "title": BilingualText(**values["title"]),
            "colours": Colours(**values["colours"]),
            "texts": Texts(**texts),
            "shown": tuple(values["shown"]),
            "files": tuple((name, key) for name, key in values["files"]),
        }
        return cls(**{**values, **read})
