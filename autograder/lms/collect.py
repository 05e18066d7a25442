"""What an LMS hands out, brought to where it is graded: each notebook to its student, as an attempt.

Downloads may be collected in any order and as often as one likes, also after an interruption: what is
there is not taken again. Whatever fits nobody is kept in var/unknown, and told.
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
from autograder.errors import AutograderError, CourseError
from autograder.files import clear_parts, one_at_a_time, write_whole
from autograder.hand_in import digest
from autograder.lms import arrival_times, file_names
from autograder.lms.downloads import Download, Member, UnreadableFile, opened
from autograder.lms.file_names import Claim, Names, Said
from autograder.report import clean
from autograder.submissions import attempt_policy, attempts, roster
from autograder.submissions.attempts import Attempt
from autograder.submissions.roster import Roster, RosterError
from autograder.submissions.submitted_files import adopt

LIST = "submission_metadata.yml"  # Gradescope's
_LIST_BYTES = 32 << 20
_STAMP_BYTES = 200
_NAME_CHARACTERS = 60
_IN_THE_WAY = (
    errno.ENOTDIR,
    errno.EISDIR,
    errno.EEXIST,
    errno.ELOOP,
)  # something else lies in a student's place


class Collected(msgspec.Struct):
    """What was found in some downloads, to be told."""

    new: dict[str, int] = {}  # student to number of attempt
    known: list[str] = []
    disputed: list[str] = []  # students who are in time for the LMS, and late by course.yml
    told: list[str] = []  # what a person has to look at
    others: int = 0  # files that are no notebook of this assignment

    def lines(self, missing: Sequence[str]) -> Iterator[str]:
        """What to know after collecting, and what to do next."""
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
        yield from (f"  {line}" for line in self.told)


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
    """Bring downloads in. Gives what happened, and who on the roster has handed in nothing.

    `student` says whose they are, where no name does. A CSV among the files says when hand-ins came.
    """
    course.assignment(name)
    people = roster.read_roster(places)
    if student is not None and people.students and people.get(student) is None:
        raise CourseError(
            f"--student {student}", "is not on the roster", "write the id that `autograder roster` shows"
        )
    found = Collected()
    with one_at_a_time(places.var / "grade.lock", "grading or collecting"):
        for folder in ("attempts", "submitted"):
            clear_parts(places.var / folder, f"*/{name}")
        clear_parts(places.var / "attempts", f"*/{name}/*")
        clear_parts(places.var / "unknown", name)
        said: dict[str, Said] = {}
        for file in files:
            if file.suffix.lower() == ".csv":
                said |= arrival_times.read_times(_table(file), file.name, Names(people), course.zone)
        for file in files:
            if file.suffix.lower() != ".csv":
                with opened(file) as download:
                    _Collection(course, places, name, people, said, found, file.name, student).take(download)
        _say_again(places, name, said)
    whole = attempt_policy.policy_of(course, places, name)
    for one in sorted({*found.new, *found.known, *(who for who in said if people.get(who))}):
        latest = attempts.read_all(places, name, one)[-1:]
        if any(own.late is False and whole.lateness_of(one, own).is_late for own in latest):
            found.disputed.append(one)
    missing = [one.id for one in people.students if not attempts.read_all(places, name, one.id)]
    return found, [one for one in missing if not places.submitted(one, name).is_dir()]


def _table(file: Path) -> bytes:
    try:
        with file.open("rb") as opened_file:
            return opened_file.read(roster.MAX_BYTES + 1)
    except OSError as error:
        raise AutograderError(file, f"cannot be opened ({error.strerror})", "look at its name") from error


def _say_again(places: Places, name: str, said: Mapping[str, Said]) -> None:
    """A table alone brings moments to what was collected before."""
    for student, word in said.items():
        known = [] if " " in student else attempts.read_all(places, name, student)
        if known and (word.moment or word.late is not None):
            latest = known[-1]
            when = word.moment.isoformat() if word.moment else ""
            attempts.say_again(places, name, student, latest, when, word.late)


def _kept_as(digest: str, name: str) -> str:
    """What a notebook is called that is nobody's: a name for every system that says nothing to a shell."""
    kept = re.sub(r"[^\w.()-]+", "_", unicodedata.normalize("NFC", name)).strip("._-")
    stem = kept.removesuffix(".ipynb")[:_NAME_CHARACTERS]
    return f"{digest[:12]}-{stem or 'notebook'}.ipynb"


class _Collection:
    """One download's walk."""

    def __init__(
        self,
        course: Course,
        places: Places,
        name: str,
        people: Roster,
        said: Mapping[str, Said],
        found: Collected,
        source: str,
        student: str | None,
    ) -> None:
        self.places, self.name, self.people, self.said = places, name, people, said
        self.found, self.source, self.student = found, source, student
        self.names = Names(people)
        self.others = [entry.name for entry in course.assignments if entry.name != name]

    def take(self, download: Download) -> None:
        """Bring everything in that is somebody's."""
        for refusal in download.refusals:
            self.tell(refusal.path, f"{refusal.why}; it was not read")
        by_student: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in self.candidates(download):
            if not candidate.claim.students:
                self.keep(download, candidate, f"nobody on the roster is {clean(candidate.claim.who, 100)}")
            for student in candidate.claim.students:
                by_student[student].append(candidate)
        for student, own in sorted(by_student.items()):
            self.take_best(download, student, own)

    def candidates(self, download: Download) -> list[Candidate]:
        """The notebooks, with whom their names claim; two of one LMS number each are nobody's."""
        ranked = [(one, file_names.rank(one.name, self.name, self.others)) for one in download.members]
        notebooks = [one for one, rank in ranked if rank is not None]
        lms = file_names.habit([one.parts for one in notebooks])
        hand_ins = self.hand_ins(download, notebooks) if lms == "folder" else {}
        lms = "gradescope" if hand_ins else lms
        found = []
        for member in notebooks:
            claim = self.claim(lms, member, hand_ins)
            rank = file_names.rank(claim.file, self.name, self.others)
            if rank is None or (rank == 4 and claim.lms == "folder" and self.student is None):
                self.found.others += 1  # a folder may hold all assignments
                continue
            found.append(Candidate(member, claim, rank))
        self.found.others += len(download.members) - len(notebooks)
        numbers = defaultdict[str, set[str]](set)
        for one in found:
            for student in one.claim.students:
                numbers[student].add(one.claim.lms_id)
        twice = {student for student, own in numbers.items() if len(own) > 1 and lms in ("canvas", "moodle")}
        return [
            msgspec.structs.replace(
                one,
                claim=msgspec.structs.replace(
                    one.claim, students=(), who=f"{one.claim.who}: two have this name"
                ),
            )
            if twice & set(one.claim.students)
            else one
            for one in found
        ]

    def claim(self, lms: str, member: Member, hand_ins: Mapping[str, Said]) -> Claim:
        """Whose a file is."""
        if self.student is not None:
            own = self.said.get(self.student, Said())
            return Claim(
                (self.student,), self.student, member.name, "folder", moment=own.moment, late=own.late
            )
        if not self.people.students and lms == "folder":
            return self.without_roster(member)
        return file_names.claim(lms, member.parts, self.names, self.said, hand_ins, self.name)

    def without_roster(self, member: Member) -> Claim:
        """`ada/activations.ipynb`: without a roster a folder's name is a student."""
        first = member.parts[0]
        try:
            roster.refuse_id(first, "", member.path)
        except RosterError:
            return Claim((), first, member.name)
        return Claim((first,) if len(member.parts) > 1 else (), first, member.name)

    def hand_ins(self, download: Download, notebooks: Sequence[Member]) -> dict[str, Said]:
        """Gradescope's own list, where there is one: above all hand-ins, where no student can put it."""
        for member in sorted(download.members, key=lambda one: len(one.parts)):
            above = member.parts[:-1]
            if member.name == LIST and all(one.parts[: len(above)] == above for one in notebooks):
                try:
                    return file_names.gradescope_list(download.read(member, _LIST_BYTES), self.names)
                except (UnreadableFile, ValueError) as error:
                    self.tell(member.path, f"{error}; whose the files are is not known, therefore")
        return {}

    def take_best(self, download: Download, student: str, own: Sequence[Candidate]) -> None:
        """Of one student's notebooks in a download, the one that fits; the others are kept and told."""
        ordered = sorted(
            own, key=lambda one: (one.rank, one.member.is_packed, -one.claim.serial, one.member.path)
        )
        taken: tuple[str, str] | None = None  # its digest, and its name
        for one in ordered:
            try:
                raw = download.read(one.member)
            except UnreadableFile as error:
                self.tell(one.member.path, f"of {student}: {error}; it was not taken")
                continue
            if taken is None:
                taken = digest(raw), one.member.name
                self.take_one(download, student, one, raw)
            elif digest(raw) != taken[0]:
                self.keep(
                    download, one, f"{student} has handed in {clean(taken[1], 100)} too, which was taken"
                )

    def take_one(self, download: Download, student: str, one: Candidate, raw: bytes) -> None:
        """One notebook that is a student's."""
        claim = one.claim
        beside = self.stamp_beside(download, one.member) if claim.lms == "folder" else None
        when = claim.moment or beside
        said = Attempt(
            0,
            digest(raw),
            when.isoformat() if when else "",
            claim.late,
            claim.lms,
            self.source,
            one.member.path,
            claim.lms_id,
            claim.serial,
        )
        try:
            adopt(self.places, self.name, student)
            attempt, is_new = attempts.take_attempt(self.places, self.name, student, raw, said)
            attempts.put(self.places, self.name, student)
        except AutograderError as error:
            if not isinstance(error.__cause__, OSError) or error.__cause__.errno not in _IN_THE_WAY:
                raise  # a full disk is nobody's own
            self.tell(one.member.path, f"of {student}: {error.where}: {error.what}")
            return
        if is_new:
            self.found.new[student] = attempt.number
        else:
            self.found.known.append(student)
        for file in self.places.unknown(self.name).glob(f"{said.digest[:12]}-*"):
            if file.name in (_kept_as(said.digest, one.member.name), one.member.name):
                file.unlink()  # it has found its student
        if one.rank == 4:
            self.tell(one.member.path, f"of {student}: its name is another assignment's; it was taken")

    def stamp_beside(self, download: Download, member: Member) -> datetime | None:
        """nbgrader's `timestamp.txt` in the same folder; one in a student's own zip says nothing."""
        if member.is_packed:
            return None
        wanted = "/".join((*member.parts[:-1], "timestamp.txt"))
        for one in download.members:
            if one.path == wanted:
                try:
                    return timestamps.timestamp(download.read(one, _STAMP_BYTES).decode(errors="replace"))
                except UnreadableFile:
                    return None
        return None

    def keep(self, download: Download, one: Candidate, why: str) -> None:
        """Keep a notebook that is nobody's, and say so."""
        try:
            raw = download.read(one.member)
        except UnreadableFile as error:
            self.tell(one.member.path, f"{why}; {error}, and it was not kept")
            return
        file = self.places.unknown(self.name) / _kept_as(digest(raw), one.member.name)
        write_whole(file, raw)
        self.tell(one.member.path, f"{why}; kept as {file.relative_to(self.places.root)}")

    def tell(self, path: str, what: str) -> None:
        """Something that a person has to look at."""
        self.found.told.append(f"{clean(self.source, 60)}: {clean(path, 160)}: {what}".replace("\n", " "))
