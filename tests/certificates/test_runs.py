from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import timedelta
from hashlib import sha256

import psutil
import pytest
from flask import Flask
from sqlalchemy import select

from cgtraining import clock, storage, tasks
from cgtraining.certificates import queries, runs
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.issuing import MOST_TROUBLES, number_item, retry_refused, start_run
from cgtraining.certificates.leases import LEASE, Lease, LeaseLost, take_lease
from cgtraining.certificates.models import (
    Certificate,
    CertificateEvent,
    CertificateKind,
    Happening,
    IssueRun,
    ItemState,
    NumberState,
    RunState,
)
from cgtraining.certificates.own_pages import Art, IncompleteDesign
from cgtraining.certificates.runs import proceed
from cgtraining.completion.models import GraduateList, ListState, Outcome
from cgtraining.database import db
from cgtraining.documents import press as press_module
from cgtraining.documents.faces import Face
from cgtraining.documents.press import Batch, Press, Printed, Sheet
from cgtraining.errors import ManyRulesBroken, RuleBroken
from cgtraining.mail.models import Message
from tests import factories
from tests.blank_prints import looks_at_prints
from tests.certificates.factories import AWARDED_ON, approved_list, cedar, entry, issued, trainees

pytestmark = pytest.mark.prints
UNPRINTABLE = "\U0002b820"


def started(graduates: GraduateList) -> IssueRun:
    run = start_run(graduate_list=graduates, actor=None)
    db.session.commit()
    return run


def all_certificates() -> list[Certificate]:
    db.session.rollback()
    return list(db.session.scalars(select(Certificate).order_by(Certificate.number)))


def test_a_run_issues_a_certificate_to_everyone_on_the_list(app: Flask) -> None:
    graduates = approved_list(trainees(3))
    entry(graduates, factories.person("李四", "LI Si"), Outcome.ATTENDED)
    entry(graduates, factories.person("延期", "YAN Qi"), Outcome.DEFERRED)
    run = started(graduates)
    proceed(run.id)
    found = all_certificates()
    assert [certificate.serial for certificate in found] == [f"CEDAR-2026-000{n}" for n in range(1, 5)]
    assert [certificate.kind for certificate in found] == [CertificateKind.COMPLETION] * 3 + [
        CertificateKind.ATTENDANCE
    ]
    assert {certificate.state for certificate in found} == {NumberState.ISSUED}
    assert run.state is RunState.DONE


def test_an_issued_certificate_is_stored_hashed_and_complete(app: Flask) -> None:
    someone = factories.person("欧阳文", "OUYANG Wen")
    certificate = issued(someone)
    facts = CertificateFacts.from_json(certificate.facts)
    pdf = storage.load_file(certificate.pdf_key or "")
    assert (sha256(pdf).hexdigest(), pdf[:5]) == (certificate.sha256, b"%PDF-")
    assert (facts.name_zh, facts.name_latin) == ("欧阳文", "OUYANG Wen")
    assert (facts.serial, facts.code.replace("-", "")) == ("CEDAR-2026-0001", certificate.code)
    assert facts.code_address == f"https://training.example.org/verify/{facts.code}"
    assert facts.award_date == AWARDED_ON
    assert facts.specimen is False


def test_the_holder_is_told_once_in_their_language(app: Flask) -> None:
    certificate = issued(factories.person("王芳", "WANG Fang", preferred_language="en"))
    proceed(certificate.run_item.run_id)
    message = db.session.scalars(select(Message)).one()
    assert message.purpose == f"certificate:{certificate.id}:issued"
    assert message.subject.startswith("Your certificate of Cedar Program")
    assert message.link == CertificateFacts.from_json(certificate.facts).code_address


def test_the_event_names_who_started_the_run(app: Flask) -> None:
    actor = factories.person()
    run = start_run(graduate_list=approved_list(), actor=actor)
    db.session.commit()
    proceed(run.id)
    events = db.session.scalars(select(CertificateEvent)).all()
    assert [(event.what, event.actor_id) for event in events] == [(Happening.ISSUED, actor.id)]


def test_starting_twice_gives_the_same_run(app: Flask) -> None:
    graduates = approved_list()
    assert started(graduates).id == started(graduates).id


def test_a_name_that_the_font_cannot_print_stops_that_one_certificate_only(app: Flask) -> None:
    graduates = approved_list([factories.person(f"王{UNPRINTABLE}", "WANG"), factories.person("李四", "LI Si")])
    run = started(graduates)
    proceed(run.id)
    refused = next(item for item in run.items if item.state is ItemState.REFUSED)
    assert [certificate.facts["name_zh"] for certificate in all_certificates()] == ["李四"]
    assert UNPRINTABLE in (refused.problem.zh or "")
    assert "U+2B820" in (refused.problem.en or "")
    assert run.state is RunState.DONE


def test_a_refused_trainee_is_tried_again_and_continues_the_series(app: Flask) -> None:
    someone = factories.person(f"王{UNPRINTABLE}", "WANG")
    run = started(approved_list([someone, factories.person("李四", "LI Si")]))
    proceed(run.id)
    someone.name_zh = "王芳"
    assert retry_refused(run=run, actor=None) == 1
    db.session.commit()
    proceed(run.id)
    assert [c.facts["name_zh"] for c in all_certificates()] == ["李四", "王芳"]
    assert retry_refused(run=run, actor=None) == 0


def test_deferred_trainees_issued_later_continue_the_series(app: Flask) -> None:
    cohort = cedar()
    issued(factories.person("王芳", "WANG Fang"), cohort)
    later = issued(factories.person("李四", "LI Si"), cohort, number=2)
    assert later.serial == "CEDAR-2026-0002"


def test_nobody_gets_a_second_certificate_of_one_kind_for_one_enrolment(app: Flask) -> None:
    first = issued()
    again = approved_list([], db.session.get_one(GraduateList, 1).cohort, number=2)
    repeated = entry(again, factories.person("李四", "LI Si"))
    repeated.enrolment_id = first.enrolment_id
    run = started(again)
    proceed(run.id)
    assert [item.state for item in run.items] == [ItemState.REFUSED]
    assert run.items[0].problem.en == "This trainee already has the certificate CEDAR-2026-0001."


def test_namesakes_are_told_apart_by_their_organizations(app: Flask) -> None:
    people = [factories.person(organization=factories.organization(name_zh=name)) for name in ("甲基金会", "乙基金会")]
    run = started(approved_list([*people, factories.person("李四", "LI Si")]))
    proceed(run.id)
    details = sorted(str(c.facts["holder_detail"]["zh"]) for c in all_certificates())
    assert details == ["None", "乙基金会", "甲基金会"]


def test_a_list_is_refused_with_every_reason_before_any_number_is_given(app: Flask) -> None:
    graduates = approved_list(state=ListState.DRAFT)
    program = graduates.cohort.program
    program.issuers, program.signatories, program.title_zh = [], [], UNPRINTABLE
    graduates.award_date = graduates.cohort.starts_on - timedelta(days=1)
    db.session.flush()
    with pytest.raises(ManyRulesBroken) as refusal:
        start_run(graduate_list=graduates, actor=None)
    assert len(refusal.value.sentences) == 5
    assert all_certificates() == []


def test_an_empty_list_is_refused(app: Flask) -> None:
    with pytest.raises(RuleBroken, match="没有人"):
        start_run(graduate_list=approved_list([]), actor=None)


def test_issuing_is_refused_while_printed_addresses_would_not_last(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    settings = app.extensions["cgtraining.settings"]
    monkeypatch.setitem(app.extensions, "cgtraining.settings", replace(settings, public_url="http://10.0.0.5"))
    with pytest.raises(ManyRulesBroken, match="CGTRAINING_PUBLIC_URL"):
        start_run(graduate_list=approved_list(), actor=None)


def test_demo_certificates_are_specimens(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    settings = app.extensions["cgtraining.settings"]
    monkeypatch.setitem(app.extensions, "cgtraining.settings", replace(settings, demo=True, public_url=None))
    assert issued().facts["specimen"] is True


def test_a_numbered_item_keeps_its_number_and_code_when_work_goes_on(app: Flask) -> None:
    run = started(approved_list(trainees(2)))
    unnumbered = runs._prepare(run.id, 0)[0]
    assert unnumbered.unnumbered is not None
    pending = number_item(item_id=unnumbered.item_id, unnumbered=unnumbered.unnumbered)
    assert pending is not None
    serial, code = pending.serial, pending.code
    db.session.commit()
    assert number_item(item_id=unnumbered.item_id, unnumbered=unnumbered.unnumbered) is None
    db.session.rollback()
    proceed(run.id)
    assert next((c.serial, c.code) for c in all_certificates()) == (serial, code)
    assert len(all_certificates()) == 2


def test_a_defect_costs_one_certificate_which_keeps_its_number(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    run = started(approved_list(trainees(2)))
    with monkeypatch.context() as broken:
        broken.setattr(runs, "store_certificate", _fail_for("CEDAR-2026-0001"))
        proceed(run.id)
    assert [c.state for c in all_certificates()] == [NumberState.PENDING, NumberState.ISSUED]
    assert run.state is RunState.RUNNING
    assert run.items[0].problem.en == "This one could not be made just now. It is tried again by itself."
    proceed(run.id)
    assert [c.state for c in all_certificates()] == [NumberState.ISSUED] * 2
    assert (run.state, bool(run.items[0].problem)) == (RunState.DONE, False)


def test_what_fails_again_and_again_is_given_up_with_its_number_until_somebody_tries_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = started(approved_list(trainees(1)))
    with monkeypatch.context() as broken:
        broken.setattr(runs, "store_certificate", _fail_for("CEDAR-2026-0001"))
        for _try in range(MOST_TROUBLES - 1):
            proceed(run.id)
        assert (run.state, run.items[0].state) == (RunState.RUNNING, ItemState.NUMBERED)
        proceed(run.id)
    assert (run.state, run.items[0].state, run.items[0].problem.en) == (
        RunState.DONE,
        ItemState.REFUSED,
        "This one could not be made 5 times. Have a look at its design, then try again.",
    )
    assert retry_refused(run=run, actor=None) == 1
    db.session.commit()
    proceed(run.id)
    assert [(c.serial, c.state) for c in all_certificates()] == [("CEDAR-2026-0001", NumberState.ISSUED)]


def test_a_trainee_deleted_meanwhile_is_refused(app: Flask) -> None:
    graduates = approved_list()
    run = started(graduates)
    db.session.delete(graduates.entries[0].enrolment)
    db.session.commit()
    proceed(run.id)
    assert run.items[0].problem.zh == "该学员的记录已被删除。"


def test_pages_that_differ_only_in_their_holder_are_tried_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    real = Press.print_one

    def count(press: Press, sheet: Sheet, faces: Sequence[Face], meanwhile: Callable[[], object]) -> bytes:
        tried.append("WANG Fang" if "王芳" in sheet.html else "Li Si")
        return real(press, sheet, faces, meanwhile)

    monkeypatch.setattr(Press, "print_one", count)
    people = [factories.person("王芳", "WANG Fang"), factories.person("李四", "LI Si"), factories.person(None, "Li Si")]
    run = started(approved_list(people))
    proceed(run.id)
    assert tried == ["WANG Fang", "Li Si"]
    assert len(all_certificates()) == 3


@looks_at_prints
def test_a_page_without_end_is_refused_and_the_others_are_issued(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    hold_up(monkeypatch, "王慢")
    people = [factories.person("王芳", "WANG Fang"), factories.person("王慢", None), factories.person("李四", "LI Si")]
    run = started(approved_list(people))
    proceed(run.id)
    assert [item.state for item in run.items] == [ItemState.DONE, ItemState.REFUSED, ItemState.DONE]
    assert run.items[1].problem.zh == "该版式印制耗时过长或占用内存过多，请简化样式和图片。"
    assert (run.items[1].problem.en or "").startswith("The design takes too long")
    assert run.state is RunState.DONE


@looks_at_prints
def test_a_batch_that_takes_too_long_costs_the_others_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    hold_up(monkeypatch, "王慢")
    people = [factories.person("王芳", "WANG Fang"), factories.person("王慢", "WANG Man")]
    run = started(approved_list(people))
    proceed(run.id)
    assert [item.state for item in run.items] == [ItemState.DONE, ItemState.NUMBERED]


def test_a_page_that_cannot_be_made_any_more_costs_the_others_nothing(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = runs.certificate_sheet

    def incomplete(facts: CertificateFacts, art: Art) -> Sheet:
        if facts.name_zh == "王芳":
            raise IncompleteDesign("gone")
        return real(facts, art)

    monkeypatch.setattr(runs, "certificate_sheet", incomplete)
    run = started(approved_list([factories.person("王芳", "WANG Fang"), factories.person("李四", "LI Si")]))
    proceed(run.id)
    assert [item.state for item in run.items] == [ItemState.NUMBERED, ItemState.DONE]


def test_the_lease_is_kept_while_a_page_is_tried_and_lost_where_it_is_lost(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(press: Press, sheet: Sheet, faces: Sequence[Face], meanwhile: Callable[[], object]) -> bytes:
        with clock.frozen(clock.now() + timedelta(minutes=1)):
            assert take_lease(run_id) is not None
            meanwhile()
        raise AssertionError("the lease is not kept")

    monkeypatch.setattr(Press, "print_one", lose)
    run = started(approved_list())
    run_id = run.id
    proceed(run.id)
    assert (run.items[0].state, bool(run.items[0].problem)) == (ItemState.WAITING, False)


@pytest.mark.parametrize(
    ("name_zh", "name_latin", "sentence"),
    [
        ("王芳", "WOLFESCHLEGELSTEINHAUSEN" * 4, "too long for the certificate, even at the smallest size"),
        ("古丽" * 40, "Gulnar", "too long for the certificate, even at the smallest size"),
        ("王芳", "WANG \u0e1f", "U+0E1F"),
    ],
)
def test_the_last_of_a_batch_is_refused_though_a_page_like_theirs_was_tried(
    app: Flask, name_zh: str | None, name_latin: str | None, sentence: str
) -> None:
    run = started(approved_list([*trainees(3), factories.person(name_zh, name_latin)]))
    proceed(run.id)
    assert [item.state for item in run.items] == [ItemState.DONE] * 3 + [ItemState.REFUSED]
    assert sentence in (run.items[3].problem.en or "")
    assert [(c.number, c.state) for c in all_certificates()] == [(n, NumberState.ISSUED) for n in (1, 2, 3)]


def test_long_names_are_no_reason_to_refuse_the_last_of_a_batch(app: Flask) -> None:
    long_ones = ("Ayguli Maimaiti Abdurehim-Tursun Kızılçe", "Éloïse O’Şahin·Nguyễn-Đặng Wolfeschlegelstein")
    people = [*trainees(2), *(factories.person("阿依古丽·买买提", name) for name in long_ones)]
    run = started(approved_list(people))
    proceed(run.id)
    assert [item.state for item in run.items] == [ItemState.DONE] * 4


def test_a_namesake_whose_organization_leaves_no_room_is_refused_alone(app: Flask) -> None:
    cohort = cedar()
    cohort.program.title_zh, cohort.title_zh = "长" * 165, "期" * 165
    cohort.program.title_en, cohort.title_en = "A title without an end " * 6, "Cohort of many words " * 7
    long = factories.organization(name_zh="乙" * 200, name_en="Society for Community Governance " * 6)
    people = [factories.person(organization=one) for one in (factories.organization(name_zh="甲基金会"), long)]
    run = started(approved_list(people, cohort))
    proceed(run.id)
    assert [item.state for item in run.items] == [ItemState.DONE, ItemState.REFUSED]
    assert "does not fit on its page" in (run.items[1].problem.en or "")
    assert len(all_certificates()) == 1


def test_one_worker_at_a_time_holds_the_lease_until_it_runs_out(app: Flask) -> None:
    run = started(approved_list())
    lease = take_lease(run.id)
    assert lease is not None
    assert (take_lease(run.id), list(queries.unfinished_runs())) == (None, [])
    lease.renew()
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        assert list(queries.unfinished_runs()) == [run.id]
        assert take_lease(run.id) is not None
    with pytest.raises(LeaseLost):
        lease.renew()
    proceed(run.id)
    assert all_certificates() == []


def test_a_lease_is_renewed_when_a_second_is_over(app: Flask) -> None:
    lease = take_lease(started(approved_list()).id)
    assert lease is not None
    until = lease.until
    lease.keep()
    assert lease.until == until
    with clock.frozen(until - LEASE + timedelta(seconds=2)):
        lease.keep()
        assert lease.until == until + timedelta(seconds=2)


def test_a_worker_that_lost_its_lease_stops(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    run = started(approved_list(trainees(2)))

    def lose(lease: Lease) -> None:
        raise LeaseLost

    monkeypatch.setattr(Lease, "keep", lose)
    proceed(run.id)
    assert all_certificates() == []
    assert run.state is RunState.RUNNING


def test_the_sweep_finishes_what_was_left(app: Flask) -> None:
    started(approved_list(trainees(2)))
    tasks.sweep()
    assert [c.state for c in all_certificates()] == [NumberState.ISSUED] * 2


def _fail_for(serial: str) -> object:
    real = runs.store_certificate

    def fail(certificate_id: int, facts: CertificateFacts, pdf: bytes) -> None:
        if facts.serial == serial:
            raise OSError("the disk is full")
        real(certificate_id, facts, pdf)

    return fail


def hold_up(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A press that has printed before stops at every batch with `name` in it."""
    real = Press.begin

    def begin(press: Press, batch: Batch) -> "Future[list[Printed]]":
        is_slow = press.process_id is not None and any(name in sheet.html for sheet in batch.sheets)
        monkeypatch.setattr(press_module, "LIMIT_SECONDS", 0.5 if is_slow else 60)
        if is_slow:
            psutil.Process(press.process_id).suspend()
        return real(press, batch)

    monkeypatch.setattr(Press, "begin", begin)
