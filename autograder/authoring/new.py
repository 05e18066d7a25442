"""A new assignment: a small one that builds, grades and audits at once, for its author to write over."""

import ast
import keyword
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

import msgspec
import yaml

from autograder.authoring import code_words
from autograder.course import Course, load_course, parse_course
from autograder.errors import CourseError
from autograder.files import write_atomically
from autograder.notebook import KERNEL, Cell, Notebook, encode
from autograder.paths import Places
from autograder.text import Language

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
# Names that the kit uses in a suite, and that the notebook imports.
RESERVED = frozenset("seed edit_in_place variable output_of code_of check hint np plt x".split())

# Templates, and the file that each makes: `$name` is the assignment, `$function` what it asks for.
_FILES = {
    "check.py.txt": "source/$name/checks/test_$function.py",
    "probes.py.txt": "source/$name/checks/probes.py",
    "suite.py.txt": "tests/suites/$name/test_$function.py",
    "misconceptions.yml.txt": "tests/suites/$name/misconceptions.yml",
    "variants.yml.txt": "tests/course/variants/$name.yml",
    "answers.yml.txt": "tests/course/examples/$name/answers.yml",
}
# Languages of the templates. A course in another language gets English, for its author to translate.
LANGUAGES: tuple[Language, ...] = ("en", "zh")


def new(root: Path, name: str, function: str = "") -> list[Path]:
    """Write the files of an assignment `name` that asks for `function`, and list it in course.yml.

    Raise CourseError if a name cannot be used, or something of that name is there; then nothing is written.
    """
    course, places = load_course(root)
    function = function or name.lower()
    refuse_names(name, function)
    _refuse_existing(course, places, name)
    file = places.root / "course.yml"
    listed = with_assignment(file.read_bytes().decode(), name)
    made = {
        places.root / path: raw for path, raw in assignment_files(name, function, course.languages).items()
    }
    for path, raw in made.items():
        write_atomically(path, raw)
    write_atomically(file, listed.encode())  # the last: a list must not name what is not there
    return [*made, file]


def refuse_names(name: str, function: str) -> None:
    """Raise CourseError if `name` cannot name an assignment, or `function` a function."""
    for what, word in (("an assignment", name), ("a function", function)):
        if not NAME.fullmatch(word):
            raise CourseError(
                word or "the name",
                f"this cannot name {what}",
                "begin with a letter; then letters, digits and _",
            )
    if function[0].isupper():
        raise CourseError(function, "a name with a capital is a class's", "begin with a small letter")
    if keyword.iskeyword(function) or function in RESERVED:
        raise CourseError(function, "Python or the kit uses this name itself", "give another with --function")


def _refuse_existing(course: Course, places: Places, name: str) -> None:
    if name.lower() in {entry.name.lower() for entry in course.assignments}:
        raise CourseError("course.yml", f"there is an assignment {name} already", "choose another name")
    for place in (
        *(places.source(name).parent, places.suites(name), places.release(name), places.solution(name)),
        *(places.variants(name), places.examples(name)),
    ):
        if os.path.lexists(place):
            where = place.relative_to(places.root).as_posix()
            raise CourseError(where, "this is there already", "choose another name, or move it away")


def with_assignment(text: str, name: str, settings: Sequence[str] = ()) -> str:
    """Return course.yml with one more entry at the end of `assignments`; every other line stays as it is.

    `settings` are the entry's lines below its name.
    """
    node = yaml.compose(text)
    assert isinstance(node, yaml.MappingNode)
    value = next(value for key, value in node.value if key.value == "assignments")
    lines = text.splitlines(keepends=True)
    by_hand = f"write `- name: {name}` into the list yourself"
    if value.flow_style:
        where = f"course.yml, line {value.start_mark.line + 1}, assignments"
        raise CourseError(where, "the list is in brackets", f"give each entry a line, or {by_hand}")
    # PyYAML ends a list where the next thing begins; comments in between belong to that.
    last = _last_line(value)
    indent = " " * value.start_mark.column
    if not lines[last].endswith("\n"):
        lines[last] += "\n"
    entry = (f"- name: {readable_name(name)}", *(f"  {line}" for line in settings))
    lines.insert(last + 1, "".join(f"{indent}{line}\n" for line in entry))
    changed = "".join(lines)
    before, after = parse_course(text.encode()), parse_course(changed.encode())
    if [*(entry.name for entry in before.assignments), name] != [entry.name for entry in after.assignments]:
        raise CourseError("course.yml", "the list of assignments could not be made longer", by_hand)
    return changed


def readable_name(name: str) -> str:
    """Return a name as YAML reads it for text: `yes` and `on` get quotes."""
    return name if yaml.safe_load(name) == name else f'"{name}"'


def _last_line(node: yaml.Node) -> int:
    """Return the line, from 0, on which a node ends."""
    if isinstance(node, yaml.ScalarNode) or not node.value:
        end = node.end_mark
        return int(end.line if end.column else end.line - 1)
    if isinstance(node, yaml.MappingNode):
        return max(_last_line(part) for pair in node.value for part in pair)
    return max(_last_line(part) for part in node.value)


# --- the files ---------------------------------------------------------------------------------


def assignment_files(
    name: str, function: str, languages: Collection[Language] = LANGUAGES
) -> dict[str, bytes]:
    """Map paths from the root to all files of a new assignment, in the course's `languages` alone."""
    words = {
        "name": name,
        "function": function,
        "title": name.replace("_", " ").strip().capitalize(),
        "key": function.replace("_", "-").strip("-"),
    }
    wanted = [language for language in LANGUAGES if language in languages] or ["en"]
    made = {
        Template(path).substitute(words): _in_languages(filled("new", file, words), wanted).encode()
        for file, path in _FILES.items()
    }
    cells: list[Cell] = []
    for cell in _cells(words):
        if cell.kind == "code" and len(wanted) == 1:
            texts = code_words.in_each_language(cell.source, ast.parse(cell.source))
            cell = msgspec.structs.replace(cell, source=texts.get(wanted[0], texts["en"]))
        if cell.kind == "markdown" and "nbgrader" in cell.metadata:
            cell = msgspec.structs.replace(cell, source=_question(cell.source, wanted))
        language = next((tag for tag in cell.metadata.get("tags", ()) if tag in LANGUAGES), "en")
        if language == "en" or language in wanted[1:]:
            cells.append(cell)
        elif language == wanted[0]:  # this takes the place of the English above it
            cells[-1] = msgspec.structs.replace(cells[-1], source=cell.source)
    made[f"source/{name}/{name}.ipynb"] = encode(Notebook(tuple(cells), KERNEL))
    return made


def _in_languages(text: str, wanted: Sequence[Language]) -> str:
    """Return a template's text in the `wanted` languages alone: docstrings, messages, hints and labels."""
    for language in LANGUAGES[1:]:
        if language == wanted[0]:
            text = _instead_of_english(language, text)
        elif language not in wanted:
            text = _without(language, text)
    return text


def _without(language: Language, text: str) -> str:
    text = _table(language).sub("\n", text)
    text = re.sub(rf"""\\n"\n +f"{language}: .*"$""", '"', text, flags=re.MULTILINE)
    return re.sub(rf"\n(?:\n +{language}: .*\n +(?=\"{{3}})| +{language}: .*)", "", text)


def _instead_of_english(language: Language, text: str) -> str:
    labels = _table(language).search(text)
    text = _table(language).sub("\n", text)
    for english, label in re.findall(r'"(.+)": "(.+)"', labels[0]) if labels else ():
        text = text.replace(f'"{english}"', f'"{label}"')
    text = re.sub(rf'"""[^"]+?\n\n +{language}: (.*)\n +"""', r'"""\1"""', text)
    text = re.sub(rf'f".*\\n"\n +f"{language}: ', 'f"', text)
    return re.sub(rf" +en: .*\n( +{language}: )", r"\1", text)


def _question(text: str, wanted: Sequence[Language]) -> str:
    """Return a question's text in the `wanted` languages, one below the other: all readers share the cell."""

    def chosen(lines: re.Match[str]) -> str:
        texts = {"en": lines[1], lines[2]: lines[3]}
        return "\n\n".join(text for language, text in texts.items() if language in wanted)

    return re.sub(r"^(.*)\n([a-z]{2}): (.*)$", chosen, text, flags=re.MULTILINE)


def _table(language: Language) -> re.Pattern[str]:
    """Return the pattern of a template's table of translated labels."""
    return re.compile(rf"^{language.upper()} = \{{.*?^\}}\n\n\n", re.MULTILINE | re.DOTALL)


def template(folder: str, file: str) -> str:
    """Return the text of a template."""
    return files("autograder.authoring").joinpath("templates", folder, file).read_text(encoding="utf-8")


def filled(folder: str, file: str, words: Mapping[str, str]) -> str:
    """Return the text of a template with `words` in the place of its `$names`."""
    return Template(template(folder, file)).substitute(words)


def readme_paragraphs(folder: str) -> list[str]:
    """Return the parts of a README of the kit's; each that is prose is in the catalogues."""
    return template(folder, "README.md.txt").rstrip("\n").split("\n\n")


def _cells(words: dict[str, str]) -> Iterator[Cell]:
    """Yield the template's cells: each has a line `%% words`, and its text below that."""
    for part in re.split(r"^%% ", filled("new", "notebook.txt", words), flags=re.MULTILINE)[1:]:
        head, _, source = part.partition("\n")
        kind, cell_id, *rest = head.split()
        role, points = (*rest, "", "")[:2]
        metadata: dict[str, Any] = {"tags": [role]} if role in (*LANGUAGES, "picture") else {}
        if role and role not in LANGUAGES:
            metadata["nbgrader"] = {
                "grade": bool(points),
                "grade_id": cell_id,
                "locked": role in ("locked", "grade", "picture"),
                "schema_version": 3,
                "solution": role in ("solution", "manual"),
                "task": False,
            } | ({"points": int(points)} if points else {})
        yield Cell(cell_id, kind, source.strip("\n"), metadata=metadata)
