"""Files by key: in the data folder, or in an S3-compatible store."""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import obstore
from flask import Flask, current_app
from flask_babel import lazy_gettext as _l
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url
from sqlalchemy.exc import DBAPIError

from cgtraining.config import Settings, settings
from cgtraining.errors import RuleBroken

RESERVE = 16 * 1024 * 1024  # bytes left free by files, so that a database on the same disk can still say what happened
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
SAYS_NO_SPACE = ("No space left on device", "os error 28)", "os error 122)", "database or disk is full")


class StorageFull(RuleBroken):
    """There is no room for another file; what was being stored is not there, not even in part."""

    def __init__(self) -> None:
        super().__init__(_l("The disk of the server is full, so nothing more can be stored. Make room and try again."))


def register(app: Flask, settings: Settings) -> None:
    app.extensions["cgtraining.storage"] = _open_store(settings)


def save_file(key: str, content: bytes | Path) -> None:
    """Store `content` under `key` (slash-separated, never reused for other content), whole or not at all.

    A path is that of a file, which is not read into memory.
    """
    if is_nearly_full(content.stat().st_size if isinstance(content, Path) else len(content)):
        raise StorageFull
    try:
        obstore.put(_store(), key, content)
    except (BaseError, OSError) as failure:
        if is_for_want_of_space(failure):
            raise StorageFull from failure
        raise


def is_nearly_full(coming: int = 0) -> bool:
    """Whether the data folder's disk has no room for so many bytes more; of a store elsewhere we only hear when asked.

    Its folder holds the database too, unless that is elsewhere.
    """
    return shutil.disk_usage(settings().data_folder).free < RESERVE + coming


def is_for_want_of_space(failure: BaseException) -> bool:
    """Whether a full disk is behind it: of our files, or of the database."""
    if isinstance(failure, StorageFull) or getattr(failure, "errno", None) in NO_SPACE:
        return True
    if isinstance(failure, DBAPIError):
        return getattr(failure.orig, "sqlstate", None) == "53100" or _says_no_space(failure.orig)
    return isinstance(failure, BaseError) and _says_no_space(failure)


def load_file(key: str) -> bytes:
    """The whole file; raises `FileNotFoundError`."""
    return bytes(obstore.get(_store(), key).bytes())


def stream_file(key: str, chunk_size: int = 256 * 1024) -> Iterator[bytes]:
    for chunk in obstore.get(_store(), key).stream(min_chunk_size=chunk_size):
        yield bytes(chunk)


def delete_file(key: str) -> None:
    obstore.delete(_store(), key)


def _says_no_space(failure: object) -> bool:
    return any(words in str(failure) for words in SAYS_NO_SPACE)


def _store() -> ObjectStore:
    store: ObjectStore = current_app.extensions["cgtraining.storage"]
    return store


def _open_store(settings: Settings) -> ObjectStore:
    if settings.storage_url:
        return from_url(settings.storage_url)
    folder = settings.data_folder / "files"
    folder.mkdir(parents=True, exist_ok=True)
    return LocalStore(folder)
