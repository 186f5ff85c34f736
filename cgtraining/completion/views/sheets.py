"""The approval sheet as PDF, and the signed scan."""

from flask import Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import storage
from cgtraining.completion.access import may_see_list, may_write_list
from cgtraining.completion.forms import ScanForm
from cgtraining.completion.models import GraduateList
from cgtraining.completion.operations import attach_scan, store_scan
from cgtraining.completion.papers import approval_sheet
from cgtraining.completion.queries import list_by_id
from cgtraining.completion.views import blueprint
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import language
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.scans import TYPES


@blueprint.get("/graduate-lists/<int:list_id>/sheet.pdf")
@allow(may_see_list, load=list_by_id)
def sheet(graduate_list: GraduateList) -> ResponseReturnValue:
    """In the reader's language; `?lang=` chooses."""
    name = f"{graduate_list.cohort.code}-approval-{graduate_list.number}-{language()}.pdf"
    return _file(approval_sheet(graduate_list, language()), "application/pdf", name, inline=True)


@blueprint.post("/graduate-lists/<int:list_id>/scan")
@allow(may_write_list, load=list_by_id)
def upload_scan(graduate_list: GraduateList) -> ResponseReturnValue:
    form = ScanForm()
    list_id = graduate_list.id
    if not form.validate_on_submit():
        flash(_("Choose the scan."), "bad")
        return redirect(url_for("completion.show_list", list_id=list_id))
    db.session.rollback()  # the file travels outside any transaction
    try:
        key = store_scan(list_id=list_id, content=form.scan.data.read())
        attach_scan(graduate_list=graduate_list, key=key, file_name=form.scan.data.filename or "", actor=me())
        db.session.commit()
        flash(_("The signed sheet is attached."), "good")
    except RuleBroken as refusal:
        db.session.rollback()
        flash(str(refusal), "bad")
    return redirect(url_for("completion.show_list", list_id=list_id))


@blueprint.get("/graduate-lists/<int:list_id>/scan")
@allow(may_see_list, load=list_by_id)
def download_scan(graduate_list: GraduateList) -> ResponseReturnValue:
    if graduate_list.scan_key is None:
        abort(404)
    kind = graduate_list.scan_key.rsplit(".", 1)[-1]
    name = f"{graduate_list.cohort.code}-approval-{graduate_list.number}-signed.{kind}"
    return _file(storage.load_file(graduate_list.scan_key), TYPES[kind], name)


def _file(content: bytes, mimetype: str, name: str, *, inline: bool = False) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", "inline" if inline else "attachment", filename=name)
    return response
