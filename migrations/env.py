"""Alembic's way into the application's metadata, for `cgtraining migrate` and for making new migrations."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app

from cgtraining.database import metadata


def include_object(item, name, kind, reflected, compare_to):
    """The full-text indexes are made by hand in a migration; autogenerate leaves them alone."""
    return not (name or "").startswith("search_fts")


@contextmanager
def without_foreign_keys(connection) -> Iterator[None]:
    """SQLite changes a table by copying it and dropping the old one, which deletes whatever refers to its rows.

    The setting counts only outside of a transaction; that nothing was torn apart is looked at before the commit.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def refuse_torn_rows(connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    torn = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if torn:
        raise RuntimeError(f"The migration would leave rows that refer to nothing: {torn[:5]}")


def run() -> None:
    database = current_app.extensions["migrate"].db
    with database.engine.connect() as connection, without_foreign_keys(connection):
        context.configure(
            connection=connection,
            target_metadata=metadata,
            include_object=include_object,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            transactional_ddl=True,  # on both engines: an upgrade that fails leaves the database as it was
        )
        with context.begin_transaction():
            context.run_migrations()
            refuse_torn_rows(connection)


run()
