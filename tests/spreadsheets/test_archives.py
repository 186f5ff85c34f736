import io
import struct
import zipfile

import pytest

from cgtraining.errors import UnusableFile
from cgtraining.spreadsheets import archives
from cgtraining.spreadsheets.archives import check_archive
from tests.spreadsheets.files import archive, xlsx

ZEROS = b"\0" * (archives.RATIO_APPLIES_FROM + 1)


def refusal(data: bytes) -> str:
    with pytest.raises(UnusableFile) as refused:
        check_archive(data)
    return str(refused.value)


def test_an_ordinary_workbook_passes() -> None:
    check_archive(xlsx([["姓名"], ["王芳"]]))


def test_a_bomb_that_says_its_size_is_refused() -> None:
    assert refusal(archive(xl__a_xml=ZEROS)) == str(archives.TOO_BIG)


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(archive(xl__a_xml=ZEROS))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", 1000)
    assert refusal(bytes(data)) == str(archives.DAMAGED)


def test_what_unpacks_beyond_the_limit_is_refused_while_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED", 5)
    monkeypatch.setattr(archives, "check_directory", lambda files, packed: None)
    assert refusal(archive(xl__a_xml=b"123456")) == str(archives.TOO_BIG)


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_FILES", 1)
    assert refusal(archive(a_xml=b"1", b_xml=b"1")) == str(archives.TOO_BIG)


def test_an_encrypted_archive_asks_for_the_password_to_be_removed() -> None:
    data = bytearray(archive(a_xml=b"1"))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == str(archives.PROTECTED)


def test_a_damaged_archive_is_refused() -> None:
    assert refusal(b"PK nothing") == str(archives.DAMAGED)


def test_definitions_matter_only_in_xml() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("xl/media/picture.png", b"<!DOCTYPE")
    check_archive(out.getvalue())
