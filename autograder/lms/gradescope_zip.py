"""Gradescope's autograder zip: the kit, one assignment with its hidden tests, and the two scripts it needs.

It holds hidden tests and the reference solution, and leaves the machine when it is uploaded. The course's
secret and the gradebook's address stay: the secret in it is another one, made from the course's.
"""

import hmac
from pathlib import Path

import msgspec

import autograder
from autograder import notebook
from autograder.authoring import locks
from autograder.classroom import jobs
from autograder.course import Course, TotalRules, load_course
from autograder.errors import CourseError
from autograder.files import files_below, write_private, zipped
from autograder.paths import Places

_TEMPLATES = Path(__file__).with_name("templates")


def write_gradescope_zip(root: Path, name: str, hidden: str, allow_weak: bool, target: Path | None) -> Path:
    """Write the autograder for one assignment. `hidden`: when students see what the hidden tests found."""
    course, places = load_course(root)
    file = target or places.exports / f"{name}-gradescope.zip"
    write_private(file, gradescope_zip(course, places, name, hidden, allow_weak))
    return file


def gradescope_zip(course: Course, places: Places, name: str, hidden: str, allow_weak: bool) -> bytes:
    """Return the zip for one assignment."""
    entry = course.assignment(name)
    released = places.released(name)
    if not released.is_file() or not places.solution(name).is_file():
        raise CourseError(f"release/{name}", "it has not been built", f"run `autograder build {name}`")
    alone = msgspec.structs.replace(course, assignments=(entry,), total=TotalRules(), gradebook="")
    settings = msgspec.yaml.encode(alone)
    secret = hmac.digest(jobs.read_secret(places), b"gradescope " + name.encode(), "sha256")
    # If suites are the tests, the source has to be there and is not read: no second copy of the answers.
    # A notebook that tests itself has its hidden parts there alone.
    tests_itself = notebook.parse_notebook(released.read_bytes(), str(released)).tests_itself
    source = places.source(name) if tests_itself else released
    inside = {
        "course.yml": settings,
        f"source/{name}/{name}.ipynb": source.read_bytes(),
        f"solutions/{name}.py": places.solution(name).read_bytes(),
        "var/secret": secret,
    }
    for file in files_below(
        places.checks(name), places.data(name), places.suites(name), places.release(name)
    ):
        if not file.is_symlink():
            inside[file.relative_to(places.root).as_posix()] = file.read_bytes()
    arguments = f"{name} {hidden}{' --allow-weak-sandbox' if allow_weak else ''}"
    run = (_TEMPLATES / "run_autograder.sh").read_text(encoding="utf-8")
    whole = {
        "setup.sh": (_TEMPLATES / "setup.sh").read_bytes(),
        "run_autograder": run.replace("ARGUMENTS", arguments).encode(),
        "requirements.txt": locks.lock(places, "grader", course.imports_of(name)).encode(),
    }
    whole |= {f"course/{path}": raw for path, raw in inside.items()}
    kit = Path(autograder.__file__).parent
    whole |= {
        f"kit/autograder/{file.relative_to(kit).as_posix()}": file.read_bytes() for file in files_below(kit)
    }
    return zipped(whole, frozenset({"setup.sh", "run_autograder"}))
