"""Error pages in both languages with a reference number that stands in the log too."""

import secrets
from contextlib import suppress

import structlog
from flask import Flask, current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from cgtraining.database import db, is_out_of_reach
from cgtraining.errors import RuleBroken
from cgtraining.web import uploads
from cgtraining.web.access import page_left
from cgtraining.web.saving import doubled_sentence, stale_sentence

log = structlog.get_logger(__name__)

SENTENCES: dict[int, tuple[str, str]] = {
    400: ("这个请求无法理解，请返回上一页重试。", "This request could not be understood. Go back and try again."),
    403: (
        "您没有打开此页面的权限。如工作需要，请联系教务管理员。",
        "You are not allowed to open this page. If your work needs it, ask your course administrator.",
    ),
    404: (
        "没有这个页面，或您无权查看。请核对网址，或从首页重新进入。",
        "There is no such page, or it is not yours to see. Check the address, or start again from the home page.",
    ),
    405: ("此地址不能这样使用，请返回上一页。", "This address cannot be used in this way. Go back and try again."),
    409: ("此操作未能完成。", "This could not be done."),
    413: (
        "文件太大，最大 20 MB，请上传小一些的文件。",
        "The file is too large: 20 MB is the most. Upload a smaller one.",
    ),
    429: ("操作过于频繁，请稍等一分钟再试。", "Too many attempts. Wait a minute and try again."),
    500: (
        "系统出错了，已保存的内容没有受影响。请稍后再试。",
        "Something went wrong on our side. Nothing that was saved is lost. Try again in a moment.",
    ),
    503: (
        "系统暂时无法使用数据库，请过一分钟再试。已保存的内容没有受影响。",
        "The system cannot use its database just now. Try again in a minute. Nothing that was saved is lost.",
    ),
}
AGAIN_AFTER_SECONDS = 30
EXPIRED_FORM = _l("This page was open for too long. Go back, reload it and save again.")


def register(app: Flask) -> None:
    app.register_error_handler(HTTPException, _show_http_failure)
    app.register_error_handler(CSRFError, _show_expired_form)
    app.register_error_handler(RuleBroken, _show_refusal)
    app.register_error_handler(StaleDataError, _show_stale)
    app.register_error_handler(IntegrityError, _show_doubled)
    app.register_error_handler(Exception, _show_defect)


def error_page(status: int, sentence: str | None = None, reference: str | None = None) -> ResponseReturnValue:
    """A page for `status`; `sentence` replaces the general sentence and is already in the reader's language."""
    zh, en = SENTENCES.get(status, SENTENCES[400 if status < 500 else 500])
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return {"error": sentence or en, "reference": reference}, status
    return _page(status, sentence=sentence, sentence_zh=zh, sentence_en=en, reference=reference), status


def _page(status: int, **facts: str | None) -> str:
    """Without asking who is signed in, as every other page does: the database may be what failed."""
    return current_app.jinja_env.get_template("errors/error.html").render(status=status, **facts)


def _show_http_failure(failure: HTTPException) -> ResponseReturnValue:
    if failure.response is not None or (failure.code or 500) < 400:
        return failure.get_response()
    if failure.code == 413:
        uploads.take_in_the_rest()
    reference = _log_failure("request refused", status=failure.code)
    return error_page(failure.code or 500, reference=reference)


def _show_expired_form(failure: CSRFError) -> ResponseReturnValue:
    return error_page(400, sentence=str(EXPIRED_FORM), reference=_log_failure("form expired", reason=str(failure)))


def _show_refusal(refusal: RuleBroken) -> ResponseReturnValue:
    db.session.rollback()
    return _refused(str(refusal))


def _show_stale(failure: StaleDataError) -> ResponseReturnValue:
    db.session.rollback()
    return _refused(stale_sentence())


def _show_doubled(failure: IntegrityError) -> ResponseReturnValue:
    db.session.rollback()
    try:
        return _refused(doubled_sentence(failure))
    except IntegrityError:
        return _show_defect(failure)


def _refused(sentence: str) -> ResponseReturnValue:
    """A lone button (`post_button`) leads back to the page on which it stands, with the sentence on top.

    Whatever else was refused may hold input, which only the browser's way back keeps.
    """
    page = page_left()
    if page is None or "lone_button" not in request.form:
        return error_page(409, sentence=sentence)
    flash(sentence, "bad")
    return redirect(page, 303)


def _show_defect(failure: Exception) -> ResponseReturnValue:
    with suppress(SQLAlchemyError):
        db.session.rollback()
    if is_out_of_reach(failure):
        return _show_out_of_reach(failure)
    return error_page(500, reference=_log_failure("defect", exc_info=failure))


def _show_out_of_reach(failure: Exception) -> ResponseReturnValue:
    """One line in the log, and no traceback: it says the same for every page as long as the database is away."""
    reference = _log_failure("database out of reach", unreachable=str(failure).splitlines()[0])
    answer = current_app.make_response(error_page(503, reference=reference))
    answer.headers["Retry-After"] = str(AGAIN_AFTER_SECONDS)
    return answer


def _log_failure(event: str, **facts: object) -> str:
    """Log with a short number that a person can read out on the telephone; it names nobody."""
    reference = f"{secrets.randbelow(10**8):08d}"
    write = log.error if "exc_info" in facts else log.warning if "unreachable" in facts else log.info
    write(event, reference=reference, method=request.method, endpoint=request.endpoint, **facts)
    return reference
