"""Programs by name in an author's YAML file: right answers in other styles, misconceptions, examples."""

from pathlib import Path

import msgspec
import yaml

from autograder.errors import CourseError
from autograder.yaml_files import decode_yaml


class Wrong(msgspec.Struct, frozen=True):
    """An entry that says more than its program, such as one of misconceptions.yml."""

    wrong: str


def read_programs(file: Path) -> dict[str, str]:
    """Read the programs of a file, by name, in its order; raise CourseError if it is not such a table."""
    try:
        entries = decode_yaml(file.read_bytes(), dict[str, str | Wrong])
    except (OSError, msgspec.MsgspecError, yaml.YAMLError) as error:
        next_step = "write `name: |` and the program below it, as `autograder docs authors variants` shows"
        raise CourseError(file, str(error), next_step) from error
    return {name: entry if isinstance(entry, str) else entry.wrong for name, entry in entries.items()}


def read_variants(folder: Path) -> dict[tuple[str, str], str]:
    """Read right answers in other styles, by function and style, from one file for each function."""
    return {
        (file.stem, style): text
        for file in sorted(folder.glob("*.yml"))
        for style, text in read_programs(file).items()
    }


def read_program(place: str) -> bytes:
    """Read the program at FILE.py, or FILE.yml::NAME."""
    path, _, name = place.partition("::")
    file = Path(path)
    if not file.is_file():
        raise CourseError(path, "there is no such file", "give a .py file, or FILE.yml::NAME")
    if file.suffix != ".yml":
        return file.read_bytes()
    programs = read_programs(file)
    if name not in programs:
        what = f"there is no program {name!r}" if name else "the name of a program is missing"
        raise CourseError(path, what, f"write {path}::NAME with one of: {', '.join(programs)}")
    return programs[name].encode()
