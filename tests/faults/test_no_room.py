"""The disk is full, the folder read-only, the gradebook taken: a message, and later the same end as ever."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
import rig

# The command, with less patience than a teacher has.
HASTY = "from autograder.gradebook import connection; connection.BUSY_SECONDS = 1\n"
MAIN = "from autograder.cli import main; main()"
SMALL_FILES = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))\n"


@pytest.fixture
def small_disk(course):
    """A file system of its own below var/reports, with room for less than a report."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount")
    folder = course / "var/reports"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4k,nr_inodes=64", "small", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def is_said(ran, *words):
    """Whether the command ended with a message for people."""
    assert ran.returncode == 3, ran.stderr
    assert "Traceback" not in ran.stderr
    assert "next:" in ran.stderr
    for word in words:
        assert word in ran.stderr


def test_a_full_disk_is_said_and_nothing_half_written_is_left(course, small_disk, undisturbed):
    ran = rig.grade(course)
    is_said(ran, "cannot be written (No space left on device)", "make room")
    assert not list(course.rglob("*.part"))
    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    assert rig.grade(course).returncode == 0
    assert rig.outcome(course) == undisturbed


COMMANDS = {
    "grade": ["grade", "small", "--force"],
    "preview": ["grade", "small", "--preview", "--force"],
    "feedback": ["feedback", "small"],
    "roster": ["roster", "class.csv"],
    "show": ["show", "bob", "small"],
    "export": ["export", "small", "--to", "csv"],
    "report": ["report", "small"],
    "collect": ["collect", "small", "new.ipynb", "--student", "ada"],
    "archive": ["archive", "term.zip"],
    "purge": ["purge", "--student", "ada", "--yes"],
    "gradescope-zip": ["gradescope-zip", "small"],
    "doctor": ["doctor"],
}


@pytest.fixture
def in_use(graded):
    """The course after a run, with a list and a notebook that are still to be brought in."""
    (graded / "class.csv").write_text("id,name\nada,Ada\nbob,Bob\ncy,Cy\n")
    shutil.copy(graded / "var/submitted/bob/small/small.ipynb", graded / "new.ipynb")
    return graded


def said_or_done(course, command):
    """What a command said; it ended well, or with a message."""
    ran = subprocess.run(
        [*rig.COMMAND, *command], cwd=course, capture_output=True, text=True, timeout=rig.SECONDS * 2
    )
    assert "Traceback" not in ran.stderr, ran.stderr
    assert ran.returncode in (0, 3), ran.stderr
    assert ran.returncode == 0 or "next:" in ran.stderr or command == ["doctor"], ran.stderr
    return ran


@pytest.mark.full
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_no_command_ends_in_a_traceback_on_a_read_only_disk(in_use, command):
    if os.geteuid() != 0:
        pytest.skip("only root may mount")
    subprocess.run(["mount", "--bind", str(in_use), str(in_use)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(in_use)], check=True)
        ran = said_or_done(in_use, command)
    finally:
        subprocess.run(["umount", str(in_use)], check=True)
    if command == ["doctor"]:
        assert "var cannot be written (Read-only file system)" in ran.stdout


@pytest.mark.full
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_no_command_ends_in_a_traceback_on_a_full_disk(in_use, tmp_path, command):
    if os.geteuid() != 0:
        pytest.skip("only root may mount")
    folder = tmp_path / "full"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=20m", "full", str(folder)], check=True)
    try:
        shutil.copytree(in_use, folder, dirs_exist_ok=True)
        with contextlib.suppress(OSError), open(folder / "fill", "wb", buffering=0) as filled:
            while True:
                filled.write(bytes(4096))
        ran = said_or_done(folder, command)
    finally:
        subprocess.run(["umount", str(folder)], check=True)
    if command == ["doctor"]:
        assert ran.returncode == 3
        assert "var cannot be written (No space left on device)" in ran.stdout


def test_a_quota_that_no_report_fits_in_is_said(course, undisturbed):
    ran = rig.start(course, command=[sys.executable, "-c", SMALL_FILES + MAIN])
    out, told = ran.communicate(timeout=rig.SECONDS)
    is_said(
        subprocess.CompletedProcess(ran.args, ran.returncode, out, told), "cannot be written (File too large)"
    )
    assert rig.grade(course).returncode == 0
    assert rig.outcome(course) == undisturbed


@pytest.mark.parametrize("folder", ["", "reports", "autograded"])
def test_a_read_only_folder_is_said(course, undisturbed, folder):
    if os.geteuid() != 0:
        pytest.skip("only root may mount")
    place = course / "var" / folder
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "--bind", str(place), str(place)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(place)], check=True)
        is_said(rig.grade(course), "cannot be written (Read-only file system)")
    finally:
        subprocess.run(["umount", str(place)], check=True)
    assert rig.grade(course).returncode == 0
    assert rig.outcome(course) == undisturbed


def test_a_gradebook_that_is_taken_for_long_is_said_and_the_reports_are_kept(course, undisturbed):
    with closing(sqlite3.connect(course / "var/gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = rig.start(course, command=[sys.executable, "-c", HASTY + MAIN])
        out, told = ran.communicate(timeout=rig.SECONDS)
        other.execute("ROLLBACK")
    is_said(subprocess.CompletedProcess(ran.args, ran.returncode, out, told), "another program has held it")
    assert len(list(course.glob("var/reports/*/small/report.json"))) == len(rig.CLASS)
    assert rig.grade(course).returncode == 0
    assert rig.outcome(course) == undisturbed


def test_a_gradebook_that_is_taken_for_a_moment_is_waited_for(course, undisturbed):
    with closing(sqlite3.connect(course / "var/gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        running = rig.start(course)
        rig.wait_until(
            lambda: len(list(course.glob("var/reports/*/small/report.meta.json"))) == 3, "no reports came"
        )
        time.sleep(1)
        assert running.poll() is None
        other.execute("ROLLBACK")
    _, told = running.communicate(timeout=rig.SECONDS)
    assert running.returncode == 0, told
    assert rig.outcome(course) == undisturbed


def test_a_worker_that_cannot_start_ends_the_command_with_its_reason(course, undisturbed):
    text = (course / "course.yml").read_text()
    (course / "course.yml").write_text(text.replace("imports: [numpy]", "imports: [numpy, no_such_module]"))
    is_said(rig.grade(course), "No module named 'no_such_module'", "`imports`")
    (course / "course.yml").write_text(text)
    assert rig.grade(course).returncode == 0
    assert rig.outcome(course) == undisturbed


def test_a_sandbox_that_fails_in_the_middle_ends_the_command_and_keeps_what_is_finished(course, undisturbed):
    broken = (
        "import sys; from autograder.classroom import grade; from autograder.errors import SandboxError\n"
    )
    broken += "before = grade.report_on\n"
    broken += "def report_on(job, engine, one, known):\n"
    broken += "    if one.student == 'cy': raise SandboxError('a worker', 'it is gone', 'look')\n"
    broken += "    return before(job, engine, one, known)\n"
    broken += "grade.report_on = report_on\n"
    ran = rig.start(course, "--jobs", "1", command=[sys.executable, "-c", broken + MAIN])
    out, told = ran.communicate(timeout=rig.SECONDS)
    is_said(
        subprocess.CompletedProcess(ran.args, ran.returncode, out, told), "a worker: it is gone", "next: look"
    )
    kept = sorted(file.parent.parent.name for file in course.glob("var/reports/*/small/report.meta.json"))
    assert kept == ["ada", "bob"]
    assert rig.grade(course).returncode == 0
    assert rig.outcome(course) == undisturbed


def test_a_suite_that_cannot_be_collected_ends_the_command_with_its_name(course, undisturbed):
    suite = course / "tests/suites/small/test_halve.py"
    text = suite.read_text()
    suite.write_text(text + "\nimport no_such_module\n")
    is_said(rig.grade(course), "test_halve.py", "no_such_module")
    suite.write_text(text)
    assert rig.grade(course).returncode == 0
    assert rig.outcome(course) == undisturbed
