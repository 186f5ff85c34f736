"""Extract all texts, update both catalogues and compile them: `python -m cgtraining.language.catalogues`.

In a checkout only. With `--check` nothing is written, and the exit code is 1 if a text lacks its Chinese, if a
catalogue is out of date, or if a compiled file is not what its source gives. The English catalogue is filled by the
program, since every text in the code is English.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from cgtraining.config import PACKAGE, resource_folder

KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "_n": (1, 2),
}
LANGUAGES = ("zh_Hans_CN", "en")


def catalogue_path(locale: str) -> Path:
    return resource_folder("translations") / locale / "LC_MESSAGES" / "messages.po"


def extract() -> Catalog:
    """Every text of the code and the templates, without places, so that the files change only with the words."""
    found = Catalog(charset="utf-8")
    sources = (
        (PACKAGE, [("**.py", "python")]),
        (resource_folder("templates"), [("**.html", "jinja2"), ("**.txt", "jinja2")]),
    )
    for folder, methods in sources:
        for _name, _line, text, _comments, context in extract_from_dir(folder, methods, keywords=KEYWORDS):
            found.add(text, context=context)
    return found


def updated(locale: str, found: Catalog) -> Catalog:
    path = catalogue_path(locale)
    kept = read_po(io.BytesIO(path.read_bytes()), locale=locale) if path.exists() else Catalog(locale=locale)
    fresh = Catalog(locale=locale, charset="utf-8", fuzzy=False, project="cgtraining", version="1")
    fresh.creation_date = fresh.revision_date = kept.creation_date if path.exists() else fresh.creation_date
    for message in found:
        if message.id:
            old = kept.get(message.id, message.context)
            fresh.add(message.id, old.string if old else "", flags=message.flags - {"fuzzy"}, context=message.context)
    if locale == "en":
        _fill_english(fresh)
    return fresh


def untranslated(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id and not _is_translated(message)]


def as_po(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def write(locale: str, catalogue: Catalog) -> None:
    path = catalogue_path(locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_po(catalogue))
    path.with_suffix(".mo").write_bytes(as_mo(catalogue))


def problems(locale: str, catalogue: Catalog) -> list[str]:
    path = catalogue_path(locale)
    said = [f"{locale}: not translated: {message.id!r}" for message in untranslated(catalogue)]
    if path.read_bytes() != as_po(catalogue):
        said.append(f"{locale}: the catalogue is out of date")
    if path.with_suffix(".mo").read_bytes() != as_mo(catalogue):
        said.append(f"{locale}: the compiled catalogue is out of date")
    return said


def main(arguments: list[str]) -> int:
    found = extract()
    said: list[str] = []
    for locale in LANGUAGES:
        catalogue = updated(locale, found)
        if "--check" in arguments:
            said += problems(locale, catalogue)
        else:
            write(locale, catalogue)
            said += [f"{locale}: not translated: {message.id!r}" for message in untranslated(catalogue)]
    sys.stdout.write("".join(line + "\n" for line in said))
    return 1 if said else 0


def _fill_english(catalogue: Catalog) -> None:
    for message in untranslated(catalogue):
        message.string = message.id


def _is_translated(message: Message) -> bool:
    texts = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return bool(texts) and all(texts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
