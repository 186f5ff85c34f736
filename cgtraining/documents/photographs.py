"""Photographs and scans written anew: upright, no larger than print needs, and without what the camera noted."""

from io import BytesIO

from flask_babel import lazy_gettext as _l
from PIL import Image, ImageOps

from cgtraining.errors import UnusableFile

MOST_PIXELS = 80_000_000
LONGEST_SIDE = 3000  # a page of A4 at 250 dpi
FORMATS = {"jpg": "JPEG", "png": "PNG"}


def without_camera_data(content: bytes, kind: str) -> bytes:
    """A `jpg` or `png` without place, time, device or comment; anything else as it is."""
    if kind not in FORMATS:
        return content
    try:
        return _written_anew(content, FORMATS[kind])
    except UnusableFile:
        raise
    except Exception:  # the decoders' errors are of many kinds, and each means the same to the reader
        raise UnusableFile(_l("This picture is damaged. Take it again, or save it again as JPG or PNG.")) from None


def _written_anew(content: bytes, name: str) -> bytes:
    with Image.open(BytesIO(content), formats=[name]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise UnusableFile(_l("This picture has too many pixels. Take it again with a lower resolution."))
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright.info = {}
    out = BytesIO()
    upright.save(out, name, quality=85)
    return out.getvalue()
