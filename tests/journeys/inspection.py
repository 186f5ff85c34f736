"""What is looked at on a page, at both widths: axe, its width, its languages, and what the console says."""

import re
from dataclasses import dataclass, field

from tests.browser import DESK, PHONE, faults, misfits
from tests.journeys.visitor import Visitor

# What kinds of parts the page has, without its words and rows; and texts in a language that is not said to be theirs
# (prose: names and codes in Latin letters may stand in Chinese text).
LOOK = """() => {
  const kind = (part) => `${part.tagName}.${part.className}`;
  const parts = [...document.querySelectorAll("main, main *")];
  const structure = [...new Set(parts.map((part) => `${kind(part.parentElement)} > ${kind(part)}`))].sort().join();
  const foreign = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
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
MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
TOKEN = re.compile(r'(name="csrf_token" value=)"[^"]*"')


@dataclass
class Inspector:
    """For one language. Axe is asked once about each structure of a page: another row seldom shows it anything new."""

    found: dict[str, list[str]] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)
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

    def look_at(self, visitor: Visitor, endpoint: str) -> None:
        page = visitor.page
        look = page.evaluate(LOOK)
        wrong = [f"not marked as the other language: {text}" for text in look["foreign"]]
        is_new = (endpoint, look["structure"]) not in self.seen
        self.seen.add((endpoint, look["structure"]))
        for width in (DESK, PHONE):
            page.set_viewport_size({"width": width, "height": 800})
            said = faults(page) if is_new else misfits(page)
            wrong += [f"at {width}: {one}" for one in said]
        wrong += [f"console: {one}" for one in visitor.complaints]
        visitor.complaints.clear()
        if wrong:
            where = f"{endpoint} {page.url.removeprefix(visitor.base)}"
            self.found.setdefault(where, []).extend(dict.fromkeys(wrong))
