"""One soak on one database."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from cgtraining.database import db
from tests.bench.place import place
from tests.soak import accounts
from tests.soak.killing import Killing
from tests.soak.sink import mail_server


@dataclass(frozen=True)
class Outcome:
    engine: str
    seed: int
    kills: int
    lists: int
    certificates: int
    uncertain: int
    fell: dict[str, int]
    seconds: float
    problems: list[str]

    def __str__(self) -> str:
        fell = "".join(f"\n    {count:>4}  {what}" for what, count in sorted(self.fell.items()))
        verdict = "\n  WRONG: ".join(["", *self.problems]) if self.problems else "\n  all as it must be"
        return (
            f"{self.engine}, seed {self.seed}: {self.kills} kills in {self.seconds:.0f} s, {self.lists} lists,"
            f" {self.certificates} certificates, {self.uncertain} mails listed as possibly sent; the kills fell upon"
            f"{fell}{verdict}"
        )


def soak(engine: str, kills: int, seed: int, tell: Callable[[str], object] = len) -> Outcome:
    begun = time.monotonic()
    with mail_server() as sink, place(engine, CGTRAINING_SMTP_URL=sink.url) as here, here.app.app_context():
        killing = Killing(here, seed, tell)
        killing.until(kills)
        db.session.rollback()
        return Outcome(
            engine,
            seed,
            killing.kills,
            killing.lists,
            accounts.certificates(),
            accounts.uncertain(),
            dict(killing.fell),
            time.monotonic() - begun,
            accounts.problems(here, sink),
        )
