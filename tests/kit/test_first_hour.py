"""The first hour, and the plan of a term: what the pages quote is what programs print, and the numbers add up."""

import re
import venv
from importlib.metadata import distribution
from pathlib import Path

import pytest

from autograder.authoring import bundle
from autograder.authoring.source import read_source
from autograder.course import load_course

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
COURSE, PLACES = load_course(ROOT)
LANGUAGES = {"en": "first_hour.md", "zh": "first_hour.zh.md"}
# Of Windows and its install manager, shells, Debian's venv and Python's parser: they are not in pip or venv.
OTHERS = {
    "command not found", "is not recognized", "No runtime installed that matches", "No such file or directory",
    "Python was not found; run without arguments to install from the Microsoft Store",
    "SyntaxError: invalid syntax", ">>>", "ensurepip is not",
}  # fmt: skip


def read(name):
    return (DOCS / name).read_text(encoding="utf-8")


def failures(language):
    """The words of each row of the table of failures."""
    table = re.search(r"^## 7\..*?^## 8\.", read(LANGUAGES[language]), re.M | re.S)[0]
    rows = re.findall(r"^\| (.*?) \| .* \| .* \|$", table, re.M)
    return [re.findall(r"`([^`]+)`", row) for row in rows[1:] if not row.startswith("---")]


def test_the_ten_failures_are_the_same_in_both_languages():
    assert len(failures("en")) == 10
    assert failures("en") == failures("zh")


def test_what_pip_and_venv_say_is_what_the_page_has_students_look_for():
    # Importing pip would have setuptools replace distutils, which warns in a process that has it already.
    homes = (Path(str(distribution("pip").locate_file("pip"))), Path(venv.__file__).parent)
    code = "\n".join(file.read_text(encoding="utf-8") for home in homes for file in home.rglob("*.py"))
    said = {words for row in failures("en") for words in row}
    assert said >= OTHERS
    assert not [words for words in said - OTHERS if words not in code]


@pytest.mark.parametrize(("language", "guide"), [("en", "students.md"), ("zh", "students.zh.md")])
def test_it_installs_as_the_students_page_does(language, guide):
    page = read(LANGUAGES[language])
    commands = re.findall(r"^\$ (.*(?:-m venv|pip install|jupyter lab).*)$", read(guide), re.M)
    assert len(commands) == 3
    assert commands == re.findall(r"^\$ (.*(?:-m venv|pip install|jupyter lab).*)$", page, re.M)
    assert r"learn\Scripts\python -m pip install -r requirements.txt" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_the_pages_for_students_link_to_is_in_their_zip(language):
    inside = set(bundle.guides(PLACES, "en")) | set(bundle.guides(PLACES, "zh"))
    for name, raw in bundle.guides(PLACES, language).items():
        links = re.findall(r"\]\(([^)#\s]+)", raw.decode()) if name.endswith(".md") else []
        assert {link for link in links if ":" not in link} <= inside, name
    assert sum(name.endswith(".svg") for name in bundle.guides(PLACES, language)) == 5


def test_a_course_without_such_pages_promises_none(tmp_path):
    told = bundle.read_me(COURSE, ["start"], "en", {}).decode()
    assert "first_hour" not in told
    assert "`first_hour.md`" in bundle.read_me(COURSE, ["start"], "en", {"first_hour.md": b""}).decode()
    assert "`first_hour.zh.md`" in bundle.read_me(COURSE, ["start"], "zh", {"first_hour.zh.md": b""}).decode()


# --- 8, 12 or 16 weeks -----------------------------------------------------------------------------


def plan():
    """The table: each assignment with its hours and its week in the three plans."""
    section = read("instructors.md").partition("### 8, 12 or 16 weeks\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| ([\d.]+) \| (\S+) \| (\S+) \| (\S+) \|", section, re.M)
    return [(name.strip("`"), float(hours), weeks) for name, hours, *weeks in rows]


def test_the_plan_has_every_assignment_in_the_order_of_the_course_and_its_hours_add_up():
    *rows, (_, everything, totals) = plan()
    assert [name for name, _, _ in rows] == [entry.name for entry in COURSE.assignments]
    assert everything == sum(hours for _, hours, _ in rows)
    for place, total in enumerate(totals):
        assert float(total) == sum(hours for _, hours, weeks in rows if weeks[place] != "–")


@pytest.mark.parametrize(("place", "most"), [(0, 8), (1, 12), (2, 16)])
def test_no_week_is_left_out_and_none_comes_twice_out_of_order(place, most):
    weeks = [int(row[place]) for _, _, row in plan()[:-1] if row[place] != "–"]
    assert weeks == sorted(weeks)
    assert set(weeks) == set(range(1, max(weeks) + 1))
    assert most - 1 <= max(weeks) <= most


def test_the_hours_are_reckoned_as_the_page_says():
    for name, hours, _ in plan()[:-1]:
        minutes = 20.0
        for cell in read_source(PLACES, name).notebook.cells:
            if "zh" in cell.tags:
                continue
            if cell.kind == "markdown":
                minutes += len(re.findall(r"[A-Za-z']+", cell.source)) / 80
            for answer in re.findall(r"BEGIN SOLUTION\n(.*?)#+ END SOLUTION", cell.source, re.S):
                lines = [line for line in answer.splitlines() if line.strip() and line.strip()[0] != "#"]
                minutes += max(10, 5 * len(lines))
        assert abs(minutes / 60 - hours) <= 0.75, f"{name}: about {minutes / 60:.1f} hours"
