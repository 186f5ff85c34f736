"""Whether the database's tables are those that this program expects."""

import enum

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from cgtraining.config import resource_folder
from cgtraining.database import db, reading


class State(enum.Enum):
    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def database_state() -> State:
    found, scripts = revision_of_database(), ScriptDirectory(str(resource_folder("migrations")))
    if found is None:
        return State.EMPTY
    if found not in {script.revision for script in scripts.walk_revisions()}:
        return State.NEWER
    return State.CURRENT if found == scripts.get_current_head() else State.OLDER


def revision_of_database() -> str | None:
    with reading(), db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
