"""The reply slips of a cohort for its staff: who answered what, the list for the hotel, and deleting all of it."""

from collections import Counter
from collections.abc import Sequence

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.audit.operations import record
from cgtraining.class_papers import access, queries
from cgtraining.class_papers.forgetting import forgotten_on, purge_slips
from cgtraining.class_papers.identity import masked
from cgtraining.class_papers.models import Diet, ReplySlip, RoomWish
from cgtraining.class_papers.operations.answering import is_open, last_day_to_reply
from cgtraining.class_papers.sheets.replies import replies_to_write
from cgtraining.class_papers.views import blueprint
from cgtraining.class_papers.views.answering import XLSX, wanted_language
from cgtraining.cohorts.access import may_manage_cohort
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.database import db
from cgtraining.language.choosing import in_language
from cgtraining.people.access import me
from cgtraining.spreadsheets.writing import write_workbook
from cgtraining.web.access import allow
from cgtraining.web.downloads import call_file


@blueprint.get("/cohorts/<int:cohort_id>/replies")
@allow(access.may_arrange, load=cohort_by_id)
def replies(cohort: Cohort) -> ResponseReturnValue:
    texts, expected = queries.texts_of(cohort), queries.expected_slips(cohort)
    coming = [slip for _enrolment, slip in expected if slip and slip.comes]
    return render_template(
        "class_papers/replies.html",
        cohort=cohort,
        expected=expected,
        coming=coming,
        answered=sum(slip is not None for _enrolment, slip in expected),
        diets=_counted(coming, Diet),
        rooms=_counted(coming, RoomWish),
        masked=masked,
        due=last_day_to_reply(cohort, texts),
        is_open=is_open(cohort, texts),
        deleted_on=forgotten_on(cohort, texts.kept_days),
        purges=queries.purges_of(cohort),
        manages=may_manage_cohort(me(), cohort),
    )


@blueprint.post("/cohorts/<int:cohort_id>/replies.xlsx")
@allow(access.may_arrange, load=cohort_by_id)
def replies_workbook(cohort: Cohort) -> ResponseReturnValue:
    """With numbers of documents for those who manage only; it is noted who took how many."""
    texts, expected, language = queries.texts_of(cohort), queries.expected_slips(cohort), wanted_language()
    numbers = sum(slip is not None and slip.identity_number is not None for _enrolment, slip in expected)
    with_identity = bool(numbers) and may_manage_cohort(me(), cohort)
    deleted_on = forgotten_on(cohort, texts.kept_days)
    with in_language(language):
        sheets = replies_to_write(cohort, expected, language, with_identity=with_identity, deleted_on=deleted_on)
    taken = numbers if with_identity else 0
    record("reply_slips.exported", cohort, actor=me(), rows=len(expected), identity_numbers=taken)
    db.session.commit()
    return call_file(
        Response(write_workbook(sheets), mimetype=XLSX), f"{cohort.code}-replies-{language}.xlsx", attached=True
    )


@blueprint.post("/cohorts/<int:cohort_id>/replies/delete")
@allow(may_manage_cohort, load=cohort_by_id)
def delete_replies(cohort: Cohort) -> ResponseReturnValue:
    purge = purge_slips(cohort=cohort, actor=me())
    db.session.commit()
    if purge is None:
        flash(_("There is no reply slip to delete."), "attention")
    else:
        flash(ngettext("%(num)s reply slip is deleted.", "%(num)s reply slips are deleted.", purge.slips), "good")
    return redirect(url_for("class_papers.replies", cohort_id=cohort.id))


def _counted(coming: Sequence[ReplySlip], kind: type[Diet] | type[RoomWish]) -> list[tuple[object, int]]:
    """Every choice with how many made it, of those who come."""
    counts = Counter(slip.diet if kind is Diet else slip.room for slip in coming)
    return [(one.label, counts[one]) for one in kind]
