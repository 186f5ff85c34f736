"""The import of a meeting's report: upload, look through, decide, confirm, and mark the others absent."""

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.attendance import access, queries
from cgtraining.attendance.meetings import operations
from cgtraining.attendance.meetings.choices import of_enrolment
from cgtraining.attendance.meetings.forgetting import KEPT_FOR
from cgtraining.attendance.meetings.forms import MeetingForm
from cgtraining.attendance.meetings.proposals import Outcome
from cgtraining.attendance.meetings.queries import (
    counts_of,
    meeting_import_by_id,
    meeting_imports_of,
    preview_of,
    rows_of,
)
from cgtraining.attendance.meetings.shown import label_to_type, shown, trainee_typed
from cgtraining.attendance.meetings.withdrawing import withdraw
from cgtraining.attendance.models import ClassSession, MeetingImport, MeetingVerdict
from cgtraining.attendance.operations import Marking
from cgtraining.attendance.queries.marks import RegisterRow
from cgtraining.attendance.views import blueprint
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.numbers import row_number_or_none
from cgtraining.web.paging import page_of, page_of_rows
from cgtraining.web.saving import save

PARTS = {"recognised": MeetingVerdict.RECOGNISED, "unknown": MeetingVerdict.UNKNOWN, "staff": MeetingVerdict.STAFF}
TONES = {Outcome.NEW: "good", Outcome.CHANGED: "good", Outcome.DIFFERS: "attention", Outcome.SHORT: "attention"}


@blueprint.route("/sessions/<int:session_id>/meetings", methods=["GET", "POST"])
@allow(access.may_import_meetings, load=queries.session_by_id)
def import_meeting(session: ClassSession) -> ResponseReturnValue:
    usual = operations.usual(session)
    form = MeetingForm(zone=usual.zone, minimum_minutes=usual.minimum_minutes).offer(session.cohort.timezone)
    if form.validate_on_submit() and (made := save(form, lambda: _begin(session, form))):
        return redirect(url_for(".show_meeting", meeting_id=made.id))
    earlier = meeting_imports_of(session)
    return render_template("attendance/meetings/upload.html", session=session, form=form, earlier=earlier)


@blueprint.get("/sessions/meetings/<int:meeting_id>")
@allow(access.may_see_meeting_import, load=meeting_import_by_id)
def show_meeting(meeting_import: MeetingImport) -> ResponseReturnValue:
    part = request.args.get("part", "")
    preview, register = preview_of(meeting_import), queries.register_of(meeting_import.session)
    common = _common(meeting_import, part, preview, register)
    if meeting_import.withdrawn_at:
        return render_template("attendance/meetings/withdrawn.html", **common)
    if part == "missing":
        return render_template("attendance/meetings/missing.html", **common)
    if part in PARTS:
        page = page_of(rows_of(meeting_import, PARTS[part]))
        rows = shown(page.items, register)
        return render_template("attendance/meetings/participants.html", pagination=page, rows=rows, **common)
    proposals = sorted(preview.proposals, key=lambda each: not each.asks)
    page = page_of_rows(proposals)
    asked = shown(rows_asking(preview.rows), register) if page.page == 1 else []
    return render_template("attendance/meetings/marks.html", pagination=page, asked=asked, **common)


@blueprint.post("/sessions/meetings/<int:meeting_id>/decide")
@allow(access.may_see_meeting_import, load=meeting_import_by_id)
def decide_meeting(meeting_import: MeetingImport) -> ResponseReturnValue:
    """Keep what was chosen on the page and, with the other button, mark everybody who is settled."""
    address = url_for(".show_meeting", meeting_id=meeting_import.id, **_part_shown())
    try:
        operations.decide(meeting_import=meeting_import, choices=_choices(), decisions=_numbered("mark-"), actor=me())
        if request.form.get("do") == "confirm":
            _tell(operations.confirm(meeting_import=meeting_import, actor=me()))
        db.session.commit()
    except RuleBroken as refusal:
        db.session.rollback()
        flash(str(refusal), "bad")
    return redirect(address)


@blueprint.post("/sessions/meetings/<int:meeting_id>/absent")
@allow(access.may_see_meeting_import, load=meeting_import_by_id)
def mark_meeting_absent(meeting_import: MeetingImport) -> ResponseReturnValue:
    address = url_for(".show_meeting", meeting_id=meeting_import.id, part="missing")
    try:
        _tell(operations.mark_absent(meeting_import=meeting_import, actor=me()))
        db.session.commit()
    except RuleBroken as refusal:
        db.session.rollback()
        flash(str(refusal), "bad")
    return redirect(address)


@blueprint.post("/sessions/meetings/<int:meeting_id>/withdraw")
@allow(access.may_see_meeting_import, load=meeting_import_by_id)
def withdraw_meeting(meeting_import: MeetingImport) -> ResponseReturnValue:
    address = url_for(".show_meeting", meeting_id=meeting_import.id)
    try:
        marking = withdraw(meeting_import=meeting_import, reason=request.form.get("reason", ""), actor=me())
        db.session.commit()
        said = ngettext(
            "The report is withdrawn: %(num)s mark is as it was before.",
            "The report is withdrawn: %(num)s marks are as they were before.",
            len(marking.saved),
        )
        flash(said, "good")
    except RuleBroken as refusal:
        db.session.rollback()
        flash(str(refusal), "bad")
    return redirect(address)


def _begin(session: ClassSession, form: MeetingForm) -> MeetingImport:
    operations.check_markable(session)
    name, asked = form.file.data.filename or "", form.asked()
    report = operations.read_for(session, form.file.data.read(), name, asked)
    return operations.begin_meeting_import(session=session, report=report, file_name=name, asked=asked, actor=me())


def rows_asking(rows: Any) -> list[Any]:
    """Those about which somebody decides, decided or not."""
    return [row for row in rows if row.verdict is MeetingVerdict.ASK]


def _common(meeting_import: MeetingImport, part: str, preview: Any, register: list[RegisterRow]) -> dict[str, Any]:
    return {
        "meeting_import": meeting_import,
        "session": meeting_import.session,
        "is_closed": bool(meeting_import.forgotten_at or meeting_import.withdrawn_at),
        "preview": preview,
        "counts": counts_of(meeting_import),
        "trainees": [label_to_type(row) for row in register],
        "part_shown": _part_shown(),
        "tones": TONES,
        "kept_for": KEPT_FOR,
        "verdicts": MeetingVerdict,
        "moment": datetime.fromisoformat,
    }


def _tell(marking: Marking) -> None:
    if marking.conflicts:
        said = ngettext(
            "%(num)s mark was changed by someone else just now and was left as it is.",
            "%(num)s marks were changed by someone else just now and were left as they are.",
            len(marking.conflicts),
        )
        flash(said, "bad")
    flash(ngettext("%(num)s trainee is marked.", "%(num)s trainees are marked.", len(marking.saved)), "good")


def _choices() -> dict[int, str]:
    """By row: what was ticked, or whose name was typed, which says more."""
    typed = {number: text.strip() for number, text in _numbered("other-").items() if text.strip()}
    return _numbered("choice-") | {number: _typed(text) for number, text in typed.items()}


def _typed(text: str) -> str:
    enrolment_id = trainee_typed(text)
    if enrolment_id is None:
        raise RuleBroken(_("Choose “%(name)s” from the list of trainees that opens while you type.", name=text))
    return of_enrolment(enrolment_id)


def _numbered(prefix: str) -> dict[int, str]:
    """`choice-12=skip` under 12."""
    given = ((name.removeprefix(prefix), value) for name, value in request.form.items() if name.startswith(prefix))
    return {number: value for text, value in given if (number := row_number_or_none(text)) is not None}


def _part_shown() -> dict[str, Any]:
    """The part and the page, to come back to."""
    return {name: request.args[name] for name in ("part", "page") if name in request.args}
