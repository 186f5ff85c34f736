"""The `cgtraining` command line, thin: each command calls the same operations as the pages."""

import gc

import click
from flask.cli import ScriptInfo

from cgtraining import create_app
from cgtraining.commands import accounts, cohorts, issuing, meetings, questions, rosters, serving, verifying
from cgtraining.commands.terminal import version_here

COLLECT_AFTER = 5000  # new objects: looking for unreachable ones every 700 took a third of an import's time
COMMANDS = (
    serving.run,
    serving.worker,
    serving.migrate,
    accounts.create_admin,
    cohorts.cohorts,
    rosters.import_roster,
    meetings.import_meeting,
    questions.import_questions,
    questions.export_questions,
    issuing.issue,
    verifying.verify,
)


@click.group(context_settings={"obj": ScriptInfo(create_app=create_app, set_debug_flag=False)})
@click.version_option(version_here(), message="%(prog)s %(version)s")
def main() -> None:
    """Run cgtraining, and do from a script what an office does in the browser.

    Everything is kept in the folder that CGTRAINING_DATA names (`data` unless it is set). The result goes to standard
    output; progress, warnings and refusals go to standard error. Exit code: 0 when all is well, 1 when something was
    done but not all is well, 2 when nothing was done.
    """
    gc.freeze()  # what is loaded by now stays for good, so that nobody looks through it again
    gc.set_threshold(COLLECT_AFTER)


for command in COMMANDS:
    main.add_command(command)
