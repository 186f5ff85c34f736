"""Designs in versions: drafts, what is used, and what is issued with it."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from cgtraining.certificates.design_facts import Colours, DesignFacts, Texts
from cgtraining.certificates.designing.operations import (
    add_design,
    change_version,
    choose_shipped,
    choose_version,
    new_version,
)
from cgtraining.certificates.designing.queries import design_for
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.issuing import start_run
from cgtraining.certificates.models import Certificate, CertificateKind, DesignVersion
from cgtraining.certificates.runs import proceed
from cgtraining.certificates.shipped import shipped_design
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.language.text import BilingualText
from cgtraining.programs.models import Program
from tests import factories
from tests.certificates.factories import approved_list, trainees

COMPLETION = CertificateKind.COMPLETION
RED = BilingualText("红框", "Red frame")


def drawn_up(program: Program | None = None, **changes: object) -> DesignVersion:
    version = add_design(program=program, kind=COMPLETION, title=RED, actor=None)
    settings = replace(version.facts, **changes)  # type: ignore[arg-type]
    return change_version(version=version, settings=settings, form_version=version.version, actor=None)


def test_a_design_begins_as_the_shipped_one(app: Flask) -> None:
    version = add_design(program=factories.program(), kind=COMPLETION, title=RED, actor=None)
    assert version.number == 1
    assert version.facts == replace(shipped_design("completion"), title=RED)


def test_a_design_needs_a_name(app: Flask) -> None:
    with pytest.raises(RuleBroken, match="名称"):
        add_design(program=factories.program(), kind=COMPLETION, title=BilingualText(), actor=None)


def test_a_program_without_a_choice_uses_the_shipped_design(app: Flask) -> None:
    assert design_for(factories.program().id, CertificateKind.HOURS) == shipped_design("hours")


def test_a_version_in_use_is_never_changed_and_a_new_one_begins_as_it(app: Flask) -> None:
    program = factories.program()
    version = drawn_up(program, colours=Colours(accent="#8c1d18"))
    choose_version(program=program, version=version, form_version=version.version, actor=None)
    with pytest.raises(RuleBroken, match="不能再改"):
        change_version(version=version, settings=shipped_design("completion"), form_version=version.version, actor=None)
    assert version.facts.colours.accent == "#8c1d18"
    second = new_version(design=version.design, settings=version.facts, actor=None)
    assert (second.number, second.frozen_at, second.facts.colours) == (2, None, version.facts.colours)
    assert new_version(design=version.design, settings=version.facts, actor=None) is second
    assert design_for(program.id, COMPLETION).version == 1


def test_a_draft_that_someone_else_saved_is_not_overwritten(app: Flask) -> None:
    version = drawn_up(factories.program())
    with pytest.raises(StaleRecord):
        change_version(version=version, settings=version.facts, form_version=version.version - 1, actor=None)


def test_a_draft_that_someone_else_changed_is_not_frozen_unseen(app: Flask) -> None:
    program = factories.program()
    version = drawn_up(program)
    seen = version.version
    portrait = replace(version.facts, orientation="portrait")
    change_version(version=version, settings=portrait, form_version=seen, actor=None)
    db.session.commit()
    with pytest.raises(StaleRecord, match="请重新查看"):
        choose_version(program=program, version=version, form_version=seen, actor=None)
    assert (version.frozen_at, design_for(program.id, COMPLETION).orientation) == (None, "landscape")
    choose_version(program=program, version=version, form_version=version.version, actor=None)
    choose_version(program=factories.program(), version=version, form_version=seen, actor=None)


def test_choosing_again_takes_the_place_of_the_choice_before(app: Flask) -> None:
    program = factories.program()
    first, second = drawn_up(program), drawn_up(program, orientation="portrait")
    assert design_for(program.id, COMPLETION).name == "completion"
    choose_version(program=program, version=first, form_version=first.version, actor=None)
    choose_version(program=program, version=second, form_version=second.version, actor=None)
    assert design_for(program.id, COMPLETION).orientation == "portrait"
    assert design_for(program.id, CertificateKind.HONOUR) == shipped_design("honour")
    choose_shipped(program=program, kind=COMPLETION, actor=None)
    choose_shipped(program=program, kind=COMPLETION, actor=None)
    assert design_for(program.id, COMPLETION) == shipped_design("completion")
    assert first.frozen_at
    assert second.frozen_at


def test_a_design_for_every_program_is_chosen_by_each_for_itself(app: Flask) -> None:
    one, other = factories.program(), factories.program()
    version = drawn_up(None, orientation="portrait")
    choose_version(program=one, version=version, form_version=version.version, actor=None)
    assert design_for(one.id, COMPLETION).orientation == "portrait"
    assert design_for(other.id, COMPLETION).orientation == "landscape"


def test_what_is_issued_keeps_its_version_whatever_is_chosen_later(app: Flask) -> None:
    graduates = approved_list(trainees(2))
    program = graduates.cohort.program
    texts = Texts(heading=BilingualText("结业证书（社区）"), wording=BilingualText("{name}完成{course}学习。"))
    version = drawn_up(program, texts=texts, shown=("logos", "organization"), orientation="portrait")
    choose_version(program=program, version=version, form_version=version.version, actor=None)
    run = start_run(graduate_list=graduates, actor=None)
    db.session.commit()
    proceed(run.id)
    assert [item.problem.en for item in run.items] == [None, None]
    stored = [CertificateFacts.from_json(values) for values in db.session.scalars(select(Certificate.facts))]
    assert [facts.design for facts in stored] == [version.facts] * 2
    assert stored[0].wording.zh.endswith(f"完成“{program.title.zh}”{graduates.cohort.title.zh}学习。")
    assert stored[0].wording.en.startswith("This is to certify")
    assert {issuer.seal_key for facts in stored for issuer in facts.issuers} == {None}
    choose_shipped(program=program, kind=COMPLETION, actor=None)
    again = db.session.scalars(select(Certificate.facts).limit(1)).one()
    assert CertificateFacts.from_json(again).design == version.facts


def test_the_choice_is_asked_once_for_many_holders(app: Flask, count_queries) -> None:
    program = factories.program()
    version = drawn_up(program)
    choose_version(program=program, version=version, form_version=version.version, actor=None)
    db.session.commit()
    kinds, program_id = [COMPLETION, CertificateKind.HOURS], program.id
    assert count_queries(lambda: [design_for(program_id, kind) for kind in kinds * 3]) == 1


def test_versions_are_numbered_without_a_gap(app: Flask) -> None:
    program = factories.program()
    version = drawn_up(program)
    for _ in range(3):
        choose_version(program=program, version=version, form_version=version.version, actor=None)
        version = new_version(design=version.design, settings=version.facts, actor=None)
    assert db.session.scalar(select(func.count(DesignVersion.id))) == version.number == 4


def test_settings_survive_their_storage(app: Flask) -> None:
    files = (("page.html", "designs/1/page.html"),)
    version = drawn_up(factories.program(), name="own", files=files, shown=("photo",))
    db.session.commit()
    db.session.expire_all()
    assert version.facts == DesignFacts(name="own", title=RED, files=files, shown=("photo",))
    assert version.is_own
