"""The strong tier through Debian's bubblewrap: what holds with own namespaces holds here, worker by worker.

`test_confine.py` tries all its attacks in this variant too; here is how it is found, started and ended.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import numpy
import pytest
from waiting import is_gone

from autograder.sandbox import bubblewrap, tiers
from autograder.sandbox.tiers import NamespaceMaker, Tier

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap is Linux's"),
    pytest.mark.skipif(not bubblewrap.program(), reason="bubblewrap is not installed"),
]

ROOT = Path(__file__).parents[3]
USER = 1234
BY_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
WHO = {"user": USER, "group": USER, "extra_groups": []} if BY_ROOT else {}

PREAMBLE = """
import json, os, sys, time
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from autograder.sandbox.proxy import Student, WorkerChannel
from autograder.sandbox.tiers import NamespaceMaker, Tier
from autograder.worker import protocol as wire

LIMITS = tiers.WorkerLimits(scratch_bytes=4 << 20, scratch_inodes=50)

def run(worker, source):
    until = time.monotonic() + 60
    worker.send(wire.RunProgram(0, (wire.ProgramCell("program", source),), 0, 10_000), until)
    ran = worker.receive(until, 1 << 20)
    assert ran.error == "", ran.error
    assert isinstance(worker.receive(until, 1 << 20), wire.Ready)
    return ran.output

def parent(pid):
    return int(open(f"/proc/{pid}/stat").read().rpartition(") ")[2].split()[1])
"""


@pytest.fixture(scope="module")
def python():
    """An interpreter with our packages that an ordinary user may run: ours, or one made of the system's."""
    packages = str(Path(numpy.__file__).parents[1])
    if not BY_ROOT:
        yield sys.executable
        return
    system = shutil.which(f"python3.{sys.version_info.minor}", path="/usr/bin:/usr/local/bin")
    if not system:
        pytest.skip(f"no system-wide Python 3.{sys.version_info.minor}, as which an ordinary user could run")
    if subprocess.run(["/usr/bin/test", "-r", f"{packages}/numpy/__init__.py"], **WHO).returncode:
        pytest.skip("the packages lie where an ordinary user may not read them")
    home = Path(tempfile.mkdtemp(prefix="bubblewrap-", dir="/tmp"))
    home.chmod(0o755)
    place = home / "lib" / f"python3.{sys.version_info.minor}"
    (home / "bin").mkdir()
    place.mkdir(parents=True)
    (home / "pyvenv.cfg").write_text(f"home = {Path(system).parent}\n")
    (home / "bin" / "python").symlink_to(system)
    (place / "site-packages").symlink_to(packages)
    yield str(home / "bin" / "python")
    shutil.rmtree(home)


@pytest.fixture
def ordinary(python):
    """Runs a program as an ordinary user and gives what it printed last, as JSON."""

    def run(code):
        ran = subprocess.run(
            [python, "-c", PREAMBLE + textwrap.dedent(code)],
            env={"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin"},
            cwd="/", capture_output=True, text=True, timeout=120, **WHO,
        )  # fmt: skip
        if "not for ordinary users" in ran.stderr:
            pytest.skip(ran.stderr.strip().rpartition("\n")[2])
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout.strip().rpartition("\n")[2])

    why_not = run("print(json.dumps(tiers._why_not(Tier.STRONG, sys.executable, NamespaceMaker.BUBBLEWRAP)))")
    if why_not:
        pytest.skip(f"bubblewrap makes no user namespace here: {why_not}")
    return run


def test_a_worker_sees_the_same_in_both_variants(ordinary):
    """Its root, its processes, its scratch folder and its rights; only the host's paths are as they are."""
    found = ordinary(
        """
        LOOK = '''
        import os
        def size():
            told = os.statvfs(".")
            return told.f_blocks * told.f_frsize, told.f_files
        def tried(name, *arguments):
            try:
                return str(getattr(os, name)(*arguments))
            except OSError as error:
                return type(error).__name__
        print(os.getpid(), os.getppid(), os.getcwd(), os.getresuid(), os.getgroups(), os.uname().nodename, size(),
              os.listdir("."), tried("listdir", "/"), tried("listdir", "/proc"), tried("open", "/etc/passwd", 0),
              tried("fork"), tried("unshare", 1 << 28) if hasattr(os, "unshare") else "")
        '''
        import textwrap
        said = []
        for how in NamespaceMaker:
            try:
                with Zygote(Tier.STRONG, ("numpy",), LIMITS, how=how) as zygote:
                    said.append(run(zygote.fork(), textwrap.dedent(LOOK)))
            except Exception as error:
                sys.exit(f"not for ordinary users, {how}: {error}")
        print(json.dumps(said))
        """
    )
    assert found[0] == found[1]
    assert found[0].startswith("1 0 ")


def test_what_one_worker_writes_the_next_does_not_find(ordinary):
    found = ordinary(
        """
        with Zygote(Tier.STRONG, ("numpy",), LIMITS, how=NamespaceMaker.BUBBLEWRAP) as zygote:
            one, other = zygote.fork(), zygote.fork()
            run(one, "open('mine', 'w').write('x')")
            print(json.dumps(run(other, "import os; print(os.listdir('.'))")))
        """
    )
    assert found == "[]\n"


def test_with_the_zygote_everything_ends(ordinary):
    found = ordinary(
        """
        zygote = Zygote(Tier.STRONG, ("numpy",), LIMITS, how=NamespaceMaker.BUBBLEWRAP)
        worker = zygote.fork()
        pids = [zygote.process.pid, parent(worker.pid), worker.pid]
        assert parent(pids[1]) == pids[0] and parent(pids[0]) == os.getpid()
        zygote.close()
        print(json.dumps(pids))
        """
    )
    assert all(map(is_gone, found))


def test_a_grader_that_is_killed_leaves_no_process_behind(ordinary, python):
    code = """
zygote = Zygote(Tier.STRONG, ("numpy",), LIMITS, how=NamespaceMaker.BUBBLEWRAP)
worker = zygote.fork()
print(json.dumps([zygote.process.pid, parent(worker.pid), worker.pid]), flush=True)
os.kill(os.getpid(), 9)
"""
    killed = subprocess.run(
        [python, "-c", PREAMBLE + code], env={"PYTHONPATH": str(ROOT)}, cwd="/", capture_output=True, **WHO
    )
    assert killed.returncode == -9, killed.stderr
    assert all(map(is_gone, json.loads(killed.stdout)))


def test_it_is_taken_where_own_namespaces_are_refused(ordinary, python):
    """A machine that lets only bubblewrap make them, acted by an interpreter that starts nowhere else."""
    found = ordinary(
        f"""
        import tempfile
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            picky = os.path.join(folder, "python")
            with open(picky, "w") as file:
                file.write('''#!/bin/sh
        read parent < /proc/$PPID/comm
        [ "$parent" = bwrap ] || {{ echo "user namespace: refused" >&2; exit 1; }}
        exec {python} "$@"
        ''')
            os.chmod(picky, 0o755)
            probed = tiers.probe(picky)
        print(json.dumps([str(probed), probed.missing]))
        """
    )
    assert found == ["strong, by bubblewrap", {}]


def test_own_namespaces_come_first(ordinary):
    if tiers._why_not(Tier.STRONG, sys.executable):
        pytest.skip("no namespaces of our own here")
    assert tiers.probe().how is NamespaceMaker.OWN
    assert str(tiers.probe()) == "strong, by own namespaces"


@pytest.mark.skipif(not BY_ROOT, reason="only root has folders that nobody else may enter")
def test_an_interpreter_that_nobody_may_reach_is_named(tmp_path):
    tmp_path.chmod(0o700)
    hidden = tmp_path / "python"
    hidden.symlink_to(sys.executable)
    assert f"{hidden}: Permission denied" in tiers._why_not(
        Tier.STRONG, str(hidden), NamespaceMaker.BUBBLEWRAP
    )


def test_a_program_of_that_name_from_elsewhere_is_not_taken(tmp_path, monkeypatch):
    (tmp_path / "bwrap").symlink_to("/bin/true")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert shutil.which("bwrap") == str(tmp_path / "bwrap")
    assert bubblewrap.program().startswith(("/usr/bin/", "/bin/"))


def test_the_doctor_says_which_of_the_two_it_is(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "doctor", "--course", str(tmp_path)],
        capture_output=True,
        text=True,
    )
    assert f"sandbox: {tiers.probe()} (" in ran.stdout
    assert f"bubblewrap: {bubblewrap.program()}" in ran.stdout
