"""Saving what a form holds: the operation and the commit, or the sentence that refuses it on the form."""

from collections.abc import Callable
from typing import TypeVar

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from cgtraining.database import Versioned, db
from cgtraining.errors import ManyRulesBroken, RuleBroken, StaleRecord

Result = TypeVar("Result")


def save(form: FlaskForm, operation: Callable[[], Result], record: Versioned | None = None) -> Result | None:
    """Run `operation` and commit; None if a rule refused it, with its sentence in `form.form_errors`.

    An operation that has nothing to return should return something truthy, such as the record. With `record`, a form
    that came too late takes up the record's present version, so that whoever has compared can save.
    """
    try:
        result = operation()
        db.session.commit()
    except (StaleDataError, StaleRecord):
        db.session.rollback()
        form.form_errors.append(stale_sentence())
        if record is not None:
            form.version.data = record.version
    except IntegrityError as failure:
        db.session.rollback()
        form.form_errors.append(doubled_sentence(failure))
    except ManyRulesBroken as refusal:
        db.session.rollback()
        form.form_errors.extend(str(sentence) for sentence in refusal.sentences)
    except RuleBroken as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
    else:
        return result
    return None


def doubled_sentence(failure: IntegrityError) -> str:
    """What a rule of the database refused because it is there already; anything else is a defect, and raised."""
    if "unique" not in str(failure.orig).lower():
        raise failure
    return str(_("The same was saved just now, by a second click or by someone else. Look at what is there."))


def stale_sentence() -> str:
    return str(StaleRecord(_("Someone else saved this in the meantime. Your input is kept below: compare and save.")))
