"""Commands for instructors: from hand-ins to scores and pages."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.commands.shared import (
    FILE,
    Destination,
    Exit,
    Worksheet,
    for_students,
    in_course,
    progress_bars,
    tell,
    tell_table,
    to_file,
    wide_console,
)
from autograder.text import counted

if TYPE_CHECKING:
    from rich.table import Table

    from autograder.classroom.jobs import Job
    from autograder.classroom.summary import ClassSummary
    from autograder.classroom.unchanged import GradedClass

FEW = 3  # pages whose paths are printed


@click.command()
@click.argument("assignment")
@for_students
@click.option(
    "--jobs", "lanes", type=click.IntRange(min=1), help="Processes that grade; default: one a core."
)
@click.option("--scheduler", metavar="ADDRESS", help="Grade over this Dask cluster: tcp://… or tls://…")
@click.option("--follow", is_flag=True, help="Stay, and grade what arrives; feedback pages are written too.")
@click.option(
    "--quota",
    type=click.IntRange(min=1),
    help="With --follow: so many hand-ins a student and day; default: daily_quota of course.yml.",
)
@click.option("--force", is_flag=True, help="Grade also what has not changed.")
@click.option("--yes", is_flag=True, help="Grade anew, unasked, what another version of the kit graded.")
@click.option("--preview", is_flag=True, help="Only say whose score would change and by which test.")
@click.option("--reason", default="", help="Why scores change, for the students whose score does.")
@click.option("--json", "as_json", is_flag=True, help="Print the reports as JSON.")
@click.option(
    "--allow-weak-sandbox", is_flag=True, help="Grade although this machine confines less than demanded."
)
@in_course
def grade(
    assignment: str,
    students: tuple[str, ...],
    lanes: int | None,
    scheduler: str | None,
    follow: bool,
    quota: int | None,
    force: bool,
    yes: bool,
    preview: bool,
    reason: str,
    as_json: bool,
    allow_weak_sandbox: bool,
    root: Path,
) -> None:
    """Grade every submission of ASSIGNMENT: var/submitted/STUDENT/ASSIGNMENT/."""
    if scheduler and (lanes or preview):
        raise click.UsageError("--scheduler says where all is graded: leave out --jobs and --preview")
    if reason and preview:
        raise click.UsageError("--reason is kept with scores that change, and --preview changes none")
    if follow and (students or scheduler or force or preview or reason or as_json):
        raise click.UsageError("--follow goes with --quota, --jobs, --yes and --allow-weak-sandbox alone")
    if quota and not follow:
        raise click.UsageError("--quota is for --follow")
    import msgspec

    from autograder.classroom import regraded, summary_lines, unchanged
    from autograder.submissions.submitted_files import indistinct_folders, unnameable

    runs_anyway = bool(students or follow or force or preview)
    found = None if runs_anyway else unchanged.without_sandbox(root, assignment)
    job, graded = found or (_prepared(root, assignment, allow_weak_sandbox, runs_anyway), None)
    if follow:
        from autograder.classroom.class_results import has_hand_ins
        from autograder.term.follow import follow as follow_hand_ins

        if not yes and has_hand_ins(job.places, job.name):
            _ask(job)
        follow_hand_ins(root, job, tell, quota, lanes, allow_weak_sandbox)
    if reason:
        from autograder.classroom.notices import checked_reason

        job = msgspec.structs.replace(job, said=checked_reason(reason))
    graded = graded or (None if runs_anyway else unchanged.unchanged_class(job))
    if graded is None:
        if not yes and not preview:
            _ask(job)
        if preview:
            _preview(job, students, lanes, force, as_json)
            return
        graded = _graded(job, students, lanes, force, scheduler)
    if as_json:
        from autograder.classroom import grade as grading

        click.echo(grading.as_json(job, graded), nl=False)
    else:
        kept = job.places.class_state(assignment).with_suffix(".table")
        tell_table(lambda: _class_table(graded.seen, assignment), msgspec.json.encode(graded.seen), kept)
        tell(*summary_lines.summary_lines(job, graded.seen, graded.students))
        if reason:
            tell(f"with each score that changed your reason is kept; next: autograder notices {assignment}")
    tell(*regraded.regrade_lines(job, graded.regrade), err=True)
    left_out = unnameable(job.places, job.name)
    for folder in left_out:
        tell(f"{folder} was left out: give the folder a name in UTF-8, and grade again", err=True)
    same = indistinct_folders(job.places, job.name)
    for names in same:
        tell(
            f"{' and '.join(names)} differ in capitals or accents alone: if they are one student, "
            "put the hand-ins into one folder; on some disks one would replace the other",
            err=True,
        )
    if left_out or same or graded.seen.waiting:
        raise SystemExit(Exit.FAILED)


def _prepared(root: Path, assignment: str, allow_weak: bool, runs_anyway: bool) -> "Job":
    """Prepare the job. While the sandbox is tried what grades is loaded, unless nothing may have changed."""
    from autograder.classroom.jobs import prepare
    from autograder.paths import Places
    from autograder.sandbox import tiers

    with tiers.trying():
        if runs_anyway or not Places(root).class_state(assignment).exists():
            from autograder.classroom import grade  # noqa: F401
        return prepare(root, assignment, allow_weak)


def _class_table(seen: "ClassSummary", name: str) -> "Table":
    from autograder.classroom.class_table import class_table

    return class_table(seen, name)


def _ask(job: "Job") -> None:
    """Ask whether to grade anew what other kits graded; without a terminal, raise that as an error."""
    from autograder import versions
    from autograder.classroom import grade

    if others := grade.graded_by_other_kits(job):
        question = versions.mixed_versions(job.name, others)
        if not sys.stdin.isatty():
            raise question
        click.confirm(f"{question}\nGrade now?", abort=True)


def _graded(
    job: "Job", students: tuple[str, ...], lanes: int | None, force: bool, scheduler: str | None
) -> "GradedClass":
    from autograder.classroom import grade

    executor = None
    if scheduler:
        from autograder.cluster.dask_class import dask_executor

        executor = dask_executor(scheduler)
    with progress_bars() as show:
        return grade.grade(job, students, lanes, force, partial(show, job.name), executor)


def _preview(job: "Job", students: tuple[str, ...], lanes: int | None, force: bool, as_json: bool) -> None:
    from autograder.classroom import preview

    with progress_bars() as show:
        previewed = preview.preview(job, students, lanes, force, partial(show, job.name))
    if as_json:
        click.echo(preview.as_json(previewed), nl=False)
        return
    if preview.own_rows(previewed):
        wide_console().print(preview.preview_table(previewed))
    tell(*preview.preview_lines(previewed))


@click.command()
@click.argument("student")
@click.argument("assignment")
@click.option("--cell", default="", help="Only this function or question: sigmoid.")
@click.option("-o", "target", type=FILE, help="Write there instead of below var/staff/.")
@click.option(
    "--allow-weak-sandbox", is_flag=True, help="Run although this machine confines less than demanded."
)
@in_course
def show(
    student: str, assignment: str, cell: str, target: Path | None, allow_weak_sandbox: bool, root: Path
) -> None:
    """Show staff why STUDENT lost points in ASSIGNMENT: each failing call, what came, what was expected.

    The hand-in is run again, behind the same wall. The page is var/staff/STUDENT/ASSIGNMENT/ASSIGNMENT.html.
    """
    from autograder.classroom.jobs import prepare
    from autograder.pages import staff_page as showing

    job = prepare(root, assignment, allow_weak_sandbox)
    view = showing.show(job, student, cell)
    tell(*showing.lines(view))
    tell(f"\nfor staff only: {showing.write(job, view, cell, target)}")


@click.command()
@click.argument("assignment", required=False)
@for_students
@click.option("--to", type=Destination("feedback_name"), help="Also the zip that this LMS takes back.")
@click.option("--pdf", is_flag=True, help="Also a PDF of each page; needs Chromium.")
@click.option("--final-only", is_flag=True, help="With --to: leave out whose page waits for a person.")
@click.option("--yes", is_flag=True, help="With --to: send, unasked, also pages that wait for a person.")
@to_file
@in_course
def feedback(
    assignment: str | None,
    students: tuple[str, ...],
    to: str | None,
    pdf: bool,
    final_only: bool,
    yes: bool,
    target: Path | None,
    root: Path,
) -> None:
    """Write one page per student for ASSIGNMENT: var/feedback/STUDENT/ASSIGNMENT/.

    Without ASSIGNMENT, one on each student's whole course: var/feedback/STUDENT/whole-course/.
    """
    from autograder.pages import class_feedback, course_page

    if target and not to:
        raise click.UsageError("-o is for the zip of --to")
    if to and not assignment:
        raise click.UsageError("--to needs an ASSIGNMENT: an LMS files a page under a hand-in's name")
    if (final_only or yes) and not to:
        raise click.UsageError("--final-only and --yes are for the zip of --to")
    waits = []
    if to and assignment:
        waits = _pages_that_wait(root, assignment, to, students, final_only or yes)
    if pdf:
        from autograder.pages.pdf import browser, print_pdf

        browser()  # asked before anything is written
    if assignment is None:
        written = course_page.write_student_pages(root, students)
    else:
        with progress_bars() as show:
            written = class_feedback.write_feedback(
                root, assignment, students, lambda line: tell(line, err=True), show
            )
    tell(*map(str, written[:FEW]))
    if len(written) > FEW:
        tell(f"and {len(written) - FEW} more: {len(written)} pages for {assignment or 'the whole course'}")
    if pdf:
        from rich.console import Console
        from rich.progress import track

        shown = track(written, "PDF", console=Console(stderr=True))
        written = [print_pdf(page) for page in shown]
        tell(f"{len(written)} PDFs beside them")
    if to and assignment:
        from autograder.lms import feedback_zip, recipients, registry

        if final_only:
            written = [page for page in written if page.parent.parent.name not in waits]
        zipped, packed = feedback_zip.write_feedback_zip(root, assignment, to, written, target)
        tell(f"{zipped}: {counted(len(packed.students), 'page')} for {to}")
        one, many = "waits for a person", "wait for a person"
        if final_only:
            tell(*recipients.left_out(waits, one, many), err=True)
        elif waits:
            said = f"{counted(len(waits), 'page')} of these {one if len(waits) == 1 else many}: "
            tell(said + recipients.named(waits), err=True)
        if note := registry.lms_named(to).feedback_note:
            tell(note)
        tell(*recipients.left_out(packed.left_out, f"did not come from {to}"), err=True)


def _pages_that_wait(
    root: Path, assignment: str, to: str, students: tuple[str, ...], unasked: bool
) -> list[str]:
    """Return the students whose page waits for a person; ask first whether to send these, or refuse."""
    from autograder.lms import feedback_zip

    waits = feedback_zip.pages_that_wait(root, assignment, to, students)
    if waits and not unasked:
        question = feedback_zip.waiting_error(assignment, waits)
        if not sys.stdin.isatty():
            raise question
        click.confirm(f"{question}\nSend them now?", abort=True)
    return list(waits)


@click.command()
@click.argument("assignment", required=False)
@click.option(
    "--to", required=True, type=Destination("export", "csv"), help="For people, or in the format of this LMS."
)
@click.option("--from", "source", cls=Worksheet, type=FILE, help="The LMS's own export, to be filled in")
@click.option("--column", default="", help="What the LMS calls the assignment, or its number there.")
@to_file
@in_course
def export(
    assignment: str | None, to: str, source: Path | None, column: str, target: Path | None, root: Path
) -> None:
    """Write the final scores of ASSIGNMENT as a CSV file: var/exports/ASSIGNMENT-TO.csv.

    Without ASSIGNMENT, the totals of the whole course: var/exports/whole-course-TO.csv.
    Who waits for a person is never in it as a number.
    """
    from autograder.lms.export import write_export

    file, made = write_export(root, assignment, to, source, column, target)
    tell(f"{file}: {counted(made.rows, 'student')}")
    tell(*made.notes, err=True)


@click.command()
@click.argument("assignment")
@for_students
@click.option("--since", help="Only what was regraded since this day, such as 2026-12-05; default: ever.")
@click.option("--reason", default="", help="Why, for students; kept where no reason was given yet.")
@click.option(
    "--to",
    default="csv",
    show_default=True,
    type=Destination("feedback_name", "csv"),
    help="A list for people, or the zip of messages that this LMS takes.",
)
@to_file
@in_course
def notices(
    assignment: str,
    students: tuple[str, ...],
    since: str | None,
    reason: str,
    to: str,
    target: Path | None,
    root: Path,
) -> None:
    """List the students of ASSIGNMENT whose score a regrade changed: var/exports/ASSIGNMENT-notices-TO.

    Each has a message in their own language, with the reason. Feedback pages say it too, once `feedback` ran.
    """
    from autograder.lms.regrade_notices import write_notices

    file, made = write_notices(root, assignment, students, since, reason, to, target)
    if file is not None:
        tell(f"{file}: {counted(made.rows, 'student')}")
    tell(*made.notes, err=True)


@click.command()
@click.argument("assignment", required=False)
@click.option("--pseudonyms", is_flag=True, help="Without names, to be shown to others.")
@click.option("--json", "as_json", is_flag=True, help="Print the JSON as well.")
@click.option(
    "--student",
    "students",
    multiple=True,
    help="Without ASSIGNMENT: this student's whole course, for staff; may be given more than once.",
)
@in_course
def report(
    assignment: str | None, pseudonyms: bool, as_json: bool, students: tuple[str, ...], root: Path
) -> None:
    """Write a page about the class, for staff: var/class/ASSIGNMENT.html, with .json and .csv beside it.

    Without ASSIGNMENT, about the whole course: var/class/whole-course.html.
    """
    if students and (assignment or pseudonyms or as_json):
        raise click.UsageError("--student goes with neither an ASSIGNMENT nor another option: see `show`")
    if students:
        from autograder.pages.course_page import write_staff_pages

        tell(*(f"for staff only: {page}" for page in write_staff_pages(root, students)))
        return
    if assignment is None:
        from autograder.pages.course_report import write_course_report

        files, course = write_course_report(root, pseudonyms)
        wait, lack = ("waits" if course.waits == 1 else "wait"), ("lacks" if course.missing == 1 else "lack")
        lines = [
            f"{course.decided} with a total, {course.waits} {wait} for a person, "
            f"{course.missing} {lack} a hand-in"
        ]
    else:
        from autograder.pages.class_report import write_report

        files, made = write_report(root, assignment, pseudonyms)
        waits = "waits" if made.waits == 1 else "wait"
        lines = [f"{made.final} final, {made.waits} {waits} for a person, {made.absent} handed nothing in"]
        if made.code.mean is not None:
            code = f"{made.code.mean:g} of {made.code.points:g}"
            lines.append(f"on average {code} in code, over all {made.code.students} whose code is judged")
    if as_json:
        click.echo(files.json.read_text(encoding="utf-8"), nl=False)
    else:
        tell(str(files.html), *lines)


@click.command()
@click.argument("assignment")
@click.option(
    "--hidden",
    type=click.Choice(["hidden", "after_due_date", "after_published", "visible"]),
    default="after_published",
    show_default=True,
    help="When Gradescope shows students what the hidden tests found.",
)
@click.option(
    "--allow-weak-sandbox",
    is_flag=True,
    help="Grade although Gradescope's machine confines less than demanded.",
)
@to_file
@in_course
def gradescope_zip(
    assignment: str, hidden: str, allow_weak_sandbox: bool, target: Path | None, root: Path
) -> None:
    """Make a Gradescope autograder for ASSIGNMENT. It holds the hidden tests: show it to nobody else."""
    from autograder.lms.gradescope_zip import write_gradescope_zip

    tell(str(write_gradescope_zip(root, assignment, hidden, allow_weak_sandbox, target)))
