"""Giving work to workers and killing them at random moments until enough of them died, then letting one finish."""

import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess

from sqlalchemy import Select, func, select, update

from cgtraining import clock
from cgtraining.certificates.models import IssueItem, IssueRun, ItemState, RunState
from cgtraining.certificates.operations import start_run
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db, reading
from cgtraining.mail.models import Channel, Delivery, DeliveryState, Message
from tests import factories
from tests.bench.place import Place
from tests.certificates.factories import approved_list, cedar
from tests.soak.worker import work

PEOPLE = 8  # on each list: a batch of files is printed whole before the first is stored
START_SECONDS = 120
FINISH_SECONDS = 600
PATIENCE_SECONDS = 60  # for a worker's first step, before it is killed all the same
WHILE_SECONDS = 0.5
HANDED_OVER = (DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNCERTAIN)
STEPS = {
    "numbering": select(func.count()).select_from(IssueItem).where(IssueItem.state != ItemState.WAITING),
    "storing": select(func.count()).select_from(IssueItem).where(IssueItem.state == ItemState.DONE),
    "telling": select(func.count()).select_from(Message),
    "sending": select(func.count()).select_from(Delivery).where(Delivery.state.in_(HANDED_OVER)),
}
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.soak.worker"])


@dataclass
class Killing:
    """`fell` counts what the kills fell upon."""

    place: Place
    seed: int
    tell: Callable[[str], object]
    kills: int = 0
    lists: int = 0
    fell: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.moments = random.Random(self.seed)
        self.cohort_id = cedar().id
        db.session.commit()

    def until(self, kills: int) -> None:
        while self.kills < kills:
            if not work_is_left():
                self.give_work()
            self._kill_once(kills)
        self._finish()

    def give_work(self) -> None:
        self.lists += 1
        numbers = range(self.lists * 100, self.lists * 100 + PEOPLE)
        people = [factories.person(f"学员{number}", f"XUE Yuan {number}") for number in numbers]
        cohort = db.session.get_one(Cohort, self.cohort_id)
        start_run(graduate_list=approved_list(people, cohort, number=self.lists), actor=None)
        db.session.commit()

    def _kill_once(self, wanted: int) -> None:
        worker = self._started()
        self._wait_for_the_moment()
        before = worker.is_alive()
        worker.kill()
        worker.join()
        if before:
            self.kills += 1
            self.fell[fell_upon()] += 1
            if self.kills % 20 == 0:
                self.tell(f"{self.place.engine}: {self.kills} of {wanted} kills, {self.lists} lists")
        let_leases_run_out()

    def _wait_for_the_moment(self) -> None:
        """A while after the worker began, or after its first step in one of the kinds of work, which chance chooses."""
        stage = self.moments.choice([None, *STEPS])
        if stage:
            seen, deadline = steps_in(stage), time.monotonic() + PATIENCE_SECONDS
            while steps_in(stage) == seen and work_is_left() and time.monotonic() < deadline:
                time.sleep(0.01)
        time.sleep(self.moments.uniform(0, WHILE_SECONDS))

    def _finish(self) -> None:
        worker, deadline = self._started(), time.monotonic() + FINISH_SECONDS
        while work_is_left():
            assert time.monotonic() < deadline, f"seed {self.seed}: it does not come to an end"
            time.sleep(0.1)
        worker.kill()
        worker.join()

    def _started(self) -> BaseProcess:
        db.session.rollback()
        begun = CONTEXT.Event()
        process = CONTEXT.Process(target=work, args=(self.place.environment, begun))
        process.start()
        assert begun.wait(START_SECONDS)
        return process


def work_is_left() -> bool:
    runs = select(func.count()).select_from(IssueRun).where(IssueRun.state != RunState.DONE)
    return bool(_looked_up(runs) or _mails_in(DeliveryState.WAITING, DeliveryState.SENDING))


def steps_in(stage: str) -> int:
    """Grows with every step of this kind."""
    return _looked_up(STEPS[stage])


def fell_upon() -> str:
    """What was under way, as the database shows it after the kill."""
    if _mails_in(DeliveryState.SENDING):
        return "a mail being handed over"
    if _mails_in(DeliveryState.WAITING):
        return "mails waiting"
    if _items_in(ItemState.NUMBERED):
        return "numbers without certificates"
    if work_is_left():
        return "nothing numbered yet" if _items_in(ItemState.WAITING) else "all issued, messages being written"
    return "nothing: the work was just done"


def let_leases_run_out() -> None:
    """Instead of waiting 10 seconds for a dead worker's run, and two minutes for its mail."""
    past = clock.now().replace(year=2000)
    db.session.execute(update(IssueRun).where(IssueRun.leased_until.is_not(None)).values(leased_until=past))
    sending = update(Delivery).where(Delivery.state == DeliveryState.SENDING)
    db.session.execute(sending.values(leased_until=past))
    db.session.commit()


def _mails_in(*states: DeliveryState) -> int:
    mails = select(func.count()).select_from(Delivery).where(Delivery.channel == Channel.MAIL)
    return _looked_up(mails.where(Delivery.state.in_(states)))


def _items_in(state: ItemState) -> int:
    return _looked_up(select(func.count()).select_from(IssueItem).where(IssueItem.state == state))


def _looked_up(query: Select[int]) -> int:
    with reading():
        found = db.session.scalar(query) or 0
        db.session.rollback()
    return found
