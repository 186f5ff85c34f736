"""From an empty installation to the first roster."""

from flask import Flask

from cgtraining.cohorts.models import CohortStatus
from cgtraining.database import db
from cgtraining.programs.models import Program
from tests import factories
from tests.home.pages import Next, headings, home, next_steps, titles

SETUP = [
    "Set up a program",
    "Name who issues and who signs",
    "Write the curriculum and publish it",
    "Open a cohort",
    "Import its roster",
]


def looks(page: str) -> list[str]:
    return [step.look for step in next_steps(page)]


def test_an_empty_installation_leads_to_the_first_cohort(app: Flask, sign_in) -> None:
    page = home(sign_in(factories.platform_administrator()))
    assert titles(page) == SETUP
    assert looks(page) == ["", "later", "later", "later", "later"]
    assert headings(page)[0] == "Steps to your first cohort"
    assert next_steps(page)[0].url == "/programs/"


def test_the_steps_follow_what_is_there(app: Flask, sign_in) -> None:
    client = sign_in(factories.platform_administrator())
    program = Program(code="CEDAR", title_zh="雪松计划")
    db.session.add(program)
    db.session.flush()
    assert looks(home(client)) == ["done", "", "later", "later", "later"]
    assert next_steps(home(client))[1].url == f"/programs/{program.id}/issuing"

    taught = factories.curriculum()  # its program has an issuer and a signatory
    assert looks(home(client)) == ["done", "done", "done", "", "later"]

    cohort = factories.cohort(taught, status=CohortStatus.PLANNED)
    assert looks(home(client)) == ["done", "done", "done", "done", ""]
    assert next_steps(home(client))[4] == Next("Import its roster", f"/cohorts/{cohort.id}/import", "")


def test_once_there_are_trainees_the_work_itself_says_what_is_next(app: Flask, sign_in) -> None:
    factories.enrolment(factories.cohort())
    page = home(sign_in(factories.platform_administrator()))
    assert set(titles(page)) & set(SETUP) == set()
    assert headings(page)[0] == "Next"


def test_a_course_administrator_whose_program_has_no_cohort_sees_the_same_steps(app: Flask, sign_in) -> None:
    factories.enrolment(factories.cohort())  # of somebody else's program
    page = home(sign_in(factories.program_staff(factories.curriculum().program)))
    assert titles(page) == SETUP
    assert looks(page) == ["done", "done", "done", "", "later"]


def test_the_administrator_is_told_what_the_installation_lacks(app: Flask, sign_in) -> None:
    page = home(sign_in(factories.platform_administrator()))
    assert "https://training.example.org" in page
    assert "letters are kept as files until CGTRAINING_SMTP_URL is set" in page
    assert "This installation" not in home(sign_in(factories.program_staff(factories.program())))
