"""The form in which a trainee gets an office, with the trainees of the cohort to choose from."""

from cgtraining.cohorts import queries
from cgtraining.cohorts.forms import CommitteeForm
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.language.choosing import language
from cgtraining.language.names import display_name
from cgtraining.web.fields import choices_as_written


def committee_form(cohort: Cohort) -> CommitteeForm:
    form = CommitteeForm()
    staying = queries.enrolments_of(cohort, queries.STAYING)
    form.enrolment_id.choices = choices_as_written((one.id, _called(one)) for one in staying)
    return form


def _called(enrolment: Enrolment) -> str:
    name = display_name(enrolment.person, language())
    return f"{name} · {enrolment.group.title.in_language(language())}" if enrolment.group else name
