"""The select of a form in which a group of the cohort is chosen, or none."""

from typing import Protocol

from flask_babel import gettext as _
from wtforms import SelectField

from cgtraining.cohorts.models import Cohort, Group
from cgtraining.language.choosing import language
from cgtraining.web.fields import choices


class Grouped(Protocol):
    group_id: SelectField


def offer_groups(form: Grouped, cohort: Cohort) -> None:
    reader = language()
    titles = ((one.id, one.title.in_language(reader)) for one in cohort.groups)
    form.group_id.choices = choices([("", _("No group")), *titles])


def chosen_group(form: Grouped, cohort: Cohort) -> Group | None:
    return next((one for one in cohort.groups if str(one.id) == form.group_id.data), None)
