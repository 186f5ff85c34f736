"""The pages of cohorts: what they show to whom, what they save, and how many queries they take."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from cgtraining import clock
from cgtraining.cohorts import queries
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStaff, CohortStatus, Enrolment, EnrolmentState, Group
from cgtraining.database import db
from cgtraining.people.models import OrganizationKind, Person
from cgtraining.programs.models import CurriculumStatus
from tests import factories

SignIn = Callable[[Person], FlaskClient]
Count = Callable[[Callable[[], Any]], int]
NEW = {
    "code": "CEDAR-9",
    "title_zh": "第九期",
    "title_en": "Cohort 9",
    "starts_on": "2026-03-01",
    "ends_on": "2026-12-31",
    "capacity": "30",
    "timezone": "Asia/Shanghai",
}


@pytest.fixture
def cohort(app: object) -> Cohort:
    return factories.cohort()


@pytest.fixture
def office(cohort: Cohort, sign_in: SignIn) -> FlaskClient:
    """A course administrator of the cohort's program, signed in."""
    return sign_in(factories.program_staff(cohort.program))


def page(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address + ("&" if "?" in address else "?") + "lang=en")
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def post(client: FlaskClient, address: str, **values: Any) -> str:
    """What the page says after saving, or with the refusal."""
    answer = client.post(address + "?lang=en", data=values)
    if answer.status_code == 302:
        return page(client, answer.location)
    return answer.get_data(as_text=True)


def test_the_list_shows_the_own_cohorts_and_no_others(cohort: Cohort, office: FlaskClient) -> None:
    other = factories.cohort(code="ELSEWHERE")
    found = page(office, "/cohorts/")
    assert cohort.code in found
    assert other.code not in found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"PAST-1", "NOW-1"}),
        ("status=finished", {"PAST-1"}),
        ("status=nonsense", {"PAST-1", "NOW-1"}),
        ("q=now", {"NOW-1"}),
        ("q=100%25", set()),
        ("sort=code", {"PAST-1", "NOW-1"}),
    ],
)
def test_the_list_is_narrowed_by_what_stands_in_the_address(
    app: object, sign_in: SignIn, query: str, expected: set[str]
) -> None:
    curriculum = factories.curriculum()
    factories.cohort(curriculum, code="PAST-1", status=CohortStatus.FINISHED)
    factories.cohort(curriculum, code="NOW-1")
    found = page(sign_in(factories.program_staff(curriculum.program)), f"/cohorts/?{query}")
    assert {code for code in ("PAST-1", "NOW-1") if code in found} == expected


def test_an_empty_list_says_how_to_get_the_first_cohort(app: object, sign_in: SignIn) -> None:
    program = factories.program()
    assert "No cohorts yet" in page(sign_in(factories.program_staff(program)), "/cohorts/")
    assert "A cohort appears here" in page(sign_in(factories.person()), "/cohorts/")


def test_the_list_takes_as_many_queries_for_three_cohorts_as_for_one(
    app: object, sign_in: SignIn, count_queries: Count
) -> None:
    client = sign_in(factories.platform_administrator())
    factories.enrolment(factories.cohort())
    one = count_queries(lambda: page(client, "/cohorts/"))
    for _more in range(2):
        factories.enrolment(factories.cohort())
    assert count_queries(lambda: page(client, "/cohorts/")) == one


@pytest.mark.parametrize("place", ["/cohorts/{}/trainees", "/cohorts/{}", "/cohorts/{}/staff", "/cohorts/{}/groups"])
def test_a_cohorts_pages_take_as_many_queries_for_three_rows_as_for_one(
    cohort: Cohort, office: FlaskClient, count_queries: Count, place: str
) -> None:
    address = place.format(cohort.id)
    _one_more_of_everything(cohort)
    one = count_queries(lambda: page(office, address))
    for _more in range(2):
        _one_more_of_everything(cohort)
    assert count_queries(lambda: page(office, address)) == one


def test_a_trainees_own_page_takes_as_many_queries_for_three_classmates_as_for_one(
    cohort: Cohort, sign_in: SignIn, count_queries: Count
) -> None:
    client = sign_in(factories.enrolment(cohort).person)
    _one_more_of_everything(cohort)
    one = count_queries(lambda: page(client, f"/cohorts/{cohort.id}"))
    for _more in range(2):
        _one_more_of_everything(cohort)
    assert count_queries(lambda: page(client, f"/cohorts/{cohort.id}")) == one


def _one_more_of_everything(cohort: Cohort) -> None:
    group = Group(cohort=cohort, title_zh=f"第{len(cohort.groups) + 1}组")
    db.session.add(group)
    who = factories.person(organization=factories.organization(), province_code="440000")
    factories.enrolment(cohort, who, group=group, sponsor=factories.organization())
    factories.cohort_staff(cohort, CohortRole.TRAINER, factories.person(organization=factories.organization()))
    db.session.flush()


def test_a_cohort_is_created_from_a_published_curriculum(app: object, sign_in: SignIn) -> None:
    curriculum = factories.curriculum()
    factories.curriculum(curriculum.program, status=CurriculumStatus.DRAFT, title_en="Draft only")
    client = sign_in(factories.program_staff(curriculum.program))
    assert "Draft only" not in page(client, "/cohorts/new")
    assert "CEDAR-9" in post(client, "/cohorts/new", **NEW, curriculum_id=curriculum.id)
    made = queries.cohort_by_code("CEDAR-9")
    assert made is not None
    assert (made.curriculum_id, made.capacity, made.starts_on) == (curriculum.id, 30, date(2026, 3, 1))


def test_of_several_curricula_none_is_chosen_beforehand(app: object, sign_in: SignIn) -> None:
    first = factories.curriculum()
    second = factories.curriculum(first.program)
    client = sign_in(factories.program_staff(first.program))

    assert '<option value="">Choose a program and its curriculum</option>' in page(client, "/cohorts/new")
    assert f'<option selected value="{first.id}">' not in page(client, "/cohorts/new")
    assert f'<option selected value="{second.id}">' in page(client, f"/cohorts/new?curriculum={second.id}")
    assert "Choose a curriculum." in post(client, "/cohorts/new", **NEW, curriculum_id="")


def test_without_a_published_curriculum_the_page_says_what_comes_first(app: object, sign_in: SignIn) -> None:
    client = sign_in(factories.program_staff(factories.program()))
    assert "No published curriculum yet" in page(client, "/cohorts/new")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_on": "2026-02-01"}, "The last day is before the first day."),
        ({"capacity": "0"}, "The number of places must be at least 1"),
        ({"code": "TAKEN"}, "The code TAKEN belongs to another cohort."),
        ({"code": "no blanks"}, "Use letters, digits, hyphens and full stops only."),
        ({"title_zh": " "}, "Write the title in Chinese."),
        ({"starts_on": ""}, "Give the first day."),
    ],
)
def test_a_wrong_cohort_is_refused_with_one_sentence_and_nothing_is_lost(
    cohort: Cohort, office: FlaskClient, wrong: dict[str, str], sentence: str
) -> None:
    factories.cohort(cohort.curriculum, code="TAKEN")
    version = cohort.version
    answer = post(office, f"/cohorts/{cohort.id}/edit", **(NEW | wrong), version=version)
    assert sentence in answer
    assert 'value="Cohort 9"' in answer
    db.session.refresh(cohort)
    assert cohort.version == version


def test_a_form_that_someone_else_overtook_keeps_its_input(cohort: Cohort, office: FlaskClient) -> None:
    version = cohort.version
    post(office, f"/cohorts/{cohort.id}/edit", **NEW, version=version)
    answer = post(office, f"/cohorts/{cohort.id}/edit", **(NEW | {"title_en": "Mine"}), version=version)
    assert "Someone else saved this in the meantime" in answer
    assert 'value="Mine"' in answer


def test_the_status_changes_by_a_button(cohort: Cohort, office: FlaskClient) -> None:
    post(office, f"/cohorts/{cohort.id}/status", status="finished")
    db.session.refresh(cohort)
    assert cohort.status is CohortStatus.FINISHED
    assert office.post(f"/cohorts/{cohort.id}/status", data={"status": "nonsense"}).status_code == 409
    assert office.post(f"/cohorts/{cohort.id}/status", data={"status": "cancelled"}).status_code == 409


def test_the_overview_says_what_is_next_and_stops_saying_it(cohort: Cohort, office: FlaskClient) -> None:
    bare = page(office, f"/cohorts/{cohort.id}")
    assert "Bring in the trainees" in bare
    assert "Name the trainers" in bare
    factories.cohort_staff(cohort, CohortRole.TRAINER)
    ready = factories.person(name_confirmed_at=datetime(2026, 3, 1, tzinfo=UTC))
    factories.account_of(ready)
    factories.enrolment(cohort, ready)
    with clock.frozen(datetime(2026, 5, 1, tzinfo=UTC)):
        done = page(office, f"/cohorts/{cohort.id}")
    for sentence in ("Bring in the trainees", "Name the trainers", "cannot sign in yet", "confirmed the printed name"):
        assert sentence not in done


def test_the_overview_counts_provinces_and_kinds_of_those_who_stay(cohort: Cohort, office: FlaskClient) -> None:
    foundation = factories.organization(kind=OrganizationKind.FOUNDATION)
    factories.enrolment(cohort, factories.person(organization=foundation, province_code="440000"))
    left = factories.person(province_code="310000")
    factories.enrolment(cohort, left, state=EnrolmentState.WITHDRAWN)
    shown = page(office, f"/cohorts/{cohort.id}")
    assert "Guangdong" in shown
    assert "Shanghai" not in shown.replace("Asia/Shanghai", "")


def test_a_trainee_sees_classmates_by_name_and_organization_without_their_contacts(
    cohort: Cohort, sign_in: SignIn
) -> None:
    mate = factories.person("李雷", "LI Lei", organization=factories.organization(name_en="Old Town Center"))
    factories.enrolment(cohort, mate)
    teacher = factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER)
    own = factories.enrolment(cohort)
    shown = page(sign_in(own.person), f"/cohorts/{cohort.id}")
    assert "LI Lei" in shown
    assert "Old Town Center" in shown
    assert [one for one in (mate.phone, mate.email, teacher.phone, teacher.email) if one and one in shown] == []


def test_someone_who_withdrew_sees_the_own_record_and_no_classmates(cohort: Cohort, sign_in: SignIn) -> None:
    factories.enrolment(cohort, factories.person("李雷", "LI Lei"))
    own = factories.enrolment(cohort, state=EnrolmentState.WITHDRAWN)
    client = sign_in(own.person)
    assert "LI Lei" not in page(client, f"/cohorts/{cohort.id}")
    assert "Withdrawn" in page(client, f"/cohorts/trainees/{own.id}")


def test_a_trainee_cannot_open_the_list_or_the_record_of_another(cohort: Cohort, sign_in: SignIn) -> None:
    other = factories.enrolment(cohort)
    client = sign_in(factories.enrolment(cohort).person)
    page(client, f"/cohorts/{cohort.id}/trainees", status=404)
    page(client, f"/cohorts/trainees/{other.id}", status=404)


@pytest.mark.parametrize(
    ("role", "contacts"),
    [(CohortRole.TRAINER, False), (CohortRole.MENTOR, False), (CohortRole.CLASS_TEACHER, True)],
)
def test_names_are_for_all_staff_and_contacts_only_for_some(
    cohort: Cohort, sign_in: SignIn, role: CohortRole, contacts: bool
) -> None:
    enrolment = factories.enrolment(cohort, factories.person("李雷", "LI Lei", email="lilei@example.org"))
    client = sign_in(factories.cohort_staff(cohort, role))
    for address in (f"/cohorts/{cohort.id}/trainees", f"/cohorts/trainees/{enrolment.id}"):
        shown = page(client, address)
        assert "LI Lei" in shown
        assert ("lilei@example.org" in shown) == contacts
    assert ("lilei@example.org" in str(_exported(client, cohort))) == contacts


def test_a_partner_sees_and_exports_only_whom_it_sponsors(cohort: Cohort, sign_in: SignIn) -> None:
    sponsor = factories.organization()
    factories.enrolment(cohort, factories.person("李雷", "LI Lei"), sponsor=sponsor)
    factories.enrolment(cohort, factories.person("韩梅", "HAN Mei"))
    client = sign_in(factories.partner(cohort.program, sponsor))
    for shown in (page(client, f"/cohorts/{cohort.id}/trainees"), str(_exported(client, cohort))):
        assert ("LI Lei" in shown, "HAN Mei" in shown) == (True, False)
    assert "HAN Mei" not in page(client, f"/cohorts/{cohort.id}")


def _exported(client: FlaskClient, cohort: Cohort) -> list[tuple[Any, ...]]:
    answer = client.get(f"/cohorts/{cohort.id}/trainees.xlsx?lang=en")
    assert answer.status_code == 200
    sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}, "a cell runs as a formula"
    return list(sheet.iter_rows(values_only=True))


def test_the_export_holds_what_the_list_shows_in_pinyin_order(cohort: Cohort, office: FlaskClient) -> None:
    factories.enrolment(cohort, factories.person("赵一", "ZHAO Yi", sort_key="zhao yi"))
    factories.enrolment(cohort, factories.person("=1+1", "AN San", sort_key="an san"))
    rows = _exported(office, cohort)
    assert [row[1] for row in rows] == ["Name in Latin script", "AN San", "ZHAO Yi"]
    assert rows[1][0] == "=1+1"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"LI Lei", "HAN Mei", "WU Jing"}),
        ("state=withdrawn", {"WU Jing"}),
        ("q=lilei", {"LI Lei"}),
        ("group=0", {"HAN Mei", "WU Jing"}),
        ("account=none", {"HAN Mei"}),
        ("q=nobody", set()),
    ],
)
def test_the_list_of_trainees_is_searched_and_filtered(
    cohort: Cohort, office: FlaskClient, query: str, expected: set[str]
) -> None:
    group = Group(cohort=cohort, title_zh="第一组")
    db.session.add(group)
    lei = factories.person("李雷", "LI Lei", search_text="李雷 lilei li lei")
    factories.account_of(lei)
    factories.enrolment(cohort, lei, group=group)
    factories.enrolment(cohort, factories.person("韩梅", "HAN Mei"))
    factories.enrolment(cohort, factories.person("吴京", "WU Jing"), state=EnrolmentState.WITHDRAWN)
    shown = page(office, f"/cohorts/{cohort.id}/trainees?{query}")
    assert {name for name in ("LI Lei", "HAN Mei", "WU Jing") if name in shown} == expected


def test_many_trainees_are_put_into_a_group_at_once(cohort: Cohort, office: FlaskClient) -> None:
    post(office, f"/cohorts/{cohort.id}/groups", title_zh="第一组", title_en="Group one")
    group = db.session.scalars(select(Group)).one()
    chosen = [factories.enrolment(cohort).id for _each in range(3)]
    elsewhere = factories.enrolment(factories.cohort()).id
    address = f"/cohorts/{cohort.id}/trainees/bulk"
    said = post(office, address, do="group", group=group.id, selected=[*chosen, elsewhere], back="//evil.example")
    assert "3 trainees were changed." in said
    db.session.expire_all()
    assert queries.group_sizes(cohort) == {group.id: 3}
    assert office.post(address, data={"do": "group", "group": group.id}).status_code == 409


def test_a_sponsor_of_the_program_is_set_for_many_and_no_other_organization(
    cohort: Cohort, office: FlaskClient
) -> None:
    sponsor, stranger = factories.organization(), factories.organization()
    factories.partner(cohort.program, sponsor)
    enrolment = factories.enrolment(cohort)
    address = f"/cohorts/{cohort.id}/trainees/bulk"
    post(office, address, do="sponsor", sponsor=sponsor.id, selected=enrolment.id)
    db.session.refresh(enrolment)
    assert enrolment.sponsor_id == sponsor.id
    refused = office.post(address, data={"do": "sponsor", "sponsor": stranger.id, "selected": enrolment.id})
    assert refused.status_code == 409
    post(office, address, do="sponsor", sponsor="0", selected=enrolment.id)
    db.session.refresh(enrolment)
    assert enrolment.sponsor_id is None


def test_groups_are_renamed_and_removed(cohort: Cohort, office: FlaskClient) -> None:
    post(office, f"/cohorts/{cohort.id}/groups", title_zh="第一组")
    assert "This cohort has a group of that name already." in post(
        office, f"/cohorts/{cohort.id}/groups", title_zh="第一组"
    )
    group = db.session.scalars(select(Group)).one()
    assert "第一组" in page(office, f"/cohorts/groups/{group.id}")
    titles = {"title_zh": "雪松组", "title_en": "Cedar"}
    assert "Someone else saved" in post(office, f"/cohorts/groups/{group.id}", **titles, version=0)
    assert "Cedar" in post(office, f"/cohorts/groups/{group.id}", **titles, version=group.version)
    post(office, f"/cohorts/groups/{group.id}/remove")
    assert "No groups yet" in page(office, f"/cohorts/{cohort.id}/groups")


def test_someone_known_is_found_and_enrolled_from_a_day(cohort: Cohort, office: FlaskClient) -> None:
    known = factories.person("李雷", "LI Lei", search_text="李雷 li lei")
    address = f"/cohorts/{cohort.id}/trainees/add"
    assert f"?person={known.id}" in page(office, f"{address}?q=李雷")
    assert "Nobody of that name is known yet." in page(office, f"{address}?q=韩梅")
    form = {"person_id": known.id, "joined_on": "2026-04-01", "group_id": ""}
    early = office.post(f"{address}?person={known.id}&lang=en", data=form | {"joined_on": "2026-02-01"})
    assert "The date is before the cohort starts" in early.get_data(as_text=True)
    assert office.post(f"{address}?person={known.id}", data=form).status_code == 302
    enrolment = queries.enrolment_in(cohort, known)
    assert enrolment is not None
    assert enrolment.joined_on == date(2026, 4, 1)


def test_someone_new_is_added_unless_the_phone_is_known(cohort: Cohort, office: FlaskClient) -> None:
    factories.person("李雷", "LI Lei", phone="+8613800138000")
    form = {
        "name_zh": "韩梅",
        "organization_zh": "雪松社区基金会",
        "phone": "138 0013 8000",
        "gender": "female",
        "province_code": "440000",
        "preferred_language": "zh",
        "group_id": "",
        "joined_on": "2026-03-01",
    }
    address = f"/cohorts/{cohort.id}/trainees/new"
    assert "LI Lei is known with this phone number or e-mail." in post(office, address, **form)
    post(office, address, **form, another_person="y")
    enrolment = db.session.scalars(select(Enrolment)).one()
    assert enrolment.person.name_zh == "韩梅"
    assert enrolment.person.organization is not None
    assert enrolment.person.organization.name_zh == "雪松社区基金会"
    assert page(office, address + "?q=韩梅").count("韩梅") == 1


def test_a_role_is_given_and_ended(cohort: Cohort, office: FlaskClient) -> None:
    who = factories.person("李雷", "LI Lei")
    address = f"/cohorts/{cohort.id}/staff/add"
    assert "LI Lei" in page(office, f"{address}?person={who.id}")
    given = office.post(
        f"{address}?person={who.id}", data={"person_id": who.id, "role": "mentor", "since": "2026-01-01"}
    )
    assert given.status_code == 302
    staff = db.session.scalars(select(CohortStaff).where(CohortStaff.person_id == who.id)).one()
    with clock.frozen(datetime(2026, 6, 1, tzinfo=UTC)):
        post(office, f"/cohorts/staff/{staff.id}/end")
    db.session.refresh(staff)
    assert (staff.role, staff.until) == (CohortRole.MENTOR, date(2026, 6, 1))


def test_a_state_is_changed_with_a_day_and_a_reason(cohort: Cohort, office: FlaskClient) -> None:
    enrolment = factories.enrolment(cohort)
    address = f"/cohorts/trainees/{enrolment.id}/state"
    form = {"state": "withdrawn", "on": "2026-05-01", "reason": "", "version": enrolment.version}
    assert "Write a reason" in post(office, address, **form)
    assert "before the trainee joined" in post(office, address, **(form | {"reason": "调离", "on": "2026-01-01"}))
    assert "调离" in post(office, address, **(form | {"reason": "调离"}))
    db.session.refresh(enrolment)
    assert enrolment.state is EnrolmentState.WITHDRAWN
    assert "Someone else saved this" in post(office, address, **(form | {"state": "enrolled"}))


def test_a_trainee_is_transferred_to_a_cohort_that_one_manages(cohort: Cohort, office: FlaskClient) -> None:
    enrolment = factories.enrolment(cohort)
    address = f"/cohorts/trainees/{enrolment.id}/transfer"
    foreign = factories.cohort()
    assert "No other cohort is open" in page(office, address)
    target = factories.cohort(cohort.curriculum)
    form = {"on": "2026-05-01", "reason": "异地工作", "version": enrolment.version}
    post(office, address, **form, cohort_id=foreign.id)
    assert queries.enrolment_in(foreign, enrolment.person) is None
    post(office, address, **form, cohort_id=target.id)
    db.session.refresh(enrolment)
    assert enrolment.state is EnrolmentState.TRANSFERRED
    assert queries.enrolment_in(target, enrolment.person) is not None


def test_a_note_is_for_the_staff_alone(cohort: Cohort, office: FlaskClient, sign_in: SignIn) -> None:
    enrolment = factories.enrolment(cohort)
    address = f"/cohorts/trainees/{enrolment.id}"
    assert "只吃素" in post(office, f"{address}/note", note="只吃素", version=enrolment.version)
    long = post(office, f"{address}/note", note="长" * 2001, version=2)
    assert ("Nothing was saved yet" in long, "长" * 2001 in long) == (True, True)
    late = post(office, f"{address}/note", note="改吃荤", version=1)
    assert ("Someone else saved this in the meantime" in late, "改吃荤" in late) == (True, True)
    assert "只吃素" not in page(sign_in(enrolment.person), address)


def test_the_personal_link_is_shown_once_with_a_code(cohort: Cohort, office: FlaskClient) -> None:
    enrolment = factories.enrolment(cohort)
    shown = post(office, f"/cohorts/trainees/{enrolment.id}/invitation")
    assert "https://training.example.org/invitation/" in shown
    assert "data:image/svg+xml" in shown
    assert "/invitation/" not in page(office, f"/cohorts/trainees/{enrolment.id}").replace(
        f"/{enrolment.id}/invitation", ""
    )


def test_a_trainer_hands_out_no_personal_links(cohort: Cohort, sign_in: SignIn) -> None:
    enrolment = factories.enrolment(cohort)
    client = sign_in(factories.cohort_staff(cohort, CohortRole.TRAINER))
    assert client.post(f"/cohorts/trainees/{enrolment.id}/invitation").status_code == 404


def test_role_goes_to_someone_new_and_ends_on_a_day(cohort: Cohort, office: FlaskClient) -> None:
    address = f"/cohorts/{cohort.id}/staff/new"
    assert 'value="韩梅"' in page(office, f"{address}?q=韩梅")
    assert 'value="138"' not in page(office, f"{address}?q=138")
    form = {"name_zh": "韩梅", "email": "han@example.org", "preferred_language": "zh"}
    form |= {"role": "trainer", "since": "2026-03-01", "until": "2026-03-01"}
    assert "The role would end before it begins." in post(office, address, **form)
    assert "韩梅" in post(office, address, **(form | {"until": "2027-01-01"}))
    staff = db.session.scalars(select(CohortStaff).order_by(CohortStaff.id.desc())).first()
    assert staff is not None
    assert "韩梅" in page(office, f"/cohorts/staff/{staff.id}/end")
    assert "The role ends on 5 May 2026." in post(office, f"/cohorts/staff/{staff.id}/end", on="2026-05-05")
    db.session.refresh(staff)
    assert staff.until == date(2026, 5, 5)


def test_whoever_shares_a_contact_is_shown_before_anyone_is_added(cohort: Cohort, office: FlaskClient) -> None:
    known = factories.person("李雷", "LI Lei", email="han@example.org")
    form = {"name_zh": "韩梅", "email": "Han@example.org", "preferred_language": "zh"}
    form |= {"role": "trainer", "since": "2026-03-01", "until": ""}
    shown = post(office, f"/cohorts/{cohort.id}/staff/new", **form)
    assert f'href="/cohorts/{cohort.id}/staff/add?person={known.id}"' in shown
    assert "韩梅" in post(office, f"/cohorts/{cohort.id}/staff/new", **form, another_person="y")


def test_platform_sees_where_a_person_stands_in_as_many_queries_for_three_as_for_one(
    app: object, sign_in: SignIn, count_queries: Count
) -> None:
    who = factories.person("李雷", "LI Lei")
    client = sign_in(factories.platform_administrator())
    address = f"/cohorts/people/{who.id}"
    assert "Was in no cohort yet." in page(client, address)

    def one_more_of_each() -> Cohort:
        made = factories.cohort()
        factories.enrolment(made, who)
        factories.cohort_staff(made, CohortRole.MENTOR, who)
        factories.program_staff(made.program, who)
        factories.partner(made.program, factories.organization(), who)
        return made

    first = one_more_of_each()
    one = count_queries(lambda: page(client, address))
    for _more in range(2):
        one_more_of_each()
    assert count_queries(lambda: page(client, address)) == one
    shown = page(client, address)
    assert ("Mentor" in shown, "Contact of the sponsor" in shown, str(first.title_en) in shown) == (True, True, True)
    assert sign_in(who).get(address).status_code == 404
