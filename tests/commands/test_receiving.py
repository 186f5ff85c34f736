"""What is sent to `cgtraining run` and is larger than any page takes: read to its end, kept nowhere, answered."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from waitress.adjustments import Adjustments

from cgtraining.app import LARGEST_UPLOAD
from cgtraining.commands.receiving import Request
from tests.commands.test_serving import PRODUCT
from tests.processes import environment, free_port, started, wait_until_serving

HERE = Path(__file__).resolve().parents[2]
PIECE = b"x" * 1024 * 1024
SENT = 200 * len(PIECE)


def taken_in(length: str, pieces: Iterator[bytes]) -> Request:
    request = Request(Adjustments())
    request.received(f"POST /verify/ HTTP/1.1\r\nHost: x\r\n{length}\r\n\r\n".encode())
    for piece in pieces:
        while piece:
            piece = piece[request.received(piece) :]
    return request


def chunked(count: int) -> Iterator[bytes]:
    for _piece in range(count):
        yield b"%x\r\n%s\r\n" % (len(PIECE), PIECE)
    yield b"0\r\n\r\n"


def test_what_a_page_takes_is_kept() -> None:
    for request in (
        taken_in(f"Content-Length: {3 * len(PIECE)}", iter([PIECE] * 3)),
        taken_in("Transfer-Encoding: chunked", chunked(3)),
    ):
        assert (request.completed, request.error) == (True, None)
        assert request.get_body_stream().read() == PIECE * 3
        request.close()


def test_what_no_page_takes_is_let_through_and_kept_nowhere() -> None:
    for request in (
        taken_in(f"Content-Length: {30 * len(PIECE)}", iter([PIECE] * 30)),
        taken_in("Transfer-Encoding: chunked", chunked(30)),
    ):
        assert (request.completed, request.error) == (True, None)
        assert int(request.headers["CONTENT_LENGTH"]) == 30 * len(PIECE) > LARGEST_UPLOAD
        assert request.get_body_stream().read() == b""
        request.close()


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/verify/", "/cohorts/1/import", "/healthz", "/nowhere"])
def test_an_upload_of_200_mb_is_answered_by_a_sentence_and_fills_neither_memory_nor_disk(
    tmp_path: Path, path: str
) -> None:
    port = free_port()
    variables = environment(PYTHONPATH=str(HERE), CGTRAINING_DATA=str(tmp_path / "data"))
    with started([*PRODUCT, "run", "--port", str(port), "--no-worker"], cwd=tmp_path, env=variables) as process:
        wait_until_serving(f"http://127.0.0.1:{port}", process, tmp_path / "said.txt")
        server = psutil.Process(process.pid)
        before = server.memory_info().rss
        answer, temporary = sent_to_the_end(port, path, server)
        grown = server.memory_info().rss - before
    assert answer.startswith("HTTP/1.1 413 ")
    assert re.search("文件太大，最大 20 MB.*The file is too large: 20 MB is the most", answer, re.DOTALL)
    assert temporary == 0
    assert grown < 40 * len(PIECE)


def sent_to_the_end(port: int, path: str, server: psutil.Process) -> tuple[str, int]:
    """The answer, and the bytes of the largest nameless file that the server had meanwhile."""
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {SENT}\r\nContent-Type: multipart/form-data; boundary=B"
    temporary = 0
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(f"{head}\r\nConnection: close\r\n\r\n".encode())
        for number in range(SENT // len(PIECE)):
            connection.sendall(PIECE)
            if number % 20 == 19:
                temporary = max(temporary, *(nameless_bytes(server)))
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    return received.decode(), temporary


def nameless_bytes(server: psutil.Process) -> list[int]:
    """Files that were deleted while open: what the server keeps on the disk of a request."""
    kept = [0]
    for descriptor in Path(f"/proc/{server.pid}/fd").iterdir():
        try:
            if str(descriptor.readlink()).endswith("(deleted)"):
                kept.append(descriptor.stat().st_size)
        except OSError:
            continue
    return kept
