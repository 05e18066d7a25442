"""For authors: from source to release."""

from pathlib import Path

import click

from autograder.commands.shared import Exit, in_course


@click.command()
@click.argument("assignments", nargs=-1)
@click.option(
    "--check", "only_compare", is_flag=True, help="Only compare; exit 1 where release or solutions differ."
)
@in_course
def build(assignments: tuple[str, ...], only_compare: bool, root: Path) -> None:
    """Make release/ and solutions/ from source/, and record the assignments in the gradebook."""
    from autograder import build as builder
    from autograder import course, notebook

    found, places = course.load_course(root)
    stale: list[str] = []
    for name in assignments or [entry.name for entry in found.assignments]:
        files = builder.build(found, places, found.assignment(name).name)
        if only_compare:
            stale += builder.compare(places, name, files)
            continue
        from autograder import gradebook

        changed = builder.write(places, name, files)
        released = notebook.parse(files[f"release/{name}/{name}.ipynb"], f"release/{name}/{name}.ipynb")
        url = gradebook.address(found, places)
        gradebook.record_assignment(url, name, released, found.assignment(name).due)
        click.echo(f"{name}: {len(files)} files, {len(changed)} changed")
    for line in stale:
        click.echo(line)
    if stale:
        click.echo("next: run `autograder build`")
        raise SystemExit(Exit.WRONG)
