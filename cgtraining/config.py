"""One frozen settings object, read once from `CGTRAINING_*` variables."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

PACKAGE = Path(__file__).resolve().parent


class ConfigurationError(Exception):
    """The settings cannot work; the message says which variable to change."""


@dataclass(frozen=True)
class Settings:
    data_folder: Path
    database_url: str
    public_url: str | None
    secret_key: str
    password_salt: str
    demo: bool = False
    local_trial: bool = False
    redis_url: str | None = None
    storage_url: str | None = None
    smtp_url: str | None = None
    mail_from: str = "cgtraining <no-reply@localhost>"
    sms_gateway_url: str | None = None
    trusted_proxies: int = 0
    testing: bool = False

    @property
    def uses_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @property
    def prints_lasting_addresses(self) -> bool:
        """Whether an address printed on paper today will still open: https, or a demo or local trial that says so."""
        return self.demo or self.local_trial or (self.public_url or "").startswith("https://")

    def address(self, path: str) -> str:
        """The absolute public address of `path`; the only source of printed and mailed addresses."""
        return (self.public_url or "http://127.0.0.1:8000").rstrip("/") + path


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; makes the data folder and, on an embedded database, its secrets."""
    env = os.environ if environment is None else environment
    data_folder = Path(env.get("CGTRAINING_DATA", "data")).resolve()
    data_folder.mkdir(parents=True, exist_ok=True)
    given_database = env.get("CGTRAINING_DATABASE_URL")
    return Settings(
        data_folder=data_folder,
        database_url=_database_url(given_database, data_folder),
        public_url=env.get("CGTRAINING_PUBLIC_URL"),
        secret_key=_secret(env, "SECRET_KEY", data_folder, may_make=not given_database),
        password_salt=_secret(env, "PASSWORD_SALT", data_folder, may_make=not given_database),
        demo=_is_on(env, "DEMO"),
        local_trial=_is_on(env, "LOCAL_TRIAL"),
        redis_url=env.get("CGTRAINING_REDIS_URL"),
        storage_url=env.get("CGTRAINING_STORAGE_URL"),
        smtp_url=env.get("CGTRAINING_SMTP_URL"),
        mail_from=env.get("CGTRAINING_MAIL_FROM", Settings.mail_from),
        sms_gateway_url=env.get("CGTRAINING_SMS_GATEWAY_URL"),
        trusted_proxies=_whole_number(env, "TRUSTED_PROXIES"),
    )


def settings() -> Settings:
    """The settings of the running application."""
    found: Settings = current_app.extensions["cgtraining.settings"]
    return found


def resource_folder(name: str) -> Path:
    """`templates`, `translations` or `migrations`: inside the package when installed, beside it in a checkout."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def _database_url(given: str | None, data_folder: Path) -> str:
    if not given:
        return f"sqlite:///{data_folder / 'cgtraining.sqlite3'}"
    for prefix in ("postgres://", "postgresql://"):
        if given.startswith(prefix):
            return "postgresql+psycopg://" + given.removeprefix(prefix)
    return given


def _secret(env: Mapping[str, str], name: str, data_folder: Path, *, may_make: bool) -> str:
    variable = f"CGTRAINING_{name}"
    if given := env.get(variable):
        return given
    kept = data_folder / f"{name.lower()}.secret"
    if kept.exists():
        return kept.read_text().strip()
    if not may_make:
        raise ConfigurationError(f"With CGTRAINING_DATABASE_URL set, {variable} must be given too.")
    value = secrets.token_urlsafe(48)
    descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(value + "\n")
    return value


def _is_on(env: Mapping[str, str], name: str) -> bool:
    return env.get(f"CGTRAINING_{name}", "").lower() in {"1", "true", "yes", "on"}


def _whole_number(env: Mapping[str, str], name: str) -> int:
    variable = f"CGTRAINING_{name}"
    try:
        return int(env.get(variable, "0"))
    except ValueError:
        raise ConfigurationError(f"{variable} must be a whole number.") from None
