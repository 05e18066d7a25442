"""A grading process for a caller that brings one hand-in after another, as nbgrader does.

A student's id goes in; an answer comes when report, notebook and gradebook are written: None, or the parts
of an error.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder import versions
from autograder.classroom import grade, jobs
from autograder.classroom.grader_process import TIDY_SECONDS, ErrorParts, GraderProcess, SendAnswer, serve
from autograder.errors import AutograderError
from autograder.grading import pool
from autograder.grading.pool import TRIES, LaneLost
from autograder.grading.suite import Suites, with_suites


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
                self.process = GraderProcess(__name__, str(self.root), self.name)
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


# --- the process -------------------------------------------------------------------------------


def main(root: str, name: str) -> None:
    """Run the process: grade each student that is asked for."""

    def work(students: Iterator[bytes], answer: SendAnswer) -> None:
        job = jobs.prepare(Path(root), name)
        if others := grade.graded_by_other_kits(job):
            raise versions.mixed_versions(name, others)
        with_suites(job.places, job.name, lambda suites: _grade(job, suites, students, answer))

    serve(work, msgspec.msgpack.encode)


def _grade(job: jobs.Job, suites: Suites, students: Iterator[bytes], answer: SendAnswer) -> None:
    pool.bound_memory()
    with jobs.open_zygote(job) as zygote:
        grader = grade.new_grader(job, suites, zygote)
        for student in students:
            grade.grade_one(job, student.decode(), grader)
            answer(msgspec.msgpack.encode(None))


if __name__ == "__main__":
    main(*sys.argv[1:])
