"""A class does not have to fit into memory."""

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path

import made
import rig

SIZE = 12 << 20  # of a hand-in that is no notebook: it costs reading it, and nothing else
TOLD = """
import atexit, resource, sys
from autograder.cli import main
whose = getattr(resource, sys.argv.pop(1))
atexit.register(lambda: print("peak", resource.getrusage(whose).ru_maxrss, file=sys.stderr))
main()
"""


def peak(course, *arguments, whose="RUSAGE_SELF"):
    """The largest size that the command has had, in bytes; or, with RUSAGE_CHILDREN, that one of its lanes has had."""
    command = [sys.executable, "-c", TOLD, whose, "grade", "small", "--course", str(course), *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=rig.SECONDS * 2)
    assert ran.returncode == 3, ran.stderr
    return int(ran.stderr.rpartition("peak ")[2]) << 10


def test_the_command_does_not_grow_with_the_class(course):
    made.hand_in(course, "student0", b"x" * SIZE)
    one = peak(course)
    for number in range(1, 8):
        made.hand_in(course, f"student{number}", b"x" * SIZE)
    assert peak(course) < one + 2 * SIZE


BOMB = b'{"cells": [' + b"[[]]," * 3_000_000 + b"{}]}"  # half a gigabyte, once it is read


def grown(pid):
    """What all processes below one hold that is theirs alone, in bytes."""
    parents, sizes = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, StopIteration):
            lines = (folder / "status").read_text().splitlines()
            found = dict(line.split(":", 1) for line in lines if ":" in line)
            parents[int(folder.name)] = int(found["PPid"])
            sizes[int(folder.name)] = int(found.get("RssAnon", "0 kB").split()[0]) << 10
    below = {pid}
    while more := {one for one, parent in parents.items() if parent in below} - below:
        below |= more
    return sum(sizes.get(one, 0) for one in below)


def largest(course, *arguments):
    """The largest size of a whole run, with its lanes, of those that are seen: the machine may be busy."""
    running = rig.start(course, *arguments)
    most = 0
    while running.poll() is None:
        most = max(most, grown(running.pid))
        time.sleep(0.02)
    _, told = running.communicate()
    assert running.returncode == 3, told  # nothing of the assignment is in it: a person is called
    return most


def test_large_notebooks_are_read_one_at_a_time_and_each_gets_its_verdict(course):
    """Six lanes, and six hand-ins that swell: as much memory as one takes, and the others are graded as ever."""
    made.hand_in(course, "bomb0", BOMB)
    one = peak(course, "--jobs", "1", whose="RUSAGE_CHILDREN")
    before = rig.outcome(course)
    alone = json.loads(before["var/reports/bomb0/small/report.json"])
    for number in range(1, 6):
        made.hand_in(course, f"bomb{number}", BOMB + b" " * number)
    assert largest(course, "--jobs", "6", "--force") < one + (700 << 20)
    after = rig.outcome(course)
    for student in rig.CLASS:
        name = f"var/reports/{student}/small/report.json"
        assert after[name] == before[name]
    for number in range(6):
        found = json.loads(after[f"var/reports/bomb{number}/small/report.json"])
        assert [found[key] for key in ("status", "score", "cells", "reason")] == [
            alone[key] for key in ("status", "score", "cells", "reason")
        ]
