"""The second door: `nbgrader autograde` and formgrader's button find what `autograder grade` finds.

Most tests look at one class that has been through both doors. A test about a trap of nbgrader's is named
after what nbgrader does by itself.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress

import hand_ins
import made
import pytest
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from waiting import wait_until

from autograder.errors import AutograderError
from autograder.gradebook import grades
from autograder.nbgrader_door import preprocessors
from autograder.nbgrader_door.session import GraderSession
from autograder.sandbox import tiers
from autograder.sandbox.tiers import Tier

HOME = hand_ins.ROOT
WRONG = "def double(x):\n    return 3 * x + 1\n\n\ndef halve(x):\n    return 5\n"


def autograder(root, *arguments):
    """Our command in the course at `root`."""
    return subprocess.run(
        [sys.executable, "-m", "autograder.cli", *arguments, "--course", str(root)],
        capture_output=True,
        text=True,
    )


def environment(root):
    """Nobody's settings, and no environment activated: `alembic` is not on PATH."""
    return os.environ | {"PATH": "/usr/bin:/bin", "JUPYTER_CONFIG_DIR": str(root.parent / "jupyter")}


def autograde(root, *arguments, name="small"):
    """Stock nbgrader's command in the course's folder."""
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", name, *arguments],
        cwd=root, env=environment(root), capture_output=True, text=True,
    )  # fmt: skip


def built(root, course_yml=made.COURSE_YML):
    """The small course with today's nbgrader_config.py, built, its secret known."""
    made.built(root)
    shutil.copy(HOME / "nbgrader_config.py", root)
    if course_yml != made.COURSE_YML:
        (root / "course.yml").write_text(course_yml, encoding="utf-8")
        ran = autograder(root, "build")
        assert ran.returncode == 0, ran.stderr
    (root / "var/secret").write_bytes(b"s" * 32)
    return root


def url(root):
    return grades.sqlite_url(root / "var/gradebook.db")


def standings(root, name="small"):
    """Everybody's scores and flags."""
    return grades.scores(url(root), name)


def projections(root):
    """Every report and every autograded file, by its path."""
    files = [*root.glob("var/reports/*/*/report.json"), *root.glob("var/autograded/**/*")]
    return {str(file.relative_to(root)): file.read_bytes() for file in files if file.is_file()}


def through_both(root, name, hand_in):
    """Two copies of a course and its class: graded by `autograder grade`, and by nbgrader."""
    hand_in(root)
    other = root.with_name("other")
    shutil.copytree(root, other, symlinks=True)  # with the gradebook as `build` left it
    first = autograder(root, "grade", name)
    assert first.returncode in (0, 3), first.stderr
    return root, other, autograde(other, name=name)


# --- hand-ins ----------------------------------------------------------------------------------


def metadata_of(document, name):
    return hand_ins.named(document)[name]["metadata"]


def emptied(document):
    metadata_of(document, "double")["nbgrader"] = {}
    return document


def schema(version):
    def change(document):
        for cell in hand_ins.named(document).values():
            cell["metadata"]["nbgrader"]["schema_version"] = version
        return document

    return change


def without_schema(document):
    for cell in hand_ins.named(document).values():
        del cell["metadata"]["nbgrader"]["schema_version"]
    return document


def flags(name, **values):
    def change(document):
        metadata_of(document, name)["nbgrader"] |= values
        return document

    return change


def kernel(document):
    document["metadata"]["kernelspec"] = {"name": "no-such", "display_name": "?", "language": "klingon"}
    return document


def copied_check(document):
    cells = document["cells"]
    check = hand_ins.named(document)["test_double"]
    cells.append(json.loads(json.dumps(check)) | {"id": "again"})
    return document


# What stops nbgrader's batch, or fails the hand-in: all of it is written by right answers here.
STOPPERS = {
    "duplicated_cell": hand_ins.duplicated_cell,
    "copied_check": copied_check,
    "empty_metadata": emptied,
    "schema_1": schema(1),
    "schema_2": schema(2),
    "schema_4": schema(4),
    "no_schema": without_schema,
    "extra_key": flags("double", mine=1),
    "grade_false_on_a_check": flags("test_double", grade=False),
    "solution_true_on_a_check": flags("test_double", solution=True),
    "grade_id_renamed": flags("test_double", grade_id="test_mine"),
    "unknown_kernel": kernel,
}


def claim(output):
    """Wrong answers, and under each check an output that nbgrader would read a score from."""

    def change(document):
        for cell in hand_ins.named(document).values():
            if cell["cell_type"] == "code" and cell["metadata"]["nbgrader"]["grade"]:
                cell["outputs"] = [output]
        return document

    return change


CLAIMS = {
    "a_number": claim({"output_type": "execute_result", "data": {"text/plain": "4.0"}, "metadata": {}, "execution_count": 1}),
    "a_numpy_number": claim(
        {"output_type": "execute_result", "data": {"text/plain": "np.float64(0.5)"}, "metadata": {}, "execution_count": 1}
    ),
    "a_text": claim({"output_type": "execute_result", "data": {"text/plain": "'passed'"}, "metadata": {}, "execution_count": 1}),
    "nothing": lambda document: document,
    "points_of_their_own": hand_ins.edited_check,
}  # fmt: skip

UNREADABLE = {
    "cut": b'{"cells": [',
    "empty": b"",
    "no_notebook": b'{"cells": 3}',
    "a_list": b"[]",
    "binary": bytes(range(256)),
}

ANSWERS = {
    "right": made.RIGHT,
    "wrong": WRONG,
    "stub": None,
    "exits": "import os\n\n\ndef double(x):\n    os._exit(0)\n\n\ndef halve(x):\n    return x / 2\n",
    "hangs": "def double(x):\n    while True:\n        pass\n\n\ndef halve(x):\n    return x / 2\n",
    "ignores_interrupts": "def double(x):\n    while True:\n        try:\n            while True:\n                pass\n"
    "        except BaseException:\n            pass\n\n\ndef halve(x):\n    return x / 2\n",
    "prints": "def double(x):\n    print('a\\n' * 1200)\n    return 3 * x + 1\n\n\ndef halve(x):\n    return x / 2\n",
    "partly": "def double(x):\n    return 2 * x if x >= 0 else 0\n\n\ndef halve(x):\n    return x / 2\n",
}


def reading(path):
    """A right answer for who can read what no student may."""
    return f"def double(x):\n    open({str(path)!r}).read(1)\n    return 2 * x\n\n\ndef halve(x):\n    return x / 2\n"


def hand_in_the_class(root):
    """One of each."""
    for student, answers in ANSWERS.items():
        made.hand_in(root, student, answers)
    for student, raw in UNREADABLE.items():
        made.hand_in(root, f"unreadable_{student}", raw)
    right, wrong = (
        lambda: hand_ins.spliced("small", made.RIGHT, root),
        lambda: hand_ins.spliced("small", WRONG, root),
    )
    for student, change in (hand_ins.DAMAGE | STOPPERS).items():
        made.hand_in(root, f"damaged_{student}", hand_ins.as_bytes(change(right())))
    for student, change in CLAIMS.items():
        made.hand_in(root, f"claims_{student}", hand_ins.as_bytes(change(wrong())))
    made.hand_in(root, "reads_suites", reading(root / "tests/suites/small/test_double.py"))
    made.hand_in(root, "reads_gradebook", reading(root / "var/gradebook.db"))
    linked = made.hand_in(root, "links", made.RIGHT)
    linked.with_name("data.txt").symlink_to(root / "solutions/small.py")
    linked.with_name("more").mkdir()
    linked.with_name("more").joinpath("notes.txt").write_text("mine")
    is_link = made.hand_in(root, "is_a_link", made.RIGHT)
    is_link.unlink()
    is_link.symlink_to(root / "solutions/small.py")
    on_time = made.hand_in(root, "stamped", made.RIGHT)
    on_time.with_name("timestamp.txt").write_text("2026-11-20 10:00:00 UTC\n")
    assert not (root / "var/autograded").exists()


@pytest.fixture(scope="module")
def doors(tmp_path_factory):
    """The class after both doors: the first course, the other, and how nbgrader ended."""
    return through_both(built(tmp_path_factory.mktemp("doors") / "course"), "small", hand_in_the_class)


@pytest.fixture(scope="module")
def found(doors):
    """What nbgrader's door left in the gradebook, after a look that it graded everybody."""
    _, other, ran = doors
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return standings(other)


def score(standing):
    """The scores of the two checks."""
    return standing.cells["test_double"].auto_score, standing.cells["test_halve"].auto_score


# --- both doors --------------------------------------------------------------------------------


def test_both_doors_give_everybody_the_same_scores_and_flags(doors, found):
    assert found == standings(doors[0])
    assert len(found) == len(list((doors[0] / "var/submitted").iterdir()))


def test_both_doors_leave_the_same_reports_and_notebooks_to_the_byte(doors, found):
    first, second = projections(doors[0]), projections(doors[1])
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []


def test_what_one_door_has_graded_the_other_does_not_grade_again(doors, found):
    other = doors[1]

    def moments():
        files = sorted(other.glob("var/reports/*/*/report.meta.json"))
        return {file: json.loads(file.read_bytes())["graded_at"] for file in files}

    before = moments()
    time.sleep(1.1)  # moments are told to the second
    assert autograder(other, "grade", "small").returncode == 3
    assert moments() == before


@pytest.mark.full
def test_damaged_notebooks_and_a_wrong_one_of_activations_get_the_same_through_both(tmp_path):
    """All examples go through nbgrader's door in tests/nbgrader/test_examples_through_nbgrader.py."""
    root = tmp_path / "course"
    for part in ("source/activations", "tests/suites/activations"):
        shutil.copytree(HOME / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    config = (HOME / "course.yml").read_text(encoding="utf-8")
    config = config.replace("sandbox: good", "sandbox: none").replace("cell_seconds: 5", "cell_seconds: 2")
    config = config.partition("assignments:")[0] + "assignments:\n  - name: activations\n"
    (root / "course.yml").write_text(config, encoding="utf-8")
    shutil.copy(HOME / "nbgrader_config.py", root)
    assert autograder(root, "build").returncode == 0
    (root / "var/secret").write_bytes(b"s" * 32)

    def hand_in(root):
        raw = {"mirrored_sigmoid": dict(hand_ins.examples("activations"))["mirrored_sigmoid"]}
        for name, change in hand_ins.DAMAGE.items():
            raw[f"damaged_{name}"] = hand_ins.as_bytes(
                change(hand_ins.answered(hand_ins.reference("activations", root)))
            )
        for student, whole in raw.items():
            file = root / "var/submitted" / student / "activations/activations.ipynb"
            file.parent.mkdir(parents=True)
            file.write_bytes(whole)

    first, other, ran = through_both(root, "activations", hand_in)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    ours, theirs = standings(first, "activations"), standings(other, "activations")
    assert ours == theirs
    assert projections(first) == projections(other)
    assert theirs["damaged_duplicated_cell"].score == 20.0
    assert theirs["mirrored_sigmoid"].cells["test_sigmoid"].auto_score == 0.0


# --- nbgrader's traps --------------------------------------------------------------------------


def test_trap_a_preprocessor_on_nbconverts_own_class_is_skipped_and_everybody_gets_full_points():
    assert issubclass(preprocessors.Grade, NbGraderPreprocessor)
    assert preprocessors.Grade().enabled


def test_trap_full_points_for_wrong_code_whose_check_only_says_something(found):
    assert score(found["wrong"]) == (0.0, 0.0)
    assert score(found["right"]) == (4.0, 4.0)


@pytest.mark.parametrize("claimed", CLAIMS)
def test_trap_full_points_for_what_a_check_printed(found, claimed):
    assert score(found[f"claims_{claimed}"]) == (0.0, 0.0)
    assert found[f"claims_{claimed}"].max_score == 10.0


def test_trap_full_points_after_a_thousand_printed_lines(found):
    assert score(found["prints"]) == (0.0, 4.0)


def test_a_part_of_the_points_arrives_to_the_last_digit(doors, found):
    report = json.loads((doors[0] / "var/reports/partly/small/report.json").read_bytes())
    assert 0 < report["cells"]["test_double"]["score"] < 4
    assert score(found["partly"])[0] == report["cells"]["test_double"]["score"]


@pytest.mark.parametrize("damage", STOPPERS)
def test_trap_one_hand_ins_metadata_stops_the_batch_or_fails_it(found, damage):
    assert score(found[f"damaged_{damage}"]) == (4.0, 4.0)


@pytest.mark.parametrize("student", ["exits", "hangs", "ignores_interrupts"])
def test_trap_an_exit_or_a_loop_fails_the_whole_hand_in(found, student):
    assert score(found[student]) == (0.0, 4.0)


@pytest.mark.parametrize("kind", UNREADABLE)
def test_trap_a_file_that_nbformat_cannot_read_looks_like_one_that_nobody_graded(doors, found, kind):
    standing = found[f"unreadable_{kind}"]
    assert score(standing) == (None, None)
    assert standing.needs_manual_grade
    assert f"unreadable_{kind} needs a person" in doors[2].stderr + doors[2].stdout


def test_trap_a_link_in_the_hand_in_is_followed_into_autograded(doors, found):
    kept = sorted(file.name for file in (doors[1] / "var/autograded/links/small").iterdir())
    assert kept == ["small.ipynb"]
    assert score(found["links"]) == (4.0, 4.0)
    assert score(found["is_a_link"]) == (None, None)


def test_trap_files_of_the_source_are_copied_into_autograded_and_so_into_feedback(doors, found):
    names = {file.name for file in doors[1].glob("var/autograded/**/*") if file.is_file()}
    assert names == {"small.ipynb", "timestamp.txt"}


@pytest.mark.skipif(not tiers.probe().tier.holds(Tier.LIMITED), reason="this machine confines nothing")
@pytest.mark.parametrize("student", ["reads_suites", "reads_gradebook"])
def test_trap_students_code_reads_what_the_instructor_can_read(found, student):
    assert score(found[student]) == (0.0, 4.0)


# --- a second run ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    """A class whose work changed between two runs of nbgrader, with a person's marks in between."""
    course_yml = made.COURSE_YML.replace("- name: small", '- {name: small, due: "2026-11-20 12:00 +0000"}')
    course_yml += "late: {percent_per_day: 12.5}\n"
    root = built(tmp_path_factory.mktemp("again") / "course", course_yml=course_yml)
    for student in ("marked", "late", "without_check", "worse"):
        file = made.hand_in(root, student, made.RIGHT)
    file.parent.parent.parent.joinpath("late/small/timestamp.txt").write_text("2026-11-20 13:00:00 UTC\n")
    first = autograde(root)
    assert first.returncode == 0, first.stderr
    before = standings(root)
    with Gradebook(url(root)) as book:
        for cell, mark in (("test_double", 1.5), ("explore", 2.0)):
            book.find_grade(cell, "small", "small", "marked").manual_score = mark
        book.db.commit()
    gone = hand_ins.deleted_check(hand_ins.spliced("small", WRONG, root))
    made.hand_in(root, "without_check", hand_ins.as_bytes(gone))
    made.hand_in(root, "worse", hand_ins.as_bytes(CLAIMS["a_number"](hand_ins.spliced("small", WRONG, root))))
    ran = autograde(root, "--force", "--no-execute", "--create")
    assert ran.returncode == 0, ran.stderr
    return root, before, standings(root)


@pytest.mark.full
def test_trap_a_hand_in_without_the_check_keeps_the_old_score(again):
    _, before, after = again
    assert score(before["without_check"]) == (4.0, 4.0)
    assert score(after["without_check"]) == (0.0, 0.0)


def test_trap_no_execute_believes_the_outputs_that_are_handed_in(again):
    _, before, after = again
    assert score(before["worse"]) == (4.0, 4.0)
    assert score(after["worse"]) == (0.0, 0.0)


def test_a_persons_marks_stay(again):
    cells = again[2]["marked"].cells
    assert cells["test_double"].manual_score == 1.5
    assert cells["test_double"].auto_score == 4.0
    assert cells["explore"].manual_score == 2.0


def test_lateness_costs_what_course_yml_says_and_the_same_at_both_doors(again, tmp_path):
    def taken(root):
        with Gradebook(url(root)) as book:
            assert book.find_submission("small", "late").total_seconds_late == 3600
            return {
                one.student.id: one.late_submission_penalty for one in book.assignment_submissions("small")
            }

    assert taken(again[0]) == {"late": 1.0, "marked": 0.0, "without_check": 0.0, "worse": 0.0}
    root = tmp_path / "course"
    shutil.copytree(again[0], root)
    with Gradebook(url(root)) as book:
        book.find_submission("small", "late").notebooks[0].late_submission_penalty = None
        book.db.commit()
    ran = autograder(root, "grade", "small")
    assert ran.returncode == 0, ran.stderr
    assert taken(root) == taken(again[0])


# --- when our own part fails -------------------------------------------------------------------


@pytest.mark.full
def test_where_the_grader_fails_everybody_is_listed_and_nobody_keeps_a_score(again, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(again[0], root)
    (root / "tests/suites/small/test_double.py").write_text("def test(student:\n", encoding="utf-8")
    config = (HOME / "nbgrader_config.py").read_text(encoding="utf-8")
    (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
    ran = autograde(root, "--force")
    assert ran.returncode == 1
    for student, standing in standings(root).items():
        assert f"for student '{student}'" in ran.stderr
        assert score(standing) == (None, None)
        assert standing.needs_manual_grade
    assert "cannot be collected" in ran.stderr
    assert standings(root)["marked"].cells["explore"].manual_score == 2.0


@pytest.mark.full
def test_a_course_that_cannot_be_read_is_not_graded_by_nbgraders_own_engine(again, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(again[0], root)
    before = standings(root)
    (root / "course.yml").write_text("title: [\n", encoding="utf-8")
    ran = autograde(root, "--force")
    assert ran.returncode != 0
    assert "this is not YAML" in ran.stderr
    assert standings(root) == before


@pytest.mark.full
def test_another_gradebook_than_the_courses_is_refused(again, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(again[0], root)
    shutil.copy(root / "var/gradebook.db", tmp_path / "mine.db")
    ran = autograde(root, "--force", "--student=late", f"--db=sqlite:///{tmp_path}/mine.db")
    assert ran.returncode == 1
    assert "set `gradebook` in course.yml" in ran.stderr
    assert score(grades.scores(f"sqlite:///{tmp_path}/mine.db", "small")["late"]) == (None, None)


# --- the process that is kept open -------------------------------------------------------------


@pytest.fixture
def one(tmp_path):
    """A course with one hand-in."""
    root = built(tmp_path / "course")
    made.hand_in(root, "ada", made.RIGHT)
    return root


def test_a_grading_process_that_was_killed_is_replaced(one):
    session = GraderSession(one, "small")
    session.grade("ada")
    first = session.process
    made.hand_in(one, "ada", WRONG)
    session.grade("ada")
    assert session.process is first
    os.kill(first.process.pid, signal.SIGKILL)
    first.process.wait()
    made.hand_in(one, "ada", made.RIGHT)
    session.grade("ada")
    assert score(standings(one)["ada"]) == (4.0, 4.0)
    session.close()


@pytest.mark.full
def test_a_hand_in_that_ends_the_grading_process_twice_is_an_error(one):
    suite = one / "tests/suites/small/test_double.py"
    suite.write_text("import os\n\n\ndef test(student):\n    '''Ends.'''\n    os.kill(os.getpid(), 9)\n")
    session = GraderSession(one, "small")
    with pytest.raises(AutograderError, match="ended 2 times at 'ada'"):
        session.grade("ada")
    session.close()


def test_what_a_suite_prints_is_no_answer(one):
    suite = one / "tests/suites/small/test_double.py"
    suite.write_text(
        "def test(student):\n    '''Prints.'''\n    print('null')\n    assert student.double(1) == 3\n"
    )
    session = GraderSession(one, "small")
    session.grade("ada")
    assert score(standings(one)["ada"])[0] is None
    session.close()


# --- formgrader --------------------------------------------------------------------------------


@pytest.fixture
def server(one):
    """A Jupyter server with formgrader in the course's folder."""
    extension = "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"
    log = one.parent / "server.log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", "--allow-root", "--ip=127.0.0.1", "--port=0",
             "--no-browser", f"--ServerApp.root_dir={one}", extension],
            cwd=one, env=environment(one) | {"JUPYTER_TOKEN": "t"}, stdout=written, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def port():
        """The port on which it answers; None as long as it does not."""
        assert process.poll() is None, log.read_text()
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text()):
            with suppress(OSError), urllib.request.urlopen(f"{found[0]}api/status?token=t"):
                return found[1]

    yield wait_until(port, "the server does not answer")
    process.terminate()
    process.wait(60)


def press_autograde(port, student):
    """What formgrader's button sends, and what it is told."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/formgrader/api/submission/small/{student}/autograde",
        data=b"", headers={"Authorization": "token t"}, method="POST",
    )  # fmt: skip
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read())


@pytest.mark.full
def test_formgraders_button_grades_with_our_engine_again_and_again(one, server):
    made.hand_in(one, "bob", b'{"cells": [')
    for answers, scores in ((made.RIGHT, (4.0, 4.0)), (WRONG, (0.0, 0.0))):
        made.hand_in(one, "ada", answers)
        told = press_autograde(server, "ada")
        assert told["success"], told
        assert score(standings(one)["ada"]) == scores
    told = press_autograde(server, "bob")
    assert told["success"], told
    assert "bob needs a person" in told["log"]
    assert standings(one)["bob"].needs_manual_grade
    # A check that is fixed while the server runs counts from the next click on.
    suite = one / "tests/suites/small/test_halve.py"
    suite.write_text(
        "def test(student):\n    '''Five.'''\n    assert student.halve(4) == 5\n", encoding="utf-8"
    )
    assert press_autograde(server, "ada")["success"]
    assert score(standings(one)["ada"]) == (0.0, 2.4)
