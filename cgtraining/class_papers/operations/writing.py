"""What the papers of a cohort say beside the data."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from flask_babel import gettext as _

from cgtraining.audit.operations import record
from cgtraining.class_papers.models import KEPT_DAYS, PaperTexts
from cgtraining.class_papers.queries import stored_texts
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.people.models import Person

LONGEST_KEPT = 365


@dataclass(frozen=True)
class TextValues:
    welcome_zh: str | None = None
    welcome_en: str | None = None
    rules_zh: str | None = None
    rules_en: str | None = None
    bring_zh: str | None = None
    bring_en: str | None = None
    place_zh: str | None = None
    place_en: str | None = None
    ask_zh: str | None = None
    ask_en: str | None = None
    reports_at: datetime | None = None
    letter_on: date | None = None
    reply_by: date | None = None
    hotel_needs_identity: bool = False
    kept_days: int = KEPT_DAYS


def write_texts(*, cohort: Cohort, values: TextValues, version: str | int | None, actor: Person) -> PaperTexts:
    """`version` is '0' for a cohort that had none."""
    _check(cohort, values)
    texts = stored_texts(cohort)
    if texts is None:
        if str(version) != "0":
            raise StaleRecord(_("Someone else saved this in the meantime. Your input is kept below: compare and save."))
        texts = PaperTexts(cohort=cohort)
        db.session.add(texts)
    else:
        texts.expect_version(version)
    changed = [one.name for one in fields(values) if getattr(texts, one.name) != getattr(values, one.name)]
    for name in changed:
        setattr(texts, name, getattr(values, name))
    db.session.flush()
    record("class_papers.written", texts, actor=actor, cohort=cohort.id, fields=changed)
    return texts


def _check(cohort: Cohort, values: TextValues) -> None:
    if not 0 <= values.kept_days <= LONGEST_KEPT:
        raise RuleBroken(_("Reply slips are kept for %(most)s days at most.", most=LONGEST_KEPT))
    if values.reply_by and values.reply_by > cohort.ends_on:
        raise RuleBroken(_("The reply slip has to be there before the cohort is over: choose an earlier day."))
