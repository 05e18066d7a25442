"""What a hand-in weighs and what a gradebook takes: the figures of docs/scale.md.

.venv/bin/python tests/bench/scale.py [STUDENTS] [DATABASE-URL]
"""

import sys
import tempfile
import time
from pathlib import Path

import bench
import hand_ins
import msgspec

from autograder import notebook, report
from autograder.classroom import jobs, records
from autograder.classroom.records import run_digests
from autograder.cluster import remote_grader
from autograder.gradebook import grades
from autograder.submissions import report_store
from autograder.submissions.attempt_policy import GradingTask
from autograder.submissions.submitted_files import submitted_file


def rate(url: str, rows: list[report.GradebookRow]) -> tuple[float, float]:
    """Wall-clock and our own processor seconds a student, for a gradebook that knows nobody yet."""
    file = hand_ins.ROOT / "release" / bench.NAME / f"{bench.NAME}.ipynb"
    grades.record_assignment(url, bench.NAME, notebook.parse_notebook(file.read_bytes(), str(file)))
    began, cpu = time.monotonic(), time.process_time()
    grades.record_rows(url, bench.NAME, rows, resubmitted=())
    return (time.monotonic() - began) / len(rows), (time.process_time() - cpu) / len(rows)


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as folder:
        root = bench.our_course(Path(folder) / "course", [bench.right()] * 4)
        bench.timed([*bench.OURS, "grade", bench.NAME], root)
        job = jobs.prepare(root, bench.NAME)
        student = "s00000"
        print(f"{bench.machine()}\n")
        print(
            f"bundle, once a worker: {len(msgspec.msgpack.encode(remote_grader.grading_material(job))) / 1e3:.0f} kB"
        )
        one = submitted_file(job.work(student))
        found = report_store.read_report(job.work(student))
        told = report.encode(found)
        print(f"hand-in: {len(one.raw) / 1e3:.0f} kB there, report: {len(told) / 1e3:.0f} kB back")
        kept = [
            file for part in ("reports", "autograded") for file in (root / "var" / part / student).rglob("*")
        ]  # fmt: skip
        sizes = [file.stat().st_size for file in kept if file.is_file()]
        print(f"kept: {len(sizes)} files, {sum(sizes) / 1e3:.0f} kB")
        cpu = time.process_time()
        for number in range(200):
            again = submitted_file(job.work(student))
            own = msgspec.structs.replace(again, student=f"new{number}")
            back = msgspec.structs.replace(report.decode(told), student=own.student)
            records.keep_report(
                job,
                GradingTask(own.student),
                own,
                records.rescored(job, back),
                0.1,
                run_digests(job, own.student, "x"),
            )
        print(
            f"CPU to read one, take its report and write its files: {(time.process_time() - cpu) / 200 * 1e3:.2f} ms"
        )
        row = report.row(found)
        rows = [msgspec.structs.replace(row, student=f"s{number:07}") for number in range(count)]
        book = Path(folder) / "gradebook.db"
        for url in (grades.sqlite_url(book), *sys.argv[2:]):
            wall, own_cpu = rate(url, rows)
            again, again_cpu = rate(url, rows)
            print(
                f"{grades.printable_url(url).partition(':')[0]}: {1 / wall:.0f} students a second ({own_cpu * 1e3:.2f} ms CPU of ours), "
                f"told the same again {1 / again:.0f} ({again_cpu * 1e3:.2f} ms)"
            )
        print(f"gradebook.db: {book.stat().st_size / count / 1e3:.1f} kB a student")


if __name__ == "__main__":
    main()
