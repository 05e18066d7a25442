"""Commands for instructors: a term, from its machine to its archive."""

from pathlib import Path

import click

from autograder.commands.shared import FILE, PRESENT_FILE, Exit, in_course, table_width, tell, tell_table
from autograder.text import counted


@click.command()
@in_course
def doctor(root: Path) -> None:
    """Say which versions and which sandbox this machine has, and what is missing."""
    from autograder.term import doctor as doctoring

    findings = doctoring.examine(root)
    tell(*(finding.line() for finding in findings))
    if any(finding.is_bad for finding in findings):
        raise SystemExit(Exit.FAILED)


@click.command()
@click.argument("file", type=FILE)
@in_course
def archive(file: Path, root: Path) -> None:
    """Keep the term in FILE, a zip: gradebook, reports, hand-ins, attempts, roster, secret, course.yml."""
    from autograder.course import load_course
    from autograder.term import archive as archiving

    made = archiving.archive(root, file)
    tell(*made.lines(load_course(root)[1], file))


@click.command()
@click.argument("file", type=PRESENT_FILE)
@in_course
def restore(file: Path, root: Path) -> None:
    """Bring FILE of `autograder archive` back into a course in which nobody's work is yet."""
    from autograder.term import restore as restoring

    tell(*restoring.restore(root, file).lines())


@click.command()
@click.option("--before", help="Whose latest hand-in came before this day, such as 2026-09-01.")
@click.option("--student", help="All of one student; with --before only what is older.")
@click.option("--yes", is_flag=True, help="Delete without asking.")
@in_course
def purge(before: str | None, student: str | None, yes: bool, root: Path) -> None:
    """Delete people's work, scores and marks everywhere in the course. Lists it first, and asks."""
    from autograder import timestamps
    from autograder.course import load_course
    from autograder.term import purge as purging

    if not before and not student:
        raise click.UsageError("say what: --before DATE, or --student ID")
    course, places = load_course(root)
    when = timestamps.parse_option("--before", before, course.zone, "2026-09-01") if before else None
    doomed = purging.find_doomed(course, places, when, student)
    tell(*doomed.lines(course, places))
    if not doomed.works and not doomed.people and not doomed.files:
        tell("there is nothing to delete")
        return
    if not yes:
        click.confirm("Delete all this? Nothing but an archive brings it back", abort=True)
    done = purging.purge(course, places, when, student)
    told = (len(done.works), "hand-in"), (len(done.people), "student"), (len(done.files), "file")
    tell(f"deleted: {', '.join(counted(count, noun) for count, noun in told)}")
    tell("archives, exports and pages outside var/ are as they were: delete them yourself")


@click.command()
@click.argument("file", required=False, type=PRESENT_FILE)
@click.option(
    "--drop", metavar="ID", multiple=True, help="A student who has left the course; nothing is lost."
)
@click.option("--back", metavar="ID", multiple=True, help="A student who had left and is back.")
@in_course
def roster(file: Path | None, drop: tuple[str, ...], back: tuple[str, ...], root: Path) -> None:
    """Bring a list of students in: FILE, of the LMS or your own. Without FILE, show who is in the class."""
    from datetime import datetime

    from autograder.course import load_course
    from autograder.lms.roster_import import change_leaving, import_roster
    from autograder.submissions import roster as rosters

    course, places = load_course(root)
    if file is not None:
        with file.open("rb") as opened:
            raw = opened.read(rosters.MAX_BYTES + 1)
        tell(*import_roster(course, places, raw, file.name)[1])
    if drop:
        change_leaving(course, places, drop, f"{datetime.now(course.zone):%Y-%m-%d}")
        tell(f"in no table, report or export from now on: {rosters.listed(drop)}")
        tell("hand-ins, scores and marks are kept; who comes back: `autograder roster --back ID`")
    if back:
        change_leaving(course, places, back, "")
        tell(f"in the class again, with all they had: {rosters.listed(back)}")
    if file is None and not drop and not back:
        tell_table(rosters.roster_table(rosters.read_roster(places), table_width()))


@click.command()
@click.argument("assignment")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--student", help="Whose it is, where no name in FILES says so: an id of the roster.")
@in_course
def collect(assignment: str, files: tuple[Path, ...], student: str | None, root: Path) -> None:
    """Bring the hand-ins of ASSIGNMENT in: downloads of an LMS, zips of your own, folders.

    A CSV among FILES says when they came: a table of the LMS, or your own with id and submitted_at.
    """
    from autograder.course import load_course
    from autograder.lms import collect as collecting

    collected, missing = collecting.collect(*load_course(root), assignment, files, student)
    tell(*collected.lines(missing))
    if collected.warnings:
        tell(f"{len(collected.warnings)} to look at, above; the rest is in its place")
        raise SystemExit(Exit.FAILED)
