"""The process of a `GraderSession`: it grades the students whose names come in."""

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder import versions
from autograder.classroom import grade, jobs
from autograder.classroom.grader_process import SendAnswer, serve
from autograder.grading import pool
from autograder.grading.suite import Suites, with_suites


def main(root: str, name: str) -> None:
    """Grade the students that are asked for."""

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
