"""A class over a Dask cluster: a real scheduler and real worker processes on this machine.

The class's reports must be, to the byte, those that this machine makes alone.
"""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import made
import msgspec
import pytest
from waiting import is_gone, wait_until

import autograder
from autograder.cluster import remote_grader

pytest.importorskip("distributed")

SECONDS = 120.0  # patience, on a busy machine
CLASS = 16
SLOW = "import time\n\n\ndef double(x):\n    time.sleep(0.2)\n    return x + x\n\n\ndef halve(x):\n    return x / 2\n"
WRONG = "def double(x):\n    return 3 * x\n\n\ndef halve(x):\n    return x / 2\n"
GRADE = [sys.executable, "-m", "autograder.cli", "grade", "small", "--course"]


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A course with its class, not graded yet."""
    root = tmp_path_factory.mktemp("class") / "course"
    made.course(root, made.COURSE_YML.replace("call_seconds: 1,", "call_seconds: 5,"))
    made.run(root, "build")
    for number in range(CLASS):
        made.hand_in(root, f"s{number:02}", (made.RIGHT, WRONG, SLOW, b"no notebook")[number % 4])
    (root / "var/secret").write_bytes(b"s" * 32)
    return root


@pytest.fixture
def course(handed_in, tmp_path):
    shutil.copytree(handed_in, tmp_path / "course")
    return tmp_path / "course"


@pytest.fixture(scope="module")
def alone(handed_in, tmp_path_factory):
    """What this machine finds by itself."""
    root = tmp_path_factory.mktemp("alone") / "course"
    shutil.copytree(handed_in, root)
    made.run(root, "grade", "small", code=3)
    return projected(root)


def projected(root):
    """Reports and notebooks, to the byte."""
    return {
        str(file.relative_to(root)): file.read_bytes()
        for folder in ("reports", "autograded")
        for file in sorted((root / "var" / folder).rglob("*"))
        if file.is_file() and file.name != "report.meta.json"
    }


class Cluster:
    """A scheduler, and workers that come and go."""

    def __init__(self, folder):
        self.folder, self.processes, self.commands = folder, [], []
        self.address_file = folder / "scheduler.json"
        self.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")

    def start(self, kind, *arguments, **more):
        log = open(self.folder / f"{kind}{len(self.processes)}.log", "wb")
        with log:
            command = [sys.executable, "-m", "distributed.cli.dask_" + kind]
            started = subprocess.Popen(
                [*command, "--scheduler-file", str(self.address_file), *arguments],
                stdout=log, stderr=log, cwd=self.folder, env=os.environ | more,
            )  # fmt: skip
        self.processes.append(started)
        wanted = b"Scheduler at:" if kind == "scheduler" else b"Starting established connection"

        def is_up():
            assert started.poll() is None, Path(log.name).read_text()
            return wanted in Path(log.name).read_bytes()

        wait_until(is_up, f"the {kind} did not start", SECONDS)
        return started

    def worker(self, **more):
        return self.start("worker", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory",
                          str(self.folder), **more)  # fmt: skip

    @property
    def address(self):
        return json.loads(self.address_file.read_text())["address"]

    def grade(self, course):
        started = subprocess.Popen(
            [*GRADE, str(course), "--scheduler", self.address],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.commands.append(started)
        return started

    def end(self, *processes):
        for process in processes:
            process.kill()
            process.wait()
            for end in (process.stdout, process.stderr):
                if end is not None:
                    end.close()

    def end_workers(self):
        """Leave the scheduler alone, as it was in the beginning."""
        self.end(*self.commands, *reversed(self.processes[1:]))
        self.commands, self.processes[1:] = [], []


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """A cluster without a worker."""
    started = Cluster(tmp_path_factory.mktemp("cluster"))
    yield started
    started.end(*started.processes)


@pytest.fixture
def cluster(scheduler):
    """This cluster; its workers end with the test."""
    yield scheduler
    scheduler.end_workers()


def graders(worker):
    """The processes in which a worker grades."""
    found = Path(f"/proc/{worker.pid}/task").glob("*/children")
    return [int(pid) for file in found for pid in file.read_text().split()]


@pytest.mark.full
def test_two_workers_find_what_one_machine_finds_though_one_is_killed_in_the_middle(course, alone, cluster):
    first, second = cluster.worker(), cluster.worker()
    running = cluster.grade(course)

    def is_at_work():
        assert running.poll() is None, running.stderr.read()
        return len(list(course.glob("var/reports/*/small/report.json"))) > CLASS // 4 and graders(first)

    wait_until(is_at_work, "no reports came", SECONDS)
    orphans = graders(first)
    first.send_signal(signal.SIGKILL)
    out, err = running.communicate(timeout=SECONDS)
    assert running.returncode == 3, err  # some handed in no notebook: a person looks
    assert "Traceback" not in err
    assert f"{CLASS * 3 // 4} graded, {CLASS // 4} could not be graded" in out
    assert projected(course) == alone
    assert second.poll() is None
    assert all(map(is_gone, (*orphans, *graders(second))))
    cluster.grade(course).communicate(timeout=SECONDS)  # a second time, and a row is there once for everybody
    with closing(sqlite3.connect(course / "var/gradebook.db")) as connection, connection:
        found = connection.execute("SELECT student_id FROM submitted_assignment").fetchall()
    assert sorted(student for (student,) in found) == [f"s{number:02}" for number in range(CLASS)]


@pytest.fixture(scope="module")
def other_kit(tmp_path_factory):
    """The same kit under another version's number."""
    home = tmp_path_factory.mktemp("other")
    shutil.copytree(Path(autograder.__file__).parent, home / "autograder")
    init = home / "autograder/__init__.py"
    init.write_text(init.read_text().replace(autograder.__version__, "9.9.9"))
    return str(home)


@pytest.mark.full
def test_a_worker_with_another_version_is_refused_by_name_and_the_others_grade(
    course, alone, cluster, other_kit
):
    cluster.worker()
    cluster.worker(PYTHONPATH=other_kit)
    running = cluster.grade(course)
    out, err = running.communicate(timeout=SECONDS)
    assert f"{CLASS * 3 // 4} graded, {CLASS // 4} could not be graded" in out
    assert err.count("is refused: it has version 9.9.9 of the kit") == 1
    assert "worker tcp://127.0.0.1:" in err
    assert projected(course) == alone


@pytest.mark.full
def test_where_every_worker_is_refused_nothing_is_graded_and_each_is_named(course, cluster, other_kit):
    cluster.worker(PYTHONPATH=other_kit)
    running = cluster.grade(course)
    _, err = running.communicate(timeout=SECONDS)
    assert running.returncode == 3
    assert "no worker there may grade this class" in err
    assert "it has version 9.9.9 of the kit" in err
    assert "Traceback" not in err
    assert projected(course) == {}


@pytest.mark.full
def test_a_dask_worker_and_the_command_load_no_pytest():
    """Grading processes alone need it, and the first hand-in waits until a worker has loaded the rest."""
    code = "import sys, autograder.cluster.dask_class; print('pytest' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_no_scheduler_is_told_without_a_traceback(course):
    running = subprocess.run(
        [*GRADE, str(course), "--scheduler", "tcp://127.0.0.1:9"], capture_output=True, text=True, timeout=SECONDS
    )  # fmt: skip
    assert running.returncode == 3
    assert "no Dask scheduler answers there" in running.stderr
    assert "Traceback" not in running.stderr


OWN = remote_grader.Environment("7.1.0", "abc", "2.0", "3.12", remote_grader.Tier.STRONG)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, ""),
        ({"kit": "7.2.0"}, "it has version 7.2.0 of the kit, and here is 7.1.0"),
        ({"code": "def"}, "another build"),
        ({"numpy": "1.26"}, "NumPy 1.26"),
        ({"python": "3.11"}, "Python 3.11"),
        ({"tier": remote_grader.Tier.NONE}, "its sandbox is none, and this class is graded in good"),
    ],
    ids=lambda value: "".join(value) if isinstance(value, dict) else "",
)
def test_what_a_worker_grades_with_must_be_what_is_here(changed, said):
    other = msgspec.structs.replace(OWN, **changed)
    why = remote_grader.mismatch(OWN, other, remote_grader.Tier.GOOD)
    assert (said in why) if said else why == ""
