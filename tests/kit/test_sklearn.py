"""A library that opens files and counts processors: scikit-learn in a worker, through both doors and at the desk."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import hand_ins
import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from autograder import hand_in
from autograder.course import IMPORTS, Limits
from autograder.desk import notebook_check
from autograder.errors import NotebookError
from autograder.gradebook import grades
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from autograder.sandbox.proxy import Student, WorkerChannel
from autograder.sandbox.tiers import Tier
from autograder.worker import protocol

LOADED = ("numpy", "sklearn.datasets", "sklearn.linear_model", "sklearn.svm")
PROGRAM = """
import sys

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC


def digits():
    return load_digits(return_X_y=True)


def digits_after_changes():
    np.loadtxt, read = None, np.loadtxt  # no file can be read now
    first = load_digits()
    first.data[:] = 17
    first.target[:] = 17
    np.loadtxt = read
    return load_digits(return_X_y=True)


def pandas_is_loaded():
    return "pandas" in sys.modules


def pandas_can_be_imported():
    import pandas

    return hasattr(pandas, "DataFrame")


def said(features, labels):
    models = LogisticRegression(), SVC()
    return tuple(model.fit(features, labels).predict(features) for model in models)
"""
HELD = [
    tier for tier in Tier if tiers.probe().tier.holds(tier) and tier is not Tier.LIMITED
]  # that has no files


@pytest.fixture(scope="module", params=HELD, ids=str)
def worker(request):
    """A worker that has scikit-learn loaded, and a program that uses it."""
    with Zygote(request.param, LOADED, tiers.WorkerLimits()) as zygote:
        worker = zygote.fork()
        until = time.monotonic() + 60
        worker.send(protocol.RunProgram(0, (protocol.ProgramCell("program", PROGRAM),), 0, 10_000), until)
        assert worker.receive(until, 1 << 20).error == ""
        assert isinstance(worker.receive(until, 1 << 20), protocol.Ready)
        yield worker
        worker.kill()


def threads(worker):
    status = Path(f"/proc/{worker.pid}/status").read_text()
    return int(status.partition("Threads:")[2].split()[0])


@pytest.mark.full
def test_a_data_set_inside_the_package_can_be_read(worker):
    images, labels = Student(WorkerChannel(worker, 20)).digits()
    assert np.array_equal(images, load_digits().data)
    assert np.array_equal(labels, load_digits().target)


def test_the_digits_are_in_memory_and_each_call_has_its_own(worker):
    images, labels = Student(WorkerChannel(worker, 20)).digits_after_changes()
    assert np.array_equal(images, load_digits().data)
    assert np.array_equal(labels, load_digits().target)


def test_models_say_there_what_they_say_here(worker):
    rng = np.random.default_rng(0)
    features = rng.normal(size=(80, 2))
    labels = (features[:, 0] + rng.normal(size=80) > 0).astype(int)
    got = Student(WorkerChannel(worker, 20)).said(features, labels)
    for one, model in zip(got, (LogisticRegression(), SVC()), strict=True):
        assert np.array_equal(one, model.fit(features, labels).predict(features))


@pytest.mark.full
def test_it_brings_no_pandas_along_but_a_program_can_import_it(worker):
    student = Student(WorkerChannel(worker, 60))
    assert not student.pandas_is_loaded()
    assert student.pandas_can_be_imported()


def test_a_worker_that_has_fitted_models_has_one_thread(worker):
    Student(WorkerChannel(worker, 20)).said(np.arange(40.0).reshape(20, 2), np.arange(20) % 2)
    assert threads(worker) == 1


JOINED = """
from pathlib import Path

from autograder.worker.zygote import LARGE_PAGE, join_pages

kept = [bytes([number]) * 100_000 for number in range(100)]
join_pages()
assert all(held == bytes([number]) * 100_000 for number, held in enumerate(kept))
rollup = Path("/proc/self/smaps_rollup").read_text()
print(int(rollup.partition("AnonHugePages:")[2].split()[0]) * 1024 // LARGE_PAGE)
"""
KERNEL = tuple(map(int, os.uname().release.split(".")[:2])) if sys.platform == "linux" else (0, 0)
HUGE = Path("/sys/kernel/mm/transparent_hugepage/enabled")


def test_memory_is_the_same_in_large_pages():
    joined = int(subprocess.check_output([sys.executable, "-c", JOINED]))
    if KERNEL >= (6, 1) and HUGE.is_file() and "[never]" not in HUGE.read_text():
        assert joined > 0


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course with nothing but the assignment on images, built, and somebody's right answers."""
    root = tmp_path_factory.mktemp("taught") / "course"
    for name in ("source/images", "tests/suites/images"):
        shutil.copytree(hand_ins.ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(hand_ins.ROOT / "nbgrader_config.py", root)
    text = "title: Pictures\nsandbox: none\nassignments:\n  - name: images\n    imports: [numpy, sklearn.datasets]\n"
    (root / "course.yml").write_text(text, encoding="utf-8")
    built = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "build", "--course", str(root)],
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    file = root / "var/submitted/ada/images/images.ipynb"
    file.parent.mkdir(parents=True)
    file.write_bytes(hand_ins.as_bytes(hand_ins.reference("images", root)))
    return root


@pytest.mark.full
def test_nbgraders_door_grades_what_needs_it(course):
    environment = os.environ | {"JUPYTER_CONFIG_DIR": str(course.parent / "jupyter")}
    ran = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", "images"], cwd=course, env=environment,
        capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    found = grades.scores(grades.sqlite_url(course / "var/gradebook.db"), "images")
    assert found["ada"].score == 20.0


@pytest.fixture
def desk(course, tmp_path):
    """A student's own folder, without a course.yml anywhere near it."""
    folder = tmp_path / "images"
    shutil.copytree(course / "release/images", folder)
    file = folder / "images.ipynb"
    file.write_bytes(hand_ins.as_bytes(hand_ins.reference("images", course)))
    return file


def test_a_notebook_says_itself_what_its_workers_load(desk):
    assert hand_in.imports(desk.read_bytes()) == ("numpy", "sklearn.datasets")
    assert hand_in.imports((hand_ins.ROOT / "release/activations/activations.ipynb").read_bytes()) == IMPORTS


def test_a_desk_checks_it_without_the_course(desk):
    found = notebook_check.check_notebook(desk, Limits())
    assert notebook_check.all_passed(found)
    assert [note for note in found.run if note.error] == []


@pytest.mark.parametrize(
    "imports", [["numpy", 3], "sklearn", ["os; import sys"], {"a": 1}, ["x"] * 51], ids=str
)
def test_what_is_no_list_of_modules_is_not_loaded(desk, imports):
    document = json.loads(desk.read_text(encoding="utf-8"))
    document["metadata"]["autograder"]["imports"] = imports
    assert hand_in.imports(json.dumps(document).encode()) == IMPORTS


def test_a_desk_without_the_package_is_told_to_install_what_the_zip_brings(desk):
    document = json.loads(desk.read_text(encoding="utf-8"))
    document["metadata"]["autograder"]["imports"] = ["numpy", "a_package_of_nobody.part"]
    desk.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(NotebookError, match=r"a_package_of_nobody(.|\n)*pip install -r requirements\.txt"):
        notebook_check.check_notebook(desk, Limits())
