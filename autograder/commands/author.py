"""Commands for authors: from source to release."""

from datetime import UTC, datetime
from pathlib import Path

import click

from autograder.commands.shared import FILE, FOLDER, PRESENT_FILE, Exit, in_course, progress_bars, tell
from autograder.text import Language
from autograder.text import languages as known_languages

LANGUAGE = click.Choice(known_languages())


@click.command()
@click.argument("assignments", nargs=-1)
@click.option(
    "--check", "only_compare", is_flag=True, help="Only compare; exit 1 where release or solutions differ."
)
@click.option("--language", type=LANGUAGE, help="Another language than the course's; with --to.")
@click.option("--to", "folder", type=FOLDER, help="Write what students get there instead.")
@in_course
def build(
    assignments: tuple[str, ...],
    only_compare: bool,
    language: Language | None,
    folder: Path | None,
    root: Path,
) -> None:
    """Make release/ and solutions/ from source/, and record the assignments in the gradebook.

    With --to FOLDER, only what students get is written, and only there: in --language, if given.
    """
    from autograder import notebook
    from autograder.audit import reference_trial
    from autograder.authoring import build as builder
    from autograder.authoring import reveals
    from autograder.course import load_course

    if (only_compare and folder) or (language and not folder):
        raise click.UsageError("--language needs --to FOLDER, and --to does not go with --check")
    course, places = load_course(root)
    if folder is not None:
        for name in assignments or course.notebooks:
            written = builder.write_copy(folder, builder.build(course, places, name, language))
            tell(f"{name}: {len(written)} files in {folder / name}")
        return
    stale: list[str] = []
    for name in assignments or course.notebooks:
        files = builder.build(course, places, name)
        if only_compare:
            stale += builder.compare(places, name, files)
            continue
        gone, students = builder.names_gone(places, name, files)
        changed = builder.write(places, name, files)
        if gone and students:
            tell(
                f"{name}: {', '.join(gone)} is asked for no longer, and there are hand-ins (of {students}): "
                "what they have there counts no more\n"
                "  next: give it its name back, or let them hand the new notebook in",
                err=True,
            )
        if name not in course.readings:
            from autograder.gradebook import grades

            released = notebook.parse_notebook(
                files[f"release/{name}/{name}.ipynb"], f"release/{name}/{name}.ipynb"
            )
            url = grades.address(course, places)
            grades.record_assignment(url, name, released, course.due(name))
        tell(f"{name}: {len(files)} files, {len(changed)} changed")
        if name not in course.readings:
            for problem in reference_trial.reference_problems(course, places, name, files):
                tell(f"{name}: {problem}", err=True)
    if not only_compare:
        names = assignments or course.notebooks
        tell(*reveals.reveal_warnings(course, names, datetime.now(UTC)), err=True)
    if stale:
        tell(*stale, "next: run `autograder build`")
        raise SystemExit(Exit.WRONG)


@click.command()
@click.argument("assignments", nargs=-1)
@click.option("--function", "functions", multiple=True, help="Only this one; may be given more than once.")
@click.option(
    "--seeds", type=click.IntRange(min=1), default=20, show_default=True, help="Seeds for what is right."
)
@click.option(
    "--jobs", "lanes", type=click.IntRange(min=1), help="Processes that judge; default: one a core."
)
@click.option("--suggest", is_flag=True, help="Look for a test for each slip that no test sees.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@in_course
def audit(
    assignments: tuple[str, ...],
    functions: tuple[str, ...],
    seeds: int,
    lanes: int | None,
    suggest: bool,
    as_json: bool,
    root: Path,
) -> None:
    """Prove that the suites of ASSIGNMENTS tell right programs from wrong ones; exit 1 where one is weak."""
    from rich.console import Console

    from autograder.audit import audit_report
    from autograder.audit import course_audit as auditing

    with progress_bars() as show:
        audits = auditing.audit(root, assignments, functions, lanes, show, seeds, suggest)
    if as_json:
        click.echo(audit_report.as_json(audits), nl=False)
    else:
        for one in audits:
            Console().print(audit_report.proof_table(one))
        tell(*audit_report.weakness_lines(audits))
    if any(each.weak for each in audits):
        raise SystemExit(Exit.WRONG)


@click.command()
@click.option("--title", help="The course's title; asked for where it is not given.")
@click.option(
    "--language",
    "spoken",
    multiple=True,
    help="What students read, the course's own first; asked for where it is not given.",
)
@click.option("--assignment", default="first_steps", show_default=True, help="The first assignment's name.")
@click.option("--function", default="straight_line", show_default=True, help="What its notebook asks for.")
@in_course
@click.pass_context
def init(
    context: click.Context,
    title: str | None,
    spoken: tuple[Language, ...],
    assignment: str,
    function: str,
    root: Path,
) -> None:
    """Begin a course in an empty folder: with one assignment that builds, grades and audits as it is."""
    from autograder.authoring import init as beginning

    beginning.refuse_full(root)
    title = title if title is not None else _asked("--title", "The course's title", root.resolve().name)
    known = ", ".join(known_languages())
    spoken = spoken or tuple(
        _asked("--language", f"Languages of its students, the first one first ({known})", "en")
        .replace(",", " ")
        .split()
    )
    for path in beginning.init(root, title, spoken, assignment, function):
        tell(path.relative_to(root).as_posix())
    context.invoke(build, assignments=(), only_compare=False, language=None, folder=None, root=root)
    tell("next: README.md says how to try it, write it over and give it out")


def _asked(option: str, question: str, default: str) -> str:
    """Return what the user types; without a keyboard, raise UsageError, which asks for the option."""
    try:
        return str(click.prompt(question, default=default))
    except click.Abort as stopped:
        if isinstance(stopped.__context__, EOFError):
            raise click.UsageError(f"nobody is there to be asked: give {option}") from None
        raise


@click.command()
@click.argument("name")
@click.option("--function", default="", help="What the notebook asks for; default: the assignment's name.")
@in_course
def new(name: str, function: str, root: Path) -> None:
    """Make an assignment NAME that builds, grades and audits as it is, to be written over."""
    from autograder.authoring import new as maker

    tell(*(path.relative_to(root.resolve()).as_posix() for path in maker.new(root, name, function)))
    tell(f"next: autograder build {name}; autograder audit {name}; then `autograder docs authors`")


@click.command()
@click.argument("assignments", nargs=-1)
@click.option(
    "--wheel", type=PRESENT_FILE, help="The kit's wheel; default: the kit that runs here, as a wheel."
)
@click.option("--language", "languages", type=LANGUAGE, multiple=True, help="Only this one; default: all.")
@click.option("-o", "target", type=FILE, help="Write there instead of into dist/.")
@in_course
def bundle(
    assignments: tuple[str, ...],
    wheel: Path | None,
    languages: tuple[Language, ...],
    target: Path | None,
    root: Path,
) -> None:
    """Write the zip that students get: notebooks, the kit's wheel, how to begin; nothing hidden."""
    from autograder import files
    from autograder.authoring import bundle as bundling
    from autograder.authoring import kit_wheel
    from autograder.course import load_course

    course, places = load_course(root)
    kit = kit_wheel.read_wheel(wheel) if wheel else kit_wheel.students_wheel(root / "dist")
    made = bundling.bundle(course, places, kit, assignments, languages or course.languages)
    tell(*made.warnings, err=True)
    # A zip of a part of the course has its own name, so that it does not replace the whole course's.
    part = "".join(f"-{each}" for each in (*assignments, *languages))
    target = target or root / "dist" / f"{bundling.slug(course)}-students{part}.zip"
    files.write_atomically(target, made.zip())
    tell(f"{target}: {len(made.files)} files")


@click.command()
@click.argument("folder", type=FOLDER)
@click.option(
    "--into",
    type=FOLDER,
    help="Write a course there, or add to the one that is there; no file is written over.",
)
@click.option("--title", default="", help="The new course's title; default: FOLDER's name.")
@click.option("--language", type=LANGUAGE, default="en", show_default=True, help="What its students read.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.pass_context
def adopt(
    context: click.Context, folder: Path, into: Path | None, title: str, language: Language, as_json: bool
) -> None:
    """Say which tests of an nbgrader course in FOLDER can be judged outside the student's process.

    Each such test is shown as the suite that it becomes; of each other one it says why. With --into, each
    suite is tried on the author's own answers, and a course that builds and grades is written.
    """
    from autograder.authoring import adopt as adopting
    from autograder.authoring import adopted_course
    from autograder.files import json_bytes

    if as_json and into is not None:
        raise click.UsageError("--json does not go with --into")
    found = adopting.read_course(folder)
    if into is not None:
        from autograder.audit import adoption

        adopted_course.refuse_existing(into, found)
        found = [adoption.tried(each) for each in found]
    if as_json:
        click.echo(json_bytes(found), nl=False)
    else:
        tell(*adopting.lines_of(found))
    if into is not None:
        written = adopted_course.write_course(into, found, title or folder.resolve().name, language)
        tell(f"{into}: {len(written)} files written")
        names = tuple(each.name for each in found if each.is_gradable)
        context.invoke(build, assignments=names, only_compare=False, language=None, folder=None, root=into)
        tell(f"next: `autograder grade {names[0]}`, when somebody has handed in")


@click.command()
@click.argument("page", default="")
@click.argument("section", default="")
def docs(page: str, section: str) -> None:
    """Print PAGE of the docs that came with the kit, or its SECTION alone; list them where none is named."""
    from autograder.authoring import manual

    tell(manual.read_page(page, section) if page else manual.list_pages())


@click.command()
@click.option(
    "--wheel",
    type=PRESENT_FILE,
    help="The kit's wheel, for the students' zip; default: the kit that runs here.",
)
@click.option("-o", "target", type=FOLDER, help="Build it there instead of in dist/book/.")
@in_course
def book(wheel: Path | None, target: Path | None, root: Path) -> None:
    """Build the course as a site to read, in each of its languages; no answer and no hidden test is on it."""
    from autograder.authoring import kit_wheel
    from autograder.course import load_course
    from autograder.errors import AutograderError

    try:
        import sphinx  # noqa: F401
    except ImportError as error:
        raise AutograderError(
            "autograder book",
            "Sphinx is not installed here",
            "run `make book`, which installs what a site needs",
        ) from error
    from autograder.book import site

    course, places = load_course(root)
    kit = kit_wheel.read_wheel(wheel) if wheel else kit_wheel.students_wheel(root / "dist")
    made = site.build_site(
        course, places, kit, (target or root / "dist" / "book").resolve(), datetime.now(UTC)
    )
    tell(*made.warnings, err=True)
    tell(f"{made.folder / 'index.html'}: {made.pages} pages, {made.size / 1e6:.0f} MB")
