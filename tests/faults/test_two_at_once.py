"""Two commands at once, and stock nbgrader in between: each leaves the other's work whole."""

import subprocess
import sys

import rig

CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "default_course"
c.CourseDirectory.root = {root!r}
c.CourseDirectory.db_url = "sqlite:///{root}/var/gradebook.db"
c.CourseDirectory.submitted_directory = "var/submitted"
c.CourseDirectory.autograded_directory = "var/autograded"
c.Autograde.force = True
"""


def test_two_grades_at_once_end_as_one_does(course, undisturbed):
    with rig.watched(course) as wrong:
        both = [rig.start(course, "--force"), rig.start(course)]
        for running in both:
            _, told = running.communicate(timeout=rig.SECONDS * 2)
            assert running.returncode == 0, told
    assert wrong == []
    assert rig.outcome(course) == undisturbed


def test_a_second_grade_that_waits_too_long_names_the_first(course):
    hasty = "from autograder import files; files.LOCK_SECONDS = 0.2\nfrom autograder.cli import main; main()"
    holder = "import sys, time; from pathlib import Path; from autograder.files import locked\n"
    holder += "with locked(Path(sys.argv[1]), 'grading'): print('held', flush=True); time.sleep(60)"
    first = subprocess.Popen(
        [sys.executable, "-c", holder, str(course / "var/grade.lock")], stdout=subprocess.PIPE, text=True
    )
    assert first.stdout.readline() == "held\n"
    second = rig.start(course, command=[sys.executable, "-c", hasty])
    _, told = second.communicate(timeout=rig.SECONDS)
    first.kill()
    first.communicate()
    assert second.returncode == 3
    assert f"process {first.pid} is grading this course" in told
    assert rig.grade(course).returncode == 0


def test_a_second_grade_says_at_once_for_whom_it_waits(course):
    holder = "import sys; from pathlib import Path; from autograder.files import locked\n"
    holder += "with locked(Path(sys.argv[1]), 'archiving'): print('held', flush=True); sys.stdin.read()"
    first = subprocess.Popen(
        [sys.executable, "-c", holder, str(course / "var/grade.lock")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert first.stdout.readline() == "held\n"
    second = rig.start(course)
    said = second.stderr.readline()  # while the first still has it
    assert said == f"process {first.pid} is archiving this course: waiting for it, 30 s at most\n"
    first.communicate()
    second.communicate(timeout=rig.SECONDS)
    assert second.returncode == 0


def test_stock_nbgrader_and_grade_at_once_and_then_grade_again(course, undisturbed):
    (course / "nbgrader_config.py").write_text(CONFIG.format(root=str(course)))
    stock = subprocess.Popen(
        [sys.executable, "-m", "nbgrader", "autograde", "small", "--student=ada"],
        cwd=course, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    beside = rig.grade(course)
    assert beside.returncode == 0, beside.stderr
    told, _ = stock.communicate(timeout=rig.SECONDS * 2)
    assert rig.manual(course, "PRAGMA integrity_check") == [("ok",)]
    assert rig.manual(course, "PRAGMA foreign_key_check") == []
    again = rig.grade(course)
    assert again.returncode == 0, again.stderr
    # nbgrader looks for its row, and adds it in a second step: ours may have come between, which it refuses.
    assert stock.returncode == 0 or "UNIQUE constraint failed" in told, told
    found = rig.outcome(course)
    added = [name for name in found if name not in undisturbed]
    assert all(name.startswith("var/autograded/ada/small/checks/") for name in added)  # nbgrader's own copies
    assert {name: found[name] for name in undisturbed} == undisturbed


def test_six_lists_that_are_brought_in_at_once_are_all_in_the_roster(course, tmp_path):
    lists = []
    for number in range(6):
        file = tmp_path / f"group{number}.csv"
        file.write_text("id,name\n" + "".join(f"g{number}s{n},Student {n}\n" for n in range(20)))
        lists.append(file)
    main = "import sys; from autograder.cli import main; main()"
    both = [
        subprocess.Popen(
            [sys.executable, "-c", main, "roster", str(file), "--course", str(course)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        for file in lists
    ]  # fmt: skip
    for running in both:
        told, _ = running.communicate(timeout=rig.SECONDS)
        assert running.returncode == 0, told
    known = (course / "var/roster.csv").read_text(encoding="utf-8")
    assert all(f"g{number}s{n}," in known for number in range(6) for n in range(20))
