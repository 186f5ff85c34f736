"""Pages of cohorts."""

from flask import Blueprint

from cgtraining.cohorts.views import tabs

blueprint = Blueprint("cohorts", __name__, url_prefix="/cohorts")
blueprint.add_app_template_global(tabs.cohort_tabs)
blueprint.add_app_template_global(tabs.cohort_rights)

from cgtraining.cohorts.views import (  # noqa: E402, F401  (the pages register themselves on the blueprint)
    adding,
    committee,
    groups,
    keeping,
    links,
    listing,
    overview,
    person,
    place,
    roster_import,
    staff,
    trainee,
    trainees,
    whereabouts,
)
