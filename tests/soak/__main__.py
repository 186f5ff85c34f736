"""python3 dev.py soak: kills the worker of issuing runs at random moments, and counts everything at the end."""

import argparse
import random
import sys

from tests.bench.place import ENGINES
from tests.soak.soaking import soak

KILLS = 200


def main() -> int:
    parser = argparse.ArgumentParser("dev.py soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, help=f"on each database; {KILLS} unless given")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="only this database (may be repeated)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of the moments")
    given = parser.parse_args()
    outcomes = []
    for engine in given.engine or ENGINES:
        outcomes.append(soak(engine, given.kills, given.seed, _tell))
        sys.stdout.write(f"\n{outcomes[-1]}\n")
        sys.stdout.flush()
    return int(any(outcome.problems for outcome in outcomes))


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
