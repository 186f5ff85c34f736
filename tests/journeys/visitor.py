"""A person at a browser: reads the labels in their language, presses what bears them, and sees what stands there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.words import Words


class Visitor:
    def __init__(self, context: BrowserContext, base: str, language: str) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.base = base
        self.say = Words(language)
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.speaks(language)

    def speaks(self, language: str) -> None:
        """Signing in chooses the language that the account prefers; this chooses another."""
        self.context.add_cookies([{"name": "language", "value": language, "url": self.base}])

    # moving about

    def open(self, path: str) -> None:
        status = self.answers(path)
        assert status == 200, f"{path}: {status}"

    def answers(self, path: str) -> int:
        answer = self.page.goto(self.base + path)
        assert answer is not None
        return answer.status

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def follow(self, text: str) -> None:
        self.go_through(self.link(text))

    def press(self, text: str) -> None:
        """Press a button after which another page opens."""
        self.go_through(self.button(text))

    def confirm(self, text: str, **values: Any) -> None:
        """Press a button that asks first, and say yes."""
        button = self.button(text, **values)
        name = button.inner_text().strip()
        button.click()
        self.go_through(self.page.get_by_role("dialog").get_by_role("button", name=name, exact=True))

    def go_through(self, way: Locator) -> None:
        self._after(way.click)

    def _after(self, act: Callable[[], Any]) -> None:
        with self.page.expect_navigation():
            act()

    # filling in

    def fill(self, text: str, value: str) -> None:
        self.field(text).fill(value)

    def choose(self, text: str, option: str) -> None:
        self.field(text).select_option(label=option)

    def give_both(self, text: str, chinese: str, english: str) -> None:
        """A text in two languages, edited side by side."""
        pair = self.page.get_by_role("group", name=self.say(text))
        pair.get_by_label("中文").fill(chinese)
        pair.get_by_label("English").fill(english)

    def attach(self, text: str, file: Path) -> None:
        self.field(text).set_input_files(file)

    def field(self, text: str) -> Locator:
        """A field by its label, whose mark 'optional' does not count."""
        label = self.say(text)
        return self.page.get_by_label(label, exact=True).or_(
            self.page.get_by_label(f"{label} {self.say('optional')}", exact=True)
        )

    # looking

    def link(self, text: str) -> Locator:
        """The first that bears the text: what an empty list offers is often offered above it too."""
        return self.page.get_by_role("link", name=self.say(text), exact=True).first

    def button(self, text: str, **values: Any) -> Locator:
        return self.page.get_by_role("button", name=self.say(text, **values), exact=True)

    def forgives(self) -> None:
        """What the console complained of was meant to happen: a refusal, a server that is down."""
        self.complaints.clear()

    def is_saved(self) -> None:
        """A work sheet says that what was entered is kept."""
        self.page.wait_for_selector("input.cell.changed:not(.wrong)", state="detached")
        expect(self.page.locator("[data-saved]")).to_have_attribute("data-state", "done")

    def sees(self, *texts: str) -> None:
        """Every text stands on the page, as it is."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def reads(self, text: str, **values: Any) -> None:
        """A sentence of the product stands on the page, in this person's language."""
        self.sees(self.say(text, **values))

    def row(self, text: str) -> Locator:
        return self.page.get_by_role("row").filter(has_text=text)

    def waits_for(self, text: str, *, patience: float = 60) -> None:
        """What a worker does meanwhile; the page follows it by itself."""
        expect(self.page.locator("body")).to_contain_text(self.say(text), timeout=patience * 1000)

    def sees_the_figures(self, done: int, *, patience: float = 60) -> None:
        """All of them: '23 of 23' beside the bar of a long job."""
        figures = self.page.locator("#progress .figures")
        text = self.say("%(done)s of %(total)s", done=done, total=done)
        expect(figures).to_have_text(text, timeout=patience * 1000)

    def download(self, text: str, folder: Path) -> Path:
        with self.page.expect_download() as begun:
            self.link(text).click()
        kept = folder / begun.value.suggested_filename
        begun.value.save_as(kept)
        return kept
