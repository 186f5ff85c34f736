"""The `cgtraining` command line, thin: each command calls the same operations as the pages."""

import click
from flask.cli import FlaskGroup

from cgtraining import create_app
from cgtraining.commands import accounts, certificates, cohorts, rosters, serving


@click.group(cls=FlaskGroup, create_app=create_app, add_default_commands=False, add_version_option=False)
@click.version_option(package_name="cgtraining")
def main() -> None:
    """Run cgtraining and do from a script what an office does in the browser."""


for command in (
    serving.run,
    serving.worker,
    serving.migrate,
    accounts.create_admin,
    cohorts.cohorts,
    rosters.import_roster,
    certificates.issue,
    certificates.verify,
):
    main.add_command(command)
