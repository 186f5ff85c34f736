"""The office's own texts of a letter; emptied, the letter says again what is usual."""

from dataclasses import asdict, dataclass

from flask_babel import gettext as _

from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.notices.models import ReminderKind, ReminderText
from cgtraining.notices.queries import text_of
from cgtraining.notices.wording import NAMES, unknown_names
from cgtraining.people.models import Person


@dataclass(frozen=True)
class TextValues:
    subject_zh: str | None = None
    subject_en: str | None = None
    body_zh: str | None = None
    body_en: str | None = None


def write_letter(
    *, cohort: Cohort, kind: ReminderKind, values: TextValues, version: str | int | None, actor: Person | None
) -> ReminderText:
    """`version` is '0' for a letter that had no text of its own."""
    _refuse_unknown(kind, values)
    text = text_of(cohort.id, kind)
    if text is None:
        if str(version) != "0":
            raise StaleRecord(_("Someone else saved this in the meantime. Your input is kept below: compare and save."))
        text = ReminderText(cohort_id=cohort.id, kind=kind)
        db.session.add(text)
    else:
        text.expect_version(version)
    for name, written in asdict(values).items():
        setattr(text, name, written)
    db.session.flush()
    written_in = [name for name, written in asdict(values).items() if written]
    record("reminder_text.written", text, actor=actor, cohort=cohort.id, kind=kind.value, fields=written_in)
    return text


def _refuse_unknown(kind: ReminderKind, values: TextValues) -> None:
    for written in filter(None, asdict(values).values()):
        if unknown := unknown_names(written, NAMES[kind]):
            known = " ".join(f"{{{name}}}" for name in NAMES[kind])
            raise RuleBroken(
                _("%(unknown)s stands for nothing in this letter. These names can be used: %(known)s",
                  unknown=unknown[0], known=known)
            )  # fmt: skip
