"""A class does not have to fit into memory."""

import contextlib
import json
import re
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


def peak(course, *arguments, whose="RUSAGE_SELF", code=3):
    """The largest size that the command has had, in bytes; or, with RUSAGE_CHILDREN, that one of its lanes has had."""
    command = [sys.executable, "-c", TOLD, whose, "grade", "small", "--course", str(course), *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=rig.SECONDS * 2)
    assert ran.returncode == code, ran.stderr
    return int(ran.stderr.rpartition("peak ")[2]) << 10


def test_the_command_does_not_grow_with_the_class(course):
    made.hand_in(course, "student0", b"x" * SIZE)
    one = peak(course)
    for number in range(1, 8):
        made.hand_in(course, f"student{number}", b"x" * SIZE)
    assert peak(course) < one + 2 * SIZE


def test_what_was_read_of_a_long_program_is_not_kept_beside_the_next(course):
    """A syntax tree is 140 times as large as its text, and a lane reads many programs."""

    def long_program(student):
        lines = "\n".join(f"{student}_{number} = 0" for number in range(16_000))
        made.hand_in(course, student, f"{lines}\n\n\n{rig.WRONG}")

    long_program("long0")
    one = peak(course, "--jobs", "1", whose="RUSAGE_CHILDREN", code=0)
    for number in range(1, 5):
        long_program(f"long{number}")
    assert peak(course, "--jobs", "1", "--force", whose="RUSAGE_CHILDREN", code=0) < one + (50 << 20)


BOMB = b'{"cells": [' + b"[[]]," * 2_000_000 + b"{}]}"  # a third of a gigabyte, once it is read


def grown(pid):
    """What a process and all below it hold that is theirs alone, in bytes."""
    size = 0
    with contextlib.suppress(OSError):  # it has just ended
        found = re.search(r"RssAnon:\s*(\d+)", Path(f"/proc/{pid}/status").read_text())
        size = int(found[1]) << 10 if found else 0
    return size + sum(map(grown, rig.children(pid)))


def largest(course, *arguments):
    """The largest size of a whole run, with its lanes, of those that are seen: the machine may be busy."""
    running = rig.start(course, *arguments)
    most = 0
    while running.poll() is None:
        most = max(most, grown(running.pid))
        time.sleep(0.05)
    _, told = running.communicate()
    assert running.returncode == 3, told  # nothing of the assignment is in it: a person is called
    return most


def test_large_notebooks_are_read_one_at_a_time_and_each_gets_its_verdict(course):
    """Three lanes, and three hand-ins that swell: as much memory as one takes, and the others are graded as ever."""
    made.hand_in(course, "bomb0", BOMB)
    one = peak(course, "--jobs", "1", whose="RUSAGE_CHILDREN")
    before = rig.outcome(course)
    alone = json.loads(before["var/reports/bomb0/small/report.json"])
    for number in range(1, 3):
        made.hand_in(course, f"bomb{number}", BOMB + b" " * number)
    assert largest(course, "--jobs", "3", "--force") < one + (450 << 20)
    after = rig.outcome(course)
    for student in rig.CLASS:
        name = f"var/reports/{student}/small/report.json"
        assert after[name] == before[name]
    for number in range(3):
        found = json.loads(after[f"var/reports/bomb{number}/small/report.json"])
        assert [found[key] for key in ("status", "score", "cells", "reason")] == [
            alone[key] for key in ("status", "score", "cells", "reason")
        ]
