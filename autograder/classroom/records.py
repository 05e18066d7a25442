"""Recording of a report: its file, the autograded notebook, the gradebook's rows.

`report.json` is the truth. The others are written again whenever they differ from it, so that a kill between
two writes heals itself.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from autograder import __version__, hand_in
from autograder.classroom import autograded, history, marks
from autograder.classroom.jobs import Job
from autograder.course import digest
from autograder.errors import AutograderError
from autograder.files import stat_of, write_atomically
from autograder.grading import rubric
from autograder.hand_in import HandIn
from autograder.paths import StudentWork
from autograder.report import CellReport, Meta, Report, encode, row
from autograder.submissions import attempt_policy, attempts, report_store, submitted_files
from autograder.submissions.attempt_policy import GradingTask
from autograder.submissions.submitted_files import EXCHANGE_KEY, SubmittedFile, attempt_file, exchange_key

RunDigests = Mapping[str, str]  # by grade cell: digest of all that can change its verdicts


def run_digests(job: Job, student: str, file_digest: str) -> dict[str, str]:
    """Map each cell to the digest of one grading: equal digests give equal reports."""
    known = (student.encode(), file_digest.encode())
    return {cell: digest(base.encode(), *known) for cell, base in job.bases.items()}


def digest_of(file: SubmittedFile) -> str:
    """Return the digest of a hand-in: its bytes, its problem and its notes."""
    return digest(file.raw, str(file.problem).encode(), *(str(note).encode() for note in file.notes))


def cells_to_reuse(job: Job, task: GradingTask) -> dict[str, CellReport] | None:
    """Return the cells whose verdicts are still true; None if all are, and nothing has to be graded."""
    meta = report_store.meta(job.work(task.student)) if task.is_sole else None
    if _is_up_to_date(job, task, meta):
        return None
    file = attempt_file(job.work(task.student), task.attempt)
    wanted = run_digests(job, task.student, digest_of(file))
    known = _known(job, task, meta)
    if known is None:
        return {}
    report, run = known
    stands = {cell for cell, run_now in wanted.items() if run.get(cell) == run_now}
    if len(stands) < len(wanted):
        return {cell: report.cells[cell] for cell in stands if cell in report.cells}
    if task.is_sole:
        update_stored(job, file, report, run)
    return None


def _is_up_to_date(job: Job, task: GradingTask, meta: Meta | None) -> bool:
    """Return True if the stored report is on this attempt, and nothing has changed or been touched since."""
    return (
        meta is not None
        and meta.attempt == task.attempt
        and meta.files == file_stats(job.work(task.student), task.attempt)
        and meta.view == job.view
        and meta.run == run_digests(job, task.student, meta.file_digest)
    )


def is_settled(job: Job, task: GradingTask) -> bool:
    """Return True if grading again would change nothing. If several may count, each needs its own report."""
    work = job.work(task.student)
    meta = report_store.meta(work)
    if task.is_sole or meta is None:
        return _is_up_to_date(job, task, meta)
    beside = report_store.of_attempt(work, task.attempt)
    return (
        beside is not None
        and beside[1].run == run_digests(job, task.student, beside[1].file_digest)
        and _is_up_to_date(job, GradingTask(task.student, meta.attempt), meta)
    )


def _known(job: Job, task: GradingTask, meta: Meta | None) -> tuple[Report, RunDigests] | None:
    """Return the stored report on this attempt, and its run digests; None if there is none."""
    if meta is not None and meta.attempt == task.attempt:
        try:
            return report_store.read_report(job.work(task.student)), meta.run
        except AutograderError:
            return None
    beside = report_store.of_attempt(job.work(task.student), task.attempt) if task.attempt else None
    return (beside[0], beside[1].run) if beside else None


def keep_report(
    job: Job, task: GradingTask, file: SubmittedFile, report: Report, seconds: float, run: RunDigests
) -> None:
    """Store a report: beside its attempt, if attempts are kept, and as the student's if it surely counts."""
    if task.attempt:
        report_store.store_report(job.work(task.student), report, _meta(job, file, report, seconds, run))
    if task.is_sole:
        store(job, file, report, seconds, run)


def keep_best(job: Job, selector: attempt_policy.AttemptSelector, tasks: list[GradingTask]) -> None:
    """Store the best report of several attempts as the student's."""
    if len(tasks) == 1:
        return
    graded = []
    for task in tasks:
        beside = report_store.of_attempt(job.work(task.student), task.attempt)
        if beside is None:  # somebody took it away while we graded
            raise AutograderError(
                job.work(task.student).attempts,
                f"attempt {task.attempt} has no report",
                "grade again",
            )
        graded.append((task, rescored(job, beside[0]), beside[1]))
    place = attempt_policy.best(
        [(seen, selector.lateness(task.student, task.attempt)) for task, seen, _ in graded]
    )
    task, seen, meta = graded[place]
    file = attempt_file(job.work(task.student), task.attempt)
    update_stored(job, file, seen, meta.run)


def update_stored(job: Job, file: SubmittedFile, report: Report, run: RunDigests) -> None:
    """Rewrite the stored files that differ from the report with today's points."""
    work = job.work(file.student)
    seen, meta = rescored(job, report), report_store.meta(work)
    is_there = meta is not None and meta.attempt == file.attempt and meta.run == run and _holds(job, seen)
    if meta is None or not is_there or not is_autograded_current(job, file, meta):
        store(job, file, seen, meta.seconds if meta else 0.0, run)
    else:
        known = file.files + written_stats(work)
        meta = msgspec.structs.replace(meta, files=known, view=job.view, parts=job.parts)
        report_store.write_meta(work, meta)


def _holds(job: Job, report: Report) -> bool:
    """Return True if this is the student's stored report."""
    return _in_place(job.work(report.student)) == report


def rescored(job: Job, report: Report) -> Report:
    """Rescore a report by today's rules; with `never_lower` in course.yml no cell gets less than before."""
    seen = rubric.rescored(report, job.rules)
    if not job.course.never_lower or seen.status == "error":
        return seen
    return rubric.kept_better(seen, _earlier(job, report))


def _earlier(job: Job, report: Report) -> list[tuple[str, float, float]]:
    """Return the scores that the cells of this hand-in have had before, as (cell, points, score)."""
    work = job.work(report.student)
    known = [in_place] if (in_place := _in_place(work)) else []
    for one in attempts.read_all(work):
        if one.digest == report.digest and (beside := report_store.of_attempt(work, one.number)):
            known.append(beside[0])
    scores = history.earlier_scores(history.read_or_begin(work), report.digest)
    for other in known:
        if other.digest == report.digest:
            scores += [
                (cell, result.points, result.score)
                for cell, result in other.cells.items()
                if result.score is not None
            ]
    return scores


def _in_place(work: StudentWork) -> Report | None:
    try:
        return report_store.read_report(work)
    except AutograderError:
        return None  # there is none yet, or it is damaged and will be made again


def store(job: Job, file: SubmittedFile, report: Report, seconds: float, run: RunDigests) -> None:
    """Write report and notebook; the meta file, written last, says that both are there."""
    work = job.work(file.student)
    before, known = report_store.meta(work), _in_place(work)
    meta = _meta(job, file, report, seconds, run)
    if before and known:
        history.note_changes(work, (known, before), (report, meta), job.said)
    write_atomically(work.report, encode(report))
    handed_in = hand_in.read_hand_in(file.raw, job.release) if report.status == "graded" else None
    answers = hand_in.answer_digests(handed_in, job.release) if handed_in else {}
    meta = msgspec.structs.replace(
        meta,
        notebook=write_autograded(job, file, report, handed_in),
        recorded=before.recorded if before else "",
        judged=before.judged if before else {},
        answers=answers,
        recorded_answers=_recorded_answers(before, meta, answers) if before else {},
    )
    meta = msgspec.structs.replace(meta, files=file.files + written_stats(work))
    report_store.write_meta(work, meta)


def _recorded_answers(before: Meta, meta: Meta, answers: dict[str, str]) -> dict[str, str]:
    """Return the answers that the gradebook last recorded, as digests by today's rules.

    The same bytes hold the same answer, even if the release's text or this kit's reading has changed.
    """
    if not before.recorded_answers:
        return answers if before.recorded == meta.row.digest else {}
    if before.file_digest != meta.file_digest:
        return before.recorded_answers
    same = {cell for cell, answer in before.recorded_answers.items() if before.answers.get(cell) == answer}
    return before.recorded_answers | {cell: answer for cell, answer in answers.items() if cell in same}


def _meta(job: Job, file: SubmittedFile, report: Report, seconds: float, run: RunDigests) -> Meta:
    return Meta(
        run=dict(run),
        graded_at=datetime.now(UTC).isoformat(timespec="seconds"),
        seconds=round(seconds, 4),
        kit=__version__,
        row=row(report),
        file_digest=digest_of(file),
        view=job.view,
        attempt=file.attempt,
        parts=job.parts,
    )


def write_autograded(job: Job, file: SubmittedFile, report: Report, handed_in: HandIn | None) -> str:
    """Write the autograded notebook, as nbgrader and formgrader open it; returns its digest."""
    cells = handed_in.cells if handed_in else job.release.cells
    raw = autograded.autograded(job.release, cells, report, job.course.language)
    folder = job.work(file.student).autograded
    write_atomically(folder / f"{job.name}.ipynb", raw)
    if file.submitted_at:
        write_atomically(folder / "timestamp.txt", file.submitted_at.encode())
    else:
        folder.joinpath("timestamp.txt").unlink(missing_ok=True)
    copy_exchange_key(job.work(file.student))
    return digest(raw)


def copy_exchange_key(work: StudentWork) -> None:
    """Copy the key of nbgrader's exchange beside the notebook, where nbgrader's commands look for it."""
    target = work.autograded / EXCHANGE_KEY
    if key := exchange_key(work):
        write_atomically(target, key)
    else:
        target.unlink(missing_ok=True)


def is_autograded_current(job: Job, file: SubmittedFile, meta: Meta) -> bool:
    """Return True if the autograded notebook is ours; stock `nbgrader autograde` writes its own there."""
    folder = job.work(file.student).autograded
    stamp = folder / "timestamp.txt"
    try:
        when = stamp.read_text(encoding="utf-8", errors="replace") if stamp.exists() else None
        return when == file.submitted_at and meta.notebook == digest(
            folder.joinpath(f"{job.name}.ipynb").read_bytes()
        )
    except OSError:
        return False


def file_stats(work: StudentWork, number: int) -> tuple[int, ...]:
    """Return what `stat` says of all files that one report speaks of: if equal, nobody has touched them."""
    return submitted_files.hand_in_stats(work, number) + written_stats(work)


def written_stats(work: StudentWork) -> tuple[int, ...]:
    """Return what `stat` says of the files that grading wrote."""
    written = work.autograded
    paths = (written / "timestamp.txt", written / f"{work.assignment}.ipynb", work.report)
    return tuple(part for path in paths for part in stat_of(path))


def load_gradebook() -> None:
    """Load what `record_grades` needs: its libraries take longer to load than an unchanged class takes."""
    from autograder.gradebook import grades  # noqa: F401


def record_grades(job: Job, students: list[str]) -> bool:
    """Write scores to the gradebook, some students at a time; then note which hand-in it knows.

    Returns True if anybody's mark is of something that has changed since.
    """
    from autograder.gradebook import grades

    url = grades.address(job.course, job.places)
    marks.refuse_lost_marks(job.places, job.name, url, students)
    grades.record_assignment(url, job.name, job.release, job.course.due(job.name))
    selector = attempt_policy.attempt_selector(job.course, job.places, job.name)
    people = {person.id: person for person in selector.people.students}
    for start in range(0, len(students), grades.BATCH):
        batch = students[start : start + grades.BATCH]
        known = {student: report_store.meta(job.work(student)) for student in batch}
        settled = grades.settled_marks(url, job.name, batch)
        metas = {
            student: _with_judged(meta, settled.get(student, {}))
            for student, meta in known.items()
            if meta is not None
        }
        # The note comes after the gradebook: a kill between the two asks a person to look once more.
        again = {
            student: meta
            for student, meta in metas.items()
            if (meta.recorded, meta.recorded_answers) != (meta.row.digest, meta.answers)
        }
        judged_again = {
            student: {
                cell: mark for cell, (answer, mark) in meta.judged.items() if meta.answers.get(cell) == answer
            }
            for student, meta in metas.items()
        }
        same = {
            student: [
                cell for cell, answer in meta.answers.items() if meta.recorded_answers.get(cell) == answer
            ]
            for student, meta in metas.items()
        }
        counted = {one: selector.attempt(one, meta.attempt) for one, meta in metas.items()}
        grades.record_rows(
            url,
            job.name,
            [meta.row for meta in metas.values()],
            {student: when for student, counting in counted.items() if (when := counting.moment)},
            again,
            same,
            judged_again,
            {student: selector.lateness_of(student, counting) for student, counting in counted.items()},
        )
        grades.record_people(url, [people[student] for student in metas if student in people])
        for student, meta in metas.items():
            meta = msgspec.structs.replace(meta, recorded=meta.row.digest, recorded_answers=meta.answers)
            if meta != known[student]:
                report_store.write_meta(job.work(student), meta)
        marks.note_marks(job.places, job.name, url, metas)
    return grades.marks_wait(url, job.name)


def _with_judged(meta: Meta, settled: Mapping[str, float]) -> Meta:
    """Note which answers people's settled marks judged: those that the gradebook recorded last."""
    judged = {
        cell: (meta.recorded_answers[cell], mark)
        for cell, mark in settled.items()
        if cell in meta.recorded_answers
    }
    return msgspec.structs.replace(meta, judged=meta.judged | judged)
