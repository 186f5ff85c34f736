"""What a signed scan may be: judged by its content, never by its name."""

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile

MOST_BYTES = 10 * 1024 * 1024
SMALLEST = 100
SIGNS = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
APPLE = (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif")
ENDS = {"pdf": b"%%EOF", "png": b"IEND", "jpg": b"\xff\xd9"}
TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}


def kind_of_scan(content: bytes) -> str:
    """`pdf`, `png` or `jpg`; refuses anything else, with one sentence."""
    if not content:
        raise UnusableFile(_l("Choose a file: this one is empty."))
    if len(content) > MOST_BYTES:
        raise UnusableFile(_l("This scan is larger than %(most)s MB. Scan it at 200 dpi or in grey.", most=10))
    if content[4:8] == b"ftyp" and content[8:12] in APPLE:
        raise UnusableFile(
            _l("This is a HEIC picture, which most browsers cannot show. Save it as JPG and choose that one.")
        )
    kind = next((kind for sign, kind in SIGNS if content.startswith(sign)), None)
    if kind is None:
        raise UnusableFile(_l("This is not a PDF, JPG or PNG file, whatever its name says."))
    if len(content) < SMALLEST or ENDS[kind] not in content[-2048:]:
        raise UnusableFile(_l("This file is damaged or was cut off. Scan or export it again."))
    return kind
