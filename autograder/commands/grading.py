"""For instructors: from hand-ins to scores and pages."""

from pathlib import Path

import click

from autograder.commands.shared import Exit, for_students, in_course

FEW = 3  # pages whose paths are printed


@click.command()
@click.argument("assignment")
@for_students
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that grade; default: one a core.")
@click.option("--force", is_flag=True, help="Grade also what has not changed.")
@click.option("--json", "as_json", is_flag=True, help="Print the reports as JSON.")
@click.option(
    "--allow-weak-sandbox", is_flag=True, help="Grade although this machine confines less than demanded."
)
@in_course
def grade(
    assignment: str,
    students: tuple[str, ...],
    jobs: int | None,
    force: bool,
    as_json: bool,
    allow_weak_sandbox: bool,
    root: Path,
) -> None:
    """Grade every submission of ASSIGNMENT: var/submitted/STUDENT/ASSIGNMENT/."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from autograder import feedback
    from autograder import grade as grading
    from autograder.hand_in import unnameable

    job = grading.prepare(root, assignment, allow_weak_sandbox)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Refreshed by hand: a process that forks must not have Rich's thread.
    with Progress(*columns, console=console, auto_refresh=False) as bar:
        task = bar.add_task(assignment, total=None)

        def show(done: int, whole: int) -> None:
            bar.update(task, completed=done, total=whole)
            bar.refresh()

        reports = grading.grade(job, students, jobs, force, show)
    if as_json:
        click.echo(grading.as_json(job, reports))
    else:
        Console().print(feedback.class_table(reports, job.order))
        for line in grading.summary(job, reports):
            click.echo(line)
    left_out = unnameable(job.places, job.name)
    for folder in left_out:
        click.echo(f"{folder} was left out: give the folder a name in UTF-8, and grade again", err=True)
    if left_out or any(grading.needs_person(report) for report in reports):
        raise SystemExit(Exit.FAILED)


@click.command()
@click.argument("assignment")
@for_students
@in_course
def feedback(assignment: str, students: tuple[str, ...], root: Path) -> None:
    """Write one page per student for ASSIGNMENT: var/feedback/STUDENT/ASSIGNMENT/."""
    from autograder import grade as grading

    written = grading.write_feedback(root, assignment, students)
    for file in written[:FEW]:
        click.echo(str(file))
    if len(written) > FEW:
        click.echo(f"and {len(written) - FEW} more: {len(written)} pages for {assignment}")
