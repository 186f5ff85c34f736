"""A home page as a reader sees it: what is next, and what stands beside it."""

import re
from dataclasses import dataclass
from html import unescape

from flask.testing import FlaskClient

ROW = re.compile(r'<li(?: class="(\w*)")?><a href="([^"]*)">.*?<strong>(.*?)</strong>', re.S)


@dataclass(frozen=True)
class Next:
    title: str
    url: str
    look: str


def home(client: FlaskClient, language: str = "en") -> str:
    answer = client.get(f"/?lang={language}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def next_steps(page: str) -> list[Next]:
    """The rows of the lists of things to do, in their order."""
    return [
        Next(plain(title), unescape(url), look)
        for block in re.findall(r'<ul class="next-list">(.*?)</ul>', page, re.S)
        for look, url, title in ROW.findall(block)
    ]


def titles(page: str) -> list[str]:
    return [step.title for step in next_steps(page)]


def headings(page: str) -> list[str]:
    return [plain(text) for text in re.findall(r"<h2[^>]*>(.*?)</h2>", page, re.S)]


def plain(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", markup.replace("<br>", " "))).split())


def navigation(page: str) -> list[str]:
    bar = re.search(r'<nav class="main-navigation".*?</nav>', page, re.S)
    return [plain(text) for text in re.findall(r"<a [^>]*>(.*?)</a>", bar.group(), re.S)] if bar else []


def subtitle(page: str) -> list[str]:
    found = re.search(r'<p class="subtitle">(.*?)</p>', page, re.S)
    return plain(found.group(1)).split(" · ") if found else []
