"""A worker as `cgtraining worker` starts it, forked from a process that has loaded the program, to be killed soon."""

from collections.abc import Mapping
from multiprocessing.synchronize import Event

from cgtraining import create_app, tasks
from cgtraining.config import read_settings


def work(environment: Mapping[str, str], begun: Event) -> None:
    with create_app(read_settings(environment)).app_context():
        begun.set()
        tasks.work()
