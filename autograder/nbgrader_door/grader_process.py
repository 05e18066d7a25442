"""A grading process that is kept open, for who brings one hand-in after another, as nbgrader does.

What costs time, the suites and the clean process, is there once. It is started by exec and not forked:
formgrader's server has threads, sockets and an open database. A student's name goes in as a line; a line
comes out when report, notebook and gradebook are written: null, or where, what and next of an error.
"""

import contextlib
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import msgspec

from autograder import versions
from autograder.classroom import grade, jobs
from autograder.errors import AutograderError
from autograder.files import refused_by_disk
from autograder.grading import pool
from autograder.grading.pool import TRIES, LaneLost
from autograder.grading.suite import Suites, with_suites

IDLE_SECONDS = 60.0  # then it ends by itself; a server may keep its other end for days
_THREADS = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL")}  # as the command has it


class GraderSession:
    """Grades hand-ins of one assignment, one at a time."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.name = root, name
        self.process: subprocess.Popen[str] | None = None

    def grade(self, student: str) -> None:
        """Grade one hand-in unless nothing has changed; an AutograderError says why it was not."""
        for _ in range(TRIES):
            if answer := self._ask(student):
                if wrong := msgspec.json.decode(answer, type=tuple[str, str, str] | None):
                    raise AutograderError(*wrong)
                return
        raise LaneLost(
            "the grader itself", f"it ended {TRIES} times at {student!r}", "mark it by hand, report it"
        )

    def close(self) -> None:
        """Let the process end. It would by itself once our end of its input is gone."""
        if self.process is not None:
            for end in (self.process.stdin, self.process.stdout):
                with contextlib.suppress(BrokenPipeError):
                    if end is not None:
                        end.close()
            self.process.wait()
            self.process = None

    def _ask(self, student: str) -> str:
        """The answer, or nothing where the process ended."""
        if self.process is None or self.process.poll() is not None:
            self.close()
            self.process = self._start()
        asked, answers = self.process.stdin, self.process.stdout
        assert asked is not None
        assert answers is not None
        with contextlib.suppress(BrokenPipeError):  # it may have said before why it ended
            asked.write(msgspec.json.encode(student).decode() + "\n")
            asked.flush()
        answer = answers.readline()
        if not answer.endswith("\n"):
            self.close()
            return ""
        return answer

    def _start(self) -> "subprocess.Popen[str]":
        # -P: no module of the folder that we are called in takes the place of one that is installed.
        return subprocess.Popen(
            [
                sys.executable,
                "-P",
                "-m",
                "autograder.nbgrader_door.grader_process",
                str(self.root),
                self.name,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | _THREADS,
        )


# --- the process -------------------------------------------------------------------------------


def main(root: str, name: str) -> None:
    """Grade whoever is asked for, until nobody is or something goes wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for nbgrader; our input ends with it
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a suite prints is no answer
    students = _students(sys.stdin)
    try:
        job = jobs.prepare(Path(root), name)
        if others := grade.made_by_others(job):
            raise versions.mixing(name, others)
        with_suites(job.places, job.name, lambda suites: _serve(job, suites, students, answers))
    except Exception as error:
        if isinstance(error, OSError):
            error = refused_by_disk(error) or error
        if not isinstance(error, AutograderError):
            text = "".join(traceback.format_exception(error)).strip()
            error = LaneLost(
                "the grader itself", text, "this is a defect of the kit: please report it with this text"
            )
        _answer(answers, [error.where, str(error.what), str(error.next_step)])


def _serve(job: jobs.Job, suites: Suites, students: Iterator[str], answers: TextIO) -> None:
    pool.bound_memory()
    with jobs.open_zygote(job) as zygote:
        grader = grade.new_grader(job, suites, zygote)
        for student in students:
            grade.grade_one(job, student, grader)
            _answer(answers, None)


def _students(asked: TextIO) -> Iterator[str]:
    while select.select([asked], [], [], IDLE_SECONDS)[0] and (line := asked.readline()):
        yield msgspec.json.decode(line, type=str)


def _answer(answers: TextIO, wrong: list[str] | None) -> None:
    answers.write(msgspec.json.encode(wrong).decode() + "\n")
    answers.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
