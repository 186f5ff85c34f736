"""`cgtraining issue COHORT`: what the approved lists of a cohort decided becomes certificates."""

import time
from collections.abc import Sequence
from typing import Any

import click

from cgtraining.certificates import queries
from cgtraining.certificates.awards.queries import award_lists_to_issue
from cgtraining.certificates.issuing import retry_refused, start_award_run, start_run
from cgtraining.certificates.models import AwardList, IssueItem, IssueRun, ItemState, RunState
from cgtraining.certificates.runs import steps
from cgtraining.cohorts.models import Cohort
from cgtraining.commands.refusals import NothingDone, cohort_called, on_the_database
from cgtraining.commands.terminal import progress, say_json
from cgtraining.completion.models import GraduateList
from cgtraining.database import db, reading
from cgtraining.language.choosing import language

SOME_LEFT = 1
WAIT_SECONDS = 0.5
GRADUATES, AWARDS = "graduates", ("honour", "appointment", "hours")
NOTHING_APPROVED = "No list of graduates of this cohort is approved yet."


@click.command()
@click.argument("cohort")
@click.option(
    "--kind",
    type=click.Choice([GRADUATES, *AWARDS]),
    help="Only this kind of list: of graduates, of honours, of letters of appointment, of statements of class hours.",
)
@click.option("--retry", is_flag=True, help="Try those again who were refused, after what stood in the way was mended.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
@on_the_database
def issue(cohort: str, kind: str | None, retry: bool, as_json: bool) -> None:
    """Issue the certificates of a cohort. COHORT is its code; its approved lists decide who gets one.

    It may be interrupted at any moment: called again, it goes on where it stopped, and nobody gets two. While a
    worker is already issuing, it shows how far that is.

    Exit code: 0 when everyone on the lists has a certificate; 1 when somebody was refused or is still waiting; 2 when
    nothing can be issued.

    JSON: cohort, counts issued, refused and waiting, and refusals: a list of name and reason.
    """
    run_ids = runs_of(cohort_called(cohort), kind, retry)
    for run_id in run_ids:
        finish(run_id)
    said = outcome(cohort, run_ids)
    say_json(said) if as_json else click.echo(in_words(said))
    raise SystemExit(SOME_LEFT if said["refused"] or said["waiting"] else 0)


def runs_of(cohort: Cohort, kind: str | None, retry: bool) -> list[int]:
    """The cohort's runs, with one more for each approved list, of that kind, from which nothing was issued yet."""
    sources: list[GraduateList | AwardList] = [*queries.lists_to_issue(cohort), *award_lists_to_issue(cohort)]
    for source in sources:
        if kind in (None, kind_of(source)):
            start(source)
    runs = [run for run in queries.runs_of_cohort(cohort) if kind in (None, kind_of(run.source))]
    if not runs:
        raise NothingDone("No list of this kind is approved in this cohort yet." if kind else NOTHING_APPROVED)
    for run in runs if retry else ():
        retry_refused(run=run, actor=None)
    ids = [run.id for run in runs]
    db.session.commit()
    return ids


def start(source: GraduateList | AwardList) -> None:
    if isinstance(source, AwardList):
        start_award_run(award_list=source, actor=None)
    else:
        start_run(graduate_list=source, actor=None)


def kind_of(source: GraduateList | AwardList) -> str:
    return source.kind.value if isinstance(source, AwardList) else GRADUATES


def finish(run_id: int) -> None:
    """Here, or by a worker that was quicker. What a defect stops is left to the worker, who tries it again."""
    with progress("Issuing", sum(counts_of(run_id).values())) as bar:
        while is_running(run_id):
            bar.update(settled(run_id) - bar.pos)
            dealt_with = [bar.update(1) for _item in steps(run_id)]
            if dealt_with and run_id in free_runs():
                return
            if not dealt_with:
                time.sleep(WAIT_SECONDS)


def is_running(run_id: int) -> bool:
    with reading():
        running = db.session.get_one(IssueRun, run_id, populate_existing=True).state is RunState.RUNNING
        db.session.rollback()
    return running


def free_runs() -> Sequence[int]:
    with reading():
        found = queries.unfinished_runs()
        db.session.rollback()
    return found


def counts_of(run_id: int) -> dict[ItemState, int]:
    with reading():
        counts = queries.counts_of_run(run_id)
        db.session.rollback()
    return counts


def settled(run_id: int) -> int:
    counts = counts_of(run_id)
    return counts[ItemState.DONE] + counts[ItemState.REFUSED]


def outcome(cohort: str, run_ids: Sequence[int]) -> dict[str, Any]:
    counts = [counts_of(run_id) for run_id in run_ids]
    total = {state: sum(count[state] for count in counts) for state in ItemState}
    return {
        "cohort": cohort.upper(),
        "issued": total[ItemState.DONE],
        "refused": total[ItemState.REFUSED],
        "waiting": total[ItemState.WAITING] + total[ItemState.NUMBERED],
        "refusals": [refusal for run_id in run_ids for refusal in refusals_of(run_id)],
    }


def refusals_of(run_id: int) -> list[dict[str, str]]:
    with reading():
        items = queries.items_of_run(db.session.get_one(IssueRun, run_id))
        refused = [item for item, _certificate in items if item.state is ItemState.REFUSED]
        told = [{"name": name_of(item), "reason": item.problem.in_language(language())} for item in refused]
        db.session.rollback()
    return told


def name_of(item: IssueItem) -> str:
    person = item.person
    return " ".join(filter(None, (person.name_zh, person.name_latin))) if person else ""


def in_words(said: dict[str, Any]) -> str:
    waiting = f", {said['waiting']} waiting for the worker to try again" if said["waiting"] else ""
    lines = [f"{said['issued']} issued, {said['refused']} refused{waiting}"]
    return "\n".join([*lines, *(f"  {refusal['name']}: {refusal['reason']}" for refusal in said["refusals"])])
