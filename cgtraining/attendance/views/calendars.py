"""The sessions in people's own calendars: the pages that give out the address, and what the address answers."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address
from flask_wtf import FlaskForm
from limits import parse_many

from cgtraining.attendance import operations, queries
from cgtraining.attendance.access import may_plan_sessions
from cgtraining.attendance.calendar import Entry, event_of
from cgtraining.attendance.models import CalendarFeed
from cgtraining.attendance.views import blueprint
from cgtraining.calendars.events import Calendar
from cgtraining.calendars.writing import write_calendar
from cgtraining.cohorts.access import may_teach_cohort
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.config import settings
from cgtraining.language.choosing import LOCALES, in_language
from cgtraining.language.text import Language
from cgtraining.people.access import me
from cgtraining.people.invitations import qr_image
from cgtraining.people.models import Person
from cgtraining.web.access import allow, is_signed_in, public
from cgtraining.web.browsers import in_wechat
from cgtraining.web.downloads import call_file
from cgtraining.web.limits import limiter
from cgtraining.web.saving import save

# Whoever guesses addresses is slowed down; a calendar that asks for a right one is not, even from the same address.
GUESSES = parse_many("30 per minute; 300 per day")


@dataclass(frozen=True)
class Subscription:
    """One address in the forms in which calendars take it."""

    address: str
    webcal: str
    download: str
    qr: str


@blueprint.get("/my/calendar")
@allow(is_signed_in)
def my_calendar() -> ResponseReturnValue:
    feed = queries.feed_of(me())
    page = "attendance/my_calendar.html"
    return render_template(page, subscription=_subscription(feed), feed=feed, in_wechat=in_wechat())


@blueprint.post("/my/calendar/renew")
@allow(is_signed_in)
def renew_my_calendar() -> ResponseReturnValue:
    return _renew(me(), url_for(".my_calendar"))


@blueprint.post("/my/calendar/end")
@allow(is_signed_in)
def end_my_calendar() -> ResponseReturnValue:
    return _end(me(), url_for(".my_calendar"))


@blueprint.get("/cohorts/<int:cohort_id>/calendar")
@allow(may_teach_cohort, load=cohort_by_id)
def cohort_calendar(cohort: Cohort) -> ResponseReturnValue:
    feed = queries.feed_of(cohort)
    return render_template(
        "attendance/cohort_calendar.html",
        cohort=cohort,
        feed=feed,
        subscriptions={spoken: _subscription(feed, spoken) for spoken in LOCALES} if feed else {},
        may_plan=may_plan_sessions(me(), cohort),
        in_wechat=in_wechat(),
    )


@blueprint.post("/cohorts/<int:cohort_id>/calendar/renew")
@allow(may_plan_sessions, load=cohort_by_id)
def renew_cohort_calendar(cohort: Cohort) -> ResponseReturnValue:
    return _renew(cohort, url_for(".cohort_calendar", cohort_id=cohort.id))


@blueprint.post("/cohorts/<int:cohort_id>/calendar/end")
@allow(may_plan_sessions, load=cohort_by_id)
def end_cohort_calendar(cohort: Cohort) -> ResponseReturnValue:
    return _end(cohort, url_for(".cohort_calendar", cohort_id=cohort.id))


@blueprint.get("/calendar/<secret>.ics")
@public
def calendar_feed(secret: str) -> ResponseReturnValue:
    feed = queries.feed_by_secret(secret)
    if feed is None or not _is_open(feed):
        return _refused()
    spoken = _language_of(feed)
    with in_language(spoken):
        content = write_calendar(_calendar(feed, spoken))
    response = call_file(make_response(content), _file_name(feed), attached="download" in request.args)
    response.content_type = "text/calendar; charset=utf-8"
    return _for_its_reader_alone(response)


def _renew(owner: Person | Cohort, page: str) -> ResponseReturnValue:
    form = FlaskForm()
    if save(form, lambda: operations.renew_feed(owner=owner, actor=me())):
        flash(_("This is the address of the calendar. One that was there before shows nothing any more."), "good")
    return redirect(page)


def _end(owner: Person | Cohort, page: str) -> ResponseReturnValue:
    form = FlaskForm()
    if save(form, lambda: operations.end_feed(owner=owner, actor=me())):
        flash(_("The calendar has no address any more; calendars that subscribed to it get nothing."), "attention")
    else:
        flash(str(form.form_errors[0]), "bad")
    return redirect(page)


def _subscription(feed: CalendarFeed | None, spoken: Language | None = None) -> Subscription | None:
    if feed is None:
        return None
    path = url_for(".calendar_feed", secret=feed.secret, lang=spoken)
    address = settings().address(path)
    webcal = urlsplit(address)._replace(scheme="webcal").geturl()
    download = url_for(".calendar_feed", secret=feed.secret, lang=spoken, download=1)
    return Subscription(address, webcal, download, qr_image(webcal))


def _is_open(feed: CalendarFeed) -> bool:
    """The calendar of someone whose account was closed says nothing any more."""
    return feed.person is None or feed.person.account is None or feed.person.account.active


def _refused() -> Response:
    within = [limiter.limiter.hit(limit, "calendar", get_remote_address()) for limit in GUESSES]
    if not all(within):
        abort(429)
    sentence = _("There is no calendar at this address. It may have been replaced: look at the calendar page.")
    response = make_response(sentence, 404)
    response.content_type = "text/plain; charset=utf-8"
    return _unindexed(response)


def _language_of(feed: CalendarFeed) -> Language:
    """That of the address, else the reader's."""
    asked = request.args.get("lang")
    known = feed.person.preferred_language if feed.person else "zh"
    return "en" if (asked if asked in LOCALES else known) == "en" else "zh"


def _calendar(feed: CalendarFeed, spoken: Language) -> Calendar:
    entries: list[Entry] = []
    name = _("My class sessions")
    if feed.cohort:
        entries, name = queries.entries_in(feed.cohort), feed.cohort.title.in_language(spoken)
    elif feed.person:
        entries = queries.entries_for(feed.person)
    return Calendar(name, spoken, [event_of(entry) for entry in entries])


def _file_name(feed: CalendarFeed) -> str:
    return f"{feed.cohort.code}.ics" if feed.cohort else "cgtraining.ics"


def _for_its_reader_alone(response: Response) -> Response:
    """A calendar may keep what it read, and asks each time whether it still holds; nobody in between keeps anything."""
    response.headers["Cache-Control"] = "private, no-cache"
    response.add_etag()
    response.make_conditional(request)
    return _unindexed(response)


def _unindexed(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
