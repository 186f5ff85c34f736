"""Behind any server: what is too large is read to its end before the answer, but not without end."""

import io

import pytest
from flask.testing import FlaskClient

from cgtraining.app import LARGEST_UPLOAD
from cgtraining.web import uploads


class Upload(io.RawIOBase):
    """Sends as long as it is read; nothing is kept."""

    def __init__(self, length: int) -> None:
        self.left = length

    def read(self, size: int = -1) -> bytes:
        piece = min(size, self.left)
        self.left -= piece
        return b"x" * piece


def post(client: FlaskClient, upload: Upload) -> int:
    environment = {"wsgi.input": upload, "CONTENT_LENGTH": str(upload.left)}
    kind = "multipart/form-data; boundary=B"
    return client.post("/verify/", environ_overrides=environment, content_type=kind).status_code


def test_an_upload_that_is_refused_is_read_to_its_end(client: FlaskClient) -> None:
    upload = Upload(2 * LARGEST_UPLOAD)
    assert (post(client, upload), upload.left) == (413, 0)


@pytest.mark.parametrize(("limit", "value"), [("MOST_TAKEN_IN", LARGEST_UPLOAD), ("PATIENCE_SECONDS", 0)])
def test_it_is_not_read_without_end(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(uploads, limit, value)
    upload = Upload(2 * LARGEST_UPLOAD)
    assert (post(client, upload), upload.left >= LARGEST_UPLOAD) == (413, True)
