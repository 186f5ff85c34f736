"""The sample story in an empty data folder, begun again where its telling was interrupted."""

from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

from cgtraining.commands.refusals import NothingDone
from cgtraining.config import DATABASE, Settings

UNFINISHED = "demo.unfinished"
INTERRUPTED = (
    "The demo was interrupted the last time, so the database holds half of it. Make that database anew, "
    "delete {file}, and start again."
)


def begin_again(found: Settings, say: Callable[[str], None]) -> None:
    """Nobody has worked in a folder whose story was not told to its end: nothing was served from it."""
    if not (found.data_folder / UNFINISHED).exists():
        return
    if not found.uses_sqlite:
        raise NothingDone(INTERRUPTED.format(file=found.data_folder / UNFINISHED))
    say("The demo was interrupted the last time; it is begun again …")
    for database in (DATABASE, "queue.sqlite3"):
        for file in found.data_folder.glob(f"{database}*"):
            file.unlink()
    rmtree(found.data_folder / "files", ignore_errors=True)
    (found.data_folder / UNFINISHED).unlink()


def tell(data_folder: Path, say: Callable[[str], None]) -> None:
    """In an application context."""
    from cgtraining import demo  # the sample story is large, and an office's own server never needs it

    if demo.waits_to_be_told():
        (data_folder / UNFINISHED).touch()
    demo.tell_if_empty(say)
    (data_folder / UNFINISHED).unlink(missing_ok=True)
