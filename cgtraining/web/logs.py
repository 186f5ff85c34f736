"""Logs as lines that a person reads on a terminal and a machine reads elsewhere."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

DETAIL = re.compile(r"DETAIL:.*")
SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
]


def register() -> None:
    """Hand what is said in the program to Python's own logging; where nobody listens yet, as under gunicorn, we do."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    if not logging.getLogger().handlers:
        configure()


def configure(*, of_a_command: bool = False) -> None:
    """Listen, in a process of our own; a command that ends by itself reports only what went wrong.

    Tracebacks show no local variables: those hold people's data.
    """
    console = structlog.dev.ConsoleRenderer(colors=True, exception_formatter=structlog.dev.plain_traceback)
    renderer: structlog.typing.Processor = console if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=SHARED,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                without_values,
                renderer,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING if of_a_command else logging.INFO)
    for noisy in ("fontTools", "weasyprint", "huey", "werkzeug", "alembic", "waitress"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a page with ten pictures is no cause for a warning
    for repeating in ("huey.consumer.Worker", "huey.consumer.Scheduler"):
        logging.getLogger(repeating).addFilter(_is_no_lost_queue)


def without_values(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """PostgreSQL repeats in its DETAIL the values that a constraint refused: e-mail addresses and phone numbers."""
    if isinstance(told := event.get("exception"), str):
        event["exception"] = DETAIL.sub("DETAIL: left out", told)
    return event


def _is_no_lost_queue(record: logging.LogRecord) -> bool:
    """Said with a traceback several times a second while the queue is away; `tasks` says it once."""
    return not str(record.msg).startswith("Error reading")
