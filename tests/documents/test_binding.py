"""A long book is bound by way of the disk, and is the same book."""

import random
from io import BytesIO
from pathlib import Path

import pikepdf
import psutil
import pytest

from cgtraining.documents import binding
from cgtraining.documents.binding import Binder
from cgtraining.documents.pdf import render_pdf

LABELS = [f"No. {number}" for number in range(7)]
PAGE = "<html lang='en'><head><title>{0}</title></head><body><p>{0}</p></body></html>"


def outline(pdf: pikepdf.Pdf) -> list[tuple[str, int]]:
    """Each label, and the place of the page to which it leads."""
    with pdf.open_outline() as entries:
        return [(one.title, pdf.pages.index(pikepdf.Page(one.destination[0]))) for one in entries.root]


def drawings(pdf: pikepdf.Pdf) -> list[bytes]:
    return [page.Contents.read_bytes() for page in pdf.pages]


def test_pieces_make_the_same_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binding, "PIECE", 3)
    whole, by_pieces = Binder("Book"), Binder("Book", tmp_path)
    for label in LABELS:
        content = render_pdf(PAGE.format(label))
        whole.add(label, content)
        by_pieces.add(label, content)
    by_pieces.bind_into(tmp_path / "book.pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.pdf", "1.pdf", "book.pdf"]
    with pikepdf.open(BytesIO(whole.bound())) as one, pikepdf.open(tmp_path / "book.pdf") as other:
        assert outline(other) == outline(one) == [(label, place) for place, label in enumerate(LABELS)]
        assert [page.Contents.read_bytes() for page in other.pages] == [
            page.Contents.read_bytes() for page in one.pages
        ]
        assert other.docinfo["/Title"] == one.docinfo["/Title"]


def test_a_long_book_takes_the_memory_of_a_piece(tmp_path: Path) -> None:
    """Each file is 300 kB, which no compression makes smaller, and there are 60 MB of them."""
    process, binder = psutil.Process(), Binder("Book", tmp_path)
    before = process.memory_info().rss
    for number in range(200):
        binder.add(str(number), _large(number))
    binder.bind_into(tmp_path / "book.pdf")
    assert (tmp_path / "book.pdf").stat().st_size > 60_000_000
    assert process.memory_info().rss - before < 45_000_000


def _large(number: int) -> bytes:
    written, noise = BytesIO(), random.Random(number).randbytes(300_000)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(noise)
        pdf.save(written)
    return written.getvalue()
