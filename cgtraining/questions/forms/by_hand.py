"""What a person marks: essays and files."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length

from cgtraining.questions.content import Essay, FileUpload
from cgtraining.questions.forms.numbers import NumberText, read_number, typed_number
from cgtraining.questions.forms.parts import QuestionForm, area, asked_data, asked_of, complain, is_html
from cgtraining.questions.forms.texts import Data, read_both, typed_both
from cgtraining.web.fields import tidy

ENDING = re.compile(r"[a-z0-9]{1,10}")


class GuidanceFields:
    guidance_zh = area(_l("What those who mark look for, in Chinese"))
    guidance_en = area(_l("What those who mark look for, in English"))


class EssayForm(GuidanceFields, QuestionForm):
    kind = "essay"
    shortest = NumberText(_l("At least"), least=1, most=100_000)
    longest = NumberText(_l("At most"), least=1, most=100_000)

    def check(self) -> None:
        shortest, longest = read_number(self.shortest.data), read_number(self.longest.data)
        if shortest and longest and shortest > longest:
            complain(self.longest, _l("This is less than the shortest length."))
        for field in (self.shortest, self.longest):
            check_whole(field)

    @staticmethod
    def content_of(data: Data) -> Essay:
        guidance = read_both(data, "guidance", is_html=is_html(data))
        lengths = {name: whole_of(data.get(name)) for name in ("shortest", "longest")}
        return Essay(kind="essay", guidance=guidance, **lengths, **asked_of(data))

    @staticmethod
    def data_of(content: Essay) -> dict[str, Any]:
        lengths = {"shortest": typed_number(content.shortest), "longest": typed_number(content.longest)}
        return {**asked_data(content), **lengths, **typed_both("guidance", content.guidance)}


class FileUploadForm(GuidanceFields, QuestionForm):
    kind = "file_upload"
    most_files = NumberText(_l("How many files at most"), least=1, most=10)
    most_megabytes = NumberText(_l("Largest file, in MB"), least=1, most=20)
    endings = StringField(
        _l("Only these kinds of files"),
        filters=[tidy],
        validators=[Length(max=200)],
        description=_l("Such as: pdf, docx, jpg. Left empty: documents, pictures and the like."),
    )

    def check(self) -> None:
        for field in (self.most_files, self.most_megabytes):
            check_whole(field)
        if any(not ENDING.fullmatch(one) for one in endings_of(self.endings.data)):
            complain(self.endings, _l("Name the endings of files, with commas between: pdf, docx, jpg."))

    @staticmethod
    def content_of(data: Data) -> FileUpload:
        return FileUpload(
            kind="file_upload",
            most_files=whole_of(data.get("most_files")) or 1,
            most_megabytes=whole_of(data.get("most_megabytes")) or 10,
            endings=tuple(endings_of(data.get("endings"))),
            guidance=read_both(data, "guidance", is_html=is_html(data)),
            **asked_of(data),
        )

    @staticmethod
    def data_of(content: FileUpload) -> dict[str, Any]:
        return {
            **asked_data(content),
            "most_files": str(content.most_files),
            "most_megabytes": str(content.most_megabytes),
            "endings": ", ".join(content.endings),
            **typed_both("guidance", content.guidance),
        }


def endings_of(typed: str | None) -> list[str]:
    return [one.lower().removeprefix(".") for one in re.split(r"[\s,，、;；]+", typed or "") if one.strip(".")]


def whole_of(typed: str | None) -> int | None:
    number = read_number(typed)
    return int(number) if number else None


def check_whole(field: NumberText) -> None:
    number = read_number(field.data)
    if number is not None and number != int(number):
        complain(field, _l("Give a whole number."))
