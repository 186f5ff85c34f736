import pytest

from tests import factories


@pytest.fixture
def cohort(app):
    return factories.cohort()


@pytest.fixture
def trainee(cohort):
    return factories.enrolment(cohort)
