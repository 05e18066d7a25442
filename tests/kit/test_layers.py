"""The house's order: a module imports only from its own floor and those above it, and students' doors stay light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import autograder

HOME = Path(autograder.__file__).parent

# From the top down. A new module gets its place here, and nowhere else.
FLOORS = """
    __init__ moments phrases glossary diagnosed errors versions
    report course locks reveals notebook misconceptions programs ideas twins
    submission
    worker
    sandbox
    grading
    desk check
    authoring build
    disk incoming collect
    book gradebook
    marking
    page feedback
    grade glance pages regrade show
    proving audit new
    lms export bundle
    class_page outgoing
    archive restore purge
    session preprocessor
    remote cluster
    doctor
    commands
    cli
""".split()
ONLY_IMPORTERS_OF_NBGRADER = {"preprocessor", "book", "gradebook"}
MODULES = sorted(HOME.rglob("*.py"))
everywhere = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOME).as_posix())


def imported(path):
    """Every module that a file names in an import, with what is taken from it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {
        f"{node.module}.{alias.name}"
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def floor(name):
    """The floor of `autograder.grading.rubric.score`: `grading`."""
    part = name.split(".")[1]
    return "__init__" if part.startswith("__") else part


def own_floor(path):
    return path.relative_to(HOME).with_suffix("").parts[0]


def test_every_module_has_its_floor():
    missing = {own_floor(path) for path in MODULES} - set(FLOORS)
    assert not missing, "give it a place in FLOORS"


@everywhere
def test_a_module_imports_only_from_floors_above_it(path):
    own = own_floor(path)
    ours = {floor(name) for name in imported(path) if name.startswith("autograder.")}
    assert ours <= ({own} if own == "worker" else set(FLOORS[: FLOORS.index(own) + 1]))


@everywhere
def test_an_import_is_absolute_and_takes_no_star(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            assert all(alias.name != "*" for alias in node.names)


def test_no_module_of_a_folder_imports_in_a_circle():
    graph = {}
    for path in MODULES:
        name = ".".join(("autograder", *path.relative_to(HOME).with_suffix("").parts))
        known = {
            ".".join(("autograder", *other.relative_to(HOME).with_suffix("").parts)) for other in MODULES
        }
        parts = imported(path)
        graph[name] = {
            each for each in known if each in parts or any(part.startswith(f"{each}.") for part in parts)
        }
        graph[name] -= {name}
    while free := [name for name, needs in graph.items() if not needs]:
        graph = {name: needs - set(free) for name, needs in graph.items() if name not in free}
    assert graph == {}


@everywhere
def test_nbgrader_and_its_database_are_the_gradebooks(path):
    foreign = {name.split(".")[0] for name in imported(path)} & {"nbgrader", "sqlalchemy", "nbconvert"}
    assert not foreign or own_floor(path) in ONLY_IMPORTERS_OF_NBGRADER


def test_a_workers_side_needs_the_standard_library_numpy_and_msgspec_only():
    allowed = {*sys.stdlib_module_names, "numpy", "msgspec", "autograder"}
    alone = {path.stem for path in (HOME / "worker").glob("*.py")}  # by its bare name in a worker
    for path in (HOME / "worker").glob("*.py"):
        draws = {"matplotlib", "PIL"} if path.stem == "drawing" else set()  # and only where it is asked to
        assert {name.split(".")[0] for name in imported(path)} <= allowed | alone | draws


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.name == "__init__.py"], ids=lambda path: path.parent.name
)
def test_an_init_is_a_docstring(path):
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert ast.get_docstring(ast.Module(body, []))
    assert all(isinstance(node, ast.Assign) for node in body[1:])


@everywhere
def test_a_module_says_who_lives_there(path):
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert said
    assert path.stem not in ("utils", "helpers", "common", "base")


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
