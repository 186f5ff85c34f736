"""Pictures for questions: what they may be, and the same picture without what its camera noted."""

from dataclasses import dataclass
from io import BytesIO

from flask_babel import lazy_gettext as _l
from PIL import Image

from cgtraining.documents.photographs import without_camera_data
from cgtraining.errors import UnusableFile

LARGEST = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}


@dataclass(frozen=True)
class CheckedPicture:
    content: bytes
    media_type: str
    width: int
    height: int


def checked_picture(content: bytes) -> CheckedPicture:
    """`UnusableFile` with one sentence if it is none of the four formats, damaged or too large."""
    if len(content) > LARGEST:
        raise UnusableFile(_l("This picture is larger than 5 MB. Make it smaller, or save it as JPG."))
    try:
        written = _written_anew(content)
        with Image.open(BytesIO(written), formats=list(MEDIA_TYPES)) as picture:
            return CheckedPicture(written, MEDIA_TYPES[str(picture.format)], picture.width, picture.height)
    except UnusableFile:
        raise
    except Exception:  # the decoders' errors are of many kinds, and each means the same to the reader
        raise UnusableFile(_l("This is no picture that can be shown. Use PNG, JPG, GIF or WebP.")) from None


def _written_anew(content: bytes) -> bytes:
    """Transparency and movement stay, except in WebP, of which the first picture is kept."""
    with Image.open(BytesIO(content), formats=list(MEDIA_TYPES)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise UnusableFile(_l("This picture has too many pixels. Make it smaller."))
        kind, clear = str(picture.format), picture.has_transparency_data
        picture.load()
        if kind in {"PNG", "WEBP"} and (clear or kind == "WEBP"):
            return _saved(picture.convert("RGBA" if clear else "RGB"), kind)
    return content if kind == "GIF" else without_camera_data(content, "png" if kind == "PNG" else "jpg")


def _saved(picture: Image.Image, kind: str) -> bytes:
    picture.info = {}
    out = BytesIO()
    picture.save(out, kind)
    return out.getvalue()
