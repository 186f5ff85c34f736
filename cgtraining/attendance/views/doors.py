"""Through the door, in or out, and the page that says why not."""

from datetime import datetime

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from cgtraining.attendance import operations
from cgtraining.attendance.models import MarkSource
from cgtraining.attendance.queries import Door
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.web.units import begin_writing


def go_through(door: Door, *, at: datetime, source: MarkSource, device: str | None) -> ResponseReturnValue:
    """Everything is looked at before the transaction that writes begins, so that a hall does not wait for it."""
    try:
        if door.checks_out:
            begin_writing()
            operations.check_out(door=door, person_id=me().id, actor=me(), left_at=at, source=source, device=device)
        else:
            coming = operations.coming_in(door=door, person_id=me().id, arrived_at=at, source=source, device=device)
            if not coming.already:
                begin_writing()
                operations.enter(door=door, coming=coming)
    except RuleBroken as refusal:
        db.session.rollback()
        return problem(str(refusal), 409)
    db.session.commit()
    return redirect(url_for(".checked_in", session_id=door.session_id))


def problem(sentence: str, status: int) -> ResponseReturnValue:
    return render_template("attendance/check_in_problem.html", sentence=sentence), status
