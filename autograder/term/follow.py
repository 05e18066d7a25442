"""`grade --follow`: grades what arrives in var/submitted, and writes the student's page back.

It polls what `stat` says of each hand-in, since network file systems and synced folders report no changes.
Whether a hand-in is done is read from its report and its page, so that a follower that was killed goes on
where it was. Only quotas have a file of their own, and it is written before grading.

A page is written as soon as its report is there. Parts for which students' code has to run, such as pictures
that train networks, are made in a second process, so that no other student waits for them; then the page is
written again.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from autograder import hand_in
from autograder.classroom import grade, progress_files, records
from autograder.classroom.jobs import Job, prepare
from autograder.errors import AutograderError
from autograder.files import locked, remove_partial_files, write_atomically
from autograder.grading.pool import die_with
from autograder.pages import class_feedback
from autograder.paths import ANYONE, Places, each
from autograder.report import Report, clean
from autograder.sandbox import scratch
from autograder.submissions import report_store
from autograder.submissions.submitted_files import folder_stats, folders, released, submitted_file
from autograder.text import N_, AnyText, lazy_gettext, number

LOOK_SECONDS = 1.0  # between two looks, if no hand-in is arriving
SLOWEST_SECONDS = 2.0  # between two looks in a class so large that a look takes long
SETTLED_SECONDS = 0.5  # without a change, after which a hand-in is graded
SETTLING_SECONDS = 0.25  # between two looks, while a hand-in is arriving
UNREADABLE_SECONDS = 60.0  # for which a notebook that cannot be read may still be arriving
AGAIN_SECONDS = 5.0  # before another try, after an error of ours
SHARE = 1 / 150  # of a processor's time that looking may take
NICENESS = 10  # of the second process: students without a page yet go first
_MORE = N_("More of this page is on its way, such as your pictures. Load it again in a minute.")
_OVER = N_(
    "You handed in again. {count} of your hand-ins have been graded today; this one is graded tomorrow."
)

Stats = tuple[int, ...]
Say = Callable[[str], None]


class Quota(msgspec.Struct, frozen=True):
    """One student's hand-ins that were graded on one day, by digest."""

    day: str = ""
    digests: tuple[str, ...] = ()


class CodeRun:
    """A process that runs the code of some students for their pages."""

    def __init__(self, root: Path, name: str, students: tuple[str, ...], say: Say) -> None:
        self.students = students
        self.process = multiprocessing.get_context("fork").Process(
            target=_run_for_pages, args=(root, name, students, say, os.getpid())
        )
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])

    def is_done(self) -> bool:
        return not self.process.is_alive()

    def end(self) -> None:
        self.process.terminate()
        self.process.join(AGAIN_SECONDS)
        self.process.kill()
        self.process.join()
        scratch.sweep()


def _run_for_pages(root: Path, name: str, students: tuple[str, ...], say: Say, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the command, which ends this process
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    die_with(parent)
    os.nice(NICENESS)
    try:
        class_feedback.run_for_pages(root, name, students, say)
    except AutograderError as error:
        say(str(error))


class Follower:
    """Follows one assignment's hand-ins. `quota` is how many of a student's are graded on a day."""

    def __init__(
        self,
        root: Path,
        job: Job,
        say: Say,
        quota: int | None = None,
        lanes: int | None = None,
        allow_weak: bool = False,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], str] | None = None,
        unreadable_seconds: float = UNREADABLE_SECONDS,
    ) -> None:
        self.root, self.places, self.name = root, job.places, job.name
        self.say, self.lanes, self.allow_weak = say, lanes, allow_weak
        self.quota = quota if quota is not None else job.assignment.daily_quota
        zone = job.course.zone
        self.clock, self.today = clock, today or (lambda: datetime.now(zone).date().isoformat())
        self.unreadable_seconds = unreadable_seconds
        self.finished: dict[str, Stats] = {}  # hand-ins that are graded and have their page
        self.arriving: dict[str, tuple[Stats, float]] = {}  # hand-ins that are arriving, unchanged since when
        self.broken: dict[str, Stats] = {}  # hand-ins that could not be read
        self.over: dict[str, tuple[Stats, str]] = {}  # hand-ins that wait for the next day, since which day
        self.unfinished: dict[str, None] = {}  # students whose code has to run for their page, in their order
        self.code_run: CodeRun | None = None
        self.graded = 0
        self.trouble = ""
        self.not_before = 0.0
        self._status: progress_files.FollowerStatus | None = None
        self.began = time.time()

    # --- looking -------------------------------------------------------------------------------

    def look(self) -> list[str]:
        """Look once, and grade what has arrived. Return the students whose hand-ins were dealt with."""
        now = self.clock()
        ready: dict[str, Stats] = {}
        if now >= self.not_before:
            try:
                ready = self._ready(now)
                if ready:
                    self._deal_with(ready)
                if self._finish_pages() or ready:
                    self.trouble = ""
            except AutograderError as error:
                self.not_before = self.clock() + AGAIN_SECONDS
                if str(error) != self.trouble:
                    self.trouble = str(error)
                    self.say(f"{error}; it is tried again")
                ready = {}
        self._tell()
        return list(ready)

    def end(self) -> None:
        """End the process that runs students' code for their pages."""
        if self.code_run is not None:
            self.code_run.end()

    def pause(self, took: float) -> float:
        """Return the seconds until the next look, if the last one took `took` seconds of processor time."""
        if self.arriving:
            return SETTLING_SECONDS
        return min(max(LOOK_SECONDS, took / SHARE), SLOWEST_SECONDS)

    def _ready(self, now: float) -> dict[str, Stats]:
        place = each(self.places.work(self.name, ANYONE).submitted)
        ready: dict[str, Stats] = {}
        written: dict[str, Stats] = {}
        here = set()
        for student in folders(self.places.all_submitted):
            stats = folder_stats(place(student), self.name)
            if not stats[0] or not student.isprintable():
                continue
            here.add(student)
            if self.finished.get(student) == stats or self.over.get(student) == (stats, self.today()):
                self.arriving.pop(student, None)
                continue
            if student not in self.finished and self._is_written(student, stats):
                written[student] = stats
                continue
            known = self.arriving.get(student)
            if known is None or known[0] != stats:
                self.arriving[student] = (stats, now)
            elif now - known[1] >= SETTLED_SECONDS and self._is_whole(student, stats, now - known[1]):
                ready[student] = stats
        for student in self.arriving.keys() - here:
            del self.arriving[student]
        if written:
            self.unfinished |= dict.fromkeys(class_feedback.unfinished(self.root, self.name, tuple(written)))
            self.finished |= written
        return ready

    def _is_written(self, student: str, stats: Stats) -> bool:
        """Return True if report and page are on this very hand-in, as an earlier follower left them."""
        work = self.places.work(self.name, student)
        meta = report_store.meta(work)
        if meta is None or meta.files[: len(stats)] != stats:
            return False
        if meta.files != records.file_stats(work, meta.attempt):
            return False
        from_files = [work.report_meta, *(file for file in (work.pictures, work.repairs) if file.is_file())]
        try:
            page = (work.feedback / f"{self.name}.html").stat().st_mtime_ns
            return all(page >= file.stat().st_mtime_ns for file in from_files)
        except OSError:
            return False

    def _is_whole(self, student: str, stats: Stats, seconds: float) -> bool:
        """Return True if a hand-in can be read, or has been unreadable for so long that it is graded."""
        if seconds >= self.unreadable_seconds:
            return True
        if self.broken.get(student) != stats and self._can_be_read(student):
            return True
        self.broken[student] = stats
        return False

    def _can_be_read(self, student: str) -> bool:
        file = submitted_file(self.places.work(self.name, student))
        release = released(self.places, self.name)
        if file.problem or release is None:
            return not file.problem
        try:
            hand_in.read_hand_in(file.raw, release)
        except hand_in.Unreadable:
            return False
        return True

    # --- grading -------------------------------------------------------------------------------

    def _deal_with(self, ready: Mapping[str, Stats]) -> None:
        job = prepare(self.root, self.name, self.allow_weak)
        over = self._charge(ready)
        allowed = tuple(student for student in ready if student not in over)
        if over:
            self._put_off(ready, over)
        if not allowed:
            return
        graded = grade.grade(job, allowed, self.lanes)
        students = tuple(graded.students)
        if students:
            self._write_pages(students)
        for report in graded:
            self.say(_line(report))
        for student in allowed:
            if student not in students:
                self.say(f"{clean(student, 100)}: handed in after it closed: kept, not graded")
            self.finished[student] = ready[student]
            self.arriving.pop(student, None)
            self.broken.pop(student, None)
            self.over.pop(student, None)
        self.graded += len(students)

    def _put_off(self, ready: Mapping[str, Stats], over: Collection[str]) -> None:
        """Leave hand-ins to the next day, and say so on the pages that these students have."""
        day = self.today()
        pages = tuple(student for student in over if self.places.work(self.name, student).report.is_file())
        if pages:
            self._write_pages(pages, pages)
        for student in over:
            self.say(f"{clean(student, 100)}: {self.quota} were graded today; this one waits for tomorrow")
            self.over[student] = (ready[student], day)
            self.arriving.pop(student, None)

    def _write_pages(self, students: tuple[str, ...], put_off: Collection[str] = ()) -> None:
        """Write pages without running students' code; a page to which more is added later says so."""
        unfinished = dict.fromkeys(class_feedback.unfinished(self.root, self.name, students))
        remarks: dict[str, AnyText] = dict.fromkeys(unfinished, lazy_gettext(_MORE))
        class_feedback.write_pages(
            self.root, self.name, students, self.say, remarks | self._over_remarks(put_off)
        )
        self.unfinished |= unfinished

    def _finish_pages(self) -> bool:
        """Write pages again whose code has run, and start the next run; return True if a run has ended."""
        is_written = False
        if self.code_run is not None:
            if not self.code_run.is_done():
                return False
            # A student who has handed in again meanwhile has another page by now, and code that runs next.
            students = tuple(who for who in self.code_run.students if who not in self.unfinished)
            if students:
                over = self._over_remarks([who for who in students if who in self.over])
                class_feedback.write_pages(self.root, self.name, students, self.say, over)
            self.code_run, is_written = None, True
        if self.unfinished:
            self.code_run = CodeRun(self.root, self.name, tuple(self.unfinished), self.say)
            self.unfinished = {}
        return is_written

    def _over_remarks(self, students: Collection[str]) -> dict[str, AnyText]:
        return dict.fromkeys(students, lazy_gettext(_OVER, count=self.quota or 0))

    def _charge(self, ready: Mapping[str, Stats]) -> set[str]:
        """Count these hand-ins for today, and return the students whose quota is used up."""
        if self.quota is None:
            return set()
        day, known, over = self.today(), read_quotas(self.places, self.name), set()
        for student in ready:
            work = self.places.work(self.name, student)
            digest = hand_in.bytes_digest(submitted_file(work).raw)
            quota, meta = known.get(student, Quota()), report_store.meta(work)
            used = quota.digests if quota.day == day else ()
            if digest in used or (meta and meta.row.digest == digest):
                continue
            if len(used) >= self.quota:
                over.add(student)
            else:
                known[student] = Quota(day, (*used, digest))
        file = _quota_file(self.places, self.name)
        write_atomically(file, msgspec.json.encode(known, order="sorted"), durable=True)
        return over

    # --- being seen ----------------------------------------------------------------------------

    def _tell(self) -> None:
        now = progress_files.FollowerStatus(
            self.name, os.getpid(), self.began, self.graded, len(self.arriving), len(self.over), self.trouble
        )
        if now != self._status:
            progress_files.write_follower_status(self.places, now)
            self._status = now


def follow(root: Path, job: Job, say: Say, quota: int | None, lanes: int | None, allow_weak: bool) -> None:
    """Follow an assignment's hand-ins until Ctrl-C. One process at a time follows an assignment."""
    lock = job.places.var / f"follow.{job.name}.lock"
    with locked(lock, f"following {job.name} in", 0):
        remove_partial_files(job.places.class_state(job.name).parent)
        follower = Follower(root, job, say, quota, lanes, allow_weak)
        from autograder.grading import engine, own_tests, suite  # noqa: F401, the first hand-in waits for none

        say(f"following {job.places.all_submitted}: {job.name}; Ctrl + C ends it")
        try:
            while True:
                began = time.process_time()
                dealt_with = follower.look()
                time.sleep(0 if dealt_with else follower.pause(time.process_time() - began))
        finally:
            follower.end()
            progress_files.remove_follower_status(job.places, job.name)


def read_quotas(places: Places, name: str) -> dict[str, Quota]:
    """Map each student to the hand-ins that were graded on the last day on which one of theirs was."""
    file = _quota_file(places, name)
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, Quota])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.MsgspecError) as error:
        raise AutograderError(
            file, f"cannot be read ({error})", "delete it: today's quotas begin anew"
        ) from error


def _quota_file(places: Places, name: str) -> Path:
    return places.class_state(name).with_suffix(".quota.json")


def _line(report: Report) -> str:
    """Return one graded hand-in as a line for the terminal."""
    when = datetime.now(UTC).astimezone().strftime("%H:%M:%S")
    if report.status == "error":
        what = f"waits for a person: {report.reason}"
    else:
        known = [cell.score for cell in report.cells.values()]
        waits = any(score is None for score in known) or any(
            answered and name not in (report.completed or {}) for name, answered in report.manual.items()
        )
        points = sum(score for score in known if score is not None) + sum((report.completed or {}).values())
        what = f"{number(points)}{' + ?' if waits else ''} / {number(report.max_score)}"
    return f"{when} {clean(report.student, 100)}: {clean(what, 500)}"
