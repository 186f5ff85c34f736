"""A cohort with a session, a trainee and a class teacher, for whoever needs no particular ones."""

import pytest

from cgtraining.cohorts.models import CohortRole
from tests import factories


@pytest.fixture
def cohort(app):
    return factories.cohort()


@pytest.fixture
def session(cohort):
    return factories.class_session(cohort)


@pytest.fixture
def trainee(cohort):
    return factories.enrolment(cohort)


@pytest.fixture
def teacher(cohort):
    return factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER)
