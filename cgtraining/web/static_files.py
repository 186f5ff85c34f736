"""Addresses of the product's own files carry their content's hash, and their bytes travel compressed."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from flask_compress import Compress


def register(app: Flask) -> None:
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    app.config["COMPRESS_BR_LEVEL"] = 5
    app.config["COMPRESS_STREAMS"] = True
    Compress(app)
    folder = Path(app.static_folder or "")

    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "filename" in values and "v" not in values:
            values["v"] = _fingerprint(folder / values["filename"])

    app.url_default_functions.setdefault(None, []).append(add_version)


@cache
def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "0"
