"""`cgtraining cohorts`: what cohorts there are, for a script or a glance."""

from typing import Any

import click
from sqlalchemy import Select, select

from cgtraining.cohorts.lists import count_all_states
from cgtraining.cohorts.models import Cohort, CohortStatus, EnrolmentState
from cgtraining.commands.refusals import cohort_called, on_the_database
from cgtraining.commands.terminal import say_json
from cgtraining.database import db, reading

COLUMNS = ("code", "status", "starts_on", "ends_on", "trainees", "title_zh", "title_en")


@click.command()
@click.argument("code", required=False)
@click.option("--status", type=click.Choice([status.value for status in CohortStatus]), help="Only of this status.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list instead of a table.")
@on_the_database
def cohorts(code: str | None, status: str | None, as_json: bool) -> None:
    """List the cohorts. The newest come first; with CODE, only the one that has it.

    JSON: for each its code, program, title_zh, title_en, status, starts_on, ends_on, places (null: no limit), trainees
    (enrolled or completed) and states, a count for each state of enrolment.

    Exit code: 0, or 2 when there is no cohort with that code.
    """
    with reading():
        rows = described(db.session.scalars(wanted(code, status)).all())
        db.session.rollback()
    say_json(rows) if as_json else click.echo(table(rows))


def wanted(code: str | None, status: str | None) -> Select[Cohort]:
    query = select(Cohort).order_by(Cohort.starts_on.desc(), Cohort.id.desc())
    if status:
        query = query.where(Cohort.status == CohortStatus(status))
    return query.where(Cohort.id == cohort_called(code).id) if code else query


def described(found: Any) -> list[dict[str, Any]]:
    counts = count_all_states([cohort.id for cohort in found])
    return [_described(cohort, counts.get(cohort.id, {})) for cohort in found]


def _described(cohort: Cohort, counts: dict[EnrolmentState, int]) -> dict[str, Any]:
    staying = counts.get(EnrolmentState.ENROLLED, 0) + counts.get(EnrolmentState.COMPLETED, 0)
    return {
        "code": cohort.code,
        "program": cohort.program.code,
        "title_zh": cohort.title_zh,
        "title_en": cohort.title_en,
        "status": cohort.status.value,
        "starts_on": cohort.starts_on.isoformat(),
        "ends_on": cohort.ends_on.isoformat(),
        "places": cohort.capacity,
        "trainees": staying,
        "states": {state.value: counts.get(state, 0) for state in EnrolmentState},
    }


def table(rows: list[dict[str, Any]]) -> str:
    """Titles stand last: Chinese characters are two columns wide and would push what follows them."""
    if not rows:
        return "There are no cohorts."
    cells = [COLUMNS, *(tuple("" if row[name] is None else str(row[name]) for name in COLUMNS) for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(COLUMNS) - 2)]
    return "\n".join(_line(line, widths) for line in cells)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=False)]
    return "  ".join([*padded, *cells[len(widths) :]]).rstrip()
