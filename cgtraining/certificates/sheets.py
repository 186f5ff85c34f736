"""The room that a certificate's page has for its parts, as the designs' stylesheets lay it out; in millimetres."""

from dataclasses import dataclass, field, replace

from cgtraining.certificates.design_facts import Orientation

Issuer = tuple[float, float, float]  # its column; points of its name in Chinese and in English


@dataclass(frozen=True)
class Sheet:
    """`room` is the height left for name and wording, without logos, by footer and titles. `people` is the width that
    signatories share, with the issuers where they stand in `one_row`. `wordings` names the settings to be tried,
    the largest first, and `measures` the widths of the paragraphs.
    """

    name_measure: float
    detail_measure: float
    room: float
    people: float
    one_row: bool
    wordings: tuple[str, ...]
    measures: tuple[int, ...]
    issuers: dict[int, Issuer] = field(hash=False)
    issuer_of_many: Issuer
    ends: bool = True  # False: it runs on, over as many pages as it takes

    def issuer(self, number: int) -> Issuer:
        """The column of each of `number` issuers."""
        return self.issuers.get(number, self.issuer_of_many)

    def beside(self, number: int) -> float:
        """What `number` issuers leave to the signatories."""
        return self.people - (number * self.issuer(number)[0] if self.one_row else 0)


LANDSCAPE = Sheet(
    name_measure=236,
    detail_measure=253,
    room=179.0 - 47.0 - 23.1,
    people=212,  # beside the QR code
    one_row=True,
    wordings=("open", "close", "tight"),
    measures=tuple(range(206, 169, -2)),
    issuers={1: (58.0, 12.0, 9.0), 2: (46.0, 11.0, 8.5)},
    issuer_of_many=(42.0, 10.0, 8.0),
)
PORTRAIT = Sheet(
    name_measure=160,
    detail_measure=166,
    room=251.0 - 47.0 - 48.0 - 38.0,
    people=126,  # beside the QR code
    one_row=False,
    wordings=("grand", "open", "close", "tight"),
    measures=tuple(range(152, 127, -2)),
    issuers={1: (92.0, 13.0, 9.5), 2: (78.0, 12.0, 9.0), 3: (55.0, 11.0, 8.5)},
    issuer_of_many=(42.0, 10.0, 8.0),
)
SHEETS: dict[Orientation, Sheet] = {"landscape": LANDSCAPE, "portrait": PORTRAIT}
RUNNING_ON = {name: replace(sheet, ends=False, wordings=("close",)) for name, sheet in SHEETS.items()}
