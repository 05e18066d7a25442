"""nbgrader's own tests of its commands, brought into a course of ours: copied from its wheel and renamed.

Their course is not one of ours, so before each command it becomes one: a course.yml that lists what has a
source, and names the gradebook of the command. Their assignment `ps1` has the notebook `p1`; here it is
called `p1` too. Their hand-ins lie in `submitted/`, ours in `var/submitted/`. Nothing else is changed.
"""

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import nbgrader.tests

WHEEL = Path(nbgrader.tests.__file__).parent
FILES = ("autograde", "generate_feedback", "export")
CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "default_course"
c.CourseDirectory.submitted_directory = "var/submitted"
c.CourseDirectory.autograded_directory = "var/autograded"
c.CourseDirectory.feedback_directory = "var/feedback"
"""
_CHANGES = (
    (r"from \.\.\.(\w+) import", r"from nbgrader.\1 import"),
    (r"from \.\. import run_nbgrader", "from witness import run_nbgrader"),
    (r"\bps1\b", "p1"),
    (r'"(submitted|autograded|feedback)"', r'"var/\1"'),
)


def copy(folder: Path) -> None:
    """Write their tests into a folder, and a configuration that has our nbgrader_config.py's steps."""
    target = folder / "apps"
    shutil.copytree(WHEEL / "apps/files", target / "files")
    (target / "__init__.py").write_text("")
    for name in ("base", "conftest", *(f"test_nbgrader_{one}" for one in FILES)):
        text = (WHEEL / f"apps/{name}.py").read_text(encoding="utf-8")
        for before, after in _CHANGES:
            text = re.sub(before, after, text)
        (target / f"{name}.py").write_text(text, encoding="utf-8")
    ours = Path(__file__).parents[2].joinpath("nbgrader_config.py").read_text(encoding="utf-8")
    folder.joinpath("config").mkdir()
    steps = ours[ours.index("# Without these lines nbgrader runs") :]
    folder.joinpath("config/nbgrader_config.py").write_text(CONFIG + steps, encoding="utf-8")


def run_nbgrader(arguments: list[str], *others: object, **named: object) -> str:
    """Their function of this name, in a course of ours."""
    root = Path.cwd()
    config = root / "nbgrader_config.py"
    if config.is_file() and (found := re.search(r'root = r"(.+)"', config.read_text())):
        root = Path(found[1])
    notebooks = sorted(root.glob("source/*/*.ipynb"))
    names = [file.stem for file in notebooks if file.stem == file.parent.name]
    if names:
        database = next((two for one, two in pairwise(arguments) if one == "--db"), "")
        database = database or next((one[5:] for one in arguments if one.startswith("--db=")), "")
        settings = {"title": "theirs", "sandbox": "none", "assignments": [{"name": name} for name in names]}
        if database:
            settings["gradebook"] = database
        (root / "course.yml").write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML
    return nbgrader.tests.run_nbgrader(arguments, *others, **named)
