"""The score grid as hands use it: keys, a pasted block, two people at once."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from cgtraining.assessments.models import GradedItem, Score
from cgtraining.database import db
from tests import factories
from tests.browser import ON_SQLITE

pytestmark = ON_SQLITE


@pytest.fixture
def grid(signed_in: Callable[..., BrowserContext], address: str) -> tuple[BrowserContext, str]:
    """A cohort of three with two items, open for its administrator."""
    cohort = factories.cohort()
    factories.graded_item(cohort, code="essay", place=1)
    factories.graded_item(cohort, code="defence", place=2)
    for name in ("王芳", "李雷", "韩梅梅"):
        factories.enrolment(cohort, factories.person(name))
    page = f"{address}/cohorts/{cohort.id}/scores"
    context = signed_in(factories.program_staff(cohort.program), language="en")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context, page


def scores() -> dict[tuple[str, str | None], Decimal | None]:
    query = db.session.query(Score).join(Score.item).order_by(GradedItem.place, Score.enrolment_id)
    found = {(score.item.code, score.enrolment.person.name_zh): score.points for score in query}
    db.session.rollback()  # an open transaction would make the server wait
    return found


def saved(page: Page) -> None:
    page.wait_for_selector("input.cell.changed:not(.wrong)", state="detached")
    page.wait_for_selector("[data-saved][data-state=done]")


def open_grid(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def test_keys_and_a_pasted_block_fill_the_grid(grid: tuple[BrowserContext, str]) -> None:
    page = open_grid(*grid)
    cells = page.locator("input.cell")
    cells.nth(0).click()
    page.keyboard.type("91")
    page.keyboard.press("Enter")
    saved(page)
    assert page.evaluate("document.activeElement.id") == cells.nth(2).get_attribute("id")
    page.evaluate("navigator.clipboard.writeText('80\\t70\\n101\\t60')")
    page.keyboard.press("Control+V")
    page.wait_for_selector(".cell-error")
    saved(page)
    assert page.locator(".cell-error").all_inner_texts() == ["101 is above the maximum of 100."]
    assert list(scores().values()) == [91, 80, 70, 60]
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == cells.nth(3).get_attribute("id")


def test_two_people_at_one_grid_lose_nothing(grid: tuple[BrowserContext, str]) -> None:
    first, second = open_grid(*grid), open_grid(*grid)
    for page, place, text in ((first, 0, "80"), (second, 2, "70")):
        page.locator("input.cell").nth(place).fill(text)
        page.keyboard.press("Enter")
        saved(page)
    assert list(scores().values()) == [80, 70]
    second.locator("input.cell").nth(0).fill("55")
    second.keyboard.press("Enter")
    second.wait_for_selector(".cell-error")
    assert "Someone else entered 80 here" in second.locator(".cell-error").inner_text()
    assert list(scores().values()) == [80, 70]
    second.locator("input.cell").nth(0).click()
    second.keyboard.press("Enter")
    second.wait_for_selector(".cell-error", state="detached")
    assert list(scores().values()) == [55, 70]


def test_a_score_typed_anew_while_the_first_is_on_its_way_is_kept(grid: tuple[BrowserContext, str]) -> None:
    page = open_grid(*grid)
    held: list[Route] = []
    page.route("**/scores/cells", lambda route: held.append(route), times=1)
    page.locator("input.cell").first.fill("9")
    page.keyboard.press("Enter")
    page.wait_for_timeout(400)
    page.locator("input.cell").first.fill("91")
    page.keyboard.press("Enter")
    page.wait_for_timeout(400)
    assert page.locator("[data-saved]").get_attribute("data-state") == "saving"
    held[0].continue_()
    saved(page)
    assert list(scores().values()) == [91]


def paste(page: Page, text: str, cell: int = 0) -> None:
    page.locator("input.cell").nth(cell).click()
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


@pytest.mark.parametrize(
    "text",
    [
        "序号\t姓名\t单位\tdefence\tessay（100分）\n1\t李　雷\t基金会\t70\t80\n2\t王芳\t基金会\t七十五\t９０\n",
        "李雷\t基金会\t80\t70\n王芳\t基金会\t90\t75",
        "王芳，90，75分\n李雷，80，70",
        '"王芳"\t"90"\t75\r\n\tx\r\n李雷\t80\t70',
    ],
    ids=["titles and names", "names", "commas", "quoted"],
)
def test_a_pasted_table_with_names_finds_its_trainees(grid: tuple[BrowserContext, str], text: str) -> None:
    page = open_grid(*grid)
    paste(page, text)
    saved(page)
    assert scores() == {("essay", "王芳"): 90, ("essay", "李雷"): 80, ("defence", "王芳"): 75, ("defence", "李雷"): 70}


def test_column_titles_alone_find_their_items(grid: tuple[BrowserContext, str]) -> None:
    page = open_grid(*grid)
    paste(page, "Defence\n70\n75", cell=2)
    saved(page)
    assert scores() == {("defence", "李雷"): 70, ("defence", "韩梅梅"): 75}


def test_names_that_nobody_or_several_have_are_left_out_and_told(grid: tuple[BrowserContext, str]) -> None:
    cohort = db.session.query(GradedItem).first().cohort
    factories.enrolment(cohort, factories.person("王芳"))
    db.session.commit()
    page = open_grid(*grid)
    paste(page, "王芳\t1\n张三\t2\n李雷\t80\n备注\t\n")
    saved(page)
    assert scores() == {("essay", "李雷"): 80}
    told = page.locator("[data-paste-remark]").inner_text()
    assert "王芳、张三" in told
    assert "备注" not in told


def test_one_number_with_a_comma_is_not_divided(grid: tuple[BrowserContext, str]) -> None:
    page = open_grid(*grid)
    paste(page, "1,000")
    page.keyboard.press("Enter")
    page.wait_for_selector(".cell-error")
    assert page.locator(".cell-error").all_inner_texts() == ["1,000 is above the maximum of 100."]
