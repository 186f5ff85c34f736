"""Pages of cohorts."""

from flask import Blueprint

from cgtraining.cohorts.views import tabs

blueprint = Blueprint("cohorts", __name__, url_prefix="/cohorts")
blueprint.add_app_template_global(tabs.cohort_tabs)
blueprint.add_app_template_global(tabs.cohort_rights)
