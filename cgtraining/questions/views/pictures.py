"""Pictures in questions: adding one while writing, and showing it to those who may use the bank."""

from flask import Response, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.database import db
from cgtraining.errors import RuleBroken, UnusableFile
from cgtraining.people.access import me
from cgtraining.programs.models import Program
from cgtraining.programs.queries import program_by_id
from cgtraining.questions.access import may_see_picture, may_use_bank
from cgtraining.questions.models import QuestionPicture
from cgtraining.questions.operations.pictures import add_picture
from cgtraining.questions.queries import picture_by_id
from cgtraining.questions.views import blueprint
from cgtraining.storage import load_file
from cgtraining.web.access import allow


@blueprint.get("/questions/pictures/<int:picture_id>")
@allow(may_see_picture, load=picture_by_id)
def show_picture(picture: QuestionPicture) -> ResponseReturnValue:
    return picture_response(picture)


@blueprint.post("/programs/<int:program_id>/questions/pictures")
@allow(may_use_bank, load=program_by_id)
def upload_picture(program: Program) -> ResponseReturnValue:
    """JSON: where the picture is, or the sentence that refuses it."""
    upload = request.files.get("picture")
    try:
        if not upload:
            raise UnusableFile(_("Choose a picture first."))
        picture = add_picture(program=program, content=upload.read(), name=upload.filename or "", actor=me())
        db.session.commit()
    except RuleBroken as refusal:
        db.session.rollback()
        return jsonify(refused=str(refusal)), 400
    return jsonify(id=picture.id, address=address_of_picture(picture.id))


def address_of_picture(picture_id: int) -> str:
    return url_for("questions.show_picture", picture_id=picture_id)


def picture_response(picture: QuestionPicture) -> Response:
    """Shown as an image only; opened by itself it is a download. The picture behind an address never changes."""
    response = Response(load_file(picture.key), mimetype=picture.media_type)
    response.headers["Content-Disposition"] = "attachment"
    response.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return response
