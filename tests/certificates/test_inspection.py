"""The page of checks before a run, and the contact sheet of what would be issued."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from cgtraining.certificates.inspection import Inspection, Weight, inspect_list
from cgtraining.certificates.issuing import start_run
from cgtraining.completion.models import GraduateList, ListState
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.models import IssuerRole, ProgramIssuer
from cgtraining.storage import save_file
from tests import factories
from tests.blank_prints import looks_at_prints
from tests.certificates.factories import approved_list, cedar, issued, trainees

SignIn = Callable[[Person], FlaskClient]
CONFIRMED = datetime(2026, 3, 1, tzinfo=UTC)


def person(name_zh: str | None = "王芳", name_latin: str | None = "WANG Fang", **values: Any) -> Person:
    return factories.person(name_zh, name_latin, **({"name_confirmed_at": CONFIRMED} | values))


def found_about(inspection: Inspection, name: str) -> list[tuple[Weight, str]]:
    (candidate,) = [one for one in inspection.candidates if one.person.name_zh == name]
    return [(one.weight, str(one.sentence)) for one in candidate.findings]


def inspected(app: Flask, graduates: GraduateList) -> Inspection:
    with app.test_request_context("/?lang=en", headers={"Accept-Language": "en"}):
        found = inspect_list(graduates)
        [str(one.sentence) for one in found.whole]
        return found


def test_a_list_without_a_fault_can_be_issued_whole(app: Flask) -> None:
    found = inspected(app, approved_list([person("王芳", "WANG Fang"), person("李四", "LI Si")]))
    assert (found.whole, found.rows(), found.issuable, found.blocked) == ([], [], 2, 0)


def test_each_fault_is_named_with_its_person(app: Flask, sign_in: SignIn) -> None:
    rare, long = "王𪛖", "WANG " + "MAMWAIMA " * 10
    graduates = approved_list([person(rare, None), person("王长", long), person("王笑", "WANG 😀"), person()])
    page = sign_in(factories.program_staff(graduates.cohort.program)).get(
        f"/graduate-lists/{graduates.id}/certificates?lang=en"
    )
    rows = [" ".join(row.text_content().split()) for row in html.fromstring(page.text).xpath("//tbody/tr")]
    assert len(rows) == 3
    by_name = {name: next(row for row in rows if name in row) for name in (rare, "王长", "王笑")}
    assert "contains the character 𪛖 (U+2A6D6)" in by_name[rare]
    assert "too long for the certificate, even at the smallest size" in by_name["王长"]
    assert "😀 (GRINNING FACE, U+1F600)" in by_name["王笑"]
    assert all("This one is not issued" in row for row in rows)
    assert "1 of 4 certificates can be issued" in page.text


def test_what_is_wrong_with_all_alike_is_said_once_and_blocks_all(app: Flask) -> None:
    graduates = approved_list([person("王芳", "WANG Fang"), person("李四", "LI Si")], cedar(title_zh="第𪛖期"))
    found = inspected(app, graduates)
    assert [one.weight for one in found.whole] == [Weight.BLOCKS_ALL]
    assert (found.rows(), found.blocks_all, found.issuable) == ([], True, 0)


def test_issuers_of_one_name_block_the_list_and_the_run(app: Flask, sign_in: SignIn) -> None:
    graduates = approved_list([person()])
    program = graduates.cohort.program
    twin = factories.organization(name_zh=f" {program.issuers[0].organization.name_zh} ", name_en="Other")
    db.session.add(ProgramIssuer(program=program, organization=twin, role=IssuerRole.CO_ISSUER, place=2))
    db.session.commit()
    client = sign_in(factories.program_staff(program))
    page = client.get(f"/graduate-lists/{graduates.id}/certificates?lang=en").text
    assert ("printed with the same name" in page, "To issuers and signatories" in page) == (True, True)
    assert "Issue the certificates</button>" not in page
    refused = client.post(f"/cohorts/{graduates.cohort_id}/certificates/issue?lang=en", data={"list": graduates.id})
    assert (refused.status_code, "printed with the same name" in refused.text) == (409, True)


def test_warnings_do_not_keep_anyone_from_a_certificate(app: Flask) -> None:
    committee = factories.organization()
    twice = {"phone": "+8613900000001"}
    graduates = approved_list(
        [
            person("李四", "LI Si", organization=committee, **twice),
            person("李四", "LI Si", organization=committee, **twice),
            person("赵五", "ZHAO Wu", name_confirmed_at=None),
            person("钱六", "QIAN Liu"),
            person("钱六", "QIAN Liu", organization=committee),
        ],
        cedar(title_en=None),
    )
    found = inspected(app, graduates)
    assert [one.weight for one in found.whole] == [Weight.WARNS]
    said = [str(one.sentence).partition(":")[0] for _candidate, one in found.rows()]
    assert sorted(said) == sorted(
        [
            "Someone else on this list has the same name and the same organization",
            "Someone else on this list has the same name and the same organization",
            "Someone else on this list has the same name and the same phone or e-mail",
            "Someone else on this list has the same name and the same phone or e-mail",
            "Someone in this cohort has the same name, and no organization is known that tells them apart.",
            "The holder has not confirmed how the name is printed.",
        ]
    )
    assert (found.issuable, found.rows("one")) == (5, [])


def test_words_that_the_state_keeps_are_warned_of_once(app: Flask) -> None:
    cohort = cedar()
    cohort.program.title_zh = "全国社区治理培训"
    found = inspected(app, approved_list([person("王芳", "WANG Fang"), person("李四", "LI Si")], cohort))
    assert [(one.weight, "人社部函〔2022〕25号" in str(one.sentence)) for one in found.whole] == [(Weight.WARNS, True)]
    assert (found.rows(), found.issuable) == ([], 2)


def test_whoever_has_the_certificate_already_is_named(app: Flask) -> None:
    certificate = issued(person())
    again = approved_list([], certificate.run_item.run.graduate_list.cohort, number=2)  # type: ignore[union-attr]
    again.entries.append(_entry_again(again, certificate.run_item.entry))  # type: ignore[union-attr]
    db.session.flush()
    assert found_about(inspected(app, again), "王芳") == [
        (Weight.BLOCKS_ONE, f"This trainee already has the certificate {certificate.serial}.")
    ]


def _entry_again(listed: GraduateList, entry: Any) -> Any:
    return type(entry)(enrolment=entry.enrolment, outcome=entry.outcome, class_hours=entry.class_hours)


def test_a_draft_and_a_started_list_have_no_button_to_issue(app: Flask, sign_in: SignIn) -> None:
    graduates = approved_list([person()], state=ListState.DRAFT)
    client = sign_in(factories.program_staff(graduates.cohort.program))
    page = f"/graduate-lists/{graduates.id}/certificates?lang=en"
    assert "The list of graduates is not approved yet." in client.get(page).text
    graduates.state = ListState.APPROVED
    assert "Issue the certificates</button>" in client.get(page).text
    start_run(graduate_list=graduates, actor=None)
    text = client.get(page).text
    assert ("Issue the certificates</button>" in text, "To the issue" in text) == (False, True)


@looks_at_prints
def test_the_contact_sheet_is_paged_and_its_pictures_are_made_on_demand(app: Flask, sign_in: SignIn) -> None:
    graduates = approved_list([*trainees(12), person("王𪛖", None, sort_key="z")])
    client = sign_in(factories.program_staff(graduates.cohort.program))
    path = f"/graduate-lists/{graduates.id}/certificates/preview"
    first, second = (html.fromstring(client.get(f"{path}?lang=en&page={page}").text) for page in (1, 2))
    pictures = first.xpath("//ul[contains(@class, 'contact-sheet')]//img")
    assert [picture.get("loading") for picture in pictures] == ["lazy"] * 12
    assert len({picture.get("src") for picture in pictures}) == 12
    assert second.xpath("//ul[contains(@class, 'contact-sheet')]//img") == []
    assert "contains the character 𪛖" in second.text_content()
    small = client.get(pictures[0].get("src"))
    large = client.get(pictures[0].getparent().get("href"))
    assert (small.data[:4], large.data[:4]) == (b"\x89PNG", b"\x89PNG")
    assert len(small.data) < 40_000 < len(large.data)
    assert "private" in small.headers["Cache-Control"]


@looks_at_prints
def test_a_picture_that_cannot_be_drawn_is_not_found(app: Flask, sign_in: SignIn) -> None:
    graduates = approved_list([person()])
    issuer = graduates.cohort.program.issuers[0].organization
    issuer.logo_key = "broken.svg"
    save_file("broken.svg", b"no picture")
    client = sign_in(factories.program_staff(graduates.cohort.program))
    path = f"/graduate-lists/{graduates.id}/certificates/preview"
    assert "is not a picture that can be printed" in client.get(f"{path}?lang=en").text
    assert client.get(f"{path}/{graduates.entries[0].id}.png").status_code == 404
    assert client.get(f"{path}/999999.png").status_code == 404


@pytest.mark.parametrize("end", ["", "/preview"])
def test_longer_lists_cost_no_more_queries(
    app: Flask, sign_in: SignIn, count_queries: Callable[..., int], end: str
) -> None:
    cohort = cedar()
    client = sign_in(factories.program_staff(cohort.program))

    def counted(count: int) -> int:
        people = [person(f"学员{count}{n}", None, name_confirmed_at=None) for n in range(count)]
        path = f"/graduate-lists/{approved_list(people, cohort, number=count).id}/certificates{end}"
        client.get(path)
        return count_queries(lambda: client.get(path))

    assert counted(1) == counted(3)
