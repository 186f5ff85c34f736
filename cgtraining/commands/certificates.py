"""`cgtraining issue COHORT` and `cgtraining verify FILE.pdf...`."""

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from cgtraining.certificates import queries
from cgtraining.certificates.issuing import start_run
from cgtraining.certificates.models import IssueRun, ItemState, RunState
from cgtraining.certificates.runs import steps
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_code
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.verification.answers import Answer, answer_file


@click.command()
@click.argument("cohort")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@with_appcontext
def issue(cohort: str, as_json: bool) -> None:
    """Issue the certificates that the approved lists of COHORT (a code) decided; what was interrupted goes on.

    Exit code 0: everyone on the lists has a certificate; 1: some were refused; 2: nothing can be issued.
    """
    found = cohort_by_code(cohort)
    if found is None:
        raise click.UsageError(f"There is no cohort with the code {cohort}.")
    runs = _runs(found)
    for run in runs:
        _proceed(run, quiet=as_json)
    counts = [queries.counts_of_run(run.id) for run in runs]
    done = sum(count[ItemState.DONE] for count in counts)
    refused = sum(count[ItemState.REFUSED] for count in counts)
    click.echo(json.dumps({"issued": done, "refused": refused}) if as_json else f"{done} issued, {refused} refused")
    raise SystemExit(1 if refused else 0)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print state and reason of each file as JSON.")
@with_appcontext
def verify(files: tuple[Path, ...], as_json: bool) -> None:
    """Compare FILES with the certificates that were issued here; exit code 0 only when every file is valid."""
    answers = [(file, answer_file(file.read_bytes())) for file in files]
    if as_json:
        click.echo(json.dumps([_row(file, answer) for file, answer in answers], ensure_ascii=False))
    else:
        for file, answer in answers:
            click.echo(f"{answer.result.value:<10} {file}  {_reason(answer)}")
    raise SystemExit(0 if all(answer.result.value == "valid" for _file, answer in answers) else 1)


def _runs(cohort: Cohort) -> list[IssueRun]:
    """The cohort's runs, with one more for each approved list from which nothing was issued yet."""
    try:
        for graduates in queries.lists_to_issue(cohort):
            start_run(graduate_list=graduates, actor=None)
        db.session.commit()
    except RuleBroken as refusal:
        raise click.UsageError(str(refusal)) from None
    runs = list(queries.runs_of_cohort(cohort))
    if not runs:
        raise click.UsageError("No list of graduates of this cohort is approved yet.")
    return runs


def _proceed(run: IssueRun, *, quiet: bool) -> None:
    if run.state is not RunState.RUNNING:
        return
    run_id, total = run.id, len(run.items)
    db.session.rollback()
    with click.progressbar(length=total, label="Issuing", hidden=quiet) as bar:
        for _item in steps(run_id):
            bar.update(1)


def _row(file: Path, answer: Answer) -> dict[str, object]:
    serial = answer.certificate.serial if answer.certificate else None
    return {"file": str(file), "state": answer.result.value, "serial": serial, "reason": _reason(answer)}


def _reason(answer: Answer) -> str:
    serial = answer.certificate.serial if answer.certificate else ""
    since = f" since {answer.since.isoformat()}" if answer.since else ""
    return {
        "altered": f"it carries the code of {serial}, but its bytes are not those that were issued",
        "foreign": "it is not a certificate of this office",
    }.get(answer.result.value, f"{serial}{since}")
