"""What a person at a terminal is told instead of a traceback: one sentence that they can act on."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from flask import has_app_context
from flask.cli import with_appcontext
from sqlalchemy.exc import DatabaseError, OperationalError

from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_code
from cgtraining.commands.revisions import State, database_state
from cgtraining.commands.terminal import spoken_here
from cgtraining.config import ConfigurationError, data_folder_of, lacks_database
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import in_language
from cgtraining.tasks import queue_problem
from cgtraining.web import logs

P = ParamSpec("P")
R = TypeVar("R")
UNREADY = {
    State.EMPTY: "The database is empty: call `cgtraining migrate` first.",
    State.OLDER: "The database is of an older version of cgtraining: call `cgtraining migrate`, or restart `run`.",
    State.NEWER: "The database is of a newer version of cgtraining than this program: install that version.",
}


class NothingDone(click.ClickException):
    """Exit code 2, like a wrong option: 1 says that something was done, but not all is well."""

    exit_code = 2


def on_the_database(command: Callable[P, R]) -> Callable[P, R]:
    """The command works on a migrated database, speaks the terminal's language and refuses in one sentence."""

    @with_appcontext
    @wraps(command)
    def at_work(*args: P.args, **kwargs: P.kwargs) -> R:
        with in_language(spoken_here()), refusing():
            refuse_unready_database()
            return command(*args, **kwargs)

    @wraps(command)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        with refusing():
            if not has_app_context():
                logs.configure(of_a_command=True)
                refuse_missing_database()
            return at_work(*args, **kwargs)

    return called


@contextmanager
def refusing() -> Iterator[None]:
    """What the person can mend becomes a sentence; anything else is a defect and keeps its traceback."""
    try:
        yield
    except (ConfigurationError, RuleBroken) as refusal:
        raise NothingDone(str(refusal)) from None
    except DatabaseError as problem:
        if not isinstance(problem, OperationalError) and "not a database" not in str(problem.orig):
            raise
        raise NothingDone(f"The database cannot be used: {first_line(problem.orig)}") from None
    except PermissionError as problem:
        raise NothingDone(f"{problem.filename} cannot be used by this user: permission denied.") from None


def first_line(problem: object) -> str:
    return next(iter(str(problem).strip().splitlines()), "no reason given")


def refuse_missing_database() -> None:
    """Before an application is made, which would leave a data folder wherever one happens to stand."""
    if lacks_database(os.environ):
        raise NothingDone(
            f"There is no database in {data_folder_of(os.environ)} yet: call `cgtraining run` or `cgtraining migrate` "
            "first, or say with CGTRAINING_DATA where the data folder is."
        )


def refuse_lost_queue() -> None:
    if problem := queue_problem():
        raise NothingDone(f"The queue in CGTRAINING_REDIS_URL cannot be reached: {first_line(problem)}")


def refuse_unready_database() -> None:
    if sentence := UNREADY.get(database_state()):
        raise NothingDone(sentence)


def cohort_called(code: str) -> Cohort:
    cohort = cohort_by_code(code)
    if cohort is None:
        raise NothingDone(f"There is no cohort with the code {code}; `cgtraining cohorts` lists them.")
    return cohort
