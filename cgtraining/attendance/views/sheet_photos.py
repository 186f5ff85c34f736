"""The photos of a signed sheet: adding pages, showing one, and removing one."""

from collections.abc import Iterable

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from cgtraining import storage
from cgtraining.attendance import access, operations, queries
from cgtraining.attendance.attached import name_of_file, store_attached
from cgtraining.attendance.forms.sheet import SheetPhotoForm
from cgtraining.attendance.models import ClassSession, SheetPhoto
from cgtraining.attendance.queries.sheets import sheet_photo_by_id
from cgtraining.attendance.views import blueprint
from cgtraining.attendance.views.sheet import sheet_page
from cgtraining.database import db
from cgtraining.errors import RuleBroken, UnusableFile
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.downloads import call_file
from cgtraining.web.saving import save
from cgtraining.web.scans import TYPES


@blueprint.post("/sessions/<int:session_id>/sheet/photos")
@allow(access.may_mark_attendance, load=queries.session_by_id)
def add_sheet_photos(session: ClassSession) -> ResponseReturnValue:
    """All pages or none."""
    form = SheetPhotoForm()
    if form.validate_on_submit() and _added(session, form):
        return redirect(url_for(".type_sheet", session_id=session.id))
    return sheet_page(session, adding=form)


@blueprint.get("/sheet-photos/<int:sheet_photo_id>")
@allow(access.may_see_sheet_photo, load=sheet_photo_by_id)
def sheet_photo(photo: SheetPhoto) -> ResponseReturnValue:
    """To look at, or with `?download` to keep."""
    response = Response(storage.load_file(photo.file_key), mimetype=TYPES[photo.file_key.rsplit(".", 1)[-1]])
    return call_file(response, photo.file_name, attached="download" in request.args)


@blueprint.post("/sheet-photos/<int:sheet_photo_id>/remove")
@allow(access.may_see_sheet_photo, load=sheet_photo_by_id)
def remove_sheet_photo(photo: SheetPhoto) -> ResponseReturnValue:
    session_id = photo.session_id
    try:
        operations.remove_sheet_photo(photo=photo, actor=me())
        db.session.commit()
    except RuleBroken as refusal:
        db.session.rollback()
        flash(str(refusal), "bad")
    return redirect(url_for(".type_sheet", session_id=session_id))


def _added(session: ClassSession, form: SheetPhotoForm) -> bool:
    """The files travel first, outside any transaction, and none is kept if one is refused."""
    db.session.rollback()
    stored: list[tuple[str, str]] = []
    try:
        for key, name in _stored(form.files.data):
            stored.append((key, name))
    except RuleBroken as refusal:
        form.files.errors = [str(refusal)]
    else:
        if save(form, lambda: operations.add_sheet_photos(session=session, files=stored, actor=me())):
            return True
    for key, _name in stored:
        storage.delete_file(key)
    return False


def _stored(files: Iterable[FileStorage]) -> Iterable[tuple[str, str]]:
    for file in files:
        try:
            key = store_attached(file.read())
        except UnusableFile as refusal:
            name = name_of_file(file.filename or "", "")
            raise UnusableFile(_("%(name)s: %(sentence)s", name=name, sentence=str(refusal))) from refusal
        yield key, name_of_file(file.filename or "", key)
