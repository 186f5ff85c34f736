from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from cgtraining.errors import UnusableFile
from cgtraining.questions.operations.pictures import add_picture
from cgtraining.questions.pictures import LARGEST, checked_picture
from cgtraining.storage import load_file
from tests import factories


def drawn(kind: str, mode: str = "RGB", **more: object) -> bytes:
    out = BytesIO()
    Image.new(mode, (4, 3), (200, 10, 10, 128)[: len(mode)]).save(out, kind, **more)
    return out.getvalue()


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Wang Fang"
    return drawn("JPEG", exif=exif)


@pytest.mark.parametrize(
    ("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif"), ("WEBP", "image/webp")]
)
def test_four_kinds_of_pictures_are_taken(kind: str, media_type: str) -> None:
    picture = checked_picture(drawn(kind))
    assert (picture.media_type, picture.width, picture.height) == (media_type, 4, 3)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_clear_in_a_picture_stays_clear(kind: str) -> None:
    picture = checked_picture(drawn(kind, "RGBA"))
    with Image.open(BytesIO(picture.content)) as kept:
        assert kept.convert("RGBA").getpixel((0, 0))[3] == 128


def test_what_the_camera_noted_is_not_kept() -> None:
    assert b"Wang Fang" in with_place()
    assert b"Wang Fang" not in checked_picture(with_place()).content


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg/>", b"x" * (LARGEST + 1), drawn("PNG")[:40], drawn("BMP")],
    ids=["empty", "svg", "large", "cut", "bmp"],
)
def test_what_cannot_be_shown_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableFile):
        checked_picture(content)


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    out = BytesIO()
    Image.new("1", (7000, 7000)).save(out, "PNG")
    with pytest.raises(UnusableFile):
        checked_picture(out.getvalue())


def test_the_same_picture_is_kept_once_in_a_program(app: Flask) -> None:
    program = factories.program()
    first = add_picture(program=program, content=drawn("PNG"), name="图.png", actor=None)
    assert add_picture(program=program, content=drawn("PNG"), name="again.png", actor=None) is first
    assert add_picture(program=factories.program(), content=drawn("PNG"), name="", actor=None).name == "picture"
    assert (len(load_file(first.key)), first.name) == (first.size, "图.png")
