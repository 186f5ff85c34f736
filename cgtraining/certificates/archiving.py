"""Many certificates as one archive, written while it is sent: only one file is in memory at a time."""

import logging
from collections.abc import Iterable, Iterator
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from cgtraining import storage

log = logging.getLogger(__name__)


class Pieces:
    """A file that is written to and handed on piece by piece, so that an archive is never held as a whole."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._written.append(bytes(piece))
        return len(piece)

    def flush(self) -> None: ...

    def taken(self) -> bytes:
        content = b"".join(self._written)
        self._written.clear()
        return content


def zipped(files: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """The archive of these files (name in it, key in storage), in pieces of one file each; call it with no transaction
    open, as whoever downloads may take long. One whose details were withdrawn meanwhile is left out.
    """
    pieces = Pieces()
    with ZipFile(pieces, "w", ZIP_STORED) as archive:  # type: ignore[call-overload]
        for name, key in files:
            try:
                archive.writestr(ZipInfo(name), storage.load_file(key))
            except FileNotFoundError:
                log.warning("a file is gone and left out of an archive: %s", key)
                continue
            yield pieces.taken()
    yield pieces.taken()
