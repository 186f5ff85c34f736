import io
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from cgtraining import clock
from cgtraining.assessments.models import GradedItem
from cgtraining.cohorts.models import Cohort, CohortRole, EnrolmentState
from cgtraining.completion.models import CompletionRules, GraduateList, ListState, Outcome, Waiver
from cgtraining.completion.queries import draft_of, entries_of, rules_in_force
from cgtraining.completion.rules import tree_from_json
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.models import ProgramRole
from tests import factories
from tests.completion.factories import taught_cohort, trainee

SignIn = Callable[[Person], FlaskClient]
PDF = b"%PDF-1.7\n" + b"0" * 200 + b"\n%%EOF\n"


@pytest.fixture(autouse=True)
def january() -> object:
    with clock.frozen(datetime(2027, 1, 5, 3, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def cohort(app: object) -> Cohort:
    return taught_cohort()


@pytest.fixture
def administrator(cohort: Cohort) -> Person:
    return factories.program_staff(cohort.program)


def test_the_overview_shows_everyone_beside_every_rule(sign_in: SignIn, cohort: Cohort, administrator: Person) -> None:
    client = sign_in(administrator)
    address = f"/cohorts/{cohort.id}/completion?lang=en"
    assert "There are no trainees in this cohort yet" in client.get(address).text
    good, weak = trainee(cohort), trainee(cohort, attended=3)
    page = client.get(address).text
    assert "Missing 4 class hours: 12 of the 16 needed." in page
    lost = client.get(f"{address}&state=not_met").text
    assert f"/enrolments/{weak.id}/completion" in lost
    assert f"/enrolments/{good.id}/completion" not in lost
    assert "Nobody stands so at present" in client.get(f"{address}&state=not_yet").text


def test_rules_that_name_an_unknown_item_are_pointed_out(
    sign_in: SignIn, cohort: Cohort, administrator: Person
) -> None:
    tree = {"kind": "group", "key": "all", "need": "all", "at_least": 1}
    rules = [{"kind": "required_items", "key": "a", "codes": ["thesis"]}]
    row = CompletionRules(curriculum=cohort.curriculum, tree=tree | {"rules": rules}, adopted_at=clock.now())
    db.session.add(row)
    assert "thesis" in sign_in(administrator).get(f"/cohorts/{cohort.id}/completion?lang=en").text


def test_who_may_open_what(sign_in: SignIn, cohort: Cohort) -> None:
    someone, other = trainee(cohort), trainee(cohort)
    head = factories.program_staff(cohort.program, factories.person(), ProgramRole.HEAD)
    own = factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR)
    expected = {
        head: (200, 200, 200),
        own: (200, 404, 200),
        factories.cohort_staff(cohort, CohortRole.TRAINER, factories.person()): (404, 404, 404),
        someone.person: (404, 404, 302),
        other.person: (404, 404, 404),
        factories.platform_administrator(): (200, 200, 200),
    }
    for person, statuses in expected.items():
        client = sign_in(person)
        addresses = (
            f"/cohorts/{cohort.id}/completion",
            f"/curricula/{cohort.curriculum_id}/completion-rules",
            f"/enrolments/{someone.id}/completion",
        )
        assert tuple(client.get(address).status_code for address in addresses) == statuses


def test_a_waiver_is_granted_and_revoked(sign_in: SignIn, cohort: Cohort, administrator: Person) -> None:
    weak = trainee(cohort, attended=3)
    client = sign_in(administrator)
    address = f"/enrolments/{weak.id}"
    assert client.post(f"{address}/waivers", data={"rule_key": "hours", "reason": ""}).status_code == 200
    assert client.post(f"{address}/waivers", data={"rule_key": "all", "reason": "住院"}).status_code == 200
    assert client.post(f"{address}/waivers", data={"rule_key": "hours", "reason": "住院"}).status_code == 302
    assert "住院" in client.get(f"{address}/completion").text
    waiver = db.session.query(Waiver).one()
    assert sign_in(weak.person).post(f"/waivers/{waiver.id}/revoke").status_code == 404
    assert sign_in(administrator).post(f"/waivers/{waiver.id}/revoke").status_code == 302
    db.session.rollback()
    assert db.session.query(Waiver).count() == 0


def test_a_trainee_reads_in_plain_words_what_may_still_be_missed(sign_in: SignIn) -> None:
    with clock.frozen(datetime(2026, 3, 8, tzinfo=UTC)):
        cohort = taught_cohort(ends_on=date(2027, 12, 31), status=factories.CohortStatus.RUNNING)
        someone = factories.enrolment(cohort)
        page = sign_in(someone.person).get("/my/completion?lang=en").text
        beside_the_hours = sign_in(someone.person).get(f"/enrolments/{someone.id}/may-still-miss?lang=en").text
    assert "You can miss 4 more class hours." in page
    assert "You can miss 4 more class hours." in beside_the_hours
    assert "You can be absent without leave 2 more times." in page
    assert "You are not enrolled" in sign_in(factories.person("张三")).get("/my/completion?lang=en").text


def test_a_trainee_is_not_told_scores_that_are_not_released(sign_in: SignIn, cohort: Cohort) -> None:
    db.session.query(GradedItem).one().released_at = None
    someone = trainee(cohort, score=37)
    page = sign_in(someone.person).get("/my/completion?lang=en").text
    assert "Weighted score 37" not in page
    assert "No score counts yet" in page


def test_rules_are_changed_step_by_step_without_script(sign_in: SignIn, cohort: Cohort, administrator: Person) -> None:
    trainee(cohort)
    client = sign_in(administrator)
    address = f"/curricula/{cohort.curriculum_id}/completion-rules"
    assert client.get(f"{address}/change").status_code == 302
    assert client.get(f"{address}/add?group=all&kind=group").status_code == 409
    assert client.post(f"{address}/change").status_code == 302

    def change() -> CompletionRules:
        db.session.rollback()
        return db.session.query(CompletionRules).filter_by(adopted_at=None).one()

    def post(path: str, **form: object) -> int:
        return client.post(f"{address}/{path}", data={"version": change().version} | form).status_code

    assert post("add?group=all&kind=group", need="at_least", at_least="2") == 302
    inner = tree_from_json(change().tree).rules[-1].key
    assert "This group is empty" in client.get(f"{address}/change?lang=en").text
    assert post("adopt", reason="试行") == 200
    assert post(f"add?group={inner}&kind=required_items", codes="defence") == 302
    assert post(f"add?group={inner}&kind=required_items", codes="thesis") == 200
    assert post(f"add?group={inner}&kind=most_leave", hours="8") == 302
    assert post(f"add?group={inner}&kind=most_leave", hours="NaN") == 200
    assert post("edit?rule=hours", percent="85") == 302
    assert post("edit?rule=score", percent="70") == 302
    assert post("edit?rule=absences", times="1") == 302
    assert post(f"edit?rule={inner}", need="any", at_least="1") == 302
    for key in ("hours", "absences", "score", inner, tree_from_json(change().tree).rules[-1].rules[0].key):
        assert client.get(f"{address}/edit?rule={key}").status_code == 200
    leave = tree_from_json(change().tree).rules[-1].rules[1].key
    assert client.get(f"{address}/edit?rule={leave}").status_code == 200
    for kind in ("minimum_share", "most_absences", "minimum_score", "required_items"):
        assert client.get(f"{address}/add?group=all&kind={kind}").status_code == 200
    assert client.get(f"{address}/add?group=all&kind=spell").status_code == 404
    assert client.get(f"{address}/edit?rule=unknown").status_code == 404
    assert post("remove", rule="score") == 302
    assert client.post(f"{address}/remove", data={"rule": "hours", "version": "1"}).status_code == 409
    page = client.get(f"{address}/change?lang=en").text
    assert "By the new rules" in page
    assert "出勤学时不少于总学时的 85%。" in page
    assert "Attend at least 85% of the class hours." in page
    assert post("adopt", reason="") == 200
    assert post("adopt", reason="院务会决定") == 302
    assert rules_in_force(cohort.curriculum_id).number == 1
    assert "院务会决定" in client.get(address).text
    client.post(f"{address}/change")
    assert client.post(f"{address}/discard").status_code == 302
    assert "thesis" not in client.get(address).text


def test_codes_are_free_while_no_cohort_has_items(sign_in: SignIn) -> None:
    curriculum = factories.curriculum()
    client = sign_in(factories.program_staff(curriculum.program))
    address = f"/curricula/{curriculum.id}/completion-rules"
    client.post(f"{address}/change")
    page = client.get(f"{address}/add?group=all&kind=required_items&lang=en").text
    assert "No cohort of this curriculum has graded items yet." in page


def test_a_list_is_drafted_adjusted_approved_printed_and_signed(
    sign_in: SignIn, cohort: Cohort, administrator: Person
) -> None:
    good, weak = trainee(cohort), trainee(cohort, attended=3)
    client = sign_in(administrator)
    new = f"/cohorts/{cohort.id}/graduate-lists/new"
    assert client.get(new).status_code == 200
    assert client.post(new, data={"award_date": "2026-12-01"}).status_code == 200
    assert client.post(new, data={"award_date": "2027-01-09"}).status_code == 302
    draft = draft_of(cohort)
    assert draft is not None
    address = f"/graduate-lists/{draft.id}"
    assert client.get(new).headers["Location"].endswith(address)
    entry = next(one for one in entries_of(draft) if one.enrolment_id == weak.id)
    form = {"award_date": "2027-01-09", "version": draft.version, f"outcome-{entry.id}": "deferred"}
    wrong = client.post(address, data=form | {f"until-{entry.id}": "soon", f"remark-{entry.id}": "补交"})
    assert "“soon” is not a date." in client.post(f"{address}?lang=en", data=form | {f"until-{entry.id}": "soon"}).text
    assert 'value="补交"' in wrong.text
    assert client.post(address, data=form).status_code == 302
    version = _list(draft.id).version
    refused = client.post(f"{address}/approve?lang=en", data={"version": version})
    assert "A deferral needs a date after the award date: 王芳." in refused.text
    form = form | {f"until-{entry.id}": "2027-06-30", "version": version}
    assert client.post(address, data=form).status_code == 302
    assert client.post(f"{address}/scan", data={"scan": (io.BytesIO(PDF), "a.pdf")}).status_code == 302
    assert client.post(f"{address}/refresh").status_code == 302
    assert client.post(f"{address}/approve", data={"version": version}).status_code == 200
    form["version"] = _list(draft.id).version
    client.post(address, data=form)
    own = factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR, factories.person())
    assert sign_in(own).get(address).status_code == 200
    assert client.post(f"{address}/approve", data={"version": _list(draft.id).version}).status_code == 404
    client = sign_in(administrator)
    assert client.post(f"{address}/approve", data={"version": _list(draft.id).version}).status_code == 302
    approved = _list(draft.id)
    assert approved.state is ListState.APPROVED
    assert {one.enrolment_id: one.outcome for one in entries_of(approved)} == {
        good.id: Outcome.COMPLETED,
        weak.id: Outcome.DEFERRED,
    }
    assert client.get(f"{address}/sheet.pdf?lang=en").data.startswith(b"%PDF-")
    assert client.get(f"{address}/scan").status_code == 404
    client.post(f"{address}/scan", data={})
    client.post(f"{address}/scan", data={"scan": (io.BytesIO(b"MZ"), "审批表.pdf")})
    assert client.get(f"{address}/scan").status_code == 404
    client.post(f"{address}/scan", data={"scan": (io.BytesIO(PDF), "审批表.pdf")})
    assert client.get(f"{address}/scan").data == PDF
    assert "审批表.pdf" in client.get(address).text
    assert client.post(f"{address}/discard").status_code == 409
    assert "List 1" in client.get(f"/cohorts/{cohort.id}/completion?lang=en").text
    assert "List 1" in client.get(f"/enrolments/{weak.id}/completion?lang=en").text
    assert sign_in(weak.person).get(address).status_code == 404
    assert "List 1" in client.get("/my/completion?lang=en").text


def test_what_stands_on_the_page_is_what_is_approved(sign_in: SignIn, cohort: Cohort, administrator: Person) -> None:
    trainee(cohort)
    client = sign_in(administrator)
    client.post(f"/cohorts/{cohort.id}/graduate-lists/new", data={"award_date": "2027-01-09"})
    draft = draft_of(cohort)
    assert draft is not None
    entry = entries_of(draft)[0]
    approve = f"/graduate-lists/{draft.id}/approve"
    form = {"award_date": "2027-01-10", "version": draft.version, f"outcome-{entry.id}": "nothing"}
    assert client.post(approve, data=form | {"award_date": "soon"}).status_code == 200
    assert client.post(approve, data=form | {"version": 99}).status_code == 200
    assert _list(draft.id).state is ListState.DRAFT
    assert client.post(approve, data=form).status_code == 302
    approved = _list(draft.id)
    assert (approved.state, approved.award_date) == (ListState.APPROVED, date(2027, 1, 10))
    assert [one.outcome for one in entries_of(approved)] == [Outcome.NOTHING]


def test_a_draft_is_discarded(sign_in: SignIn, cohort: Cohort, administrator: Person) -> None:
    trainee(cohort)
    client = sign_in(administrator)
    client.post(f"/cohorts/{cohort.id}/graduate-lists/new", data={"award_date": "2027-01-09"})
    draft = draft_of(cohort)
    assert draft is not None
    assert client.post(f"/graduate-lists/{draft.id}/discard").status_code == 302
    db.session.rollback()
    assert db.session.query(GraduateList).count() == 0


def test_a_completion_against_present_facts_carries_a_note(
    sign_in: SignIn, cohort: Cohort, administrator: Person
) -> None:
    someone = trainee(cohort)
    client = sign_in(administrator)
    client.post(f"/cohorts/{cohort.id}/graduate-lists/new", data={"award_date": "2027-01-09"})
    draft = draft_of(cohort)
    assert draft is not None
    client.post(f"/graduate-lists/{draft.id}/approve", data={"version": draft.version})
    db.session.rollback()
    db.session.query(GradedItem).one().released_at = None
    for address in (f"/cohorts/{cohort.id}/completion?lang=en", f"/graduate-lists/{draft.id}?lang=en"):
        assert "The facts changed after approval; the completion stands." in client.get(address).text
    assert someone.state is EnrolmentState.COMPLETED


def test_pages_take_the_same_number_of_reads_for_one_and_for_many(
    sign_in: SignIn, cohort: Cohort, administrator: Person, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    def enrol() -> None:
        someone = trainee(cohort)
        someone.person.organization = factories.organization()

    enrol()
    client = sign_in(administrator)
    client.post(f"/cohorts/{cohort.id}/graduate-lists/new", data={"award_date": "2027-01-09"})
    draft = draft_of(cohort)
    assert draft is not None
    pages = (f"/cohorts/{cohort.id}/completion", f"/graduate-lists/{draft.id}")
    counts = [count_queries(lambda page=page: client.get(page)) for page in pages]
    for _number in range(3):
        enrol()
    client.post(f"/graduate-lists/{draft.id}/refresh")
    assert [count_queries(lambda page=page: client.get(page)) for page in pages] == counts


def _list(list_id: int) -> GraduateList:
    db.session.rollback()
    found = db.session.get(GraduateList, list_id)
    assert found is not None
    return found
