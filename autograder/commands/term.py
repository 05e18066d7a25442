"""For instructors: a term, from its machine to its archive."""

from pathlib import Path

import click

from autograder.commands.shared import Exit, in_course


@click.command()
@in_course
def doctor(root: Path) -> None:
    """Say which versions and which sandbox this machine has, and what is missing."""
    from autograder import doctor as doctoring

    findings = doctoring.examine(root)
    for finding in findings:
        click.echo(finding.line())
    if any(finding.is_bad for finding in findings):
        raise SystemExit(Exit.FAILED)
