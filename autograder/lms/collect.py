"""Collect downloads of an LMS: bring each notebook to its student, as an attempt.

Downloads may be collected in any order and as often as one likes, also after an interruption: what is
there is not taken again. A notebook that fits nobody is kept in var/unknown, and named.
"""

import errno
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from autograder import timestamps
from autograder.course import Course, Places
from autograder.csv_tables import TableError
from autograder.errors import AutograderError, CourseError
from autograder.files import clear_parts, one_at_a_time, write_whole
from autograder.hand_in import digest
from autograder.lms import arrival_times, file_names, registry
from autograder.lms.downloads import Download, Member, UnreadableFile, opened
from autograder.lms.student_names import Names
from autograder.lms.system import LMS, Arrival, Claim
from autograder.report import clean
from autograder.submissions import attempt_policy, attempts, roster
from autograder.submissions.attempts import Attempt
from autograder.submissions.roster import Roster
from autograder.submissions.submitted_files import adopt

_LISTING_BYTES = 32 << 20
_STAMP_BYTES = 200
_NAME_CHARACTERS = 60
_IN_THE_WAY = (
    errno.ENOTDIR,
    errno.EISDIR,
    errno.EEXIST,
    errno.ELOOP,
)  # something else lies in a student's place


class Collected(msgspec.Struct):
    """Students whose hand-ins some downloads brought, and what a person should look at."""

    new: dict[str, int] = {}  # student to number of attempt
    known: list[str] = []
    disputed: list[str] = []  # students who are in time for the LMS, and late by course.yml
    warnings: list[str] = []  # for a person to look at
    others: int = 0  # files that are no notebook of this assignment

    def lines(self, missing: Sequence[str]) -> Iterator[str]:
        """A summary of what was collected, and what to do next."""
        again = sum(number > 1 for number in self.new.values())
        yield f"{len(self.new)} new, {again} of them a further attempt; {len(set(self.known))} known before"
        if self.others:
            yield f"{self.others} other files were passed over"
        if missing:
            yield f"{len(missing)} on the roster have handed in nothing: {_listed(missing)}"
        if self.disputed:
            yield (
                f"in time for the LMS, and late by course.yml: {_listed(self.disputed)}; "
                "an extension that the LMS knows belongs in the roster too"
            )
        yield from (f"  {line}" for line in self.warnings)


def _listed(students: Sequence[str]) -> str:
    return ", ".join(students[:20]) + (f" and {len(students) - 20} more" if len(students) > 20 else "")


class Candidate(msgspec.Struct, frozen=True):
    """A notebook in a download that may be a student's hand-in."""

    member: Member
    claim: Claim
    rank: int


def collect(
    course: Course, places: Places, name: str, files: Sequence[Path], student: str | None = None
) -> tuple[Collected, list[str]]:
    """Bring downloads in. Gives what happened, and students on the roster who have handed in nothing.

    `student` says whose they are, where no name does. A CSV among the files says when hand-ins came.
    """
    course.assignment(name)
    people = roster.read_roster(places)
    if student is not None and people.students and people.get(student) is None:
        raise CourseError(
            f"--student {student}", "is not on the roster", "write the id that `autograder roster` shows"
        )
    with one_at_a_time(places.var / "grade.lock", "grading or collecting"):
        for folder in ("attempts", "submitted"):
            clear_parts(places.var / folder, f"*/{name}")
        clear_parts(places.var / "attempts", f"*/{name}/*")
        clear_parts(places.var / "unknown", name)
        arrivals: dict[str, Arrival] = {}
        for file in files:
            if file.suffix.lower() == ".csv":
                arrivals |= arrival_times.read_times(_table(file), file.name, Names(people), course.zone)
        collection = _Collection(course, places, name, people, arrivals, student)
        for file in files:
            if file.suffix.lower() != ".csv":
                with opened(file) as download:
                    collection.take(download, file.absolute().name)
        _update_arrivals(places, name, arrivals)
    collected = collection.collected
    whole = attempt_policy.policy_of(course, places, name)
    for who in sorted({*collected.new, *collected.known, *(key for key in arrivals if people.get(key))}):
        latest = attempts.read_all(places, name, who)[-1:]
        if any(attempt.late is False and whole.lateness_of(who, attempt).is_late for attempt in latest):
            collected.disputed.append(who)
    missing = [entry.id for entry in people.students if not attempts.read_all(places, name, entry.id)]
    return collected, [who for who in missing if not places.submitted(who, name).is_dir()]


def _table(file: Path) -> bytes:
    try:
        with file.open("rb") as opened_file:
            raw = opened_file.read(roster.MAX_BYTES + 1)
    except OSError as error:
        raise AutograderError(file, f"cannot be opened ({error.strerror})", "look at its name") from error
    if len(raw) > roster.MAX_BYTES:
        raise TableError(file.name, "is too large for a table", "is it the right file?")
    return raw


def _update_arrivals(places: Places, name: str, arrivals: Mapping[str, Arrival]) -> None:
    """Bring the moments of a table to attempts that were collected before."""
    for student, arrival in arrivals.items():
        known = [] if " " in student else attempts.read_all(places, name, student)
        if known and (arrival.moment or arrival.late is not None):
            when = arrival.moment.isoformat() if arrival.moment else ""
            attempts.say_again(places, name, student, known[-1], when, arrival.late)


def _kept_as(digest: str, name: str) -> str:
    """A name for a notebook that is nobody's, fit for every system and harmless in a shell."""
    kept = re.sub(r"[^\w.()-]+", "_", unicodedata.normalize("NFC", name)).strip("._-")
    stem = kept.removesuffix(".ipynb")[:_NAME_CHARACTERS]
    return f"{digest[:12]}-{stem or 'notebook'}.ipynb"


def _without_namesakes(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates, of which those are nobody's that one student would have under two ids of the LMS."""
    ids = defaultdict[str, set[str]](set)
    for candidate in candidates:
        for student in candidate.claim.students:
            ids[student].add(candidate.claim.lms_id)
    doubtful = {student for student, theirs in ids.items() if len(theirs) > 1}
    return [
        msgspec.structs.replace(
            candidate,
            claim=msgspec.structs.replace(
                candidate.claim, students=(), who=f"{candidate.claim.who}: two have this name"
            ),
        )
        if doubtful & {*candidate.claim.students}
        else candidate
        for candidate in candidates
    ]


class _Collection:
    """Walk through downloads, and take each notebook to its student."""

    source: str  # the download's name
    owner: Claim | None  # whose all of it is, where its name says so
    folders: file_names.Folders

    def __init__(
        self,
        course: Course,
        places: Places,
        name: str,
        people: Roster,
        arrivals: Mapping[str, Arrival],
        student: str | None,
    ) -> None:
        self.places, self.name, self.people, self.arrivals = places, name, people, arrivals
        self.student, self.names, self.collected = student, Names(people), Collected()
        self.every = tuple(entry.name for entry in course.assignments)
        self.others = [other for other in self.every if other != name]

    def take(self, download: Download, source: str) -> None:
        """Bring everything in that is somebody's; `source` is the download's name."""
        self.source, self.owner, called = source, None, ""
        if not download.is_one_file:
            self.owner = file_names.owner(source, self.names, self.name)
            called = file_names.undecorated(source.removesuffix(".zip"))
        self.folders = file_names.Folders(self.every, called)
        for refusal in download.refusals:
            self.warn(refusal.path, f"{refusal.why}; it was not read")
        by_student: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in self.candidates(download):
            if not candidate.claim.students:
                why = candidate.claim.why_nobody or f"nobody on the roster is {candidate.claim.who}"
                self.keep(download, candidate, clean(why, 160))
            for student in candidate.claim.students:
                by_student[student].append(candidate)
        for student, notebooks in sorted(by_student.items()):
            self.take_best(download, student, notebooks)

    def candidates(self, download: Download) -> list[Candidate]:
        """The notebooks, with the students that their names claim; two people of one name get nothing."""
        ranked = [
            (member, file_names.rank(member.name, self.name, self.others)) for member in download.members
        ]
        notebooks = [member for member, rank in ranked if rank is not None]
        lms, listing = file_names.recognize(self.named(member) for member in notebooks), dict[str, Arrival]()
        if lms is None and self.owner is None:
            lms, listing = self.listing(download)
        candidates = []
        for member in notebooks:
            claim = self.claim(lms, member, listing)
            rank = file_names.rank(claim.file, self.name, self.others)
            if rank is None or (rank == 4 and claim.lms == "folder" and self.student is None):
                self.collected.others += 1  # a folder may hold all assignments
                continue
            candidates.append(Candidate(member, claim, rank))
        self.collected.others += len(download.members) - len(notebooks)
        return _without_namesakes(candidates) if lms and lms.is_id_of_student else candidates

    def claim(self, lms: LMS | None, member: Member, listing: Mapping[str, Arrival]) -> Claim:
        """Whose a file is."""
        if self.student is not None:
            arrival = self.arrivals.get(self.student, Arrival())
            return Claim((self.student,), self.student, member.name, moment=arrival.moment, late=arrival.late)
        if not self.people.students and lms is None:
            return self.without_roster(member)
        claim = file_names.claim(lms, self.named(member), self.names, self.arrivals, listing, self.name)
        return claim if self.owner is None else file_names.within(self.owner, claim)

    def named(self, member: Member) -> Sequence[str]:
        """A path from the part on that says whose it is."""
        return member.parts[self.folders.place(member.parts) :]

    def without_roster(self, member: Member) -> Claim:
        """`ada/activations.ipynb`: without a roster a folder's name is a student."""
        first, *rest = self.named(member)
        try:
            roster.refuse_id(first, "", member.path)
        except TableError:
            return Claim((), first, member.name)
        return Claim((first,) if rest else (), first, member.name)

    def listing(self, download: Download) -> tuple[LMS | None, dict[str, Arrival]]:
        """An LMS's own list, where it puts one: beside all hand-ins, where no student can."""
        known = {lms.listing.file: lms for lms in registry.systems() if lms.listing}
        for member in sorted(download.members, key=lambda member: len(member.parts)):
            lms = known.get(member.name)
            if lms and lms.listing and self.folders.place(member.parts) == len(member.parts) - 1:
                try:
                    entries = lms.listing.read(download.read(member, _LISTING_BYTES), self.names)
                    return (lms if entries else None), entries
                except (UnreadableFile, ValueError) as error:
                    self.warn(member.path, f"{error}; whose the files are is not known, therefore")
        return None, {}

    def take_best(self, download: Download, student: str, notebooks: Sequence[Candidate]) -> None:
        """Take the one that fits of a student's notebooks in a download; the others are kept and named."""
        ordered = sorted(
            notebooks,
            key=lambda each: (each.rank, each.member.is_packed, -each.claim.serial, each.member.path),
        )
        taken: tuple[str, str] | None = None  # its digest, and its name
        for candidate in ordered:
            try:
                raw = download.read(candidate.member)
            except UnreadableFile as error:
                self.warn(candidate.member.path, f"of {student}: {error}; it was not taken")
                continue
            if taken is None:
                taken = digest(raw), candidate.member.name
                self.take_one(download, student, candidate, raw)
            elif digest(raw) != taken[0]:
                self.keep(
                    download,
                    candidate,
                    f"{student} has handed in {clean(taken[1], 100)} too, which was taken",
                )

    def take_one(self, download: Download, student: str, candidate: Candidate, raw: bytes) -> None:
        """Take one notebook of a student's."""
        claim = candidate.claim
        beside = self.stamp_beside(download, candidate.member) if claim.lms == "folder" else None
        when = claim.moment or beside
        record = Attempt(
            0,
            digest(raw),
            when.isoformat() if when else "",
            claim.late,
            claim.lms,
            self.source,
            candidate.member.path,
            claim.lms_id,
            claim.serial,
        )
        try:
            adopt(self.places, self.name, student)
            attempt, is_new = attempts.take_attempt(self.places, self.name, student, raw, record)
            attempts.put(self.places, self.name, student)
        except AutograderError as error:
            if not isinstance(error.__cause__, OSError) or error.__cause__.errno not in _IN_THE_WAY:
                raise  # a full disk is nobody's own
            self.warn(candidate.member.path, f"of {student}: {error.where}: {error.what}")
            return
        if is_new:
            self.collected.new[student] = attempt.number
        else:
            self.collected.known.append(student)
        for file in self.places.unknown(self.name).glob(f"{record.digest[:12]}-*"):
            if file.name in (_kept_as(record.digest, candidate.member.name), candidate.member.name):
                file.unlink()  # it has found its student
        if candidate.rank == 4:
            self.warn(candidate.member.path, f"of {student}: its name is another assignment's; it was taken")

    def stamp_beside(self, download: Download, member: Member) -> datetime | None:
        """nbgrader's `timestamp.txt`, where nbgrader puts it: `ada/activations/timestamp.txt`.

        One that lies elsewhere, or in a student's own zip, may be the student's and says nothing.
        """
        folders = self.named(member)[:-1] if self.owner is None else ("", *member.parts[:-1])
        if member.is_packed or len(folders) != 2 or folders[1] != self.name:
            return None
        wanted = "/".join((*member.parts[:-1], "timestamp.txt"))
        for other in download.members:
            if other.path == wanted:
                try:
                    return timestamps.timestamp(download.read(other, _STAMP_BYTES).decode(errors="replace"))
                except UnreadableFile:
                    return None
        return None

    def keep(self, download: Download, candidate: Candidate, why: str) -> None:
        """Keep a notebook that is nobody's, and say so."""
        try:
            raw = download.read(candidate.member)
        except UnreadableFile as error:
            self.warn(candidate.member.path, f"{why}; {error}, and it was not kept")
            return
        file = self.places.unknown(self.name) / _kept_as(digest(raw), candidate.member.name)
        write_whole(file, raw)
        self.warn(candidate.member.path, f"{why}; kept as {file.relative_to(self.places.root)}")

    def warn(self, path: str, what: str) -> None:
        """Note what a person has to look at."""
        self.collected.warnings.append(
            f"{clean(self.source, 60)}: {clean(path, 160)}: {what}".replace("\n", " ")
        )
