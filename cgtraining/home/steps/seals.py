"""What waits for someone who releases the seal of an organization."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from cgtraining.certificates.seals import lists_waiting_for
from cgtraining.home.steps import MOST_OF_A_KIND, Step
from cgtraining.home.words import title_of
from cgtraining.people.models import Person


def steps_of(person: Person) -> Iterator[Step]:
    for source in lists_waiting_for(person)[:MOST_OF_A_KIND]:
        yield Step(
            _("Release the seal of your organization"),
            title_of(source.cohort),
            url_for("certificates.my_seals"),
            "award",
            "attention",
        )
