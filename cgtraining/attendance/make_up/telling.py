"""Telling the trainee that a make-up is arranged, approved, or handed back."""

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance.models import MakeUp, MakeUpState
from cgtraining.config import settings
from cgtraining.language.choosing import language
from cgtraining.language.formatting import format_date
from cgtraining.language.names import display_name
from cgtraining.people.messages import tell

Written = tuple[str, str]


def tell_arranged(make_up: MakeUp) -> None:
    _tell(make_up, "arranged")


def tell_decided(make_up: MakeUp) -> None:
    """A task may be handed back more than once, so the moment tells the messages apart."""
    _tell(make_up, f"{make_up.state.value}:{clock.now():%Y%m%d%H%M%S}")


def _tell(make_up: MakeUp, what: str) -> None:
    tell(
        person=make_up.enrolment.person,
        purpose=f"make-up:{make_up.id}:{what}",
        write=lambda: _written(make_up, what),
        link=settings().address(f"/make-ups/{make_up.id}"),
    )


def _written(make_up: MakeUp, what: str) -> Written:
    subject, news = _news(make_up, what)
    name = display_name(make_up.enrolment.person, language())
    return subject, _("Dear %(name)s,\n\n%(news)s\n\nSign in to read what was written to it.", name=name, news=news)


def _news(make_up: MakeUp, what: str) -> Written:
    session = make_up.session
    values = {"session": session.title.in_language(language()), "day": format_date(session.day, weekday=True)}
    if make_up.state is MakeUpState.APPROVED:
        return _("You have made up for “%(session)s”", **values), _(
            "the make-up for “%(session)s” on %(day)s is approved: its class hours count.", **values
        )
    if what == "arranged":
        return _("How to make up for “%(session)s”", **values), _(
            "a make-up for “%(session)s” on %(day)s is arranged for you.", **values
        )
    return _("Your make-up for “%(session)s” was handed back", **values), _(
        "what you handed in for “%(session)s” on %(day)s is not enough yet. Please complete it.", **values
    )
