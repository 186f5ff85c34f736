"""A worker process that goes on with one run, to be killed at any moment."""

from datetime import timedelta
from multiprocessing.synchronize import Event

from cgtraining import create_app
from cgtraining.certificates import leases, runs
from cgtraining.config import Settings
from cgtraining.documents.engine import weasyprint

weasyprint()  # loaded before the process is forked, so that most of its life is spent issuing


def work(settings: Settings, run_id: int, lease_seconds: float, begun: Event) -> None:
    leases.LEASE = timedelta(seconds=lease_seconds)
    app = create_app(settings)
    with app.app_context():
        begun.set()
        runs.proceed(run_id)
