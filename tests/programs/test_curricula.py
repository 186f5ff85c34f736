from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import force_locale

from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.programs import queries
from cgtraining.programs.models import Curriculum, CurriculumStatus, SessionKind
from cgtraining.programs.operations import content, curricula
from cgtraining.programs.operations.curricula import CurriculumValues
from tests import factories


@pytest.fixture(autouse=True)
def in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context(), force_locale("en"):
        yield


@pytest.fixture
def draft(app: Flask) -> Curriculum:
    values = CurriculumValues("社区治理能力", "Community governance")
    return curricula.create_curriculum(program=factories.program(), values=values, actor=None)


def titles(rows: object) -> list[str]:
    return [row.title_zh for row in sorted(rows, key=lambda one: one.place)]  # type: ignore[call-overload]


def add_unit(draft: Curriculum, hours: str = "4") -> object:
    module = content.add_module(curriculum=draft, title_zh="模块", title_en=None, actor=None)
    return content.add_unit(
        module=module,
        title_zh="单元",
        title_en=None,
        kind=SessionKind.VISIT,
        class_hours=Decimal(hours),
        actor=None,
    )


def test_versions_of_a_program_are_numbered_one_after_the_other(draft: Curriculum) -> None:
    second = curricula.create_curriculum(program=draft.program, values=CurriculumValues("二"), actor=None)
    assert (draft.number, second.number) == (1, 2)


def test_a_draft_changes_its_title_and_hours_rule(draft: Curriculum) -> None:
    values = CurriculumValues("新", "New", minutes_per_hour=50)
    curricula.change_curriculum(curriculum=draft, values=values, version=draft.version, actor=None)
    assert (draft.title_zh, draft.minutes_per_hour) == ("新", 50)


def test_a_draft_that_someone_else_saved_is_not_overwritten(draft: Curriculum) -> None:
    with pytest.raises(StaleRecord):
        curricula.change_curriculum(
            curriculum=draft, values=CurriculumValues("新"), version=draft.version + 7, actor=None
        )


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({"minutes_per_hour": 0}, "A class hour has between"),
        ({"minutes_per_hour": 121}, "A class hour has between"),
        ({"smallest_step": Decimal(0)}, "The smallest step"),
        ({"smallest_step": Decimal("NaN")}, "at most two decimal places"),
        ({"smallest_step": Decimal("0.001")}, "at most two decimal places"),
        ({"most_per_day": Decimal(25)}, "between 1 and 24"),
        ({"most_per_day": Decimal("Infinity")}, "at most two decimal places"),
        ({"rate_visit": Decimal("2.01")}, "A rate is between"),
        ({"rate_online": Decimal("-0.1")}, "A rate is between"),
        ({"rate_practice": Decimal("0.333")}, "at most two decimal places"),
    ],
)
def test_an_hours_rule_that_cannot_hold_is_refused(app: Flask, rule: dict[str, object], sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        curricula.create_curriculum(
            program=factories.program(),
            values=CurriculumValues("课", **rule),
            actor=None,  # type: ignore[arg-type]
        )


def test_a_curriculum_without_units_is_not_published(draft: Curriculum) -> None:
    content.add_module(curriculum=draft, title_zh="空", title_en=None, actor=None)
    with pytest.raises(RuleBroken, match="at least one unit"):
        curricula.publish_curriculum(curriculum=draft, actor=None)


def test_a_published_version_is_frozen(draft: Curriculum) -> None:
    unit = add_unit(draft)
    curricula.publish_curriculum(curriculum=draft, actor=None)
    assert (draft.status, draft.published_at is None) == (CurriculumStatus.PUBLISHED, False)
    with pytest.raises(RuleBroken, match="frozen"):
        content.remove_unit(unit=unit, actor=None)  # type: ignore[arg-type]


def test_only_a_published_version_is_retired(draft: Curriculum) -> None:
    with pytest.raises(RuleBroken, match="Only a published"):
        curricula.retire_curriculum(curriculum=draft, actor=None)
    add_unit(draft)
    curricula.publish_curriculum(curriculum=draft, actor=None)
    assert curricula.retire_curriculum(curriculum=draft, actor=None).status is CurriculumStatus.RETIRED


def test_the_next_version_is_a_draft_with_the_same_content(draft: Curriculum) -> None:
    competency = content.add_competency(program=draft.program, code="A", title_zh="沟通", title_en=None, actor=None)
    module = content.add_module(curriculum=draft, title_zh="模块", title_en="Module", actor=None)
    content.add_unit(
        module=module,
        title_zh="单元",
        title_en="Unit",
        kind=SessionKind.ONLINE,
        class_hours=Decimal("2.5"),
        competencies=[competency],
        actor=None,
    )
    curricula.publish_curriculum(curriculum=draft, actor=None)
    copy = curricula.begin_next_version(curriculum=draft, actor=None)
    unit = copy.modules[0].units[0]
    assert (copy.number, copy.status, copy.modules[0].title_en) == (2, CurriculumStatus.DRAFT, "Module")
    assert (unit.title_en, unit.kind, unit.class_hours) == ("Unit", SessionKind.ONLINE, Decimal("2.5"))
    assert unit.competencies == [competency]
    assert draft.modules[0].units[0] is not unit


def test_modules_are_added_renamed_moved_and_removed_in_order(draft: Curriculum) -> None:
    one, two, three = (
        content.add_module(curriculum=draft, title_zh=name, title_en=None, actor=None) for name in "一二三"
    )
    content.move_module(module=three, steps=-1, actor=None)
    content.move_module(module=one, steps=-1, actor=None)
    content.change_module(module=two, version=two.version, title_zh="二改", title_en="Two", actor=None)
    assert titles(draft.modules) == ["一", "三", "二改"]
    content.remove_module(module=one, actor=None)
    assert titles(draft.modules) == ["三", "二改"]
    assert sorted(module.place for module in draft.modules) == [1, 2]


def test_units_are_added_changed_moved_and_removed_in_order(draft: Curriculum) -> None:
    module = content.add_module(curriculum=draft, title_zh="模块", title_en=None, actor=None)
    one, two, three = (
        content.add_unit(
            module=module,
            title_zh=name,
            title_en=None,
            kind=SessionKind.CLASSROOM,
            class_hours=Decimal(2),
            actor=None,
        )
        for name in "一二三"
    )
    content.move_unit(unit=one, steps=1, actor=None)
    content.change_unit(
        unit=three,
        title_zh="三改",
        title_en="Three",
        kind=SessionKind.PRACTICE,
        class_hours=Decimal("1.25"),
        competencies=[],
        version=three.version,
        actor=None,
    )
    assert titles(module.units) == ["二", "一", "三改"]
    assert (three.kind, three.class_hours) == (SessionKind.PRACTICE, Decimal("1.25"))
    content.remove_unit(unit=two, actor=None)
    assert titles(module.units) == ["一", "三改"]


@pytest.mark.parametrize("hours", ["0", "-1", "200.5", "NaN", "Infinity", "1.005"])
def test_class_hours_that_cannot_be_taught_are_refused(draft: Curriculum, hours: str) -> None:
    with pytest.raises(RuleBroken):
        add_unit(draft, hours)


def test_competencies_have_one_code_each(draft: Curriculum) -> None:
    made = content.add_competency(program=draft.program, code="A", title_zh="沟通", title_en=None, actor=None)
    content.change_competency(
        competency=made, version=made.version, title_zh="协商", title_en="Deliberation", actor=None
    )
    assert made.title_zh == "协商"
    with pytest.raises(RuleBroken, match="competency A already"):
        content.add_competency(program=draft.program, code="A", title_zh="别", title_en=None, actor=None)


def test_what_is_not_there_is_not_found(app: Flask) -> None:
    finders = (queries.curriculum_by_id, queries.curriculum_of_module, queries.module_by_id, queries.unit_by_id)
    assert [find(99) for find in finders] == [None, None, None, None]


def test_a_module_leads_to_its_curriculum(draft: Curriculum) -> None:
    module = content.add_module(curriculum=draft, title_zh="模块", title_en=None, actor=None)
    assert queries.curriculum_of_module(module.id) is draft
    assert queries.published_curricula([draft.program_id]) == []
