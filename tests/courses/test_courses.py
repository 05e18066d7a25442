"""Three courses unlike ours build, audit, grade, feed back and export, and the tool knows none of them.

A course is a YAML file: the text of each file by its path, and a notebook as a list of its cells.
"""

import json
from pathlib import Path

import made
import pytest
import yaml

from autograder.diagnosis.misconceptions import parse_misconceptions
from autograder.grading.programs import read_variants
from autograder.report import Outcome, decode
from autograder.text import in_language

HERE = Path(__file__).parent
COURSES = {
    "statistics": ("describing", "cleaning"),
    "algorithms": ("recursion", "graphs"),
    "sql": ("selecting", "joining"),
}
ONE_LANE = ("--jobs", "1")  # each further one loads what the course imports, and that is Pandas

pytestmark = pytest.mark.full


@pytest.fixture(scope="module", params=COURSES)
def course(request, tmp_path_factory):
    """A course, built, with what a class handed in: right in other styles, wrong, and nothing."""
    root = tmp_path_factory.mktemp("courses") / request.param
    write_course(root, HERE / f"{request.param}.yml")
    built = made.run(root, "build")
    assert built.stderr == ""  # every reference passes its suites behind the wall
    for name in COURSES[request.param]:
        release = root / f"release/{name}/{name}.ipynb"
        for student, answers in answers_to(root, name).items():
            handed_in = root / f"var/submitted/{student}/{name}/{name}.ipynb"
            handed_in.parent.mkdir(parents=True)
            handed_in.write_bytes(filled_in(release.read_bytes(), answers))
    return root


def write_course(root, file):
    """Write the files of a course below `root`."""
    for path, content in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        if isinstance(content, list):
            content = json.dumps(made.document([author_cell(**cell) for cell in content]))
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")


def author_cell(markdown="", locked="", solution="", check="", source="", points=None, tags=()):
    """A cell of an author's notebook: its text, or its code with its name as a locked or a graded cell."""
    if markdown:
        return made.cell("markdown", markdown.strip())
    if check:
        name, code = f"test_{check}", f'check("{check}")'
        return made.cell("code", code, name, grade=True, locked=True, points=points)
    code = source.rstrip("\n")
    return made.cell(
        "code", code, locked or solution, locked=bool(locked), solution=bool(solution), tags=tags
    )


def filled_in(release, answers):
    """The released notebook with these answers in its cells."""
    document = json.loads(release)
    for cell in document["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = answers.get(name, cell["source"])
    return json.dumps(document).encode()


def variants(root, name):
    """For each of six students, an answer to every cell in another style."""
    styles = {}
    for (cell, style), text in read_variants(root / f"tests/course/variants/{name}.yml").items():
        styles.setdefault(cell, {})[style] = text
    return [{cell: [*texts.values()][number] for cell, texts in styles.items()} for number in range(6)]


def misconceptions(root, name):
    file = root / f"tests/suites/{name}/misconceptions.yml"
    return parse_misconceptions(file.read_bytes(), str(file))


def answers_to(root, name):
    right = variants(root, name)
    told = {f"right{number}": answers for number, answers in enumerate(right)}
    for number, entry in enumerate(misconceptions(root, name).values()):
        told[f"wrong{number}"] = right[0] | {entry.function: entry.wrong}
    return told | {"nothing": {}}


def report(root, student, name):
    return decode((root / f"var/reports/{student}/{name}/report.json").read_bytes())


def test_the_suites_pass_the_audit(course):
    audited = made.run(course, "audit", "--seeds", "3", *ONE_LANE)
    assert "weak: nothing" in audited.output


def test_a_class_is_graded_told_why_and_exported(course):
    names = COURSES[course.name]
    for name in names:
        made.run(course, "grade", name, "--allow-weak-sandbox", *ONE_LANE)
        for number in range(6):
            right = report(course, f"right{number}", name)
            assert right.score == right.max_score, (number, right)
        for number, (key, entry) in enumerate(misconceptions(course, name).items()):
            wrong = report(course, f"wrong{number}", name)
            cell = wrong.cells[f"test_{entry.function}"]
            assert (cell.diagnosis, cell.outcome) == (key, Outcome.FAILED)
            assert wrong.score <= wrong.max_score - cell.points + cell.score
        empty = report(course, "nothing", name)
        assert empty.score == 0
        assert {cell.outcome for cell in empty.cells.values()} == {Outcome.NOT_ATTEMPTED}
        made.run(course, "feedback", name)
        entry = next(iter(misconceptions(course, name).values()))
        pages = "".join(path.read_text("utf-8") for path in (course / "var").rglob("*.html"))
        assert in_language(entry.hint, "en")[:12] in pages
        made.run(course, "export", name, "--to", "csv")
        marks = (course / f"var/exports/{name}-csv.csv").read_text("utf-8-sig")
        assert len(marks.strip().splitlines()) == 1 + len(answers_to(course, name))
