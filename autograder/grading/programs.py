"""Programs by name in an author's YAML file: right answers in other styles, misconceptions, examples."""

from pathlib import Path
from typing import TypeVar

import msgspec

from autograder.errors import CourseError
from autograder.yaml_files import parse_table

Kind = TypeVar("Kind")


class Wrong(msgspec.Struct, frozen=True):
    """An entry that says more than its program, such as one of misconceptions.yml."""

    wrong: str


def read_programs(file: Path) -> dict[str, str]:
    """Read the programs of a file, by name, in its order; raise CourseError if it is not such a table."""
    entries = _read(file, dict[str, str | Wrong])
    return {name: _text(entry) for name, entry in entries.items()}


def read_variants(file: Path) -> dict[tuple[str, str], str]:
    """Read a file of programs by function, such as right answers in other styles: by function and name."""
    functions = _read(file, dict[str, dict[str, str | Wrong]]) if file.is_file() else {}
    return {
        (function, name): _text(entry)
        for function, entries in functions.items()
        for name, entry in entries.items()
    }


def read_program(place: str) -> bytes:
    """Read the program at FILE.py, FILE.yml::NAME or FILE.yml::FUNCTION::NAME."""
    path, _, name = place.partition("::")
    file = Path(path)
    if not file.is_file():
        raise CourseError(path, "there is no such file", "give a .py file, or FILE.yml::NAME")
    if file.suffix != ".yml":
        return file.read_bytes()
    try:
        programs = read_programs(file)
    except CourseError:
        programs = {"::".join(key): text for key, text in read_variants(file).items()}
    if name not in programs:
        what = f"there is no program {name!r}" if name else "the name of a program is missing"
        raise CourseError(path, what, f"write {path}::NAME with one of: {', '.join(programs)}")
    return programs[name].encode()


def _read(file: Path, kind: type[Kind]) -> Kind:
    next_step = "write `name: |` and the program below it, as `autograder docs authors variants` shows"
    return parse_table(file.read_bytes(), kind, str(file), next_step)


def _text(entry: str | Wrong) -> str:
    return entry if isinstance(entry, str) else entry.wrong
