"""The house's order: imports go down it, its map in CONTRIBUTING is true, and students' doors stay light."""

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import autograder

HOME = Path(autograder.__file__).parent
CONTRIBUTING = HOME.parent / "CONTRIBUTING.md"
# From the top down: a room imports only from lower floors. Below them all are the words, one file each.
FLOORS = """
    cli
    commands
    term marking lms book
    pages nbgrader_door cluster audit check
    classroom desk
    grading authoring
    diagnosis
    sandbox gradebook
    worker submissions
""".strip().splitlines()
WORDS = (
    "errors report course paths notebook hand_in source_analysis file_kinds text timestamps files csv_tables yaml_files versions"
).split()
FORWARDING = {"preprocessor"}  # names that live in teachers' files
ONLY_IMPORTERS_OF_NBGRADER = {"nbgrader_door", "gradebook"}
MODULES = sorted(HOME.rglob("*.py"))


def imported(path):
    """Every module that a file names in an import, with what is taken from it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    beside = ".".join(("autograder", *path.relative_to(HOME).parent.parts))
    return plain | {
        ".".join(filter(None, (beside if node.level else "", node.module, alias.name)))
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def room_of(path):
    """Room, or word, that a file belongs to."""
    return path.relative_to(HOME).with_suffix("").parts[0]


def rooms_in(path):
    """Rooms and words that a file imports from, but its own."""
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("autograder.")}
    return {name for name in ours if not name.startswith("__")} - {room_of(path)}


def docstring(path):
    return ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""


def test_every_file_is_in_a_room_or_is_a_word():
    rooms = {room for floor in FLOORS for room in floor.split()}
    assert {room_of(path) for path in MODULES} == rooms | {*WORDS, "__init__"} | FORWARDING
    assert len(FLOORS) + 1 <= 10


def test_a_room_imports_only_from_lower_floors():
    lower = {*WORDS}
    for floor in reversed(FLOORS):
        rooms = floor.split()
        for path in MODULES:
            if room_of(path) in rooms:
                assert rooms_in(path) <= ({*()} if room_of(path) == "worker" else lower), path
        lower |= {*rooms}


def test_a_word_imports_only_words():
    for path in MODULES:
        if room_of(path) in WORDS:
            assert rooms_in(path) <= {*WORDS}, path


def test_an_import_is_absolute_and_takes_no_star():
    """A worker's own are relative: where it runs, its folder is a package of another name."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.level <= (room_of(path) == "worker"), path
                assert all(alias.name != "*" for alias in node.names), path


def test_no_modules_import_in_a_circle():
    names = {
        ".".join(("autograder", *path.relative_to(HOME).with_suffix("").parts)): path for path in MODULES
    }
    graph = {}
    for name, path in names.items():
        parts = imported(path)
        graph[name] = {
            other
            for other in names
            if other != name and (other in parts or any(part.startswith(f"{other}.") for part in parts))
        }
    while free := [name for name, needs in graph.items() if not needs]:
        graph = {name: needs - set(free) for name, needs in graph.items() if name not in free}
    assert graph == {}


def test_nbgrader_and_its_database_are_the_gradebooks():
    for path in MODULES:
        foreign = {name.split(".")[0] for name in imported(path)} & {"nbgrader", "sqlalchemy", "nbconvert"}
        assert not foreign or room_of(path) in ONLY_IMPORTERS_OF_NBGRADER, path


def test_other_rooms_know_one_module_of_the_gradebook():
    for path in MODULES:
        if room_of(path) != "gradebook":
            taken = {name for name in imported(path) if name.startswith("autograder.gradebook.")}
            assert all(name.split(".")[2] == "grades" for name in taken), path


def test_every_module_says_what_it_is():
    for path in MODULES:
        assert docstring(path), path
        assert path.stem not in ("utils", "helpers", "common", "base")


def test_an_init_is_a_docstring_and_at_most_two_names():
    for path in MODULES:
        if path.name == "__init__.py" and path.parent != HOME:
            body = ast.parse(path.read_text(encoding="utf-8")).body[1:]
            names = [alias.name for node in body if isinstance(node, ast.ImportFrom) for alias in node.names]
            assert len(names) <= 2, path
            assert len(body) <= 2, path


def test_the_map_in_contributing_is_the_house():
    """One line a room and a word, in the order of the floors, each with the first line of its docstring."""
    text = CONTRIBUTING.read_text(encoding="utf-8")
    shown = re.findall(r"^\| `(\w+)/?` \| (.+) \|$", text.split("## The house")[1].split("\n## ")[0], re.M)
    rooms = [room for floor in FLOORS for room in floor.split()]
    places = [
        HOME / room / "__init__.py" if (HOME / room).is_dir() else HOME / f"{room}.py" for room in rooms
    ]
    places += [HOME / f"{word}.py" for word in WORDS]
    wanted = [
        (name, docstring(path).split("\n")[0]) for name, path in zip(rooms + WORDS, places, strict=True)
    ]
    assert [(name, said) for name, said in shown] == wanted


def test_a_workers_side_needs_the_standard_library_numpy_and_msgspec_only():
    allowed = {*sys.stdlib_module_names, "numpy", "msgspec", "autograder"}
    for path in (HOME / "worker").glob("*.py"):
        asked = {  # only where they are used
            "drawing": {"matplotlib", "PIL"},
            "fonts": {"matplotlib"},
            "pandas_codec": {"pandas"},
        }
        assert {name.split(".")[0] for name in imported(path)} <= allowed | asked.get(path.stem, set())


def loaded_by(code):
    """The top-level packages that a fresh interpreter has loaded after `code`."""
    tell = "import sys\nprint(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tell}"], capture_output=True, text=True, timeout=60, check=True
    )
    return set(done.stdout.split())


HEAVY = {
    "pytest",
    "_pytest",
    "nbgrader",
    "sqlalchemy",
    "nbconvert",
    "nbformat",
    "jinja2",
    "IPython",
    "hypothesis",
}


@pytest.mark.parametrize(
    "code",
    [
        "import autograder.check",
        "from autograder.check import check, hint",
        "import autograder.sandbox.run, autograder.sandbox.proxy",
        "import autograder.worker.zygote",
    ],
)
def test_the_students_door_is_light(code):
    assert not loaded_by(code) & (HEAVY | {"matplotlib"})


@pytest.mark.parametrize("command", ["--help", "check --help", "grade --help"])
def test_a_command_that_only_helps_loads_nothing_heavy(command):
    code = (
        f"import sys\nfrom autograder.cli import cli\n"
        f"try:\n    cli({command.split()!r}, standalone_mode=False)\nexcept SystemExit:\n    pass\nprint()"
    )
    tell = "import sys\nprint(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tell}"], capture_output=True, text=True, timeout=60, check=True
    )
    assert not set(done.stdout.strip().split("\n")[-1].split()) & HEAVY


def test_a_class_name_has_one_meaning():
    meanings = Counter(
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in meanings.items() if count > 1] == []


def test_no_public_function_shares_its_name_with_many_others():
    modules = Counter(
        node.name
        for path in MODULES
        if room_of(path) != "commands"
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.name != "main"
    )
    assert {name: count for name, count in modules.items() if count > 3} == {}
