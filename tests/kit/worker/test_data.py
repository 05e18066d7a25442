"""Support files: a student's code finds `data` where it stands, as at the desk, and may only read there."""

import os
import sys

import hand_ins
import made
import msgspec
import pytest

from autograder.classroom import grade, jobs
from autograder.course import Limits
from autograder.desk import notebook_check
from autograder.errors import SandboxError
from autograder.report import Outcome
from autograder.sandbox import tiers
from autograder.sandbox.direct import Direct
from autograder.sandbox.tiers import Tier

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")

READS = """\
FACTOR = int(open("data/numbers/factor.csv").read())


def double(x):
    return FACTOR * x


def halve(x):
    import pathlib

    return x / int(pathlib.Path("data", "numbers", "factor.csv").read_text())
"""
WRITES = """\
import os

for how in (
    lambda: open("data/numbers/factor.csv", "w"),
    lambda: open("data/numbers/factor.csv", "a"),
    lambda: open("data/numbers/factor.csv", "r+"),
    lambda: open("data/new", "w"),
    lambda: os.mkdir("data/new"),
    lambda: os.unlink("data/numbers/factor.csv"),
    lambda: os.rename("data/numbers/factor.csv", "mine"),
    lambda: os.truncate("data/numbers/factor.csv", 0),
):
    try:
        how()
        print("BREACH")
    except OSError as error:
        print(type(error).__name__)
"""
CLIMBS = """\
import os

for path in (
    "data/../checks", "data/../small.ipynb", "data/..", "data/../../../tests", "data/../../../var/secret",
    "data/../../../solutions/small.py", os.path.realpath("data") + "/../checks", os.path.realpath("data/../.."),
):
    for way in os.listdir, lambda path: open(path).read(), os.chdir:
        try:
            found = way(path)
            if found is not None:
                print("BREACH", path, found)
            else:
                print("BREACH", os.listdir("."))
        except OSError:
            pass
"""
DOUBLES = "\n\ndef double(x):\n    return 2 * x\n\n\ndef halve(x):\n    return x / 2\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A small course with a support file, built."""
    root = made.course(tmp_path_factory.mktemp("course") / "course")
    folder = root / "source/small/data/numbers"
    folder.mkdir(parents=True)
    (folder / "factor.csv").write_text("2\n")
    made.run(root, "build")
    made.hand_in(root, "ada", READS)
    made.hand_in(root, "bob", WRITES + DOUBLES)
    made.hand_in(root, "cy", CLIMBS + DOUBLES)
    return root


def graded(course, tier, students=()):
    if why := tiers._why_not(tier, sys.executable):
        pytest.skip(f"no {tier} here: {why}")
    job = msgspec.structs.replace(jobs.prepare(course, "small", allow_weak=True), tier=tier)
    return {one.student: one for one in grade.grade(job, students, lanes=1, force=True)}


def printed(report):
    return [line for note in report.run for line in (note.output + str(note.error)).splitlines()]


@pytest.fixture(scope="module", params=[Tier.STRONG, Tier.GOOD], ids=str)
def reports(course, request):
    return graded(course, request.param)


def test_what_stands_in_data_can_be_read(reports):
    assert {cell.outcome for cell in reports["ada"].cells.values()} == {Outcome.PASSED}


def test_nothing_in_data_can_be_changed(reports, course):
    said = printed(reports["bob"])
    assert len(said) == 8
    assert "BREACH" not in said
    assert (course / "source/small/data/numbers/factor.csv").read_text() == "2\n"
    assert os.listdir(course / "source/small/data") == ["numbers"]


def test_from_data_there_is_no_way_up(reports):
    assert not [line for line in printed(reports["cy"]) if "BREACH" in line]
    assert {cell.outcome for cell in reports["cy"].cells.values()} == {Outcome.PASSED}


def test_without_a_sandbox_it_can_be_read_too(course):
    assert {cell.outcome for cell in graded(course, Tier.NONE, ("ada",))["ada"].cells.values()} == {
        Outcome.PASSED
    }


def test_a_link_in_data_is_refused(course):
    link = course / "source/small/data/link"
    link.symlink_to("/etc")
    try:
        with pytest.raises(SandboxError, match="holds a link"):
            jobs.prepare(course, "small", allow_weak=True)
    finally:
        link.unlink()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root grades as somebody else")
def test_a_support_file_that_the_worker_may_not_read_is_named(course):
    file = course / "source/small/data/numbers/factor.csv"
    file.chmod(0o600)
    try:
        with pytest.raises(SandboxError, match=r"may not read .*factor\.csv"):
            graded(course, Tier.STRONG, ("ada",))
    finally:
        file.chmod(0o644)


@pytest.mark.parametrize("way", ["forked", "started one by one"])
def test_at_the_desk_it_is_the_folder_beside_the_notebook(course, tmp_path, monkeypatch, way):
    for name in ("checks", "data/numbers"):
        (tmp_path / name).mkdir(parents=True)
    for file in (course / "release/small/checks").iterdir():
        (tmp_path / "checks" / file.name).write_bytes(file.read_bytes())
    (tmp_path / "data/numbers/factor.csv").write_text("2\n")
    file = tmp_path / "small.ipynb"
    file.write_bytes(hand_ins.as_bytes(hand_ins.spliced("small", READS, course)))
    if way != "forked":
        monkeypatch.setattr(notebook_check, "start", lambda imports, limits, folder: Direct(imports, folder))
    monkeypatch.chdir("/")
    found = notebook_check.check_notebook(file, Limits(cell_seconds=20, submission_seconds=60), ("numpy",))
    assert notebook_check.all_passed(found), list(notebook_check.overview_lines(found))


def test_what_students_get_holds_the_support_files(course):
    assert (course / "release/small/data/numbers/factor.csv").read_text() == "2\n"
