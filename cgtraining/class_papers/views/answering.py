"""A paper as the answer to a request."""

from typing import Any

from flask import Response, request

from cgtraining.class_papers.asking import Form, Wording
from cgtraining.class_papers.printing import Paper, pdf_of, workbook_of
from cgtraining.database import db
from cgtraining.language.choosing import language
from cgtraining.language.text import Language
from cgtraining.web.downloads import call_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def answer(paper: Paper, form: Form) -> Response:
    """Everything is read, so the transaction ends here: setting two hundred pages takes longer than any may last."""
    db.session.commit()
    if form == "xlsx":
        return call_file(Response(workbook_of(paper), mimetype=XLSX), f"{paper.stem}.xlsx", attached=True)
    return call_file(Response(pdf_of(paper), mimetype="application/pdf"), f"{paper.stem}.pdf", attached=False)


def wanted_language() -> Language:
    """That of the address, else the reader's."""
    asked: Any = request.args.get("language")
    return asked if asked in ("zh", "en") else language()


def wanted_wording() -> Wording:
    return "both" if request.args.get("language") == "both" else wanted_language()
