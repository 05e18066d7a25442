"""Each command of a term is killed at moments all along its way: nothing is half-written, and run again it ends right.

A moment is one of the interpreter's own audit events, counted: a file that is opened, renamed or removed, a
folder that is made, a gradebook that is opened. So each kill leaves another state behind.
"""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import hand_ins
import made
import pytest

ROSTER = "id,name,lms_id,email\nada,Ada Example,1001,ada@example.edu\nbob,Bob Sample,1002,\n李雷,李雷,1003,\n"
LARGER = ROSTER + "zoe,Zoë New,1004,zoe@example.edu\n"
WRONG = made.RIGHT.replace("0.5", "0.25")

# Runs commands, each in a fork of a process that has imported what most of them need: that takes longer than they do.
# A command is killed at the number-th moment; with 0 it writes into a file how many there were.
SERVER = """
import atexit, json, os, signal, sys
from autograder.lms import collect, export, feedback_zip, roster_import
from autograder.pages import class_feedback, class_report
from autograder.term import archive, purge, restore
from autograder.cli import main
EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"}
for line in sys.stdin:
    root, number, told, said, arguments = json.loads(line)
    if child := os.fork():
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
        continue
    for stream, file in enumerate((os.devnull, said, said)):
        os.dup2(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND), stream)
    seen, command = 0, os.getpid()
    def strike(happened, arguments):
        global seen
        if happened not in EVENTS or root not in str(arguments) or os.getpid() != command:
            return
        if happened == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR):
            return
        seen += 1
        if seen == number:
            os.kill(command, signal.SIGKILL)
    sys.addaudithook(strike)
    if not number:
        atexit.register(lambda: open(told, "w").write(str(seen)))
    sys.argv[1:] = arguments
    main()
    break
"""
NEVER = -1  # the number of no moment

COMMANDS = {
    "roster": ("roster", "{desk}/larger.csv"),
    "collect": ("collect", "small", "{desk}/second.zip"),
    "feedback": ("feedback", "small", "--to", "canvas", "--yes"),
    "export": ("export", "small", "--to", "csv"),
    "report": ("report", "small"),
    "archive": ("archive", "{root}/var/exports/term.zip"),
    "restore": ("restore", "{desk}/term.zip"),
    "purge": ("purge", "--student", "ada", "--yes"),
}
CLOCKED = {
    "grade.lock",
    "feedback.lock",
    "roster.lock",
    "gradebook.db",
}  # what says nothing, or is compared by its rows


def autograder(root, *arguments):
    command = [sys.executable, "-m", "autograder.cli", *arguments, "--course", str(root)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def typed(tmp_path_factory):
    """Runs a command in a course, killed at a moment; returns its exit code, what it said, and how many moments there were."""
    folder = tmp_path_factory.mktemp("said")
    told, said = folder / "count", folder / "said"
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )

    def run(root, arguments, moment=NEVER):
        told.unlink(missing_ok=True)
        said.write_text("")
        asked = [str(root), moment, str(told), str(said), [*arguments, "--course", str(root)]]
        print(json.dumps(asked), file=server.stdin, flush=True)
        code = int(server.stdout.readline())
        return code, said.read_text(encoding="utf-8"), int(told.read_text()) if told.exists() else None

    with server:
        yield run
        server.stdin.close()


def notebook(root, code, answer):
    document = hand_ins.spliced("small", code, root)
    hand_ins.named(document)["explore"]["source"] = answer
    return hand_ins.as_bytes(document)


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """A class that was graded and has its pages; beside it what comes next, an archive, and an empty course."""
    home = tmp_path_factory.mktemp("killed")
    root, desk, empty = home / "course", home / "desk", home / "empty"
    desk.mkdir()
    made.course(root)
    autograder(root, "build")
    shutil.copytree(root, empty)
    (desk / "class.csv").write_text(ROSTER, encoding="utf-8")
    (desk / "larger.csv").write_text(LARGER, encoding="utf-8")
    for name, waves in {
        "first": {"1001": (made.RIGHT, "Small."), "1002": (WRONG, "No idea."), "1003": (WRONG, "很小。")},
        "second": {"1001": (WRONG, "Small."), "1002": (made.RIGHT, "Small too.")},
    }.items():
        with zipfile.ZipFile(desk / f"{name}.zip", "w") as packed:
            for number, (code, answer) in waves.items():
                serial = 20_000 + int(number) + (100 if name == "second" else 0)
                packed.writestr(f"x_{number}_{serial}_small.ipynb", notebook(root, code, answer))
    autograder(root, "roster", str(desk / "class.csv"))
    autograder(root, "collect", "small", str(desk / "first.zip"))
    autograder(root, "grade", "small")
    autograder(root, "archive", str(desk / "term.zip"))
    return home


def rows(root):
    file = root / "var/gradebook.db"
    if not file.exists():
        return ""
    with closing(sqlite3.connect(file)) as book:
        return "\n".join(book.iterdump())


def state(root):
    """Every file below var/ by its bytes; an archive, which holds the hour, by whether it is whole."""
    found = {}
    for file in sorted((root / "var").rglob("*")):
        if not file.is_file() or file.name in CLOCKED or file.name.startswith("gradebook.db-"):
            continue
        raw = file.read_bytes()
        if file.name == "term.zip":
            with zipfile.ZipFile(file) as packed:
                raw = b"whole" if packed.testzip() is None else b"broken"
        found[file.relative_to(root).as_posix()] = raw
    return found


def seen(found):
    """What of it people and commands look at: no name that begins with a dot."""
    hidden = ("var/restoring/",)
    return {
        name: raw
        for name, raw in found.items()
        if not name.startswith(hidden) and not any(part.startswith(".") for part in name.split("/"))
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_killed_shows_nothing_half_written_and_ends_right_when_repeated(
    term, typed, tmp_path, name
):
    start = term / ("empty" if name == "restore" else "course")
    root = tmp_path / "course"
    own = [part.format(root=root, desk=term / "desk") for part in COMMANDS[name]]

    def begin(moment):
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(start, root)
        return typed(root, own, moment)

    code, said, count = begin(0)
    assert code == 0, said
    before, after, wanted = seen(state(start)), state(root), rows(root)
    assert count >= 3
    for number in sorted({1, count // 2, count - 1, count}):
        code, said, _ = begin(number)
        assert code == -signal.SIGKILL, (number, said)
        for file, raw in seen(state(root)).items():
            assert raw in (before.get(file), after.get(file)), f"{file} at moment {number} of {count}"
        code, said, _ = typed(root, own)
        # What refuses to do twice what cannot be done twice may find that all of it was done.
        assert code == 0 or (name in ("archive", "restore", "purge") and "here" in said), said
        again = state(root)
        if code:
            again = {file: raw for file, raw in again.items() if not file.startswith("var/restoring/")}
        assert again == after, f"moment {number} of {count}: {sorted(again.keys() ^ after.keys())}"
        assert rows(root) == wanted


def test_a_command_that_is_killed_whenever_it_may_be_is_finished_by_the_next(term, tmp_path):
    """The same by the clock, which knows no moments."""
    for turn, seconds in enumerate((0.35, 0.45, 0.55, 0.65)):
        root = Path(shutil.copytree(term / "course", tmp_path / f"course{turn}"))
        own = ["collect", "small", str(term / "desk/second.zip"), "--course", str(root)]
        running = subprocess.Popen(
            [sys.executable, "-m", "autograder.cli", *own],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
        before = seen(state(term / "course"))
        autograder(root, *own[:3])
        assert len(list((root / "var/attempts").glob("*/small/*/attempt.json"))) == 5
        assert before.keys() <= seen(state(root)).keys()
