"""The office's pages of honours, letters of appointment and statements of class hours."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import select

from cgtraining import clock
from cgtraining.certificates.awards.papers import award_sheet_content
from cgtraining.certificates.awards.queries import entries_of
from cgtraining.certificates.inspection import inspect_list
from cgtraining.certificates.issuing import start_award_run
from cgtraining.certificates.models import AwardList, CertificateKind, IssueRun
from cgtraining.certificates.runs import proceed
from cgtraining.cohorts.models import Cohort, CohortRole
from cgtraining.completion.models import ListState
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.models import ProgramRole
from tests import factories
from tests.certificates.awards.stories import (
    APPOINTMENT,
    HONOUR,
    HOURS,
    approved,
    approved_honours,
    attended,
    draft,
    taught,
)
from tests.certificates.factories import cedar

SignIn = Callable[[Person], FlaskClient]


def head_of(cohort: Cohort) -> Person:
    return factories.program_staff(cohort.program, factories.person("主任", "ZHU Ren"), ProgramRole.HEAD)


def only_list() -> AwardList:
    return db.session.scalars(select(AwardList).execution_options(populate_existing=True)).one()


def given(award_list: AwardList, **values: str) -> dict[str, str]:
    return {"version": str(award_list.version), "award_date": clock.today().isoformat()} | values


def test_a_cohort_without_lists_says_what_they_are(app: Flask, sign_in: SignIn) -> None:
    cohort = cedar()
    client = sign_in(factories.program_staff(cohort.program))
    assert f'href="/cohorts/{cohort.id}/awards"' in client.get(f"/cohorts/{cohort.id}/certificates").text
    assert "No list yet" in client.get(f"/cohorts/{cohort.id}/awards?lang=en").text


def test_an_honour_is_chosen_worded_approved_and_issued(app: Flask, sign_in: SignIn) -> None:
    cohort = cedar()
    enrolment = factories.enrolment(cohort, factories.person("李雷", "LI Lei"))
    key, office, head = f"enrolment-{enrolment.id}", factories.program_staff(cohort.program), head_of(cohort)
    client = sign_in(office)
    begun = client.post(
        f"/cohorts/{cohort.id}/awards/new/honour", data={"award_date": clock.today().isoformat()}
    ).location
    assert "Tick people below" in client.get(begun + "?lang=en").text
    words = {"chosen": key, f"reason_zh-{key}": "牵头议事厅", f"reason_en-{key}": ""}
    assert client.post(begun, data=given(only_list(), **words)).status_code == 302
    page = client.get(begun + "?lang=en").text
    assert "牵头议事厅" in page
    assert "in Chinese only" in page
    assert "Approve the list" not in page
    client = sign_in(head)
    words[f"reason_en-{key}"] = "leading the meeting hall"
    assert client.post(begun + "/approve", data=given(only_list(), **words)).status_code == 302
    assert only_list().state is ListState.APPROVED
    assert entries_of(only_list())[0].reason.en == "leading the meeting hall"
    assert "Approved by" in client.get(begun + "?lang=en").text
    started = client.post(begun + "/issue")
    run = db.session.scalars(select(IssueRun)).one()
    assert started.location == f"/certificate-runs/{run.id}"
    assert "Issue of list 1 of honours" in client.get(started.location + "?lang=en").text
    assert "Issue of list 1 of honours" in client.get(f"/cohorts/{cohort.id}/certificates?lang=en").text


def test_what_was_written_is_kept_where_a_form_comes_back(app: Flask, sign_in: SignIn) -> None:
    cohort = cedar()
    enrolment = factories.enrolment(cohort)
    key, made = f"enrolment-{enrolment.id}", draft(cohort, HONOUR)
    client = sign_in(head_of(cohort))
    words = given(made, **{"chosen": key, f"reason_zh-{key}": "", f"reason_en-{key}": "kept words"})
    page = client.post(f"/award-lists/{made.id}/approve?lang=en", data=words).text
    assert "Give the reason for the honour of 王芳 in Chinese." in page
    assert "kept words" in page
    assert only_list().is_draft


@pytest.mark.parametrize("text", ["31.12.2026", "2026-13-01"])
def test_a_day_that_is_none_is_refused_in_words(app: Flask, sign_in: SignIn, text: str) -> None:
    cohort = cedar()
    factories.cohort_staff(cohort, CohortRole.MENTOR)
    made = draft(cohort, APPOINTMENT)
    key = f"staff-{made.entries[0].staff_id}"
    client = sign_in(factories.program_staff(cohort.program))
    answer = client.post(f"/award-lists/{made.id}?lang=en", data=given(made, **{"chosen": key, f"from-{key}": text}))
    assert f"“{text}” is not a date." in answer.text


def test_a_statement_is_begun_for_one_trainee(app: Flask, sign_in: SignIn) -> None:
    cohort = taught()
    asked = attended(factories.enrolment(cohort, factories.person("安学员", "AN Xueyuan")))
    attended(factories.enrolment(cohort, factories.person("白学员", "BAI Xueyuan")))
    client, address = sign_in(factories.program_staff(cohort.program)), f"/cohorts/{cohort.id}/awards/new/hours"
    assert f'<option selected value="{asked.id}">' in client.get(f"{address}?trainee={asked.id}").text
    today = clock.today().isoformat()
    begun = client.post(address, data={"award_date": today, "counted_until": today, "trainee": str(asked.id)})
    assert [entry.person.name_zh for entry in entries_of(only_list())] == ["安学员"]
    assert "白学员" in client.get(begun.location).text


def test_hours_to_come_are_refused_on_the_form(app: Flask, sign_in: SignIn) -> None:
    cohort = taught()
    client = sign_in(factories.program_staff(cohort.program))
    data = {"award_date": "2099-01-01", "counted_until": "2099-01-01", "trainee": ""}
    page = client.post(f"/cohorts/{cohort.id}/awards/new/hours?lang=en", data=data)
    assert "Class hours can be counted up to today at the latest." in page.text


def test_a_draft_is_discarded(app: Flask, sign_in: SignIn) -> None:
    cohort = cedar()
    made = draft(cohort, HONOUR)
    client = sign_in(factories.program_staff(cohort.program))
    assert client.post(f"/award-lists/{made.id}/discard").location == f"/cohorts/{cohort.id}/awards"
    assert db.session.scalars(select(AwardList)).all() == []


def test_an_approval_is_withdrawn_with_its_reason(app: Flask, sign_in: SignIn) -> None:
    cohort = cedar()
    factories.enrolment(cohort)
    made = approved_honours(cohort)
    client, address = sign_in(head_of(cohort)), f"/award-lists/{made.id}"
    assert "Give the reason." in client.post(f"{address}/withdraw?lang=en", data={"reason": " "}).text
    assert client.post(f"{address}/withdraw", data={"reason": "材料有误"}).location == address
    assert "材料有误" in client.get(address).text
    refused = client.post(f"{address}/issue?lang=en")
    assert (refused.status_code, "This list is not approved." in refused.text) == (409, True)


@pytest.mark.parametrize("kind", [HONOUR, APPOINTMENT, HOURS])
def test_the_pages_of_a_list_ask_as_little_for_three_people_as_for_one(
    app: Flask, sign_in: SignIn, count_queries, kind: CertificateKind
) -> None:
    counts = []
    for people in (1, 3):
        cohort = factories.cohort(factories.curriculum(factories.program(code=f"P{people}")))
        taught(cohort)
        for number in range(people):
            attended(factories.enrolment(cohort, factories.person(f"安学员{number}", f"AN {number}")))
            factories.cohort_staff(cohort, CohortRole.MENTOR, factories.person(f"白导师{number}", f"BAI {number}"))
        drafted = draft(cohort, kind)
        frozen = approved_honours(cohort) if kind is HONOUR else approved(draft(cohort, kind))
        client = sign_in(head_of(cohort))
        addresses = [f"/award-lists/{one.id}" for one in (drafted, frozen)] + [f"/cohorts/{cohort.id}/awards"]
        counts.append([count_queries(partial(client.get, address)) for address in addresses])
    assert counts[0] == counts[1]


def test_what_stands_in_the_way_is_said_and_every_paper_shown_before_the_issue(app: Flask, sign_in: SignIn) -> None:
    cohort = cedar()
    factories.enrolment(cohort, factories.person("王𪛖", "WANG Wen"))
    factories.enrolment(cohort, factories.person("李雷", "LI Lei"))
    made = approved_honours(cohort)
    client, address = sign_in(factories.program_staff(cohort.program)), f"/award-lists/{made.id}/papers"
    assert f'href="{address}"' in client.get(f"/award-lists/{made.id}").text
    page = client.get(f"{address}?lang=en").text
    assert "1 of 2 certificates can be issued" in page
    assert f'action="/award-lists/{made.id}/issue"' in page
    sheet = html.fromstring(client.get(f"{address}/preview?lang=en").text)
    (picture,) = sheet.xpath("//ul[@class='contact-sheet']//img/@src")
    assert client.get(picture).mimetype == "image/png"


def test_a_letter_leads_to_the_staff_to_mend_a_name(app: Flask, sign_in: SignIn) -> None:
    cohort = cedar()
    factories.cohort_staff(cohort, CohortRole.MENTOR, factories.person("王𪛖", "WANG Wen"))
    made = approved(draft(cohort, APPOINTMENT))
    client = sign_in(factories.program_staff(cohort.program))
    page = html.fromstring(client.get(f"/award-lists/{made.id}/papers").text)
    assert page.xpath("//tbody//a/@href") == [f"/cohorts/{cohort.id}/staff"] * 2


def test_statements_are_looked_at_when_their_sessions_are_written(app: Flask, sign_in: SignIn) -> None:
    cohort = taught()
    attended(factories.enrolment(cohort))
    made = draft(cohort, HOURS)
    client, address = sign_in(factories.program_staff(cohort.program)), f"/award-lists/{made.id}/papers"
    assert client.get(address).status_code == 409
    approved(made)
    db.session.commit()
    assert client.get(f"{address}/preview").status_code == 200


def test_another_statement_and_another_term_are_not_found_to_be_doubles(app: Flask) -> None:
    cohort = taught()
    attended(factories.enrolment(cohort))
    first = approved(draft(cohort, HOURS, counted_until=date(2026, 4, 1)))
    run = start_award_run(award_list=first, actor=None)
    db.session.commit()
    proceed(run.id)
    again, later = approved(draft(cohort, HOURS, counted_until=date(2026, 4, 1))), approved(draft(cohort, HOURS))
    assert [inspect_list(one).blocked for one in (again, later)] == [1, 0]


@pytest.mark.parametrize(
    ("kind", "decided"),
    [
        (HONOUR, ["8", "牵头完成社区议事厅试点"]),
        (APPOINTMENT, ["导师", "2018年1月1日 – 2026年12月31日"]),
        (HOURS, ["8", "2"]),
    ],
)
def test_the_approval_sheet_names_what_is_decided(
    app: Flask, sign_in: SignIn, kind: CertificateKind, decided: list[str]
) -> None:
    cohort = taught()
    attended(factories.enrolment(cohort))
    factories.cohort_staff(cohort, CohortRole.MENTOR)
    head = head_of(cohort)
    made = approved_honours(cohort, actor=head) if kind is HONOUR else approved(draft(cohort, kind), actor=head)
    content = award_sheet_content(made, "zh")
    assert content["rows"][0][3:] == decided
    assert ("批准人", "主任, 2026年6月1日 10:00") in content["facts"]
    sheet = sign_in(head).get(f"/award-lists/{made.id}/sheet.pdf?lang=en")
    assert sheet.data.startswith(b"%PDF-")


def test_a_statement_is_asked_for_on_the_page_of_the_trainee(app: Flask, sign_in: SignIn) -> None:
    enrolment = factories.enrolment(taught())
    client = sign_in(factories.program_staff(enrolment.cohort.program))
    address = f"/cohorts/{enrolment.cohort_id}/awards/new/hours?trainee={enrolment.id}"
    assert f'href="{address}"' in client.get(f"/enrolments/{enrolment.id}/completion").text


@pytest.mark.parametrize(
    ("kind", "told"), [(HONOUR, "8 of 8"), (APPOINTMENT, "Role in the cohort"), (HOURS, "Participatory planning")]
)
def test_the_decision_record_of_each_person_has_a_page(
    app: Flask, sign_in: SignIn, kind: CertificateKind, told: str
) -> None:
    cohort = taught()
    attended(factories.enrolment(cohort))
    factories.cohort_staff(cohort, CohortRole.MENTOR)
    made = approved_honours(cohort) if kind is HONOUR else approved(draft(cohort, kind))
    client = sign_in(factories.program_staff(cohort.program))
    (address,) = html.fromstring(client.get(f"/award-lists/{made.id}").text).xpath("//td[@class='primary']/a/@href")
    assert told in client.get(address + "?lang=en").text


def test_a_draft_has_no_decision_record_yet(app: Flask, sign_in: SignIn) -> None:
    cohort = cedar()
    factories.cohort_staff(cohort, CohortRole.MENTOR)
    made = draft(cohort, APPOINTMENT)
    client = sign_in(factories.program_staff(cohort.program))
    assert client.get(f"/award-lists/{made.id}/people/{made.entries[0].id}").status_code == 409
