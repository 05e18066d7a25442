"""Command for people who mark answers by hand."""

from pathlib import Path

import click

from autograder.commands.shared import in_course


@click.command()
@click.argument("assignment", required=False, default="")
@click.option("--as", "marker", metavar="NAME", help="Who marks; default: your name on this machine.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Of the loopback address; default: any that is free.",
)
@click.option(
    "--anonymous", "is_anonymous", is_flag=True, help="Show no student's name, and no page about one."
)
@in_course
def mark(assignment: str, marker: str | None, port: int, is_anonymous: bool, root: Path) -> None:
    """Mark answers by hand in your browser, and see the class on a page that lives.

    It prints the address of ASSIGNMENT, or of the course, and stays until Ctrl + C.
    Each marker runs their own.
    """
    from autograder.marking.server import serve

    serve(root, assignment, marker, port, is_anonymous, click.echo)
