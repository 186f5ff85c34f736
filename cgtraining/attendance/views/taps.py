"""What the tap list's script asks and delivers, as JSON."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from pydantic import BaseModel, Field, ValidationError

from cgtraining import clock
from cgtraining.attendance import access, operations, queries
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import AttendanceStatus, ClassSession
from cgtraining.attendance.operations import Receipt, SentTap
from cgtraining.attendance.queries.taps import disputes_in
from cgtraining.attendance.tapping import Said, moment_of_tap
from cgtraining.attendance.views import blueprint
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.web.access import allow, is_signed_in
from cgtraining.web.forged import json_sent, takes_json
from cgtraining.web.numbers import HIGHEST

Pair = tuple[AttendanceStatus | None, int]
KEY = r"^[0-9a-f-]{36}$"
MOST_TAPS = 100
MILLISECOND = timedelta(milliseconds=1)


class Tapped(BaseModel):
    """`at` is the moment by the device, `offset` how far the server's clock is ahead of it, both in milliseconds."""

    key: str = Field(pattern=KEY)
    session: int = Field(ge=1, le=HIGHEST)
    enrolment: int = Field(ge=1, le=HIGHEST)
    device: str = Field(pattern=KEY)
    number: int = Field(ge=1, le=HIGHEST)
    at: int = Field(ge=0, le=10**13)
    offset: int = Field(ge=-(10**13), le=10**13)
    base: Pair
    new: Pair

    def sent(self, received_at: datetime) -> SentTap:
        said = Said(self.device, self.number, MarkValue(*self.base), MarkValue(*self.new))
        at = datetime.fromtimestamp(self.at / 1000, UTC)
        return SentTap(self.key, self.enrolment, said, moment_of_tap(at, self.offset * MILLISECOND, received_at))


class SentTaps(BaseModel):
    """`person`: whose taps these are."""

    person: int
    taps: list[Any] = Field(min_length=1, max_length=MOST_TAPS)


@blueprint.get("/tap-list/state")
@allow(is_signed_in)
def tap_list_state() -> ResponseReturnValue:
    """Who is signed in here, with a token for what this session sends, and the time."""
    return {"person": me().id, "token": generate_csrf(), "now": _milliseconds(clock.now())}


@blueprint.get("/tap-list/<int:session_id>/marks")
@allow(access.may_mark_attendance, load=queries.session_by_id)
def tap_list_marks(session: ClassSession) -> ResponseReturnValue:
    """What others mark meanwhile, and the disputes as they are shown."""
    marks, disputes = queries.marks_in(session), disputes_in(session)
    return {
        "marks": {i: [str(value.status.value), value.minutes_missed] for i, value in marks.items() if value.status},
        "disputed": [dispute.tap.enrolment_id for dispute in disputes],
        "disputes": render_template("attendance/_disputes.html", session=session, disputes=disputes),
    }


@blueprint.post("/tap-list/taps")
@allow(is_signed_in)
@takes_json
def deliver_taps() -> ResponseReturnValue:
    """Taps of any sessions. Each is answered by itself; only the account that made them may deliver them."""
    try:
        sent = SentTaps.model_validate(json_sent())
    except ValidationError:
        return {"refusal": _("These taps could not be understood. Reload the page and try again.")}, 400
    if sent.person != me().id:
        return {"refusal": _("Someone else is signed in on this device now. Sign in as the person who tapped.")}, 409
    receipts: dict[str, Receipt] = {}
    taps = list(_understood(sent.taps, receipts))
    for session_id, group in _by_session(taps):
        receipts |= _received(session_id, group)
    return {"now": _milliseconds(clock.now()), "taps": {key: _told(one) for key, one in receipts.items()}}


def _understood(taps: Iterable[Any], receipts: dict[str, Receipt]) -> Iterator[Tapped]:
    """Those that can be read; of the others, the refusal is noted under their key."""
    for tap in taps:
        try:
            yield Tapped.model_validate(tap)
        except ValidationError:
            key = tap.get("key") if isinstance(tap, dict) else None
            receipts[str(key)[:36]] = Receipt(refusal=_("This tap could not be understood."))


def _by_session(taps: Iterable[Tapped]) -> list[tuple[int, list[Tapped]]]:
    groups: dict[int, list[Tapped]] = defaultdict(list)
    for tap in taps:
        groups[tap.session].append(tap)
    return sorted(groups.items())


def _received(session_id: int, taps: list[Tapped]) -> dict[str, Receipt]:
    session = queries.session_by_id(session_id)
    if session is None or not access.may_mark_attendance(me(), session):
        gone = _("This session was deleted, or is not yours to mark any more.")
        return {tap.key: Receipt(refusal=gone) for tap in taps}
    now = clock.now()
    receipts = operations.receive_taps(session=session, taps=[tap.sent(now) for tap in taps], actor=me())
    db.session.commit()
    return receipts


def _told(receipt: Receipt) -> dict[str, str | None]:
    return {"verdict": receipt.verdict.value if receipt.verdict else None, "refusal": receipt.refusal}


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
