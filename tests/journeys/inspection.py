"""What is looked at on a page, at both widths: axe, its width, its languages, and what the console says."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser import DESK, PHONE, misfits, violations
from tests.journeys.pages import Place
from tests.journeys.visitor import Visitor

# What kinds of parts the page has, without its words and rows; and texts in a language that is not said to be theirs
# (prose: names and codes in Latin letters may stand in Chinese text). Of a page as it was sent, or as it stands.
LOOK = """(sent) => {
  const page = sent === null ? document : new DOMParser().parseFromString(sent, "text/html");
  const kind = (part) => `${part.tagName}.${part.className}`;
  const parts = [...page.querySelectorAll("main, main *")];
  const structure = [...new Set(parts.map((part) => `${kind(part.parentElement)} > ${kind(part)}`))].sort().join();
  const foreign = [];
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const place = walker.currentNode.parentElement;
    if (!text || place.closest("script, style, noscript, template, kbd, textarea, .mono, [aria-hidden=true]")) continue;
    const language = place.closest("[lang]")?.lang ?? "unknown";
    const other = language.startsWith("zh") ? /[A-Za-z]{2,} [a-z]{2,}/ : /^[^A-Za-z]*[\\u3400-\\u9fff][^A-Za-z]*$/;
    if (other.test(text)) foreign.push(text.slice(0, 80));
  }
  return { structure, foreign };
}"""
# How texts are coloured: each in its size and weight on what lies behind it.
COLOURED = """() => {
  const behind = (part) => {
    if (!part) return [];
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(part);
    const own = [backgroundColor, backgroundImage, opacity].join();
    const isOpaque = backgroundColor.startsWith("rgb(") && backgroundImage === "none" && opacity === "1";
    return [own, ...(isOpaque ? [] : behind(part.parentElement))].filter((one) => one !== "rgba(0, 0, 0, 0),none,1");
  };
  const hasText = (part) => part.matches("input, select, textarea")
    || [...part.childNodes].some((inside) => inside.nodeType === Node.TEXT_NODE && inside.data.trim());
  const texts = [...document.querySelectorAll("body *")].filter((part) => hasText(part) && part.checkVisibility());
  return [...new Set(texts.map((part) => {
    const { color, fontSize, fontWeight } = getComputedStyle(part);
    return [color, fontSize, fontWeight, ...behind(part)].join("; ");
  }))];
}"""
MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
CONTRAST = ("color-contrast",)
TOKEN = re.compile(r'(name="csrf_token" value=)"[^"]*"')


@dataclass
class Inspector:
    """For one language, in which axe looks at pages at one width; at the other it does so in the other language.

    Axe is asked once about each structure of a page, and once about each way in which a text is coloured, which takes
    it longest: another row seldom shows it anything new.
    """

    axe_at: int = DESK
    found: dict[str, list[str]] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)
    sent: set[tuple[str, str]] = field(default_factory=set)
    coloured: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)

    def report(self) -> str:
        return "\n".join(f"{where}: {'; '.join(wrong)}" for where, wrong in self.found.items())

    def has_read(self, html: str) -> bool:
        """Whether somebody was shown the same page before, letter by letter, below their own navigation."""
        main = TOKEN.sub(r"\1", "".join(MAIN.findall(html)))
        if main in self.read:
            return True
        self.read.add(main)
        return False

    def knows(self, visitor: Visitor, place: Place, html: str) -> bool:
        """Whether a page built in the same way was sent before; the languages of this one are looked at now."""
        look = visitor.page.evaluate(LOOK, html)
        self._note(f"{place.endpoint} {place.path}", [_not_marked(text) for text in look["foreign"]])
        built = place.endpoint, look["structure"]
        is_known = built in self.sent
        self.sent.add(built)
        return is_known

    def look_at(self, visitor: Visitor, endpoint: str) -> None:
        page = visitor.page
        look = page.evaluate(LOOK, None)
        wrong = [_not_marked(text) for text in look["foreign"]]
        is_new = (endpoint, look["structure"]) not in self.seen
        self.seen.add((endpoint, look["structure"]))
        for width in (DESK, PHONE):
            page.set_viewport_size({"width": width, "height": 800})
            said = self._asked_axe(page) if is_new and width == self.axe_at else []
            wrong += [f"at {width}: {one}" for one in said + misfits(page)]
        wrong += [f"console: {one}" for one in visitor.complaints]
        visitor.complaints.clear()
        self._note(f"{endpoint} {page.url.removeprefix(visitor.base)}", wrong)

    def _asked_axe(self, page: Page) -> list[str]:
        coloured = set(page.evaluate(COLOURED))
        is_known = coloured <= self.coloured
        self.coloured |= coloured
        return violations(page, without=CONTRAST if is_known else ())

    def _note(self, where: str, wrong: list[str]) -> None:
        if wrong:
            self.found.setdefault(where, []).extend(dict.fromkeys(wrong))


def _not_marked(text: str) -> str:
    return f"not marked as the other language: {text}"
