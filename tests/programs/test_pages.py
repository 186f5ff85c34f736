"""The pages of programs: set up a program from nothing in the browser, and refuse what cannot be."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cgtraining import clock
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.models import (
    Competency,
    Curriculum,
    CurriculumStatus,
    IssuerRole,
    Module,
    Program,
    ProgramIssuer,
    ProgramRole,
    ProgramStaff,
    Signatory,
    Sponsorship,
    Unit,
)
from cgtraining.programs.pictures import store_signature
from cgtraining.programs.queries import curriculum_by_id, program_with_code
from tests import factories

SignIn = Callable[[Person], FlaskClient]
Count = Callable[[Callable[[], Any]], int]
NEW = {"code": "willow", "title_zh": "柳树计划", "title_en": "Willow Program", "summary_zh": "", "summary_en": ""}
RULE = {
    "title_zh": "社区治理",
    "title_en": "Governance",
    "minutes_per_hour": "45",
    "smallest_step": "0.5",
    "most_per_day": "8",
    "rate_online": "0.5",
    "rate_recorded": "1",
    "rate_visit": "1",
    "rate_practice": "1",
}
SIGNATURE = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><path d="M0 0h9"/></svg>'

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>'


@pytest.fixture
def program(app: Flask) -> Program:
    return factories.program()


@pytest.fixture
def head(program: Program, sign_in: SignIn) -> FlaskClient:
    return sign_in(factories.program_staff(program, role=ProgramRole.HEAD))


@pytest.fixture
def draft(program: Program) -> Curriculum:
    made = factories.curriculum(program, status=CurriculumStatus.DRAFT)
    factories.unit(made, title_en="First unit")
    factories.unit(made, title_en="Second unit")
    return made


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address + ("&" if "?" in address else "?") + "lang=en")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def post(client: FlaskClient, address: str, **values: Any) -> str:
    answer = client.post(address + ("&" if "?" in address else "?") + "lang=en", data=values)
    if answer.status_code in {302, 303}:
        return page(client, answer.location.partition("#")[0])
    return answer.get_data(as_text=True)


def only(kind: type[Any]) -> Any:
    db.session.expire_all()
    return db.session.scalars(select(kind)).one()


def test_a_platform_administrator_starts_a_program_with_an_upper_case_code(app: Flask, sign_in: SignIn) -> None:
    client = sign_in(factories.platform_administrator())
    assert "Willow Program" in post(client, "/programs/new", **NEW)
    assert program_with_code("willow").code == "WILLOW"  # type: ignore[union-attr]
    assert "The code WILLOW belongs to another program." in post(client, "/programs/new", **NEW)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"code": "no blanks"}, "A code has 2 to 20 capital letters and digits"),
        ({"code": " "}, "Give the program a code."),
        ({"title_zh": "  "}, "Write the title in Chinese."),
    ],
)
def test_a_wrong_program_is_refused_and_nothing_is_lost(
    program: Program, head: FlaskClient, wrong: dict[str, str], sentence: str
) -> None:
    answer = post(head, f"/programs/{program.id}/edit", **(NEW | wrong), version=program.version)
    assert sentence in answer
    assert 'value="Willow Program"' in answer


def test_the_code_is_frozen_with_the_first_certificate(program: Program, head: FlaskClient) -> None:
    program.code_frozen_at = datetime(2026, 1, 1, tzinfo=UTC)
    old = program.code
    db.session.commit()
    answer = post(head, f"/programs/{program.id}/edit", **NEW, version=program.version)
    assert "The code stands on certificates" in answer
    post(head, f"/programs/{program.id}/edit", **(NEW | {"code": old}), version=program.version)
    db.session.refresh(program)
    assert (program.code, program.title_en) == (old, "Willow Program")


def test_two_people_saving_one_program_lose_nothing(program: Program, head: FlaskClient) -> None:
    version = program.version
    post(head, f"/programs/{program.id}/edit", **NEW, version=version)
    answer = post(head, f"/programs/{program.id}/edit", **(NEW | {"title_en": "Mine"}), version=version)
    assert "Someone else saved this in the meantime" in answer
    assert 'value="Mine"' in answer


def test_an_archived_program_leaves_the_list_and_comes_back(program: Program, head: FlaskClient) -> None:
    post(head, f"/programs/{program.id}/archive")
    assert program.code not in page(head, "/programs/")
    assert program.code in page(head, "/programs/?show=archived")
    post(head, f"/programs/{program.id}/bring-back")
    assert program.code in page(head, "/programs/")


def test_the_list_is_searched_and_shows_own_programs_only(program: Program, head: FlaskClient) -> None:
    other = factories.program(code="ELSEWHERE")
    assert program.code in page(head, f"/programs/?q={program.code.lower()}")
    assert program.code not in page(head, "/programs/?q=nothing").replace(f'value="{program.code}', "")
    assert other.code not in page(head, "/programs/")


def test_the_list_takes_as_many_queries_for_three_programs_as_for_one(
    app: Flask, sign_in: SignIn, count_queries: Count
) -> None:
    client = sign_in(factories.platform_administrator())
    factories.program()
    one = count_queries(lambda: page(client, "/programs/"))
    for _more in range(2):
        factories.program()
    assert count_queries(lambda: page(client, "/programs/")) == one


@pytest.mark.parametrize("place", ["", "/staff", "/issuing", "/competencies"])
def test_a_programs_pages_take_as_many_queries_for_three_rows_as_for_one(
    program: Program, head: FlaskClient, count_queries: Count, place: str
) -> None:
    _one_more_of_everything(program)
    one = count_queries(lambda: page(head, f"/programs/{program.id}{place}"))
    for _more in range(2):
        _one_more_of_everything(program)
    assert count_queries(lambda: page(head, f"/programs/{program.id}{place}")) == one


def _one_more_of_everything(program: Program) -> None:
    curriculum = factories.curriculum(program)
    factories.unit(curriculum)
    factories.program_staff(program, factories.person(organization=factories.organization()))
    factories.partner(program, factories.organization(), factories.person(organization=factories.organization()))
    number = len(program.issuers)
    db.session.add(ProgramIssuer(program=program, organization=factories.organization(), place=number + 1))
    db.session.add(Signatory(program=program, name_zh="李院长", place=number + 1))
    db.session.add(Competency(program=program, code=f"C{number}", title_zh="协商"))
    db.session.flush()


def test_a_curriculums_page_takes_as_many_queries_for_many_units_as_for_one(
    program: Program, head: FlaskClient, draft: Curriculum, count_queries: Count
) -> None:
    one = count_queries(lambda: page(head, f"/programs/curricula/{draft.id}"))
    for _more in range(3):
        db.session.add(Module(curriculum=draft, title_zh="模块", units=[Unit(title_zh="单元", class_hours=Decimal(2))]))
    db.session.flush()
    assert count_queries(lambda: page(head, f"/programs/curricula/{draft.id}")) == one


def test_issuers_are_added_ordered_and_removed(program: Program, head: FlaskClient) -> None:
    address = f"/programs/{program.id}/issuing"
    assert "Harbour" in post(head, address, name_zh="海港基金会", name_en="Harbour Foundation", role="co_issuer")
    assert "already" in post(head, address, name_zh="海港基金会", name_en="", role="issuer")
    second = program.issuers[-1]
    assert "Logo" in page(head, f"/programs/issuers/{second.id}")
    post(head, f"/programs/issuers/{second.id}/forward")
    db.session.expire_all()
    assert program.issuers[0].id == second.id
    post(head, f"/programs/issuers/{second.id}/remove")
    db.session.expire_all()
    assert [issuer.place for issuer in program.issuers] == [1]


def test_a_signatory_has_names_titles_and_a_picture_without_scripts(program: Program, head: FlaskClient) -> None:
    address = f"/programs/{program.id}/signatories/new"
    names = {"name_zh": "王院长", "name_latin": "WANG Yuanzhang", "title_zh": "院长", "title_en": "Dean"}
    post(head, address, **names, signature=(BytesIO(SIGNATURE), "signature.svg"))
    db.session.expire_all()
    signatory = program.signatories[-1]
    shown = head.get(f"/programs/signatories/{signatory.id}/signature")
    assert (shown.status_code, shown.mimetype) == (200, "image/svg+xml")
    assert (b"<path" in shown.data, b"script" in shown.data) == (True, False)
    assert "neither" in post(head, address, **names, signature=(BytesIO(b"%PDF"), "a.pdf"))
    nobody = dict.fromkeys(names, "")
    assert "Write the signatory" in post(head, address, **nobody)
    post(head, f"/programs/signatories/{signatory.id}", **(names | {"title_en": "Rector"}), version=signatory.version)
    db.session.refresh(signatory)
    assert (signatory.title_en, bool(signatory.signature_key)) == ("Rector", True)
    post(head, f"/programs/signatories/{signatory.id}", **names, remove_signature="y", version=signatory.version)
    db.session.refresh(signatory)
    assert signatory.signature_key is None
    post(head, f"/programs/signatories/{signatory.id}/forward")
    post(head, f"/programs/signatories/{signatory.id}/remove")
    db.session.expire_all()
    assert len(program.signatories) == 1
    assert head.get(f"/programs/signatories/{program.signatories[0].id}/signature").status_code == 404


def test_an_administrator_is_named_by_the_head_and_the_role_ends(program: Program, head: FlaskClient) -> None:
    who = factories.person("李雷", "LI Lei", search_text="李雷 li lei")
    address = f"/programs/{program.id}/staff/add"
    assert f"person={who.id}" in page(head, f"{address}?q=李雷")
    form = {"role": "administrator", "since": "2026-01-01"}
    assert "LI Lei" in post(head, f"{address}?person={who.id}", **form)
    assert "This person has that role already." in post(head, f"{address}?person={who.id}", **form)
    staff = db.session.scalars(select(ProgramStaff).where(ProgramStaff.person_id == who.id)).one()
    with clock.frozen(datetime(2026, 6, 1, tzinfo=UTC)):
        post(head, f"/programs/staff/{staff.id}/end")
    db.session.refresh(staff)
    assert staff.until == datetime(2026, 6, 1).date()


def test_a_course_administrator_names_nobody(program: Program, sign_in: SignIn) -> None:
    client = sign_in(factories.program_staff(program))
    assert client.get(f"/programs/{program.id}/staff/add").status_code == 404


def test_a_sponsor_has_a_contact_until_it_ends(program: Program, head: FlaskClient) -> None:
    who = factories.person("李雷", "LI Lei")
    address = f"/programs/{program.id}/sponsors/add?person={who.id}"
    form = {"name_zh": "海港基金会", "name_en": "", "since": "2026-01-01"}
    post(head, address, **form)
    assert "contact already" in post(head, address, **form)
    sponsorship = only(Sponsorship)
    post(head, f"/programs/sponsorships/{sponsorship.id}/end")
    assert only(Sponsorship).until is not None


def test_competencies_are_added_once_and_renamed(program: Program, head: FlaskClient) -> None:
    address = f"/programs/{program.id}/competencies"
    assert "Deliberation" in post(head, address, code="C1", title_zh="协商", title_en="Deliberation")
    assert "already" in post(head, address, code="C1", title_zh="协商", title_en="")
    competency = only(Competency)
    titles = {"title_zh": "协商", "title_en": "Talking"}
    assert "Talking" in post(head, f"/programs/competencies/{competency.id}", **titles, version=competency.version)


def test_a_curriculum_is_written_published_and_then_frozen(program: Program, head: FlaskClient) -> None:
    competency = Competency(program=program, code="C1", title_zh="协商", title_en="Deliberation")
    db.session.add(competency)
    db.session.flush()
    post(head, f"/programs/{program.id}/curricula/new", **RULE)
    curriculum = only(Curriculum)
    address = f"/programs/curricula/{curriculum.id}"
    assert head.post(f"{address}/publish").status_code == 409
    post(head, f"{address}/modules/new", title_zh="模块一", title_en="Module one")
    module = only(Module)
    unit = {"title_zh": "线上课", "title_en": "Online talk", "kind": "online", "class_hours": "3"}
    shown = post(head, f"/programs/modules/{module.id}/units/new", **unit, competencies=competency.id)
    assert "Online talk" in shown
    assert [one.code for one in only(Unit).competencies] == ["C1"]
    post(head, f"{address}/publish")
    assert only(Curriculum).status is CurriculumStatus.PUBLISHED
    assert head.post(f"/programs/units/{only(Unit).id}/remove").status_code == 409
    post(head, f"{address}/next")
    copy = db.session.scalars(select(Curriculum).where(Curriculum.status == CurriculumStatus.DRAFT)).one()
    copied = curriculum_by_id(copy.id)
    assert copied is not None
    assert (copied.number, copied.rate_online) == (2, Decimal("0.5"))
    assert [one.title_en for one in copied.modules[0].units] == ["Online talk"]
    post(head, f"{address}/retire")
    db.session.refresh(curriculum)
    assert curriculum.status is CurriculumStatus.RETIRED


def test_the_hours_that_count_stand_beside_the_hours_taught(program: Program, head: FlaskClient) -> None:
    draft = factories.curriculum(program, status=CurriculumStatus.DRAFT, rate_online=Decimal("0.5"))
    factories.unit(draft, 3, kind="online")
    shown = page(head, f"/programs/curricula/{draft.id}")
    assert ('<div class="stat-value">3' in shown, '<div class="stat-value">1.5' in shown) == (True, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes_per_hour": "0"},
        {"smallest_step": "0"},
        {"smallest_step": "0.125"},
        {"most_per_day": "25"},
        {"rate_online": "3"},
        {"rate_online": "NaN"},
        {"rate_visit": "1e400"},
        {"title_zh": " "},
    ],
    ids=str,
)
def test_an_impossible_hours_rule_is_refused(program: Program, head: FlaskClient, wrong: dict[str, str]) -> None:
    answer = head.post(f"/programs/{program.id}/curricula/new?lang=en", data=RULE | wrong)
    assert answer.status_code == 200
    assert "Nothing was saved yet" in answer.get_data(as_text=True)
    assert db.session.scalars(select(Curriculum)).all() == []


@pytest.mark.parametrize("hours", ["0", "-1", "201", "NaN", "Infinity", "0.125", "many"])
def test_impossible_class_hours_are_refused(draft: Curriculum, head: FlaskClient, hours: str) -> None:
    unit = draft.modules[0].units[0]
    values = {"title_zh": "单元", "title_en": "", "kind": "visit", "class_hours": hours}
    assert "Nothing was saved yet" in post(head, f"/programs/units/{unit.id}", **values)


def test_rows_of_a_draft_are_changed_moved_and_deleted(draft: Curriculum, head: FlaskClient) -> None:
    module = draft.modules[0]
    first, second = module.units
    post(head, f"/programs/units/{second.id}/move", to="front")
    db.session.expire_all()
    assert [unit.id for unit in module.units] == [second.id, first.id]
    values = {"title_zh": "单元", "title_en": "Renamed", "kind": "visit", "class_hours": "2.5"}
    assert "Someone else saved" in post(head, f"/programs/units/{first.id}", **values, version=0)
    db.session.refresh(first)
    assert "Renamed" in post(head, f"/programs/units/{first.id}", **values, version=first.version)
    post(head, f"/programs/units/{second.id}/remove")
    post(head, f"/programs/curricula/{draft.id}/modules/new", title_zh="模块二", title_en="Two")
    db.session.expire_all()
    other = draft.modules[1]
    post(head, f"/programs/modules/{other.id}/move", to="front")
    db.session.refresh(other)
    again = {"title_zh": "模块二", "title_en": "Two again", "version": other.version}
    assert "Two again" in post(head, f"/programs/modules/{other.id}", **again)
    db.session.expire_all()
    assert [one.id for one in draft.modules] == [other.id, module.id]
    post(head, f"/programs/modules/{module.id}/remove")
    db.session.expire_all()
    assert [one.place for one in draft.modules] == [1]
    assert db.session.scalars(select(Unit)).all() == []


def test_a_draft_that_someone_else_changed_is_not_overwritten(draft: Curriculum, head: FlaskClient) -> None:
    version = draft.version
    post(head, f"/programs/curricula/{draft.id}/edit", **RULE, version=version)
    assert "Someone else saved this" in post(head, f"/programs/curricula/{draft.id}/edit", **RULE, version=version)


def test_a_partner_reads_the_program_and_changes_nothing(program: Program, draft: Curriculum, sign_in: SignIn) -> None:
    address, client = f"/programs/curricula/{draft.id}", sign_in(factories.partner(program, factories.organization()))
    assert client.get(address).status_code == 404
    assert address not in page(client, f"/programs/{program.id}")
    draft.status = CurriculumStatus.PUBLISHED
    db.session.commit()
    assert "First unit" in page(client, address)
    assert "/edit" not in page(client, f"/programs/{program.id}")
    assert client.post(f"/programs/curricula/{draft.id}/publish").status_code == 404
    assert client.get(f"/programs/{program.id}/staff").status_code == 404


def test_a_program_leads_to_its_cohorts(program: Program, head: FlaskClient) -> None:
    assert f'href="/cohorts/?program={program.id}"' in head.get(f"/programs/{program.id}").text


def test_a_signature_is_shown_to_the_programs_staff_alone(program: Program, head: FlaskClient, sign_in: SignIn) -> None:
    address = f"/programs/signatories/{program.signatories[0].id}/signature"
    program.signatories[0].signature_key = store_signature(
        b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0L9 9"/></svg>'
    )
    assert head.get(address).status_code == 200
    assert sign_in(factories.partner(program, factories.organization())).get(address).status_code in (403, 404)
    assert sign_in(factories.person()).get(address).status_code == 404


def test_role_goes_to_someone_new_and_ends_on_a_day(program: Program, head: FlaskClient) -> None:
    address = f"/programs/{program.id}/staff/new"
    assert 'value="Han Mei"' in page(head, f"{address}?q=Han Mei")
    form = {"name_latin": "HAN Mei", "email": "han@example.org", "preferred_language": "en"}
    form |= {"role": "administrator", "since": "2026-03-01", "until": "2026-02-01"}
    assert "The role would end before it begins." in post(head, address, **form)
    assert "HAN Mei" in post(head, address, **(form | {"until": ""}))
    staff = db.session.scalars(select(ProgramStaff).order_by(ProgramStaff.id.desc())).first()
    assert staff is not None
    assert "HAN Mei" in page(head, f"/programs/staff/{staff.id}/end")
    assert "The role ends on 5 May 2026." in post(head, f"/programs/staff/{staff.id}/end", on="2026-05-05")
    db.session.refresh(staff)
    assert staff.until == date(2026, 5, 5)


def test_new_contact_stands_for_the_organization_that_sponsors(program: Program, head: FlaskClient) -> None:
    address = f"/programs/{program.id}/sponsors/new"
    form = {
        "name_zh": "韩梅",
        "phone": "+853 6612 3456",
        "preferred_language": "zh",
        "since": "2026-03-01",
        "until": "",
    }
    assert "韩梅" in page(head, f"{address}?q=韩梅")
    assert "Write the organization that sponsors" in post(head, address, **form)
    assert "海港基金会" in post(head, address, **form, organization_zh="海港基金会")
    sponsorship = only(Sponsorship)
    assert (sponsorship.organization.name_zh, sponsorship.person.phone) == ("海港基金会", "+85366123456")
    assert "Sponsor" in page(head, f"/programs/sponsorships/{sponsorship.id}/end")
    post(head, f"/programs/sponsorships/{sponsorship.id}/end", on="2026-05-05")
    assert only(Sponsorship).until == date(2026, 5, 5)


def test_sponsor_is_filled_in_from_its_contact(program: Program, head: FlaskClient) -> None:
    who = factories.person(organization=factories.organization(name_zh="海港基金会"))
    assert 'value="海港基金会"' in page(head, f"/programs/{program.id}/sponsors/add?person={who.id}")


def test_issuer_gets_names_logo_seal_and_another_role(program: Program, head: FlaskClient) -> None:
    issuer = program.issuers[0]
    address = f"/programs/issuers/{issuer.id}"
    form = {"version": issuer.organization.version, "name_zh": "海港基金会", "name_en": "Harbour", "kind": "foundation"}
    files = {"logo": (BytesIO(DRAWING), "logo.svg"), "seal": (BytesIO(DRAWING), "seal.svg")}
    shown = post(head, address, **form, **files, role="co_issuer")
    assert ("Harbour" in shown, "Co-issuer" in shown, shown.count("<img height")) == (True, True, 2)
    assert head.get(f"{address}/seal").mimetype == "image/svg+xml"
    refused = post(head, address, **(form | {"version": 1}), role="issuer")
    assert "Someone else saved this in the meantime" in refused
    bad = post(head, address, **form, role="issuer", logo=(BytesIO(b"GIF89a"), "logo.gif"))
    assert "A logo or seal is a PNG or an SVG file." in bad


def test_organization_of_other_programs_too_is_left_to_the_platform(program: Program, head: FlaskClient) -> None:
    issuer = program.issuers[0]
    elsewhere = factories.program()
    db.session.add(ProgramIssuer(program=elsewhere, organization=issuer.organization, place=2))
    db.session.flush()
    address = f"/programs/issuers/{issuer.id}"
    assert "issues for other programs too" in page(head, address)
    name = issuer.organization.name_zh
    assert "Co-issuer" in post(head, address, role="co_issuer", name_zh="别名")
    db.session.refresh(issuer)
    assert (issuer.organization.name_zh, issuer.role) == (name, IssuerRole.CO_ISSUER)
    assert head.get(f"{address}/seal").status_code == 404


def test_units_are_added_one_after_another(head: FlaskClient, draft: Curriculum) -> None:
    factories.unit(draft)
    address = f"/programs/modules/{draft.modules[0].id}/units/new"
    unit = {"title_zh": "协商", "title_en": "Deliberation", "kind": "visit", "class_hours": "4", "another": "1"}
    shown = post(head, address, **unit)
    assert ("Deliberation" in shown, '<option selected value="visit">' in shown) == (True, True)


def test_published_version_leads_to_a_cohort(program: Program, head: FlaskClient) -> None:
    published = factories.curriculum(program)
    assert f"/cohorts/new?curriculum={published.id}" in page(head, f"/programs/curricula/{published.id}")
