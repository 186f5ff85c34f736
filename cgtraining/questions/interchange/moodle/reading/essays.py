"""essay: an essay, or an upload where nothing is written in the page."""

import re
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.questions.content import Essay, FileUpload
from cgtraining.questions.interchange.foreign_texts import Taken
from cgtraining.questions.interchange.moodle.reading.fields import flag, raw_in, text_in
from cgtraining.questions.interchange.shares import number_in
from cgtraining.questions.interchange.xml_reading import Element
from cgtraining.questions.rich_text import plain

MEGABYTE = 1024 * 1024


def read_essay(question: Element, taken: Taken) -> Essay | FileUpload:
    if plain(raw_in(question.first("responsetemplate"))).strip():
        taken.lose(_l("The template that an answer begins with was left out."))
    attachments = question.text_of("attachments")
    if question.text_of("responseformat") == "noinline" and attachments not in ("", "0"):
        return _upload(question, taken, attachments)
    if attachments not in ("", "0"):
        taken.lose(_l("No files can be handed in beside the text of the essay."))
    return Essay(
        kind="essay",
        text=text_in(question.first("questiontext"), taken),
        explanation=text_in(question.first("generalfeedback"), taken),
        guidance=text_in(question.first("graderinfo"), taken),
        shortest=_length(question, "minwordlimit", "minwordenabled"),
        longest=_length(question, "maxwordlimit", "maxwordenabled"),
    )


def _upload(question: Element, taken: Taken, attachments: str) -> FileUpload:
    files = int(number_in(attachments) or 1)
    return FileUpload(
        kind="file_upload",
        text=text_in(question.first("questiontext"), taken),
        explanation=text_in(question.first("generalfeedback"), taken),
        guidance=text_in(question.first("graderinfo"), taken),
        most_files=10 if files < 0 else min(max(files, 1), 10),
        most_megabytes=_megabytes(question),
        endings=_endings(question.text_of("filetypeslist"), taken),
    )


def _length(question: Element, name: str, enabled: str) -> int | None:
    number = int(number_in(question.text_of(name)) or 0)
    return min(number, 100_000) if number > 0 and flag(question, enabled, True) else None


def _megabytes(question: Element) -> int:
    size = number_in(question.text_of("maxbytes")) or Decimal(0)
    return min(max(round(size / MEGABYTE), 1), 20) if size > 0 else 10


def _endings(written: str, taken: Taken) -> tuple[str, ...]:
    """`.pdf, .docx`; Moodle also knows groups such as `document`, which are left out."""
    names = [name for name in re.split(r"[\s,;]+", written.lower()) if name]
    endings = [name[1:] for name in names if re.fullmatch(r"\.[a-z0-9]{1,10}", name)]
    if len(endings) < len(names):
        taken.lose(_l("Kinds of files that Moodle names without an ending were left out."))
    return tuple(dict.fromkeys(endings))
