"""A file of 60 MB in a real browser: refused before it is sent, and without a script by a page of ours."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser import DESK, ON_SQLITE, PHONE, OpenContext

pytestmark = ON_SQLITE


@pytest.fixture
def large(tmp_path: Path) -> Path:
    file = tmp_path / "large.pdf"
    with file.open("wb") as written:
        written.truncate(60 * 1024 * 1024)
    return file


def test_a_file_that_is_too_large_is_not_even_sent(signed_in, address: str, large: Path) -> None:
    cohort = factories.cohort()
    page = signed_in(factories.program_staff(cohort.program), width=DESK).new_page()
    page.goto(f"{address}/cohorts/{cohort.id}/import")
    field = page.locator("input[type=file]")
    field.set_input_files(large)
    expect(page.get_by_role("alert")).to_have_text("文件超过 20 MB 的上限，请换一个小一些的文件。")
    assert field.input_value() == ""
    small = large.with_name("small.csv")
    small.write_text("姓名\n王芳\n")
    field.set_input_files(small)
    expect(page.get_by_role("alert")).to_have_count(0)
    assert field.input_value().endswith("small.csv")


def test_without_a_script_the_sentence_comes_after_the_file(
    open_context: OpenContext, address: str, large: Path
) -> None:
    """A server that closes the connection meanwhile makes the browser show a page of its own."""
    page = open_context(PHONE, java_script_enabled=False).new_page()
    page.goto(f"{address}/verify/")
    page.locator("input[type=file]").set_input_files(large)
    page.locator("form button[type=submit], form button:not([type])").last.click()
    expect(page.locator("main")).to_contain_text("文件太大，最大 20 MB")
