"""A grading process for a caller that brings one hand-in after another, as nbgrader does.

A student's id goes in; an answer comes when report, notebook and gradebook are written: None, or the parts
of an error.
"""

from pathlib import Path

import msgspec

from autograder.classroom.grader_process import TIDY_SECONDS, ErrorParts, GraderProcess
from autograder.errors import AutograderError
from autograder.grading.pool import TRIES, LaneLost

_PROCESS = "autograder.nbgrader_door.session_process"  # by its name: only that process loads what grades


class GraderSession:
    """Grader of one assignment's hand-ins, one at a time, in a process of its own."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.name = root, name
        self.process: GraderProcess | None = None

    def grade(self, student: str) -> None:
        """Grade a student's hand-in unless nothing has changed; raise an AutograderError if that fails."""
        for _ in range(TRIES):
            if self.process is None or not self.process.alive:
                self.close()
                self.process = GraderProcess(_PROCESS, str(self.root), self.name)
            if answer := self.process.exchange(student.encode()):
                if wrong := msgspec.msgpack.decode(answer, type=ErrorParts | None):
                    raise AutograderError(*wrong)
                return
            self.close()
        raise LaneLost(
            "the grader itself", f"it ended {TRIES} times at {student!r}", "mark it by hand, report it"
        )

    def close(self) -> None:
        """End the process, which would also end by itself once our end of its input is closed."""
        if self.process is not None:
            self.process.end(TIDY_SECONDS)
            self.process = None
