"""What the office knows better than the published calendar."""

import enum
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import String
from sqlalchemy.orm import Mapped, composite, mapped_column

from cgtraining.database import Base, Recorded, values_of
from cgtraining.language.text import BilingualText


class DayKind(enum.Enum):
    """A swapped workday is a Saturday or Sunday on which the country works, in exchange for a longer holiday."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"
    ORDINARY = "ordinary"

    @property
    def label(self) -> object:
        return {
            DayKind.HOLIDAY: _l("Public holiday"),
            DayKind.WORKDAY: _l("Swapped workday"),
            DayKind.ORDINARY: _l("Ordinary day"),
        }[self]


class CorrectedDay(Recorded, Base):
    """Replaces what is published about `day`; as an ordinary one it takes a published holiday or workday away."""

    __tablename__ = "corrected_day"

    day: Mapped[date] = mapped_column(unique=True)
    kind: Mapped[DayKind] = mapped_column(values_of(DayKind))
    name_zh: Mapped[str | None] = mapped_column(String(100))
    name_en: Mapped[str | None] = mapped_column(String(100))
    name: Mapped[BilingualText] = composite("name_zh", "name_en")
