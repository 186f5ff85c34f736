"""`cgtraining run` serves pages beside a supervised worker; `cgtraining worker` works alone; `cgtraining migrate`."""

import os
import signal
import sys
from socket import socket

import click
import flask_migrate
from flask import Flask

from cgtraining import create_app, tasks
from cgtraining.commands import story
from cgtraining.commands.listening import THIS_MACHINE, base_address, listen
from cgtraining.commands.refusals import UNREADY, NothingDone, on_the_database, refuse_lost_queue, refusing
from cgtraining.commands.revisions import State, database_state, revision_of_database
from cgtraining.commands.supervising import Supervisor
from cgtraining.commands.terminal import say_json
from cgtraining.config import read_settings, remember_run, settings
from cgtraining.web import logs

THREADS = 8
# A hall of phones without a proxy before us: each keeps its connection for a while, and more than these wait in line.
MOST_CONNECTIONS, IDLE_SECONDS = 800, 30


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, type=click.IntRange(1, 65535), show_default=True, help="The port to listen on.")
@click.option("--demo", is_flag=True, help="Fill an empty data folder with a sample story; certificates are specimens.")
@click.option("--worker/--no-worker", default=True, help="Whether to do background work in a child process.")
def run(host: str, port: int, demo: bool, worker: bool) -> None:
    """Migrate the database and serve. Stop with Ctrl-C.

    On any address but this machine's own it is a trial in a local network: issuing and QR check-in work there without
    https. A lasting site needs CGTRAINING_PUBLIC_URL.
    """
    logs.configure()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with refusing():
        sockets = listen(host, port)
        app = _make_app(host, port, demo)
        with app.app_context():
            refuse_lost_queue()
            _say("The database is being brought up to date …")
            _migrate()
            if demo:
                story.tell(settings().data_folder, _say)
    _serve(app, sockets, worker)


@click.command()
@click.option("--once", is_flag=True, help="Do what is waiting, then stop.")
@click.option("--json", "as_json", is_flag=True, help="With --once: print one JSON object.")
@click.option("--parent", type=int, hidden=True, help="End with the process that has this number.")
@on_the_database
def worker(once: bool, as_json: bool, parent: int | None) -> None:
    """Do background work. That is imports, issuing and messages; stop with Ctrl-C.

    JSON: taken_up, how many unfinished pieces of work there were.
    """
    logs.configure()
    if not once:
        refuse_lost_queue()
        tasks.work(parent=parent)
        return
    taken_up = tasks.sweep()
    say_json({"taken_up": taken_up}) if as_json else click.echo(f"Unfinished pieces of work taken up: {taken_up}.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a sentence.")
def migrate(as_json: bool) -> None:
    """Bring the database up to date. An empty one gets its tables.

    JSON: before (null: it was empty) and after, the revisions of the database.
    """
    logs.configure(of_a_command=True)
    with refusing(), create_app().app_context():
        before, after = _migrate()
    said = "was up to date" if before == after else f"was brought from {before or 'nothing'} to {after}"
    say_json({"before": before, "after": after}) if as_json else click.echo(f"The database {said}.")


def _migrate() -> tuple[str | None, str | None]:
    """The revisions before and after."""
    if database_state() is State.NEWER:
        raise NothingDone(UNREADY[State.NEWER])
    before = revision_of_database()
    flask_migrate.upgrade()
    return before, revision_of_database()


def _make_app(host: str, port: int, demo: bool) -> Flask:
    """With what the options say, for this process, the child and later commands; what the environment says wins."""
    os.environ.setdefault("CGTRAINING_PUBLIC_URL", base_address(host, port))
    os.environ.setdefault("CGTRAINING_LOCAL_TRIAL", "0" if host in THIS_MACHINE else "1")
    if demo:
        os.environ["CGTRAINING_DEMO"] = "1"
    found = read_settings()
    story.begin_again(found, _say)
    remember_run(found)
    return create_app(found)


def _serve(app: Flask, sockets: list[socket], with_worker: bool) -> None:
    import waitress  # slow to import, and only this command needs it

    from cgtraining.commands import receiving

    receiving.keep_only_what_is_wanted()
    with app.app_context():
        _say(f"cgtraining serves on {settings().address('')} (Ctrl-C stops it)")
        behind_a_proxy = settings().trusted_proxies > 0
    supervisor = Supervisor()
    if with_worker:
        supervisor.start()
    try:
        waitress.serve(
            app,
            sockets=sockets,
            threads=THREADS,
            ident=None,
            clear_untrusted_proxy_headers=not behind_a_proxy,
            connection_limit=MOST_CONNECTIONS,
            channel_timeout=IDLE_SECONDS,
            asyncore_use_poll=True,
        )
    finally:
        supervisor.stop()
        _say("cgtraining has stopped.")


def _say(sentence: str) -> None:
    click.echo(sentence)
