"""The sign-in sheet of a session, on paper."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.attendance import access, queries
from cgtraining.attendance.models import ClassSession
from cgtraining.attendance.queries.marks import RegisterRow
from cgtraining.attendance.views import blueprint
from cgtraining.attendance.views.names import name_of
from cgtraining.documents.papers import render_paper
from cgtraining.language.choosing import in_language, language
from cgtraining.language.formatting import format_date, format_number, format_time
from cgtraining.language.text import BilingualText, Language
from cgtraining.web.access import allow

BLANK_ROWS = 3


@blueprint.get("/sessions/<int:session_id>/sign-in-sheet.pdf")
@allow(access.may_see_register, load=queries.session_by_id)
def sign_in_sheet(session: ClassSession) -> ResponseReturnValue:
    """In the reader's language, or the one that `?language=` names."""
    asked = request.args.get("language")
    wanted: Language = "zh" if asked == "zh" else "en" if asked == "en" else language()
    rows = [row for row in queries.register_of(session) if not row.outside]
    pdf = paper(session, rows, wanted)
    name = f"sign-in-{session.cohort.code}-{session.day:%Y%m%d}.pdf"
    return pdf, {"Content-Type": "application/pdf", "Content-Disposition": f'inline; filename="{name}"'}


def paper(session: ClassSession, rows: list[RegisterRow], wanted: Language) -> bytes:
    with in_language(wanted):
        return render_paper(
            "table.html",
            wanted,
            title=_("Sign-in sheet"),
            over=f"{_text(session.cohort.program.title)} · {_text(session.cohort.title)}",
            facts=_facts(session),
            columns=[
                {"heading": _("No."), "width": "12mm", "align": "center"},
                {"heading": _("Name"), "width": "38mm"},
                {"heading": _("Organization")},
                {"heading": _("Signature"), "width": "38mm"},
                {"heading": _("Remarks"), "width": "26mm"},
            ],
            rows=[[number, name_of(row), _organization(row), "", ""] for number, row in enumerate(rows, start=1)],
            roomy=True,
            blank_rows=BLANK_ROWS,
            signatures=[_("Class teacher"), _("Trainer")],
        )


def _facts(session: ClassSession) -> list[tuple[str, ...]]:
    zone, trainer = session.cohort.timezone, session.trainer
    times = f"{format_time(session.starts_at, zone)}–{format_time(session.ends_at, zone)}"
    return [
        (_("Session"), _text(session.title), "whole"),
        (_("Time"), f"{format_date(session.day, weekday=True)} {times}"),
        (_("Class hours"), format_number(session.class_hours)),
        (_("Venue"), _text(session.venue) if session.venue else "—"),
        (_("Trainer"), name_of(trainer) if trainer else "—"),
    ]


def _text(text: BilingualText) -> str:
    return text.in_language(language())


def _organization(row: RegisterRow) -> str:
    return _text(BilingualText(row.organization_zh, row.organization_en))
