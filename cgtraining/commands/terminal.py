"""What goes to standard output, what to standard error, and in which language."""

import json
import os
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import click

from cgtraining.config import PACKAGE
from cgtraining.language.text import Language


def say_json(result: Any) -> None:
    """The result alone stands on standard output; all else that is said goes to standard error."""
    click.echo(json.dumps(result, ensure_ascii=False, indent=2))


def progress(label: str, length: int) -> Any:
    """A bar for a person who watches, on standard error; nothing in a log or a pipe."""
    return click.progressbar(length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())


def spoken_here() -> Language:
    """The language of refusals that come from the rooms; a command's own words are English."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if said.startswith("zh") else "en"


def version_here() -> str:
    """Of the installed package, or of the checkout that the package stands in."""
    try:
        return version("cgtraining")
    except PackageNotFoundError:
        project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text())["project"]
        return str(project["version"])
