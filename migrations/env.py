"""Alembic's way into the application's metadata, for `cgtraining migrate` and for making new migrations."""

from alembic import context
from flask import current_app

from cgtraining.database import metadata


def include_object(item, name, kind, reflected, compare_to):
    """The full-text indexes are made by hand in a migration; autogenerate leaves them alone."""
    return not (name or "").startswith("search_fts")


def run() -> None:
    database = current_app.extensions["migrate"].db
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            include_object=include_object,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
