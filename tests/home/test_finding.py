"""Search: people, cohorts and certificates in Chinese, pinyin and English, and who finds what."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining.certificates.announcing import make_findable as make_certificate_findable
from cgtraining.certificates.models import Certificate, CertificateKind
from cgtraining.cohorts.models import Cohort, CohortRole
from cgtraining.cohorts.operations.keeping import make_findable as make_cohort_findable
from cgtraining.database import db
from cgtraining.home.finding import hits
from cgtraining.people.models import Organization, Person
from cgtraining.people.operations import describe_for_search, make_findable
from tests import factories
from tests.certificates import sample
from tests.home.pages import plain

SignIn = Callable[[Person], FlaskClient]


@dataclass(frozen=True)
class World:
    cohort: Cohort
    trainee: Person
    certificate: Certificate
    sponsor: Organization
    elsewhere: Person
    readers: dict[str, Person]


def trainee_of(cohort: Cohort, name_zh: str | None, name_latin: str, **values: object) -> Person:
    person = factories.person(name_zh, name_latin, **values)
    describe_for_search(person)
    make_findable(person)
    return person


def certificate_of(person: Person, cohort: Cohort) -> Certificate:
    """A number with its facts, as far as it is found; no paper is made."""
    facts = sample.certificate(name_zh=person.name_zh, name_latin=person.name_latin)
    made = Certificate(
        program=cohort.program, year=2026, number=1, serial=facts.serial, code="7K3M9QXA4TBW2HZER",
        kind=CertificateKind.COMPLETION, cohort_id=cohort.id, person=person, facts=facts.to_json(),
        award_date=facts.award_date,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    make_certificate_findable(made)
    return made


@pytest.fixture
def world(app: Flask) -> World:
    """One trainee with a certificate in a cohort, a namesake in another program, and a reader in each role."""
    cohort = factories.cohort(title_zh="雪松计划第九期", title_en="Cedar Program, Cohort 9", code="CEDAR-2026")
    other = factories.cohort(title_zh="另一期", title_en="Another cohort")
    sponsor = factories.organization()
    office = factories.organization(name_zh="南湾社区基金会", name_en="Nanwan Community Foundation")
    contact = {"phone": "+8613812345678", "email": "secret.box@example.org", "organization": office}
    trainee = trainee_of(cohort, "欧阳澄", "OUYANG Cheng", **contact)
    factories.enrolment(cohort, trainee, sponsor=sponsor)
    certificate = certificate_of(trainee, cohort)
    for one in (cohort, other):
        make_cohort_findable(one)
    elsewhere = trainee_of(other, "欧阳晴", "OUYANG Qing")
    factories.enrolment(other, elsewhere)
    readers = {
        "platform administrator": factories.platform_administrator(),
        "course administrator": factories.program_staff(cohort.program),
        "class teacher": factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER),
        "trainer": factories.cohort_staff(cohort, CohortRole.TRAINER),
        "mentor": factories.cohort_staff(cohort, CohortRole.MENTOR),
        "partner": factories.partner(cohort.program, sponsor),
        "another partner": factories.partner(cohort.program, factories.organization()),
        "trainee": trainee,
        "nobody": factories.person(),
    }
    db.session.commit()
    return World(cohort, trainee, certificate, sponsor, elsewhere, readers)


def found(app: Flask, question: str, reader: Person) -> list[tuple[str, object]]:
    with app.test_request_context():
        return [(hit.kind, hit.thing) for hit in hits(question, reader)]


def kinds(answers: list[tuple[str, object]]) -> list[str]:
    return [kind for kind, _thing in answers]


@pytest.mark.parametrize(
    "question",
    ["欧阳澄", "欧阳", "阳澄", "ouyang", "ouyangcheng", "OUYANG Cheng", "oyc", "南湾社区", "Nanwan", "13812345678"],
)
def test_people_are_found_in_both_scripts_by_pinyin_initials_organization_and_phone(
    app: Flask, world: World, question: str
) -> None:
    answers = found(app, question, world.readers["course administrator"])
    assert [thing for kind, thing in answers if kind == "person"] == [world.trainee]


@pytest.mark.parametrize("question", ["雪松计划", "第九期", "cedar", "Cohort 9", "CEDAR-2026", "ｃｅｄａｒ"])
def test_cohorts_are_found_by_title_and_code(app: Flask, world: World, question: str) -> None:
    answers = found(app, question, world.readers["course administrator"])
    assert [thing for kind, thing in answers if kind == "cohort"] == [world.cohort]


def test_certificates_are_found_by_serial_and_name(app: Flask, world: World) -> None:
    reader = world.readers["course administrator"]
    for question in (world.certificate.serial, "欧阳澄", "OUYANG"):
        answers = found(app, question, reader)
        assert [thing for kind, thing in answers if kind == "certificate"] == [world.certificate]


@pytest.mark.parametrize("question", ["", "   ", "李白", "' OR 1=1 --", "%", "_", '"*'])
def test_what_is_not_there_is_not_found(app: Flask, world: World, question: str) -> None:
    for reader in world.readers.values():
        assert found(app, question, reader) == []


@pytest.mark.parametrize(
    ("role", "people", "others"),
    [
        ("platform administrator", 2, ["certificate"]),
        ("course administrator", 1, ["certificate"]),
        ("class teacher", 1, []),
        ("trainer", 1, []),
        ("mentor", 1, []),
        ("partner", 1, []),
        ("another partner", 0, []),
        ("trainee", 0, []),
        ("nobody", 0, []),
    ],
)
def test_each_role_finds_its_own_people_only(
    app: Flask, world: World, role: str, people: int, others: list[str]
) -> None:
    answers = found(app, "欧阳", world.readers[role])
    assert kinds(answers) == ["person"] * people + others
    if people == 1:
        assert answers[0][1] is world.trainee


@pytest.mark.parametrize("question", ["13812345678", "secret", "secret.box@example.org"])
def test_whoever_may_not_see_contacts_finds_nobody_by_them(app: Flask, world: World, question: str) -> None:
    finds = {role: len(found(app, question, reader)) for role, reader in world.readers.items()}
    assert {role for role, number in finds.items() if number} == {
        "platform administrator", "course administrator", "class teacher",
    }  # fmt: skip


def test_every_hit_can_be_opened_by_its_finder(app: Flask, world: World, sign_in: SignIn) -> None:
    closed = []
    for role, reader in world.readers.items():
        with app.test_request_context():
            addresses = [hit.url for question in ("欧阳", "cedar") for hit in hits(question, reader)]
        client = sign_in(reader)
        closed += [(role, url) for url in addresses if client.get(url).status_code != 200]
    assert closed == []


def test_a_partner_opens_the_enrolment_that_it_sponsors(app: Flask, world: World, sign_in: SignIn) -> None:
    """Not a newer one in the same program, which another organization pays."""
    later = factories.cohort(world.cohort.curriculum)
    factories.enrolment(later, world.trainee, sponsor=factories.organization())
    reader = world.readers["partner"]
    with app.test_request_context():
        [hit] = [hit for hit in hits("欧阳澄", reader) if hit.kind == "person"]
    assert sign_in(reader).get(hit.url).status_code == 200


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/search?lang=en", "Search people, cohorts and certificates"),
        ("/search?q=%E6%9D%8E%E7%99%BD&lang=en", "Nothing found"),
        ("/search?q=%E6%9D%8E%E7%99%BD&lang=zh", "没有找到"),
    ],
)
def test_an_empty_answer_says_what_to_try(world: World, sign_in: SignIn, address: str, sentence: str) -> None:
    page = sign_in(world.readers["course administrator"]).get(address).get_data(as_text=True)
    assert sentence in plain(page)


def test_the_page_shows_name_organization_and_what_each_hit_is(world: World, sign_in: SignIn) -> None:
    page = sign_in(world.readers["course administrator"]).get("/search?q=欧阳澄&lang=en").get_data(as_text=True)
    assert "OUYANG Cheng" in page
    assert "Nanwan Community Foundation" in page
    assert [plain(part.split("</td>")[0]) for part in page.split('data-label="What it is">')[1:]] == [
        "Person", "Certificate",
    ]  # fmt: skip


def test_the_number_of_queries_does_not_grow_with_what_is_found(
    world: World, sign_in: SignIn, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    for role in ("platform administrator", "course administrator", "trainer", "partner"):
        client = sign_in(world.readers[role])
        client.get("/search?q=ouyang")
        one = count_queries(lambda: client.get("/search?q=ouyang"))  # noqa: B023
        for name in ("欧阳文", "欧阳武"):
            person = trainee_of(world.cohort, name, "OUYANG", organization=factories.organization())
            factories.enrolment(world.cohort, person, sponsor=world.sponsor)
        client = sign_in(world.readers[role])
        client.get("/search?q=ouyang")
        assert count_queries(lambda: client.get("/search?q=ouyang")) == one  # noqa: B023
