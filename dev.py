#!/usr/bin/env python3
"""Everything a developer does, on a machine that has only Python 3.11+ and pip.

python3 dev.py run               the product with its demo, on SQLite (--port, CGTRAINING_DATA)
python3 dev.py cgtraining …      a command of the product on the same data folder, such as: cohorts --json
python3 dev.py test              all tests; --quick leaves out PostgreSQL, browser, prints and what is slow
python3 dev.py check             style, types, import direction, catalogues
python3 dev.py bench             measures speed, as ratios in one run
python3 dev.py soak              kills the worker of issuing runs 200 times and counts everything after it
python3 dev.py translations      extracts all texts and updates both catalogues
python3 dev.py migration "…"     writes a migration for what changed in the models
"""

from __future__ import annotations  # an older Python, too, shall reach the sentence that it is too old

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from requirements.setting_up.environment import prepare
from requirements.setting_up.ground import HERE, PYTHON, WORKPLACE, complain, environ, say
from requirements.setting_up.native import get_test_programs

STARTED_IN = Path.cwd()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job", choices=sorted(JOBS), metavar="JOB", help=", ".join(JOBS))
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="options of the job")
    given = parser.parse_args(sys.argv[1:] or ["--help"])
    os.chdir(HERE)
    try:
        return JOBS[given.job](given.rest)
    except KeyboardInterrupt:
        return complain("Stopped. The next call goes on from here.") + 129  # 130, as a shell says it


def run(rest: list[str]) -> int:
    prepare("runtime")
    return become([PYTHON, "-m", "cgtraining", "run", "--demo", *rest], HERE)


def product(rest: list[str]) -> int:
    prepare("runtime")
    return become([PYTHON, "-m", "cgtraining", *rest], STARTED_IN)


def test(rest: list[str]) -> int:
    prepare("runtime", "test")
    quick = "--quick" in rest
    rest = [word for word in rest if word != "--quick"]
    if not quick:
        get_test_programs()
    chosen = ["-m", "not postgresql and not journey and not prints and not slow"] if quick else []
    checking = begin_checking() if not rest else None
    say("Running the tests …")
    code = subprocess.call([PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadgroup", *chosen, *rest], env=environ())
    failed = end_checking(checking) if checking else 0
    return code or failed


def begin_checking() -> subprocess.Popen[str]:
    """Beside the tests, since it keeps one core busy for a minute; what it says is shown after theirs."""
    command = [sys.executable, HERE / "dev.py", "check"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def end_checking(checking: subprocess.Popen[str]) -> int:
    said, _nothing = checking.communicate()
    print(said, end="", flush=True)
    return complain("The checks failed: see above.") if checking.returncode else 0


def check(rest: list[str]) -> int:
    prepare("runtime", "test")
    say("Checking style, types, import direction and catalogues …")
    results = [
        subprocess.call([PYTHON, "-m", "ruff", "check", "-q", "."]),
        subprocess.call([PYTHON, "-m", "ruff", "format", "--check", "-q", "."]),
        subprocess.call([PYTHON, "-m", "mypy", "--no-error-summary"]),
        subprocess.call([PYTHON.parent / "lint-imports", "--no-logo"], env=environ()),
        subprocess.call([PYTHON, "-m", "cgtraining.language.catalogues", "--check"], env=environ()),
        migrations_in_line(),
    ]
    return max(results)


def migrations_in_line() -> int:
    """Two that follow the same one leave a new database without a way, which nothing else notices before the tests."""
    texts = [path.read_text(encoding="utf-8") for path in (HERE / "migrations" / "versions").glob("*.py")]
    followed = [name for text in texts for name in re.findall(r"^down_revision = ['\"](\w+)", text, re.MULTILINE)]
    twice = sorted({name for name in followed if followed.count(name) > 1})
    return complain(f"Two migrations follow {', '.join(twice)}: let one follow the other.") if twice else 0


def bench(rest: list[str]) -> int:
    prepare("runtime", "test")
    return subprocess.call([PYTHON, "-m", "tests.bench", *rest], env=environ())


def soak(rest: list[str]) -> int:
    prepare("runtime", "test")
    return subprocess.call([PYTHON, "-m", "tests.soak", *rest], env=environ())


def translations(rest: list[str]) -> int:
    prepare("runtime")
    return subprocess.call([PYTHON, "-m", "cgtraining.language.catalogues", *rest], env=environ())


def migration(rest: list[str]) -> int:
    prepare("runtime")
    if not rest:
        return complain('Say in a few words what changes: python3 dev.py migration "sessions get a link"')
    flask = [PYTHON, "-m", "flask", "--app", "cgtraining", "db"]
    environment = environ() | {"CGTRAINING_DATA": str(WORKPLACE / "migration")}
    shutil.rmtree(WORKPLACE / "migration", ignore_errors=True)
    subprocess.check_call([*flask, "upgrade", "-d", "migrations"], env=environment)
    return subprocess.call([*flask, "migrate", "-d", "migrations", "-m", " ".join(rest)], env=environment)


def become(command: list[str | Path], folder: Path) -> int:
    """The command in the place of this process, so that whoever stops this one stops that one."""
    data = STARTED_IN / os.environ.get("CGTRAINING_DATA", HERE / "data")
    environment = environ() | {"CGTRAINING_DATA": str(data)}
    os.chdir(folder)
    if os.name != "nt":
        os.execve(command[0], [str(word) for word in command], environment)
    return subprocess.call(command, env=environment)


JOBS = {
    "run": run,
    "cgtraining": product,
    "test": test,
    "check": check,
    "bench": bench,
    "soak": soak,
    "translations": translations,
    "migration": migration,
}

if __name__ == "__main__":
    sys.exit(main())
