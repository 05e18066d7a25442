"""How a run is disturbed, and how its end is compared with that of an undisturbed one.

The command is the real one. Where a test has to strike at one very moment, the interpreter's own audit
events tell when it has come: the hook is set before the command's first line runs.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import made
from waiting import SECONDS, wait_until

from autograder import report

COURSE = made.COURSE_YML.replace("call_seconds: 1,", "call_seconds: 5,").replace(
    "cell_seconds: 2", "cell_seconds: 8"
)
SLOW = "import time\n\n\ndef double(x):\n    time.sleep(0.05)\n    return x + x\n\n\ndef halve(x):\n    return x / 2\n"
WRONG = "def double(x):\n    return 3 * x + 1\n\n\ndef halve(x):\n    return x / 2\n"
CLASS = {"ada": made.RIGHT, "bob": WRONG, "cy": SLOW}

# Strikes at most `times` times: at the rename that makes a file of this name, or at the first of another event.
STRIKER = """
import os, signal, sys
flag, event, name, victim, number, times = sys.argv[1:7]
command = os.getpid()
def strike(happened, arguments):
    if happened != event or (name and not (len(arguments) > 1 and str(arguments[1]).endswith(name))):
        return
    here = "command" if os.getpid() == command else "lane"
    if victim not in (here, "any"):
        return
    for turn in range(int(times)):
        try:
            os.close(os.open(f"{flag}.{turn}", os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            continue
        os.kill(command if victim == "any" else os.getpid(), int(number))
        return
sys.addaudithook(strike)
sys.argv[1:] = sys.argv[7:]
from autograder.cli import main
main()
"""


def make_course(root: Path) -> Path:
    """A course, built, with its class's hand-ins and a secret of its own."""
    made.course(root, COURSE)
    subprocess.run([*COMMAND, "build", "--course", str(root)], check=True, capture_output=True)
    for student, answers in CLASS.items():
        file = made.hand_in(root, student, answers)
        file.with_name("timestamp.txt").write_text("2026-11-20 10:00:00 UTC")
    (root / "var/secret").write_bytes(b"s" * 32)
    return root


# --- the command -------------------------------------------------------------------------------

COMMAND = [sys.executable, "-m", "autograder.cli"]
STARTED: "list[subprocess.Popen[str]]" = []


def grade(root: Path, *arguments: str, **options) -> "subprocess.CompletedProcess[str]":
    """A run that nobody disturbs."""
    return subprocess.run(
        [*COMMAND, "grade", "small", "--course", str(root), *arguments], capture_output=True, text=True,
        timeout=SECONDS * 2, **options,
    )  # fmt: skip


def start(root: Path, *arguments: str, command=None) -> "subprocess.Popen[str]":
    """A run in a session of its own, which a signal can be sent to as a terminal sends it."""
    running = subprocess.Popen(
        [*(command or COMMAND), "grade", "small", "--course", str(root), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    STARTED.append(running)
    return running


def end_started() -> None:
    """End what a test that failed has left running."""
    while STARTED:
        with STARTED.pop() as running:
            running.kill()


def struck(
    root: Path, event: str, name: str, victim: str, number: int = signal.SIGKILL, times: int = 1
) -> "subprocess.CompletedProcess[str]":
    """A run in one lane in which `victim` (command, lane, or any: the command, whoever does it) gets a signal."""
    flag = root.parent / f"struck{len(list(root.parent.glob('struck*')))}"
    arguments = [str(flag), event, name, victim, str(int(number)), str(times)]
    running = start(root, "--jobs", "1", command=[sys.executable, "-c", STRIKER, *arguments])
    out, err = running.communicate(timeout=SECONDS * 2)
    # The kernel ends what a killed command has started, in its own time.
    wait_until(lambda: not processes(Path(os.environ["TMPDIR"])), "processes of a killed command live on")
    assert Path(f"{flag}.{times - 1}").exists(), f"nothing was struck\n{out}\n{err}"
    return subprocess.CompletedProcess(running.args, running.returncode, out, err)


# --- what is there afterwards ------------------------------------------------------------------


def outcome(root: Path) -> dict:
    """All that must be as in an undisturbed run: reports and notebooks to the byte, the gradebook's rows."""
    files = {
        str(file.relative_to(root)): file.read_bytes()
        for folder in ("reports", "autograded")
        for file in sorted((root / "var" / folder).rglob("*"))
        if file.is_file() and file.name != "report.meta.json"
    }
    left = [file for file in (root / "var").rglob("*.part")]
    assert not left
    return files | {"gradebook": rows(root / "var/gradebook.db")}


def rows(gradebook: Path) -> list[str]:
    """Every row of every table, with what its ids stand for in their place."""
    tables: dict[str, list[dict]] = {}
    borrowed: dict[str, set[str]] = {}  # the primary keys that another table gives
    with closing(sqlite3.connect(gradebook)) as connection, connection:
        connection.row_factory = sqlite3.Row
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            tables[table] = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
            borrowed[table] = {row["from"] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
    connection.close()
    ids = {row["id"] for found in tables.values() for row in found if len(str(row.get("id"))) == 32}
    labels: dict[str, str] = {}
    waiting = [
        (table, row)
        for table, found in tables.items()
        if "id" not in borrowed[table]
        for row in found
        if "id" in row
    ]
    while waiting:
        before = len(waiting)
        for table, row in list(waiting):
            others = {key: value for key, value in row.items() if key != "id"}
            if all(value not in ids or value in labels for value in others.values()):
                if row["id"] in ids:
                    labels[row["id"]] = (
                        f"{table}{sorted((key, labels.get(v, v)) for key, v in others.items())}"
                    )
                waiting.remove((table, row))
        assert len(waiting) < before, f"rows that belong to nothing: {waiting[:3]}"
    return sorted(
        f"{table}{sorted((key, str(labels.get(value, value))) for key, value in row.items())}"
        for table, found in tables.items()
        for row in found
    )


@contextmanager
def watched(root: Path) -> Iterator[list[str]]:
    """Somebody reads every report and notebook all the time; what could not be read is in the list."""
    wrong: list[str] = []
    known: dict[Path, tuple[int, int, int]] = {}  # what has not changed is not read again
    ended = threading.Event()

    def watch() -> None:
        while not ended.is_set():
            for file in [
                *(root / "var").glob("reports/*/*/*.json"),
                *(root / "var").glob("autograded/*/*/*.ipynb"),
            ]:
                found = file.stat()
                seen = (found.st_ino, found.st_size, found.st_mtime_ns)
                if known.get(file) == seen:
                    continue
                try:
                    raw = file.read_bytes()
                    report.decode(raw) if file.name == "report.json" else json.loads(raw)
                except ValueError as error:
                    wrong.append(f"{file}: {error}")
                known[file] = seen
            time.sleep(0.002)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield wrong
    finally:
        ended.set()
        watcher.join()


def manual(root: Path, statement: str, *values: object) -> list[tuple]:
    """What a person does in the gradebook, or asks it."""
    with closing(sqlite3.connect(root / "var/gradebook.db")) as connection, connection:
        found = connection.execute(statement, values).fetchall()
    connection.close()
    return found


# --- processes, mounts, folders ----------------------------------------------------------------


def children(pid: int) -> list[int]:
    """The processes that `pid` started."""
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return []
    return [int(child) for one in threads for child in _read(f"/proc/{pid}/task/{one}/children").split()]


def zygotes(pid: int) -> list[int]:
    """A command's clean processes; its other children are its lanes."""
    return [child for child in children(pid) if b"__main__.py" in _read(f"/proc/{child}/cmdline")]


def workers(pid: int) -> list[int]:
    """What a command's zygotes have forked."""
    return [child for zygote in zygotes(pid) for child in children(zygote)]


def processes(folder: Path) -> list[int]:
    """What still runs with files below `folder`: commands and lanes by their arguments, workers by their scratch."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit() and int(entry) != os.getpid():
            known = b"".join(_read(f"/proc/{entry}/{part}") for part in ("cmdline", "environ"))
            state = _read(f"/proc/{entry}/stat").rpartition(b") ")[2][:1]
            if os.fsencode(folder) in known and state not in (b"", b"Z"):
                found.append(int(entry))
    return found


def _read(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError:  # gone meanwhile; or a worker, which only root may look at
        return b""


def mounts(folder: Path) -> list[str]:
    """What is mounted below `folder`."""
    return [line for line in Path("/proc/self/mounts").read_text().splitlines() if str(folder) in line]
