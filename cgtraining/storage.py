"""Files by key: in the data folder, or in an S3-compatible store."""

from collections.abc import Iterator

import obstore
from flask import Flask, current_app
from obstore.store import LocalStore, ObjectStore, from_url

from cgtraining.config import Settings


def register(app: Flask, settings: Settings) -> None:
    app.extensions["cgtraining.storage"] = _open_store(settings)


def save_file(key: str, content: bytes) -> None:
    """Store `content` under `key` (slash-separated, never reused for other content)."""
    obstore.put(_store(), key, content)


def load_file(key: str) -> bytes:
    """The whole file; raises `FileNotFoundError`."""
    return bytes(obstore.get(_store(), key).bytes())


def stream_file(key: str, chunk_size: int = 256 * 1024) -> Iterator[bytes]:
    for chunk in obstore.get(_store(), key).stream(min_chunk_size=chunk_size):
        yield bytes(chunk)


def delete_file(key: str) -> None:
    obstore.delete(_store(), key)


def _store() -> ObjectStore:
    store: ObjectStore = current_app.extensions["cgtraining.storage"]
    return store


def _open_store(settings: Settings) -> ObjectStore:
    if settings.storage_url:
        return from_url(settings.storage_url)
    folder = settings.data_folder / "files"
    folder.mkdir(parents=True, exist_ok=True)
    return LocalStore(folder)
