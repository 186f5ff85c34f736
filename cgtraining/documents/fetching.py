"""What a document may refer to: pictures that it was given by name, and nothing else."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "own:"
KINDS = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
}


class RefusedAddress(Exception):
    """A document refers to a file or host outside the product, or to a picture that it was not given."""


def picture_kind(content: bytes) -> str:
    """The media type by the first bytes; what is not a known raster picture is read as SVG."""
    return next((kind for start, kind in KINDS.items() if content.startswith(start)), "image/svg+xml")


def given(address: str, pictures: Mapping[str, bytes]) -> bytes:
    """The bytes behind `own:NAME`; every other address is refused."""
    name = address.removeprefix(SCHEME)
    if not address.startswith(SCHEME) or name not in pictures:
        raise RefusedAddress(address)
    return pictures[name]


def fetcher(pictures: Mapping[str, bytes]) -> "URLFetcher":
    """A WeasyPrint fetcher over `pictures`; a refusal stops the document."""
    from weasyprint.urls import (
        URLFetcher,
        URLFetcherResponse,
    )  # loads Pango, which few commands need

    class GivenOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: Any = None) -> "URLFetcherResponse":
            content = given(url, pictures)
            return URLFetcherResponse(url, content, {"Content-Type": picture_kind(content)})

    return GivenOnly(fail_on_errors=True)
