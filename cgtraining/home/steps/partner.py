"""What waits for a partner: nothing is decided here, but the trainees whom it sponsors can be looked at."""

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.cohorts.models import Cohort
from cgtraining.home.roles import OPEN
from cgtraining.home.standings import SponsoredFigures
from cgtraining.home.steps import MOST_OF_A_KIND, Step
from cgtraining.home.words import title_of


def steps_of(cohorts: Sequence[Cohort], figures: SponsoredFigures) -> Iterator[Step]:
    for cohort in [one for one in cohorts if one.status in OPEN][:MOST_OF_A_KIND]:
        sentence = ngettext(
            "See how the trainee whom you sponsor is doing",
            "See how the %(num)s trainees whom you sponsor are doing",
            figures.per_cohort.get(cohort.id, 0),
        )
        address = url_for("cohorts.enrolments", cohort_id=cohort.id)
        yield Step(sentence, title_of(cohort), address, "people")
    if not cohorts:
        detail = _("Until then, this is what the program teaches.")
        sentence = _("The training office will name the trainees whom you sponsor")
        yield Step(sentence, detail, url_for("programs.list_programs"), "hourglass-split")
