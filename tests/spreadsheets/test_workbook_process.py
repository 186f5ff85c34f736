import io
import json
import runpy
import sys
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest

from cgtraining.spreadsheets import workbook_process
from cgtraining.spreadsheets.workbook_process import shown, workbook_content
from tests.spreadsheets.files import xlsx

PEOPLE = [["姓名", "手机"], ["王芳", "13812345678"], ["李娜", "13912345678"]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("王芳", "王芳"),
        (13812345678.0, "13812345678"),
        (4.4030119800101e17, "440301198001010000"),
        (0.1 + 0.2, "0.3"),
        (7, "7"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2019, 3, 9), "2019-03-09"),
        (datetime(2019, 3, 9), "2019-03-09"),
        (datetime(2019, 3, 9, 14, 5), "2019-03-09 14:05"),
        (datetime(2019, 3, 9, 14, 5, 7), "2019-03-09 14:05:07"),
        (time(9, 30), "09:30:00"),
        (timedelta(hours=30, seconds=5), "30:00:05"),
        (None, "None"),
    ],
)
def test_values_are_shown_as_a_wide_cell_shows_them(value: object, text: str) -> None:
    assert shown(value) == text


def test_the_content_of_a_workbook_is_plain_data() -> None:
    content = workbook_content(xlsx(PEOPLE, name="名单"), most_rows=2)
    assert content == {"sheets": [{"name": "名单", "rows": PEOPLE[:2], "merged": []}]}


def test_what_cannot_be_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert workbook_content(b"", most_rows=2) == {"problem": "unreadable"}

    def locked(file: object) -> None:
        raise workbook_process.python_calamine.PasswordError

    monkeypatch.setattr(workbook_process.python_calamine, "CalamineWorkbook", SimpleNamespace(from_filelike=locked))
    assert workbook_content(b"", most_rows=2) == {"problem": "password"}


@pytest.mark.parametrize("has_limits", [True, False])
def test_the_process_limits_its_memory_where_the_system_can(monkeypatch: pytest.MonkeyPatch, has_limits: bool) -> None:
    limited: list[object] = []
    limits = SimpleNamespace(RLIMIT_AS="memory", RLIMIT_CORE="core", setrlimit=lambda kind, _: limited.append(kind))
    out = SimpleNamespace(buffer=io.BytesIO())
    monkeypatch.setitem(sys.modules, "resource", limits if has_limits else None)
    monkeypatch.setattr(sys, "argv", ["workbook_process.py", "9"])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(xlsx(PEOPLE))))
    monkeypatch.setattr(sys, "stdout", out)
    runpy.run_path(workbook_process.__file__, run_name="__main__")
    assert json.loads(out.buffer.getvalue())["sheets"][0]["rows"] == PEOPLE
    assert limited == (["memory", "core"] if has_limits else [])
