"""What the variables mean, and the sentence for each that cannot work."""

import os
import re
from pathlib import Path

import pytest

from cgtraining.config import ConfigurationError, Settings, lacks_database, read_settings, remember_run

SECRETS = {"CGTRAINING_SECRET_KEY": "key", "CGTRAINING_PASSWORD_SALT": "salt"}
POSTGRESQL = {"CGTRAINING_DATABASE_URL": "postgresql://office@db/training"}


def read(folder: Path, **variables: str) -> Settings:
    return read_settings({"CGTRAINING_DATA": str(folder / "data")} | variables)


def test_without_variables_everything_is_in_the_data_folder(tmp_path: Path) -> None:
    first, second = read(tmp_path), read(tmp_path)
    folder = tmp_path / "data"
    assert first == second
    assert (first.database_url, first.uses_sqlite) == (f"sqlite:///{folder / 'cgtraining.sqlite3'}", True)
    assert (first.demo, first.local_trial, first.trusted_proxies, first.public_url) == (False, False, 0, None)
    assert [len(first.secret_key) > 40, first.secret_key != first.password_salt] == [True, True]
    assert {file.stat().st_mode & 0o777 for file in folder.glob("*.secret")} == {0o600}


@pytest.mark.parametrize("lost", ["secret_key", "password_salt"])
def test_a_restored_database_without_its_secrets_is_not_opened(tmp_path: Path, lost: str) -> None:
    """A new salt would refuse every password, and nobody would know why."""
    first = read(tmp_path)
    (tmp_path / "data" / "cgtraining.sqlite3").touch()
    (tmp_path / "data" / f"{lost}.secret").unlink()
    with pytest.raises(ConfigurationError, match="is missing, though there is a database: bring it back"):
        read(tmp_path)
    assert read(tmp_path, **{f"CGTRAINING_{lost.upper()}": getattr(first, lost)}) == first


def test_an_empty_variable_is_none(tmp_path: Path) -> None:
    empty = dict.fromkeys(("CGTRAINING_DATABASE_URL", "CGTRAINING_REDIS_URL", "CGTRAINING_DEMO"), "")
    assert read(tmp_path, **empty) == read(tmp_path)


@pytest.mark.parametrize("prefix", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_postgresql_is_reached_through_psycopg(tmp_path: Path, prefix: str) -> None:
    found = read(tmp_path, CGTRAINING_DATABASE_URL=f"{prefix}db/training", **SECRETS)
    assert (found.database_url, found.uses_sqlite) == ("postgresql+psycopg://db/training", False)
    assert (found.secret_key, found.password_salt, list((tmp_path / "data").iterdir())) == ("key", "salt", [])


@pytest.mark.parametrize("missing", sorted(SECRETS))
def test_with_a_database_server_the_secrets_must_be_given(tmp_path: Path, missing: str) -> None:
    given = {name: value for name, value in SECRETS.items() if name != missing}
    with pytest.raises(ConfigurationError, match=f"With CGTRAINING_DATABASE_URL set, {missing} must be given too"):
        read(tmp_path, **POSTGRESQL, **given)


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("DATABASE_URL", "mysql://db", "must begin with sqlite:/// or postgresql:// or"),
        ("PUBLIC_URL", "training.example.org", "must begin with https:// or http://"),
        ("REDIS_URL", "localhost:6379", "must begin with redis:// or rediss:// or unix://"),
        ("STORAGE_URL", "/files", "must begin with s3:// or file:///"),
        ("SMTP_URL", "mail.example.org", "must begin with smtp:// or smtps://"),
        ("SMS_GATEWAY_URL", "gateway", "must begin with https:// or http://"),
        ("TRUSTED_PROXIES", "one", "must be a whole number, such as 1."),
        ("TRUSTED_PROXIES", "-1", "must be a whole number, such as 1."),
        ("DEMO", "perhaps", "must be 1 or 0."),
        ("LOCAL_TRIAL", "2", "must be 1 or 0."),
    ],
)
def test_a_value_that_cannot_work_is_refused_by_its_name(
    tmp_path: Path, variable: str, value: str, sentence: str
) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        read(tmp_path, **{f"CGTRAINING_{variable}": value})
    assert str(refusal.value).startswith(f"CGTRAINING_{variable} {sentence}")


def test_a_data_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(ConfigurationError, match=r"cannot be made: File exists\. Choose another with CGTRAINING_DATA"):
        read(tmp_path)


def test_a_data_folder_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root, as which the tests may run, could write it: so the system's answer is given here."""
    monkeypatch.setattr(os, "access", lambda folder, mode: False)
    with pytest.raises(ConfigurationError, match="cannot be written by this user"):
        read(tmp_path)


def test_asking_whether_there_is_a_database_makes_nothing(tmp_path: Path) -> None:
    variables = {"CGTRAINING_DATA": str(tmp_path / "data")}
    assert (lacks_database(variables), list(tmp_path.iterdir())) == (True, [])
    assert lacks_database(variables | POSTGRESQL) is False
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cgtraining.sqlite3").touch()
    assert lacks_database(variables) is False


def test_what_run_was_told_holds_for_the_commands_beside_it(tmp_path: Path) -> None:
    told = {"CGTRAINING_PUBLIC_URL": "http://10.0.0.5:8113", "CGTRAINING_LOCAL_TRIAL": "1", "CGTRAINING_DEMO": "1"}
    run = read(tmp_path, **told)
    remember_run(run)
    assert read(tmp_path) == run
    assert run.secret_key not in (tmp_path / "data" / "last-run.json").read_text()


def test_a_folder_with_the_demo_stays_a_demo_under_a_lasting_address(tmp_path: Path) -> None:
    told = {"CGTRAINING_PUBLIC_URL": "http://10.0.0.5:8113", "CGTRAINING_LOCAL_TRIAL": "1", "CGTRAINING_DEMO": "1"}
    remember_run(read(tmp_path, **told))
    found = read(tmp_path, CGTRAINING_PUBLIC_URL="https://training.example.org")
    assert (found.public_url, found.local_trial, found.demo) == ("https://training.example.org", False, True)


def test_every_variable_that_is_read_stands_in_the_document_and_no_other() -> None:
    project = Path(__file__).parents[2]
    source = (project / "cgtraining" / "config.py").read_text()
    read_ones = set(re.findall(r"CGTRAINING_([A-Z_]*[A-Z])", source)) | set(re.findall(r'\benv, "([A-Z_]+)"', source))
    told = set(re.findall(r"CGTRAINING_([A-Z_]*[A-Z])", (project / "docs" / "operating.md").read_text()))
    assert told == read_ones
