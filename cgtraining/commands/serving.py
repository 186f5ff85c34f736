"""`cgtraining run` serves pages beside a supervised worker; `cgtraining worker` works alone; `cgtraining migrate`."""

import os
import signal
import subprocess
import sys
import threading
import time

import click
import flask_migrate
from flask import Flask
from flask.cli import with_appcontext

from cgtraining import create_app, tasks
from cgtraining.config import ConfigurationError, settings
from cgtraining.web import logs

RESTART_AFTER_SECONDS = 2
THREADS = 8


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@click.option(
    "--demo", is_flag=True, help="Fill an empty data folder with the sample story; certificates are specimens."
)
@click.option("--worker/--no-worker", default=True, help="Run background work in a child process.")
def run(host: str, port: int, demo: bool, worker: bool) -> None:
    """Migrate the database and serve; stop with Ctrl-C."""
    logs.configure()
    _set_environment(host, port, demo)
    app = _make_app()
    _say("The database is being brought up to date …")
    with app.app_context():
        flask_migrate.upgrade()
        _prepare_demo(demo)
        base = settings().address("")
    if worker:
        _Supervisor().start()
    _say(f"cgtraining serves on {base} (Ctrl-C stops it)")
    _serve(app, host, port)


@click.command()
@click.option("--once", is_flag=True, help="Do what is waiting, then stop.")
@click.option("--supervised", is_flag=True, hidden=True, help="End with the process that started this one.")
@with_appcontext
def worker(once: bool, supervised: bool) -> None:
    """Do background work: imports, issuing, messages."""
    logs.configure()
    if once:
        click.echo(f"{tasks.sweep()} unfinished pieces of work were taken up.")
        return
    tasks.work(until_parent_ends=supervised)


@click.command()
@with_appcontext
def migrate() -> None:
    """Bring the database up to date."""
    flask_migrate.upgrade()
    click.echo("The database is up to date.")


class _Supervisor(threading.Thread):
    """Keeps one child worker alive for as long as this process serves."""

    def __init__(self) -> None:
        super().__init__(daemon=True, name="worker-supervisor")

    def run(self) -> None:
        while True:
            child = subprocess.Popen([sys.executable, "-m", "cgtraining", "worker", "--supervised"])
            child.wait()
            time.sleep(RESTART_AFTER_SECONDS)


def _serve(app: Flask, host: str, port: int) -> None:
    import waitress  # slow to import, and only this command needs it

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    waitress.serve(app, host=host, port=port, threads=THREADS, ident=None, clear_untrusted_proxy_headers=True)


def _set_environment(host: str, port: int, demo: bool) -> None:
    """What the options say, for this process and the child; what the environment already says wins."""
    os.environ.setdefault("CGTRAINING_PUBLIC_URL", f"http://{host}:{port}")
    if demo:
        os.environ["CGTRAINING_DEMO"] = "1"
    if host not in {"127.0.0.1", "localhost", "::1"}:
        os.environ.setdefault("CGTRAINING_LOCAL_TRIAL", "1")


def _make_app() -> Flask:
    try:
        return create_app()
    except ConfigurationError as problem:
        raise click.ClickException(str(problem)) from None


def _prepare_demo(wanted: bool) -> None:
    if not wanted:
        return
    from cgtraining import demo  # the sample story is large, and an office's own server never needs it

    demo.tell_if_empty(_say)


def _say(sentence: str) -> None:
    click.echo(sentence, err=False)
