"""Who is handed a paper, and in which order."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from cgtraining.certificates.ceremony.orders import moved, papers_of
from cgtraining.certificates.ceremony.planning import choose_order, place_papers
from cgtraining.certificates.models import CeremonyOrder, Certificate, IssueRun
from cgtraining.certificates.operations import revoke_certificate, start_run, suspend_certificate
from cgtraining.certificates.runs import proceed
from cgtraining.cohorts.models import Cohort, Enrolment, Group
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from tests import factories
from tests.certificates.factories import approved_list, committed, replaced

NAMES = (("李明", "LI Ming"), ("安静", "AN Jing"), ("张伟", "ZHANG Wei"), ("陈一", "CHEN Yi"))
WHY: dict[str, Any] = {"reason": "why", "actor": None}


@pytest.fixture
def run(app: Flask) -> IssueRun:
    return issued_run()


def issued_run(cohort: Cohort | None = None) -> IssueRun:
    graduates = approved_list([factories.person(*name, sort_key=name[1].lower()) for name in NAMES], cohort)
    made = start_run(graduate_list=graduates, actor=None)
    db.session.commit()
    proceed(made.id)
    return db.session.get_one(IssueRun, made.id)


def names(run: IssueRun) -> list[str]:
    return [paper.facts.name_zh or "" for paper in papers_of(run)]


def certificate_of(name_zh: str) -> Certificate:
    found = db.session.scalars(select(Certificate).order_by(Certificate.id)).all()
    return next(one for one in found if one.facts["name_zh"] == name_zh)


def test_by_name_unless_something_else_is_chosen(run: IssueRun) -> None:
    assert names(run) == ["安静", "陈一", "李明", "张伟"]
    assert [paper.certificate.number for paper in papers_of(run)] == [1, 2, 3, 4]


def test_by_group_with_whoever_has_none_at_the_end(run: IssueRun) -> None:
    cohort = run.cohort
    groups = [Group(cohort=cohort, title_zh=title, place=place) for title, place in (("二组", 2), ("一组", 1))]
    db.session.add_all(groups)
    db.session.flush()
    for name_zh, group in (("安静", groups[0]), ("张伟", groups[1]), ("李明", groups[1])):
        db.session.get_one(Enrolment, certificate_of(name_zh).enrolment_id).group = group
    choose_order(run=run, order=CeremonyOrder.GROUP, actor=None)
    assert names(run) == ["李明", "张伟", "安静", "陈一"]


def test_the_own_order_begins_as_the_one_before_and_is_kept_beside_others(run: IssueRun) -> None:
    choose_order(run=run, order=CeremonyOrder.OWN, actor=None)
    assert names(run) == ["安静", "陈一", "李明", "张伟"]
    by_name = {paper.facts.name_zh: paper.item_id for paper in papers_of(run)}
    place_papers(run=run, wanted={by_name["张伟"]: 1}, actor=None)
    assert names(run) == ["张伟", "安静", "陈一", "李明"]
    choose_order(run=run, order=CeremonyOrder.SERIAL, actor=None)
    assert names(run) == ["安静", "陈一", "李明", "张伟"]
    choose_order(run=run, order=CeremonyOrder.OWN, actor=None)
    assert names(run) == ["张伟", "安静", "陈一", "李明"]


def test_places_are_counted_from_one(run: IssueRun) -> None:
    with pytest.raises(RuleBroken):
        place_papers(run=run, wanted={papers_of(run)[0].item_id: 0}, actor=None)


def test_a_replaced_one_gives_its_place_to_the_newest(run: IssueRun) -> None:
    choose_order(run=run, order=CeremonyOrder.OWN, actor=None)
    place_papers(run=run, wanted={papers_of(run)[3].item_id: 1}, actor=None)
    db.session.commit()
    newest = replaced(replaced(certificate_of("张伟")))
    assert papers_of(run)[0].certificate.id == newest.id


def test_what_does_not_count_is_not_handed_out(run: IssueRun) -> None:
    committed(revoke_certificate, certificate=certificate_of("李明"), **WHY)
    committed(suspend_certificate, certificate=certificate_of("陈一"), **WHY)
    assert names(run) == ["安静", "张伟"]


def test_an_erased_holder_keeps_a_place_at_the_end(run: IssueRun) -> None:
    certificate_of("安静").person_id = None
    db.session.flush()
    db.session.expire_all()
    assert names(run)[-1] == "安静"


@given(st.lists(st.integers(1, 50), unique=True, min_size=1), st.data())
def test_moving_loses_and_doubles_nobody(item_ids: list[int], data: st.DataObject) -> None:
    wanted = data.draw(st.dictionaries(st.sampled_from([*item_ids, 99]), st.integers(1, 60)))
    result = moved(item_ids, wanted)
    assert sorted(result) == sorted(item_ids)
    rest = [one for one in result if one not in wanted]
    assert rest == [one for one in item_ids if one not in wanted]
    if len(wanted) == 1 and (item := next(iter(wanted))) in item_ids:
        assert result.index(item) == min(wanted[item], len(item_ids)) - 1
