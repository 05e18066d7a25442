"""The student's door: what the desk says is what grading says, with less installed."""

import contextlib
import gc
import json
import linecache
import os
import re
import subprocess
import sys
import tracemalloc

import golden
import hand_ins
import made
import msgspec
import numpy as np
import pytest
from click.testing import CliRunner

from autograder.cli import cli
from autograder.course import Limits, load_course
from autograder.desk import notebook_check
from autograder.desk.function_check import FunctionCheck
from autograder.report import Outcome
from autograder.sandbox.direct import Direct
from autograder.text import in_language

LIMITS = Limits(cell_seconds=20, submission_seconds=60)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A small course, built."""
    return made.built(tmp_path_factory.mktemp("course") / "course")


def at_the_desk(course, folder, answers):
    """A student's own folder: the release, filled in."""
    target = folder / "Meine Übungen 作业"
    target.mkdir()
    (target / "checks").mkdir()
    for file in (course / "release/small/checks").iterdir():
        (target / "checks" / file.name).write_bytes(file.read_bytes())
    file = target / "small.ipynb"
    file.write_bytes(hand_ins.as_bytes(hand_ins.spliced("small", answers, course)))
    return file


ANSWERS = {
    "right": made.RIGHT,
    "wrong": "def double(x):\n    return 3 * x\n\n\ndef halve(x):\n    return x / 2\n",
    "raises": "def double(x):\n    return x.nothing\n",
    "exits": "import os\n\n\ndef double(x):\n    os._exit(3)\n\n\ndef halve(x):\n    return x / 2\n",
    "hangs": "def double(x):\n    while True:\n        pass\n\n\ndef halve(x):\n    return x / 2\n",
    "broken": "def double(x):\n    return 2 *\n\n\ndef halve(x):\n    return x / 2\n",
    "prints": "def double(x):\n    print(2 * x)\n",
}


@pytest.fixture(scope="module")
def graded(course):
    """What grading finds for each of them, as `autograder grade --json` prints it."""
    for name, answers in ANSWERS.items():
        made.hand_in(course, name, answers)
    out = made.run(course, "grade", "small", "--json").stdout
    return {each["student"]: each for each in json.loads(out)["submissions"]}


@pytest.fixture(scope="module", params=ANSWERS)
def checked(request, course, tmp_path_factory):
    """What the desk finds for one of them: its name, the student's file, and the verdicts."""
    file = at_the_desk(course, tmp_path_factory.mktemp("desk"), ANSWERS[request.param])
    return request.param, file, notebook_check.check_notebook(file, LIMITS, ("numpy",))


def test_the_desk_gives_the_visible_verdicts_of_grading_to_the_letter(graded, checked):
    name, _, found = checked
    for grade_id, cell in found.cells.items():
        visible = [test for test in graded[name]["cells"][grade_id]["tests"] if test["visible"]]
        mine = [(test.name, test.outcome.value, msgspec.to_builtins(test.message)) for test in cell.tests]
        assert mine == [(test["name"], test["outcome"], test["message"]) for test in visible]


@pytest.mark.full
def test_workers_started_without_fork_give_the_same(checked, monkeypatch):
    _, file, forked = checked
    monkeypatch.setattr(notebook_check, "start", lambda imports, limits, folder: Direct(imports, folder))
    assert notebook_check.check_notebook(file, LIMITS, ("numpy",)) == forked


INTERRUPTED = "def test_double(student):\n    raise KeyboardInterrupt\n"


@pytest.mark.parametrize("begun", [None, INTERRUPTED], ids=["nothing is written", "interrupted"])
def test_workers_started_without_fork_end_with_the_check(course, tmp_path, monkeypatch, begun):
    direct = Direct(("numpy",), tmp_path)
    monkeypatch.setattr(notebook_check, "start", lambda imports, limits, folder: direct)
    file = at_the_desk(course, tmp_path, made.RIGHT if begun else "")
    if begun:
        (file.parent / "checks/test_double.py").write_text(begun)
    with pytest.raises(KeyboardInterrupt) if begun else contextlib.nullcontext():
        notebook_check.check_notebook(file, LIMITS, ("numpy",))
    assert direct.workers
    assert all(worker.process.returncode is not None for worker in direct.workers)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no list of open files")
def test_a_check_of_an_unwritten_notebook_leaves_no_file_open(course, tmp_path):
    """A watch checks again after each save, for hours."""
    file = at_the_desk(course, tmp_path, "")
    gc.collect()  # what nobody holds any more is closed now, and not in between
    before = len(os.listdir("/proc/self/fd"))
    found = notebook_check.check_notebook(file, LIMITS, ("numpy",))
    assert {cell.outcome for cell in found.cells.values()} == {Outcome.NOT_ATTEMPTED}
    assert len(os.listdir("/proc/self/fd")) == before


def test_an_unwritten_function_is_not_called_wrong(course, tmp_path):
    file = at_the_desk(course, tmp_path, "def double(x):\n    return 2 * x\n")
    found = notebook_check.check_notebook(file, LIMITS, ("numpy",))
    assert found.cells["test_double"].outcome is Outcome.PASSED
    assert found.cells["test_halve"].outcome is Outcome.NOT_ATTEMPTED
    said = "\n".join(notebook_check.overview_lines(found))
    assert "halve: not written yet" in said
    assert "save the notebook, and check again." in said  # in a terminal there is no cell to be run
    assert "run that cell" not in said


def command(file, *arguments, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "autograder.cli", "check", str(file), *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
    )


def test_the_command_says_what_to_look_at_first_and_exits_1(course, tmp_path):
    wrong = command(at_the_desk(course, tmp_path, ANSWERS["wrong"]))
    assert wrong.returncode == 1
    assert "✗ double: 0 of 1 visible checks pass." in wrong.stdout
    assert "double(2) gave 6; it should be 4." in wrong.stdout
    assert "✓ halve: 1 of 1 visible checks pass." in wrong.stdout


def test_right_work_exits_0(course, tmp_path):
    assert command(at_the_desk(course, tmp_path, made.RIGHT)).returncode == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "cannot be read"), (b"", "is empty"), (b"{}", "not a notebook"), (b"[1", "not a notebook")],
    ids=["missing", "empty", "no cells", "cut off"],
)
def test_a_file_that_is_no_notebook_is_named_with_a_next_step(tmp_path, content, words):
    file = tmp_path / "small.ipynb"
    if content is not None:
        file.write_bytes(content)
    ran = CliRunner().invoke(cli, ["check", str(file)], catch_exceptions=False)
    assert ran.exit_code == 3
    assert words in ran.stderr
    assert "next:" in ran.stderr


ENDLESS = {
    "a pipe": (lambda file: os.mkfifo(file), "no file, but"),
    "a device": (lambda file: file.symlink_to("/dev/zero"), "no file, but"),
}
SPECIAL = {
    "a folder": (lambda file: file.mkdir(), "a folder"),
    "a link to nothing": (lambda file: file.symlink_to("nowhere"), "cannot be read"),
    "a file without end": (lambda file: file.write_bytes(bytes(40 << 20)), "larger than 32 MB"),
    "a zip without end": (lambda file: file.write_bytes(b"PK\3\4" + bytes(40 << 20)), "larger than 32 MB"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other kinds of files")
@pytest.mark.parametrize(("make", "words"), SPECIAL.values(), ids=SPECIAL)
@pytest.mark.parametrize("name", ["check", "pack"])
def test_what_is_no_plain_file_is_refused(tmp_path, make, words, name):
    make(tmp_path / "small.ipynb")
    ran = CliRunner().invoke(cli, [name, str(tmp_path / "small.ipynb")], catch_exceptions=False)
    assert ran.exit_code in (2, 3)  # click itself knows a folder
    assert words in ran.stderr or "is a directory" in ran.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other kinds of files")
@pytest.mark.parametrize(("make", "words"), ENDLESS.values(), ids=ENDLESS)
@pytest.mark.parametrize("name", ["check", "pack"])
def test_what_may_never_end_is_refused_and_not_waited_for(tmp_path, make, words, name):
    make(tmp_path / "small.ipynb")
    ran = subprocess.run(
        [sys.executable, "-m", "autograder.cli", name, "small.ipynb"],
        cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    assert ran.returncode == 3
    assert words in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no pipes in folders")
def test_a_pipe_beside_a_notebook_keeps_no_check_waiting(course, tmp_path):
    file = at_the_desk(course, tmp_path, made.RIGHT)
    os.mkfifo(file.parent / "aaa.ipynb")
    program = "from autograder.check import check\ndef double(x):\n    return x + x\nprint(check('double'))\n"
    (file.parent / "own.py").write_text(program)
    ran = subprocess.run(
        [sys.executable, "own.py"], cwd=file.parent, capture_output=True, encoding="utf-8", timeout=60
    )
    assert "✓ double" in ran.stdout, ran.stderr
    assert command(file).returncode == 0


@pytest.mark.parametrize("folder", ["submitted/ada/small", "attempts/ada/small/1", "unknown/small"])
@pytest.mark.parametrize("name", ["check", "pack"])
def test_what_somebody_handed_in_is_not_run_with_the_rights_of_staff(tmp_path, folder, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "course.yml").write_text(made.COURSE_YML)
    place = tmp_path / "var" / folder
    place.mkdir(parents=True)
    (place / "small.ipynb").write_text('{"cells": [{"cell_type": "code", "source": "open(\'run\', \'w\')"}]}')
    ran = CliRunner().invoke(cli, [name, str(place / "small.ipynb")], catch_exceptions=False)
    assert ran.exit_code == 3
    assert "its cells would run here with your rights" in ran.stderr
    assert "autograder show" in ran.stderr
    assert not list(tmp_path.rglob("run"))


def test_a_notebook_without_its_checks_says_where_they_belong(course, tmp_path):
    file = at_the_desk(course, tmp_path, made.RIGHT)
    for each in file.parent.joinpath("checks").iterdir():
        each.unlink()
    ran = command(file)
    assert ran.returncode == 3
    assert "there is no test_double.py in the folder `checks` beside this notebook" in ran.stderr


def test_check_in_a_running_program_judges_the_function_as_it_stands(course, tmp_path):
    file = at_the_desk(course, tmp_path, made.RIGHT)
    program = (
        "from autograder.check import check\n"
        "print(check('double'))\n"
        "def double(x): raise NotImplementedError()\nprint(check('double'))\n"
        "def double(x): return x\nprint(check('double'))\n"
        "def double(x): return 2 * x\nprint(check('double'))\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=file.parent,
                         env=os.environ | {"PYTHONIOENCODING": "utf-8"})  # fmt: skip
    assert ran.stderr == ""
    assert ran.stdout.splitlines() == [
        "– double: Python does not know it yet.",
        "Run the cell above, where it is written. If that cell ends in an error, fix that first.",
        "– double: not written yet.",
        "Put your code in place of `raise NotImplementedError()`, and run that cell.",
        'How to begin: `from autograder.check import hint; hint("double")`',
        "✗ double: 0 of 1 visible checks pass.",
        "First make this true: Two doubled is four.",
        "double(2) gave 2; it should be 4.",
        'Stuck? A step more: `from autograder.check import hint; hint("double")`',
        "✓ double: 1 of 1 visible checks pass.",
        "When your work is graded, hidden tests try the same things with other numbers.",
    ]


STUB = """def weighted_sum(values, weights):
    if len(values) != len(weights):
        raise ValueError("the lengths differ")
    {}raise NotImplementedError()
"""


@pytest.mark.parametrize(
    ("begun", "said"),
    [("", "– weighted_sum: not written yet."), ("if len(values) == 1:\n        return values[0] * weights[0]\n    ", "✗ weighted_sum: ")],
    ids=["untouched", "begun"],
)  # fmt: skip
def test_a_check_that_the_stub_itself_passes_is_no_attempt(tmp_path, begun, said):
    (tmp_path / "checks").symlink_to(hand_ins.ROOT / "release/warm_up/checks")
    program = "from autograder.check import check\n" + STUB.format(begun) + "print(check('weighted_sum'))\n"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path,
                         env=os.environ | {"PYTHONIOENCODING": "utf-8"})  # fmt: skip
    assert ran.stderr == ""
    assert ran.stdout.startswith(said)


def test_the_students_door_loads_no_pytest_no_nbgrader_and_no_database():
    program = "import sys, autograder.check, autograder.cli; print([m for m in ('pytest', 'nbgrader', 'sqlalchemy', 'IPython') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


KINDS = ("start", "activations", "network", "my_network")
FEW = (
    "half_done",
    "one_wrong_each",
    "syntax_error",
)  # of the others than activations, whose are the most varied


@pytest.mark.full
@pytest.mark.parametrize("name", KINDS)
def test_the_courses_own_examples_get_the_same_word_at_the_desk(tmp_path, name):
    """In one assignment of each kind: cells that give names or print, functions, a class, a data set.

    Which of them it is changes the suites, and both doors run those with the same code.
    """
    course, places = load_course(hand_ins.ROOT)
    folder = tmp_path / name
    folder.mkdir()
    for part in ("checks", "data"):
        if (places.release(name) / part).is_dir():
            (folder / part).symlink_to(places.release(name) / part)
    reports = golden.read(name)
    for case, raw in hand_ins.examples(name):
        if not (name == "activations" or case in FEW) or case not in reports:
            continue  # tests/course/test_examples.py misses a golden report
        (folder / f"{name}.ipynb").write_bytes(raw)
        found = notebook_check.check_notebook(folder / f"{name}.ipynb", course.limits)
        for grade_id, cell in found.cells.items():
            if reports[case].cells[grade_id].relies_on:
                continue  # no desk has the reference, which answered there for a wrong function
            visible = [test for test in reports[case].cells[grade_id].tests if test.visible]
            mine = [(test.name, test.outcome, test.message) for test in cell.tests]
            assert mine == [(test.name, test.outcome, test.message) for test in visible], (case, grade_id)


@pytest.mark.parametrize(("language", "guide"), [("en", "students.md"), ("zh", "students.zh.md")])
def test_the_students_page_shows_what_a_check_says(tmp_path, language, guide, monkeypatch):
    page = (hand_ins.ROOT / "docs" / guide).read_text(encoding="utf-8")
    sample = re.search(r"```text\n(✗.*?)…", page, re.DOTALL)
    (tmp_path / "checks").symlink_to(hand_ins.ROOT / "release/activations/checks")
    mirrored = "def sigmoid(x):\n    return 1 / (1 + np.exp(x))"
    file = tmp_path / "activations.ipynb"
    file.write_bytes(hand_ins.as_bytes(hand_ins.spliced("activations", mirrored)))
    monkeypatch.setenv("AUTOGRADER_LANG", language)
    said = CliRunner().invoke(cli, ["check", str(file)]).output
    assert said.startswith(sample[1].rstrip())


def test_the_desk_reads_the_cell_where_no_known_mistake_explains_its_answers():
    source = "def sigmoid(x):\n    np.exp(-x)\n    return x * x + 7 * x\n"
    linecache.cache["<cell 5>"] = len(source), None, source.splitlines(keepends=True), "<cell 5>"
    namespace = {"np": np}
    exec(compile(source, "<cell 5>", "exec"), namespace)
    look = FunctionCheck("sigmoid", namespace, hand_ins.ROOT / "release" / "activations", "en")
    assert in_language(look.message(), "en") == (
        "Line 2 computes something and keeps it nowhere: `np.exp(-x)`. Where should the result go?"
    )
    assert "第 2 行" in in_language(look.message(), "zh")


CALLS_OFTEN = '''"""A visible check that calls with a large array, again and again."""

import numpy as np


def test_it_answers(student):
    """It answers."""
    x = np.zeros(10_000)
    for _ in range(500):
        student.f(x)
'''


def test_what_a_check_calls_with_is_not_kept_in_the_students_kernel(tmp_path):
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks/test_f.py").write_text(CALLS_OFTEN)
    tracemalloc.start()
    try:
        look = FunctionCheck("f", {"f": len}, tmp_path, "en")
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert look.passed
    assert kept < 20 * 80_000  # of 500 arrays of 80,000 bytes
