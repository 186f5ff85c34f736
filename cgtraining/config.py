"""One frozen settings object, read once from `CGTRAINING_*` variables."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import current_app

PACKAGE = Path(__file__).resolve().parent
DATABASE = "cgtraining.sqlite3"
LAST_RUN = "last-run.json"
ON_OR_OFF = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
CHOOSE = "Choose another with CGTRAINING_DATA."


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
    """Settings from the environment; makes the data folder and, on an embedded database, its secrets.

    Raises ConfigurationError, in whose sentence the variable stands that has to change.
    """
    given = os.environ if environment is None else environment
    data_folder = _usable_folder(data_folder_of(given))
    env = _with_remembered({name: value for name, value in given.items() if value.strip()}, data_folder)
    database = _address(env, "DATABASE_URL", "sqlite:///", "postgresql://", "postgres://", "postgresql+psycopg://")
    return Settings(
        data_folder=data_folder,
        database_url=_database_url(database, data_folder),
        public_url=_address(env, "PUBLIC_URL", "https://", "http://"),
        secret_key=_secret(env, "SECRET_KEY", data_folder, may_make=not database),
        password_salt=_secret(env, "PASSWORD_SALT", data_folder, may_make=not database),
        demo=_is_on(env, "DEMO"),
        local_trial=_is_on(env, "LOCAL_TRIAL"),
        redis_url=_address(env, "REDIS_URL", "redis://", "rediss://", "unix://"),
        storage_url=_address(env, "STORAGE_URL", "s3://", "file:///"),
        smtp_url=_address(env, "SMTP_URL", "smtp://", "smtps://"),
        mail_from=env.get("CGTRAINING_MAIL_FROM", Settings.mail_from),
        sms_gateway_url=_address(env, "SMS_GATEWAY_URL", "https://", "http://"),
        trusted_proxies=_whole_number(env, "TRUSTED_PROXIES"),
    )


def data_folder_of(environment: Mapping[str, str]) -> Path:
    return Path(environment.get("CGTRAINING_DATA") or "data").resolve()


def lacks_database(environment: Mapping[str, str]) -> bool:
    """Whether the embedded database, which these variables mean, was never made; makes nothing itself."""
    return not environment.get("CGTRAINING_DATABASE_URL") and not (data_folder_of(environment) / DATABASE).exists()


def remember_run(found: Settings) -> None:
    """Keep what `cgtraining run` was told by its options, so that commands beside it mean the same site."""
    told = {
        "CGTRAINING_PUBLIC_URL": found.public_url or "",
        "CGTRAINING_LOCAL_TRIAL": str(int(found.local_trial)),
        "CGTRAINING_DEMO": str(int(found.demo)),
    }
    (found.data_folder / LAST_RUN).write_text(json.dumps(told, indent=2) + "\n")


def settings() -> Settings:
    """The settings of the running application."""
    found: Settings = current_app.extensions["cgtraining.settings"]
    return found


def resource_folder(name: str) -> Path:
    """`templates`, `translations` or `migrations`: inside the package when installed, beside it in a checkout."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parent / name


def _usable_folder(folder: Path) -> Path:
    """Closed to other users of the machine: it holds people's data, and codes in the file outbox."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ConfigurationError(f"The data folder {folder} cannot be made: {problem.strerror}. {CHOOSE}") from None
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise ConfigurationError(f"The data folder {folder} cannot be written by this user. {CHOOSE}")
    return folder


def _with_remembered(given: dict[str, str], data_folder: Path) -> dict[str, str]:
    """A folder that holds the demo stays one; the address of the last run counts where no other is given."""
    kept = data_folder / LAST_RUN
    if not kept.exists():
        return given
    told: dict[str, str] = json.loads(kept.read_text())
    if "CGTRAINING_PUBLIC_URL" in given:
        told = {"CGTRAINING_DEMO": told["CGTRAINING_DEMO"]}
    return told | given


def _address(env: Mapping[str, str], name: str, *beginnings: str) -> str | None:
    variable = f"CGTRAINING_{name}"
    given = env.get(variable)
    if given and not given.startswith(beginnings):
        raise ConfigurationError(f"{variable} must begin with {' or '.join(beginnings)}")
    return given


def _database_url(given: str | None, data_folder: Path) -> str:
    if not given:
        return f"sqlite:///{data_folder / DATABASE}"
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
        raise ConfigurationError(
            f"With CGTRAINING_DATABASE_URL set, {variable} must be given too, the same on every machine: a long random "
            "text that is kept secret and never changed."
        )
    if (data_folder / DATABASE).exists():
        raise ConfigurationError(
            f"{kept} is missing, though there is a database: bring it back from the backup, or set {variable}. With "
            "another one nobody's password would be right."
        )
    value = secrets.token_urlsafe(48)
    descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(value + "\n")
    return value


def _is_on(env: Mapping[str, str], name: str) -> bool:
    variable = f"CGTRAINING_{name}"
    given = env.get(variable, "0").strip().lower()
    if given not in ON_OR_OFF:
        raise ConfigurationError(f"{variable} must be 1 or 0.")
    return ON_OR_OFF[given]


def _whole_number(env: Mapping[str, str], name: str) -> int:
    variable = f"CGTRAINING_{name}"
    given = env.get(variable, "0").strip()
    if not given.isdecimal():
        raise ConfigurationError(f"{variable} must be a whole number, such as 1.")
    return int(given)
