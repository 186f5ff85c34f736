"""`cgtraining issue COHORT`."""

import json
from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from cgtraining.certificates import runs
from cgtraining.certificates.issuing import start_run
from cgtraining.certificates.leases import take_lease
from cgtraining.certificates.models import Certificate, IssueRun, ItemState
from cgtraining.certificates.runs import steps
from cgtraining.commands import issuing
from cgtraining.commands.issuing import issue
from cgtraining.completion.models import GraduateList, ListState
from cgtraining.database import db
from tests import factories
from tests.certificates.awards.stories import approved_honours
from tests.certificates.factories import approved_list, cedar, entry, trainees

UNPRINTABLE = "\U0002b820"


@pytest.fixture
def graduates(app: Flask, monkeypatch: pytest.MonkeyPatch) -> GraduateList:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setattr(issuing, "WAIT_SECONDS", 0.01)
    return approved_list(trainees(2), cedar(code="CEDAR-1"))


def call(app: Flask, *options: str, code: str = "cedar-1") -> Result:
    db.session.commit()
    result = app.test_cli_runner().invoke(issue, [code, *options])
    db.session.rollback()
    return result


def said(result: Result) -> dict[str, object]:
    return dict(json.loads(result.stdout))


def everyone(issued: int, refused: int = 0, waiting: int = 0) -> dict[str, object]:
    return {"cohort": "CEDAR-1", "issued": issued, "refused": refused, "waiting": waiting, "refusals": []}


def numbers() -> int:
    return db.session.scalar(select(func.count()).select_from(Certificate)) or 0


def test_everyone_on_the_approved_list_gets_one_certificate_however_often_it_is_called(
    app: Flask, graduates: GraduateList
) -> None:
    first, second = call(app, "--json"), call(app, "--json")
    assert (first.exit_code, said(first), first.stderr) == (0, everyone(2), "")
    assert (second.exit_code, said(second), numbers()) == (0, everyone(2), 2)


def test_an_interrupted_run_goes_on(app: Flask, graduates: GraduateList) -> None:
    run = start_run(graduate_list=graduates, actor=None)
    db.session.commit()
    next(steps(run.id))
    assert [item.state for item in run.items].count(ItemState.DONE) == 1
    assert (said(call(app, "--json")), numbers()) == (everyone(2), 2)


def test_the_run_is_not_counted_again_after_each_certificate(
    app: Flask, graduates: GraduateList, statements_of: Callable[[Callable[[], object]], list[str]]
) -> None:
    def counts() -> int:
        sent = statements_of(lambda: call(app))
        return sum("count(*)" in one and "GROUP BY issue_item.state" in one for one in sent)

    two = counts()
    approved_list([factories.person(f"李强{number}", "LI Qiang") for number in range(6)], graduates.cohort, number=2)
    of_the_first_run_again = 2
    assert counts() == two + of_the_first_run_again


def test_a_later_list_of_the_cohort_is_issued_too(app: Flask, graduates: GraduateList) -> None:
    call(app)
    approved_list([factories.person("李强", "LI Qiang")], graduates.cohort, number=2)
    assert said(call(app, "--json")) == everyone(3)


def test_who_is_refused_is_named_with_the_reason_and_tried_again_when_asked(
    app: Flask, graduates: GraduateList
) -> None:
    rare = entry(graduates, factories.person(f"王{UNPRINTABLE}", "WANG Rare")).enrolment.person
    result = call(app)
    reason = f"  王{UNPRINTABLE} WANG Rare: "
    first, second = result.stdout.splitlines()
    assert (result.exit_code, first, second.startswith(reason)) == (1, "2 issued, 1 refused", True)
    assert UNPRINTABLE in second.removeprefix(reason)
    rare.name_zh = "王芳"
    assert call(app).exit_code == 1
    assert (call(app, "--retry").stdout, numbers()) == ("3 issued, 0 refused\n", 3)


def test_what_a_defect_stops_is_said_to_be_waiting(
    app: Flask, graduates: GraduateList, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(runs, "store_certificate", break_down)
    result = call(app)
    assert (result.exit_code, result.stdout) == (
        1,
        "0 issued, 0 refused, 2 waiting for the worker to try again\n",
    )


def test_a_worker_that_is_at_it_is_waited_for(app: Flask, graduates: GraduateList, monkeypatch) -> None:
    run = start_run(graduate_list=graduates, actor=None)
    db.session.commit()
    lease = take_lease(run.id)
    assert lease is not None
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            lease.release()

    monkeypatch.setattr(issuing.time, "sleep", wait)
    assert (said(call(app, "--json")), len(waited)) == (everyone(2), 3)


@pytest.mark.parametrize("code", ["NONE-9", "cedar-2"])
def test_without_cohort_or_approved_list_nothing_is_done(app: Flask, graduates: GraduateList, code: str) -> None:
    approved_list(trainees(1), factories.cohort(code="CEDAR-2"), state=ListState.DRAFT, approved_at=None)
    result = call(app, code=code)
    sentences = {
        "NONE-9": "There is no cohort with the code NONE-9; `cgtraining cohorts` lists them.",
        "cedar-2": "No list of graduates of this cohort is approved yet.",
    }
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"Error: {sentences[code]}\n")
    assert (numbers(), db.session.scalars(select(IssueRun)).all()) == (0, [])


def test_lists_of_awards_are_issued_too_or_only_those_of_a_kind(app: Flask, graduates: GraduateList) -> None:
    approved_honours(graduates.cohort)
    assert (said(call(app, "--kind", "honour", "--json")), numbers()) == (everyone(2), 2)
    assert (said(call(app, "--json")), numbers()) == (everyone(4), 4)


def test_a_kind_of_which_nothing_is_approved_is_refused(app: Flask, graduates: GraduateList) -> None:
    refused = call(app, "--kind", "hours")
    assert (refused.exit_code, numbers()) == (2, 0)
    assert "No list of this kind is approved in this cohort yet." in refused.stderr
