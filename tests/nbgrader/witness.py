"""nbgrader's own tests of its commands, brought into a course of ours: copied from its wheel.

Their course is not one of ours, so before each command it becomes one: a course.yml that lists what has a
source, and names the gradebook of the command; and that gradebook is one that our kit has made. Their
assignment `ps1` has the notebook `p1`, or `foo`; here assignment and notebook are both called `p1`. Their
hand-ins lie in `submitted/`, ours in `var/submitted/`. Their empty notebook gets one question, since nothing
could be graded in it. What sleeps for five seconds sleeps for three: still longer than the limit of two that
they set, and shorter than ours. Nothing else is changed.

Their tests of the gradebook's API are not among them. A new gradebook of ours is nbgrader's own, to each table
and row, as tests/kit/gradebook/test_gradebook.py shows: they would say nothing about us.
"""

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import nbformat
import nbgrader.tests
import pytest
import yaml

from autograder.gradebook import grades

WHEEL = Path(nbgrader.tests.__file__).parent
COMMANDS = ("autograde", "generate_feedback", "export", "db")
CONFIG = """\
from autograder.nbgrader_door import readings
c = get_config()
c.CourseDirectory.course_id = "default_course"
c.CourseDirectory.submitted_directory = "var/submitted"
c.CourseDirectory.autograded_directory = "var/autograded"
c.CourseDirectory.feedback_directory = "var/feedback"
"""
_CHANGES = (
    (r"from \.\.\.(\w+) import", r"from nbgrader.\1 import"),
    (r"from \.\.\. import", "from nbgrader import"),
    (r"from \.\. import run_nbgrader", "from witness import run_nbgrader"),
    (r"\bps(\d)\b", r"p\1"),
    (r'"p2", "p1\.ipynb"', r'"p2", "p2.ipynb"'),  # of the only test that has two assignments
    (r'"foo\.(ipynb|html)"', r'"p1.\1"'),
    (r'course_dir, "(submitted|autograded|feedback)"', r'course_dir, "var/\1"'),
    (r"\bnew_notebook\(\)", "witness.empty(path)"),
    (r"^import pytest$", "import pytest\nimport witness"),
)


def expected() -> dict[str, list[str]]:
    """The tests that cannot hold, by the reason: `expected.yml`."""
    return yaml.safe_load(Path(__file__).with_name("expected.yml").read_text(encoding="utf-8"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run of the tests that cannot hold the first for each reason: the others would say the same."""
    further = {test for tests in expected().values() for test in tests[1:]}
    for item in items:
        place = item.nodeid.split("::")[1].removeprefix("TestNbGrader")
        if f"{place}.{item.name}" in further:
            item.add_marker(pytest.mark.skip)


def copy(folder: Path) -> None:
    """Write their tests into a folder, and a configuration that has our nbgrader_config.py's steps."""
    shutil.copytree(WHEEL / "apps/files", folder / "apps/files")
    timeout = folder / "apps/files/timeout.ipynb"
    timeout.write_text(timeout.read_text(encoding="utf-8").replace("sleep(5)", "sleep(3)"), encoding="utf-8")
    for name in ("apps/base", "apps/conftest", *(f"apps/test_nbgrader_{one}" for one in COMMANDS)):
        text = (WHEEL / f"{name}.py").read_text(encoding="utf-8")
        for before, after in _CHANGES:
            text = re.sub(before, after, text, flags=re.MULTILINE)
        target = folder / f"{name}.py"
        target.parent.mkdir(exist_ok=True)
        target.with_name("__init__.py").write_text("")
        target.write_text(text, encoding="utf-8")
    ours = Path(__file__).parents[2].joinpath("nbgrader_config.py").read_text(encoding="utf-8")
    folder.joinpath("config").mkdir()
    steps = ours[ours.index("# Without these lines nbgrader runs") :]
    folder.joinpath("config/nbgrader_config.py").write_text(CONFIG + steps, encoding="utf-8")


def empty(path: str) -> nbformat.NotebookNode:
    """A notebook with one question that a person marks; behind the grader's back, one with nothing."""
    if "/autograded/" in path:
        return nbformat.v4.new_notebook()
    own = {"grade": True, "grade_id": "why", "locked": False, "points": 1, "schema_version": 3}
    own |= {"solution": True, "task": False}
    cell = nbformat.v4.new_markdown_cell("Why?", metadata={"nbgrader": own}, id="why")
    return nbformat.v4.new_notebook(cells=[cell])


def run_nbgrader(arguments: list[str], *others: object, **named: object) -> str:
    """Their function of this name, in a course of ours."""
    root = Path.cwd()
    config = root / "nbgrader_config.py"
    if config.is_file() and (found := re.search(r'root = r"(.+)"', config.read_text())):
        root = Path(found[1])
    database = next((two for one, two in pairwise(arguments) if one == "--db"), "")
    database = database or f"sqlite:///{root}/gradebook.db"  # nbgrader's own place for it
    if not Path(database.removeprefix("sqlite:///")).exists():  # some bring an old one along
        grades.open_gradebook(database)
    notebooks = sorted(root.glob("source/*/*.ipynb"))
    names = [file.stem for file in notebooks if file.stem == file.parent.name]
    if names:
        settings = {
            "title": "theirs", "sandbox": "none", "gradebook": database,
            "assignments": [{"name": name} for name in names],
        }  # fmt: skip
        (root / "course.yml").write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML
    return nbgrader.tests.run_nbgrader(arguments, *others, **named)
