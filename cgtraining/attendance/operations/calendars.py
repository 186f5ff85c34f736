"""Addresses of calendars: making one, replacing one that others came to know, and ending it."""

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance.models import CalendarFeed
from cgtraining.attendance.models.calendars import new_secret
from cgtraining.attendance.queries.calendars import feed_of
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


def renew_feed(*, owner: Person | Cohort, actor: Person | None) -> CalendarFeed:
    """A new address; the one before, if there is one, shows nothing from now on."""
    feed = feed_of(owner)
    if feed is None:
        feed = CalendarFeed(person=owner) if isinstance(owner, Person) else CalendarFeed(cohort=owner)
        db.session.add(feed)
    else:
        feed.secret, feed.renewed_at = new_secret(), clock.now()
    db.session.flush()
    record("calendar.address_made", feed, actor=actor, person_id=feed.person_id, cohort_id=feed.cohort_id)
    return feed


def end_feed(*, owner: Person | Cohort, actor: Person | None) -> CalendarFeed:
    feed = feed_of(owner)
    if feed is None:
        raise RuleBroken(_("This calendar has no address now."))
    record("calendar.address_ended", feed, actor=actor, person_id=feed.person_id, cohort_id=feed.cohort_id)
    db.session.delete(feed)
    db.session.flush()
    return feed
