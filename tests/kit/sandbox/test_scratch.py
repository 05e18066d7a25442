"""Workers' folders on disk: whatever a student makes of one, it goes with its worker, and nothing else does."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from autograder.sandbox import scratch, tiers
from autograder.sandbox.process import MAX_LEFT, Zygote
from autograder.sandbox.tiers import Tier
from autograder.worker import protocol

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has zygotes")

USER = 1234
BY_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
ON_DISK = (Tier.GOOD, Tier.LIMITED, Tier.NONE)


@pytest.fixture(params=ON_DISK, ids=str)
def zygote(request):
    if why := tiers._why_not(request.param, sys.executable):
        pytest.skip(why)
    with Zygote(request.param, ("numpy",), tiers.WorkerLimits()) as started:
        yield started


def ran(worker, source):
    """What a program printed."""
    until = time.monotonic() + 60
    worker.send(protocol.RunProgram(0, (protocol.ProgramCell("program", source),), 0, 10_000), until)
    told = worker.receive(until, 1 << 20)
    assert isinstance(worker.receive(until, 1 << 20), protocol.Ready)
    return told.output + told.error


def test_after_thirty_workers_the_folder_is_empty(zygote):
    for _ in range(30):
        worker = zygote.fork()
        if zygote.launch.confinement.landlock:
            assert ran(worker, "import os; print(os.listdir('.')); open('mine', 'w').write('x')") == "[]\n"
        worker.kill()
        assert os.listdir(zygote.scratch.path) == []


HOSTILE = {
    "deep": "for _ in range(1_200):\n    os.mkdir('d'); os.chdir('d')",
    "many": "for n in range(5_000):\n    open(str(n), 'w').close()",
    "without rights": "os.umask(0o777)\nfor n in range(3):\n    os.mkdir(f'closed{n}')\nopen('file', 'w').close()",
    "closed behind it": (
        "os.makedirs('one/two/three'); open('one/two/file', 'w').close()\n"
        "for f in ('one/two/three', 'one/two', 'one'):\n    os.chmod(f, 0)"
    ),
    "odd names": "for n in ('-rf', '*', ' ', '\\n', '\\udcff', 'x' * 255):\n    os.makedirs(n + '/inner')"
    .replace("n + '/inner'", "os.path.join(n, 'inner')"),
}  # fmt: skip


@pytest.mark.full
@pytest.mark.parametrize("program", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_folder_goes_with_its_worker(zygote, program, monkeypatch):
    monkeypatch.setattr("autograder.sandbox.process.TIDY_SECONDS", 60.0)  # somebody else may use this disk
    if zygote.launch.confinement.seccomp and not zygote.launch.confinement.landlock:
        pytest.skip("no files in this tier")
    worker = zygote.fork()
    ran(worker, f"import os\n{program}")
    worker.kill()
    assert os.listdir(zygote.scratch.path) == []


REMOVE = """
import os, sys
sys.path[:0] = [sys.argv[1]]
from autograder.sandbox import scratch
print(scratch.remove(sys.argv[2]), os.path.lexists(sys.argv[2]))
"""


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "folder"
    found.mkdir()
    return found


def test_a_link_is_removed_and_what_it_leads_to_stays(folder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    (elsewhere / "file").write_text("x")
    (folder / "inner").mkdir()
    for place in (folder, folder / "inner"):
        (place / "folder").symlink_to(elsewhere)
        (place / "file").symlink_to(elsewhere / "file")
        (place / "nowhere").symlink_to(tmp_path / "nothing")
        (place / "loop").symlink_to(place)
    assert scratch.remove(folder)
    assert not folder.exists()
    assert (elsewhere / "file").read_text() == "x"
    assert elsewhere.stat().st_mode & 0o777 == 0o755


def test_a_link_in_place_of_the_folder_is_not_followed(folder, tmp_path):
    (folder / "file").write_text("x")
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert not scratch.remove(link)
    assert (folder / "file").read_text() == "x"


def test_an_ordinary_user_removes_what_was_left_without_rights():
    """Root may do anything; whoever grades as an ordinary user has to give themselves the right first."""
    home = Path(tempfile.mkdtemp(prefix="scratch-test-", dir="/tmp"))
    try:
        inner = home / "folder" / "one" / "two"
        inner.mkdir(parents=True)
        (inner / "file").touch(mode=0)
        for path in (inner, inner.parent):
            path.chmod(0)
        system = shutil.which("python3", path="/usr/bin:/usr/local/bin") if BY_ROOT else sys.executable
        if not system:
            pytest.skip("no interpreter that an ordinary user may run")
        if BY_ROOT and not all(path.stat().st_mode & 0o1 for path in Path(__file__).parents):
            pytest.skip("an ordinary user does not come to this folder")
        who = {"user": USER, "group": USER, "extra_groups": []} if BY_ROOT else {}
        for path in (inner / "file", inner, inner.parent, inner.parent.parent, home) if BY_ROOT else ():
            os.chown(path, USER, USER)
        done = subprocess.run(
            [system, "-c", REMOVE, str(Path(__file__).parents[3]), str(home / "folder")],
            capture_output=True, text=True, cwd="/", **who,
        )  # fmt: skip
        assert done.stdout == "True False\n", done.stderr
    finally:
        scratch.remove(home)


def test_what_takes_too_long_is_left_and_tried_again(folder):
    for number in range(2_000):
        (folder / str(number)).touch()
    assert not scratch.remove(folder, seconds=0)
    assert folder.exists()
    assert scratch.remove(folder)
    assert not folder.exists()


def test_no_more_than_a_few_folders_wait_for_the_end(monkeypatch):
    monkeypatch.setattr("autograder.sandbox.process.TIDY_SECONDS", 0.0)
    with Zygote(Tier.NONE, ("numpy",), tiers.WorkerLimits()) as own:
        for _ in range(3 * MAX_LEFT):
            worker = own.fork()
            ran(worker, "open('mine', 'w').close()")
            worker.kill()
            assert len(os.listdir(own.scratch.path)) <= MAX_LEFT
        path = own.scratch.path
    assert not os.path.exists(path)


def test_a_folder_that_is_gone_is_removed(tmp_path):
    assert scratch.remove(tmp_path / "nothing")
