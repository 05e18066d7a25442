"""A class does not have to fit into memory."""

import subprocess
import sys

import made
import rig

SIZE = 12 << 20  # of a hand-in that is no notebook: it costs reading it, and nothing else
TOLD = """
import atexit, resource, sys
from autograder.cli import main
atexit.register(lambda: print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr))
main()
"""


def peak(course):
    """The command's largest size so far, in bytes."""
    command = [sys.executable, "-c", TOLD, "grade", "small", "--course", str(course)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=rig.SECONDS)
    assert ran.returncode == 3, ran.stderr
    return int(ran.stderr.rpartition("peak ")[2]) << 10


def test_the_command_does_not_grow_with_the_class(course):
    made.hand_in(course, "student0", b"x" * SIZE)
    one = peak(course)
    for number in range(1, 8):
        made.hand_in(course, f"student{number}", b"x" * SIZE)
    assert peak(course) < one + 2 * SIZE
