import psycopg
import pytest
from sqlalchemy import func, select

from cgtraining.database import add_numbered, db
from cgtraining.people.models import Organization
from tests import factories


def test_rows_numbered_beforehand_stand_between_those_before_and_after(app) -> None:
    first = factories.organization()
    many = [Organization(name_en=f"Foundation {number}") for number in range(3)]
    add_numbered(many)
    last = factories.organization()
    assert [each.id for each in (first, *many, last)] == list(range(first.id, first.id + 5))


def test_a_row_that_waits_to_be_stored_gets_its_number_first(app) -> None:
    waiting = Organization(name_en="Waiting")
    db.session.add(waiting)
    numbered = Organization(name_en="Numbered")
    add_numbered([numbered])
    db.session.flush()
    assert numbered.id == waiting.id + 1


def test_many_rows_go_in_by_one_statement(app, count_queries) -> None:
    def added(count: int) -> int:
        add_numbered([Organization(name_en=f"Foundation {number}") for number in range(count)])
        return count_queries(db.session.flush)

    assert (added(1), added(30)) == (1, 1)


def test_no_rows_need_no_numbers(app, count_queries) -> None:
    assert count_queries(lambda: add_numbered([])) == 0


@pytest.mark.parametrize("engine_name", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_a_connection_that_was_lost_while_nobody_used_it_is_replaced(app, monkeypatch) -> None:
    monkeypatch.setattr("cgtraining.database.TRUSTED_SECONDS", -1)
    lost = db.session.scalar(select(func.pg_backend_pid()))
    db.session.rollback()
    with psycopg.connect(db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)) as other:
        other.execute("SELECT pg_terminate_backend(%s, 1000)", [lost])
    assert db.session.scalar(select(func.pg_backend_pid())) != lost
    db.session.rollback()
    db.engine.dispose()  # the next test shall not be handed the one that was ended
