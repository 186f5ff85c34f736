"""Working papers on A4: sign-in sheets, approval sheets and the like, in the reader's language."""

from functools import cache
from pathlib import Path

from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cgtraining.config import resource_folder
from cgtraining.documents.faces import Face
from cgtraining.documents.pdf import FontBatch, render_pdf
from cgtraining.language import formatting
from cgtraining.language.choosing import LOCALES, in_language
from cgtraining.language.scripts import marked_as_written
from cgtraining.language.text import Language

PACKAGE = Path(__file__).resolve().parent
FACES = (Face.SANS, Face.SANS_STRONG, Face.PLAIN, Face.PLAIN_STRONG, Face.SONG)
PAGE_NUMBER: dict[Language, str] = {
    "zh": '"第 " counter(page) " 页，共 " counter(pages) " 页"',
    "en": '"Page " counter(page) " of " counter(pages)',
}


def render_paper(template_name: str, language: Language, **context: object) -> bytes:
    """The PDF of `templates/papers/<template_name>`, with `_()`, `language` and the filters `date`, `datetime`,
    `time`, `number`, `percent` and `as_written` in the paper's language (within an application context).

    A paper extends `papers/base.html` and uses the macros of `papers/parts.html`; `table.html` needs only data.
    """
    html = paper_html(template_name, language, **context)
    stylesheet = paper_stylesheet(language)
    return render_pdf(html, stylesheets=[stylesheet], fonts=FontBatch([html, stylesheet], FACES))


def paper_html(template_name: str, language: Language, **context: object) -> str:
    template = _environment(language).get_template(f"papers/{template_name}")
    with in_language(language):
        return template.render(language=language, **context)


@cache
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resource_folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    texts = Translations.load(resource_folder("translations"), [LOCALES[language]])
    environment.install_gettext_translations(texts, newstyle=True)  # type: ignore[attr-defined]
    for name in ("date", "datetime", "time", "number", "percent"):
        environment.filters[name] = getattr(formatting, f"format_{name}")
    environment.filters["as_written"] = lambda text: marked_as_written(text, language)
    return environment


def paper_stylesheet(language: Language) -> str:
    css = (PACKAGE / "paper.css").read_text(encoding="utf-8")
    return f"{css}\n@page {{ @bottom-center {{ content: {PAGE_NUMBER[language]}; }} }}\n"
