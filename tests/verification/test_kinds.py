"""A stranger reads every fact that an honour, a letter or a statement prints, and none that it does not."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import select

from cgtraining import storage
from cgtraining.certificates.codes import Code
from cgtraining.certificates.issuing import start_award_run
from cgtraining.certificates.models import AwardList, Certificate, Standing
from cgtraining.certificates.runs import proceed
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from cgtraining.verification.answers import answer_file
from tests import factories
from tests.certificates.awards.stories import (
    APPOINTMENT,
    HOURS,
    REASON,
    approved,
    approved_honours,
    attended,
    draft,
    taught,
)
from tests.certificates.factories import cedar
from tests.verification.test_json import documented, fields, misfits

COURSE = ("starts_on", "ends_on", "class_hours", "minutes_per_class_hour")


def code_of(award_list: AwardList) -> str:
    run = start_award_run(award_list=award_list, actor=None)
    db.session.commit()
    proceed(run.id)
    return Code(db.session.scalars(select(Certificate.code)).one()).grouped


def honour() -> AwardList:
    cohort = cedar()
    factories.enrolment(cohort)
    return approved_honours(cohort)


def letter() -> AwardList:
    cohort = cedar()
    factories.cohort_staff(cohort, CohortRole.MENTOR)
    return approved(draft(cohort, APPOINTMENT))


def statement() -> AwardList:
    cohort = taught()
    attended(factories.enrolment(cohort))
    return approved(draft(cohort, HOURS))


def facts_shown(client: FlaskClient, code: str) -> dict[str, str]:
    page = html.fromstring(client.get(f"/verify/{code}?lang=en").text)
    labels, values = page.xpath("//dl[@class='facts']/dt"), page.xpath("//dl[@class='facts']/dd")
    return {
        label.text_content(): " ".join(value.text_content().split())
        for label, value in zip(labels, values, strict=True)
    }


def printed(client: FlaskClient, code: str) -> dict[str, Any]:
    answer = client.get(f"/verify/{code}.json").json
    assert answer is not None
    assert {name for name, _value in fields(answer)} == set(documented())
    assert misfits(answer) == []
    return answer["certificate"]


def test_an_honour_shows_its_reason_and_no_hours(app: Flask, client: FlaskClient) -> None:
    code = code_of(honour())
    shown, told = facts_shown(client, code), printed(client, code)
    assert shown["Reason"] == f"{REASON.en} {REASON.zh}"
    assert {"Class hours", "Dates", "Office", "Term"} & set(shown) == set()
    assert (told["kind"], told["reason"]) == ("honour", {"zh": REASON.zh, "en": REASON.en})
    assert [told[name] for name in (*COURSE, "office", "term", "sessions")] == [None] * 7


def test_a_letter_shows_office_and_term_and_no_course(app: Flask, client: FlaskClient) -> None:
    code = code_of(letter())
    shown, told = facts_shown(client, code), printed(client, code)
    assert (shown["Office"], shown["Term"]) == ("Mentor 导师", "1 Jan 2018 – 31 Dec 2026")
    assert {"Class hours", "Dates", "Cohort"} & set(shown) == set()
    assert (told["office"], told["term"], told["cohort"]) == (
        {"zh": "导师", "en": "Mentor"},
        ["2018-01-01", "2026-12-31"],
        None,
    )


def test_a_statement_shows_every_session(app: Flask, client: FlaskClient) -> None:
    code = code_of(statement())
    rows = html.fromstring(client.get(f"/verify/{code}?lang=en").text).xpath("//table/tbody/tr")
    lines = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    assert lines == [
        ["9 Mar 2026", "Participatory planning 参与式规划", "Classroom 面授", "4"],
        ["1 May 2026", "Deliberation 居民议事", "Classroom 面授", "4"],
    ]
    told = printed(client, code)
    assert (told["class_hours"], told["ends_on"]) == ("8", date(2026, 6, 1).isoformat())
    assert [(one["day"], one["class_hours"]) for one in told["sessions"]] == [("2026-03-09", "4"), ("2026-05-01", "4")]


@pytest.mark.parametrize("make", [honour, letter, statement])
def test_every_kind_is_verified_by_its_file_too(app: Flask, make: Any) -> None:
    code_of(make())
    certificate = db.session.scalars(select(Certificate)).one()
    assert certificate.pdf_key is not None
    answer = answer_file(storage.load_file(certificate.pdf_key))
    assert (answer.result, answer.same_file) == (Standing.VALID, True)
