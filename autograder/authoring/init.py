"""Start of a course: a folder gets what every command needs, and one small assignment to write over."""

import json
from collections.abc import Collection, Sequence
from pathlib import Path

from autograder import __version__
from autograder.authoring import new
from autograder.errors import CourseError
from autograder.files import write_atomically
from autograder.report import clean
from autograder.text import Language, languages, say

ASSIGNMENT, FUNCTION = "first_steps", "straight_line"
TITLE_LIMIT = 200
# Templates, and the file that each makes.
_FILES = {
    "conftest.py.txt": "conftest.py",
    "nbgrader_config.py.txt": "nbgrader_config.py",
    "pytest.ini.txt": "pytest.ini",
    "gitignore.txt": ".gitignore",
}


def init(root: Path, title: str, spoken: Sequence[Language], name: str, function: str) -> list[Path]:
    """Write a course with one assignment into a folder that is empty, or is made here.

    Raise CourseError if the folder has files already, or a name cannot be used; then nothing is written.
    """
    made = course_files(title, spoken, name, function)
    refuse_full(root)
    try:
        for path, raw in made.items():
            write_atomically(root / path, raw)
    except BaseException:
        _take_back(root, made)
        raise
    return [root / path for path in made]


def course_files(title: str, spoken: Sequence[Language], name: str, function: str) -> dict[str, bytes]:
    """Map paths from the root to all files of a new course; course.yml is the last."""
    if unknown := [language for language in spoken if language not in languages()]:
        raise CourseError(
            f"--language {clean(unknown[0], 40)}",
            "the kit's own sentences are not there in this language",
            f"give one of {', '.join(languages())}; your own text may be in any language all the same",
        )
    function = function or name.lower()
    new.refuse_names(name, function)
    title = in_one_line(title)
    spoken = tuple(dict.fromkeys(spoken))
    text = course_yml(title, spoken, name)
    made = new.assignment_files(name, function, spoken) | shared_files()
    made["README.md"] = _read_me(title, name, spoken[0])
    made["course.yml"] = text.encode()
    return made


def shared_files() -> dict[str, bytes]:
    """Map paths to the files for pytest, nbgrader and git, which are the same in every course."""
    return {path: new.template("init", file).encode() for file, path in _FILES.items()}


def course_yml(title: str, spoken: Sequence[Language], name: str) -> str:
    """Return course.yml with one assignment; raise CourseError if the title is empty."""
    title = in_one_line(title)
    if not title:
        raise CourseError("the title", "it is empty", "give one with --title")
    words = {
        "title": json.dumps(title, ensure_ascii=False),  # which is YAML too, whatever quotes are in it
        "language": spoken[0],
        "languages": f"languages: [{', '.join(spoken)}]\n" if len(spoken) > 1 else "",
        "kit": kit_range(),
        "name": new.readable_name(name),
    }
    return new.filled("init", "course.yml.txt", words)


def in_one_line(title: str) -> str:
    """Return a title as every page can show it: one line, nothing in it that drives a terminal."""
    return clean(" ".join(title.split()), TITLE_LIMIT)


def kit_range() -> str:
    """Return the versions of the kit that judge as this one does: those with the same minor version."""
    major, minor = map(int, __version__.split(".")[:2])
    return f">={major}.{minor},<{major}.{minor + 1}"


def _read_me(title: str, name: str, language: Language) -> bytes:
    parts = (say(each, language, title=title, name=name) for each in new.readme_paragraphs("init"))
    return "\n\n".join(parts).encode() + b"\n"


def refuse_full(root: Path) -> None:
    """Raise CourseError if a folder has files of its own: none is overwritten, or taken for the course's."""
    there = sorted(root.iterdir()) if root.is_dir() else []
    own = [entry.name for entry in there if entry.name in _FILES.values() or not _is_beside_a_course(entry)]
    if "course.yml" in own:
        raise CourseError(root / "course.yml", "this is a course already", "add to it: autograder new NAME")
    if own:
        listed = ", ".join(clean(name, 60) for name in own[:5]) + (", …" if len(own) > 5 else "")
        raise CourseError(
            root.resolve(),
            f"a course begins in an empty folder, and here is {listed}",
            "give another folder, which is made where it is missing: autograder init --course FOLDER",
        )


def _take_back(root: Path, made: Collection[str]) -> None:
    """Remove what was written, so that the folder is as empty as before and the next try begins again."""
    for path in map(root.joinpath, made):
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == root or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()


def _is_beside_a_course(entry: Path) -> bool:
    """Return True if an entry may lie where a course begins: .git, .venv and the like, or an environment."""
    return entry.name.startswith(".") or (entry / "pyvenv.cfg").is_file()
