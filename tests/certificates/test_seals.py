"""A co-issuing organization signs off its own seal, list by list."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from sqlalchemy import select

from cgtraining.certificates.awaited_seals import preview_facts
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.issuing import award_of, start_run
from cgtraining.certificates.models import Certificate, SealRelease
from cgtraining.certificates.operations import same_award
from cgtraining.certificates.printing import AWAITED, art_of
from cgtraining.certificates.runs import proceed
from cgtraining.certificates.seals import (
    add_signer,
    end_signer,
    lists_waiting_for,
    release_seal,
    set_signing_off,
    signers_of,
    waiting_seals,
)
from cgtraining.completion.models import GraduateList
from cgtraining.completion.queries import entries_of
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.models import IssuerRole, ProgramIssuer, ProgramRole
from cgtraining.programs.operations.issuing import add_issuer
from cgtraining.storage import save_file
from tests import factories
from tests.certificates.factories import approved_list, cedar
from tests.certificates.sample import ART

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture(autouse=True)
def in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context(), force_locale("en"):
        yield


@pytest.fixture
def source(app: Flask) -> GraduateList:
    """Of a program with a co-issuer that signs off its own seal."""
    save_file("seals/council.svg", ART["seal-council"])
    cohort = cedar()
    organization = factories.organization(name_zh="南岭社区促进会", name_en="Nanling", seal_key="seals/council.svg")
    issuer = add_issuer(program=cohort.program, organization=organization, role=IssuerRole.CO_ISSUER, actor=None)
    set_signing_off(issuer=issuer, signs_off=True, actor=None)
    return approved_list(cohort=cohort)


@pytest.fixture
def issuer(source: GraduateList) -> ProgramIssuer:
    return source.cohort.program.issuers[-1]


@pytest.fixture
def signer(issuer: ProgramIssuer) -> Person:
    person = factories.person("章守印", "ZHANG Shouyin", organization=issuer.organization)
    add_signer(issuer=issuer, person=person, actor=None, since=date(2020, 1, 1))
    return person


def seals_of_issued(source: GraduateList, **values: bool) -> list[str | None]:
    run = start_run(graduate_list=source, actor=None, **values)
    db.session.commit()
    proceed(run.id)
    facts = CertificateFacts.from_json(db.session.scalars(select(Certificate)).one().facts)
    return [one.seal_key for one in facts.issuers if one.name.en == "Nanling"]


def test_a_list_waits_for_the_seal(source: GraduateList, issuer: ProgramIssuer) -> None:
    assert waiting_seals(source) == [issuer]
    with pytest.raises(RuleBroken, match="The seal of Nanling is not released"):
        start_run(graduate_list=source, actor=None)


def test_a_released_seal_is_printed(source: GraduateList, signer: Person) -> None:
    assert lists_waiting_for(signer) == [source]
    release_seal(source=source, actor=signer)
    assert (waiting_seals(source), lists_waiting_for(signer)) == ([], [])
    assert seals_of_issued(source) == ["seals/council.svg"]
    with pytest.raises(RuleBroken, match="No seal of yours"):
        release_seal(source=source, actor=signer)


def test_without_its_release_a_list_is_issued_without_that_seal(source: GraduateList, issuer: ProgramIssuer) -> None:
    assert seals_of_issued(source, without_seals=True) == [None]
    certificate = db.session.scalars(select(Certificate)).one()
    assert same_award(certificate).withheld_seals == {str(issuer.organization_id)}


def test_only_a_person_of_the_organization_gets_the_role(issuer: ProgramIssuer) -> None:
    with pytest.raises(RuleBroken, match="Only a person of that organization"):
        add_signer(issuer=issuer, person=factories.person(), actor=None)


def test_whoever_holds_the_role_no_more_releases_nothing(
    source: GraduateList, issuer: ProgramIssuer, signer: Person
) -> None:
    (held,) = signers_of(issuer.program)[issuer.id]
    end_signer(signer=held, actor=None)
    assert (signers_of(issuer.program), lists_waiting_for(signer)) == ({}, [])
    with pytest.raises(RuleBroken, match="No seal of yours"):
        release_seal(source=source, actor=signer)


def test_a_list_that_is_not_approved_gets_no_seal(source: GraduateList, signer: Person) -> None:
    source.state = source.state.DRAFT
    with pytest.raises(RuleBroken, match="not approved"):
        release_seal(source=source, actor=signer)


def test_the_signer_is_led_from_home_to_the_list_and_releases(
    source: GraduateList, signer: Person, sign_in: SignIn
) -> None:
    client, page = sign_in(signer), f"/graduate-lists/{source.id}/seal"
    assert "Release the seal of your organization" in client.get("/?lang=en").text
    assert page in client.get("/seals?lang=en").text
    assert "王芳" in client.get(f"{page}?lang=en").text
    assert client.post(page).location == "/seals"
    db.session.expire_all()
    assert [one.person for one in db.session.scalars(select(SealRelease))] == [signer]
    assert "No list waits for your seal" in client.get("/seals?lang=en").text


def test_a_preview_outlines_the_place_of_a_seal_until_it_is_released(source: GraduateList, signer: Person) -> None:
    def seen() -> CertificateFacts:
        return preview_facts(award_of(entries_of(source)[0], set()), waiting_seals(source))

    assert seen().issuers[-1].seal_key == AWAITED
    assert art_of(seen())[AWAITED].startswith(b"<svg")
    release_seal(source=source, actor=signer)
    assert seen().issuers[-1].seal_key == "seals/council.svg"


def test_an_administrator_neither_switches_it_off_nor_says_who_signs(
    source: GraduateList, issuer: ProgramIssuer, signer: Person, sign_in: SignIn
) -> None:
    client = sign_in(factories.program_staff(source.cohort.program))
    text = client.get(f"/programs/{source.cohort.program_id}/issuing-rules?lang=en").text
    assert ("ZHANG Shouyin" in text, "The head of the program says which do" in text) == (True, True)
    assert ("signs-off" in text, "Give this role" in text) == (False, False)
    (held,) = signers_of(source.cohort.program)[issuer.id]
    paths = [f"/programs/issuers/{issuer.id}/{name}" for name in ("signs-off", "signers")]
    assert [client.post(path).status_code for path in [*paths, f"/seal-signers/{held.id}/end"]] == [404] * 3
    assert waiting_seals(source) == [issuer]


def test_the_head_sees_what_is_waiting_and_gives_the_role(
    source: GraduateList, issuer: ProgramIssuer, sign_in: SignIn
) -> None:
    cohort, office = source.cohort, factories.program_staff(source.cohort.program, role=ProgramRole.HEAD)
    person = factories.person("章守印", "ZHANG Shouyin", organization=issuer.organization)
    client, rules = sign_in(office), f"/programs/{cohort.program_id}/issuing-rules"
    text = client.get(f"/cohorts/{cohort.id}/certificates?lang=en").text
    assert ("Seals that are not released yet" in text, "Issue without these seals" in text) == (True, True)
    assert "Nobody can release this seal yet" in client.get(f"{rules}?lang=en").text
    client.post(f"/programs/issuers/{issuer.id}/signers", data={"person": person.id})
    assert "ZHANG Shouyin" in client.get(f"{rules}?lang=en").text
    (held,) = signers_of(cohort.program)[issuer.id]
    client.post(f"/seal-signers/{held.id}/end")
    assert signers_of(cohort.program) == {}
    client.post(f"/programs/issuers/{issuer.id}/signs-off", data={"signs_off": "no"})
    db.session.expire_all()
    assert waiting_seals(source) == []
    refused = client.post(f"/programs/issuers/{issuer.id}/signers?lang=en", data={"person": office.id})
    assert "Only a person of that organization" in refused.text


def test_the_office_reads_the_page_and_releases_nothing(source: GraduateList, sign_in: SignIn) -> None:
    client, page = sign_in(factories.program_staff(source.cohort.program)), f"/graduate-lists/{source.id}/seal?lang=en"
    assert "Release the seal of your organization" not in client.get(page).text
    assert "No seal of yours" in client.post(page).text
    assert db.session.scalars(select(SealRelease)).all() == []


def test_whoever_went_to_another_organization_releases_nothing_more(source: GraduateList, signer: Person) -> None:
    signer.organization = factories.organization()
    db.session.flush()
    assert lists_waiting_for(signer) == []
    with pytest.raises(RuleBroken, match="No seal of yours"):
        release_seal(source=source, actor=signer)
