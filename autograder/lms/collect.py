"""Collecting of an LMS's downloads: each notebook is brought to its student, as an attempt.

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

from autograder import file_kinds, timestamps
from autograder.course import Course
from autograder.csv_tables import TableError
from autograder.errors import AutograderError, CourseError
from autograder.files import locked, remove_partial_files, write_atomically
from autograder.hand_in import bytes_digest
from autograder.lms import arrival_times, file_names, registry
from autograder.lms.downloads import Download, Member, UnreadableFile, is_junk, opened
from autograder.lms.student_names import Names
from autograder.lms.system import LMS, Arrival, Claim
from autograder.paths import Places, StudentWork
from autograder.report import clean
from autograder.submissions import attempt_policy, attempts, roster, submitted_files
from autograder.submissions.attempts import Attempt
from autograder.submissions.roster import Roster
from autograder.submissions.submitted_files import keep_as_attempt
from autograder.text import AnyText, Text, counted, lazy_gettext

_LISTING_BYTES = 32 << 20
_STAMP_BYTES = 200
_NAME_CHARACTERS = 60
# Ranks; a notebook of the assignment has a lower one than these, and 0 or 1 if it is named right.
_OTHER_ASSIGNMENT, _NO_NOTEBOOK, _REFUSED, _JUNK = 4, 9, 10, 11
_COMPARED = 8  # notebooks of one student
# Something else lies in a student's place.
_IN_THE_WAY = (errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ELOOP)


class ArrivalCounts(msgspec.Struct):
    """Results of reading tables of times: students whose hand-ins have a time now, and rows of no use yet."""

    dated: list[str] = []
    early: list[str] = []  # students of whom nothing is collected
    strangers: list[str] = []  # rows about nobody on the roster

    def lines(self) -> Iterator[str]:
        """Yield sentences on the tables, for the terminal."""
        yield f"times: the tables have them for {counted(len(self.dated), 'student')} of those collected"
        if self.early:
            yield f"times of students from whom nothing is collected: {roster.listed(self.early)}"
        if self.strangers:
            yield f"times that are nobody's on the roster: {roster.listed(self.strangers)}"


class Collected(msgspec.Struct):
    """Attempts that some downloads brought, each as student and number, and what a person should look at."""

    new: set[tuple[str, int]] = set()
    known: set[tuple[str, int]] = set()
    disputed: list[str] = []  # students who are in time for the LMS, and late by course.yml
    warnings: list[str] = []  # for a person to look at
    others: int = 0  # files that are no notebook of this assignment
    downloads: int = 0  # files that may bring hand-ins
    times: ArrivalCounts | None = None  # what tables of times brought

    def lines(self, missing: Sequence[str]) -> Iterator[str]:
        """Yield a summary of what was collected, and what to do next."""
        if self.downloads:
            again = sum(number > 1 for _, number in self.new)
            known = len(self.known - self.new)
            yield f"{len(self.new)} new, {again} of them a further attempt; {known} known before"
        if self.others:
            what = "other file was" if self.others == 1 else "other files were"
            yield f"{self.others} {what} passed over"
        if self.times:
            yield from self.times.lines()
        if missing:
            has = "has" if len(missing) == 1 else "have"
            yield f"{len(missing)} on the roster {has} handed in nothing: {roster.listed(missing)}"
        if self.disputed:
            yield (
                f"in time for the LMS, and late by course.yml: {roster.listed(self.disputed)}; "
                "an extension that the LMS knows belongs in the roster too"
            )
        yield from (f"  {line}" for line in self.warnings)


class Candidate(msgspec.Struct, frozen=True):
    """A file in a download that may be a student's hand-in: a notebook, or what came in the place of one."""

    member: Member
    claim: Claim
    rank: int


def collect(
    course: Course, places: Places, name: str, files: Sequence[Path], student: str | None = None
) -> tuple[Collected, list[str]]:
    """Collect downloads. Return what happened, and the students on the roster who have handed in nothing.

    With `student`, all files are that student's. A CSV among the files says when hand-ins came.
    """
    course.assignment(name)
    people = roster.read_roster(places)
    if student is not None and people.students and people.get(student) is None:
        raise CourseError(
            f"--student {student}", "is not on the roster", "write the id that `autograder roster` shows"
        )
    with locked(places.grade_lock, "collecting for"):
        for folder in ("attempts", "submitted"):
            remove_partial_files(places.var / folder, f"*/{name}")
        remove_partial_files(places.var / "attempts", f"*/{name}/*")
        remove_partial_files(places.var / "unknown", name)
        arrivals: dict[str, Arrival] = {}
        tables = [file for file in files if file.suffix.lower() == ".csv"]
        if tables and not people.students:
            raise CourseError(
                tables[0],
                "names students by the roster, and there is none",
                "bring the class in first: `autograder roster FILE`",
            )
        for file in tables:
            arrivals |= arrival_times.read_times(_table(file), file.name, Names(people), course.zone)
        collection = _Collection(course, places, name, people, arrivals, student)
        for file in files:
            if file.suffix.lower() != ".csv":
                with opened(file) as download:
                    collection.take(download, file.absolute().name)
        collected = collection.collected
        collected.downloads = len(files) - len(tables)
        if collection.homeless:
            collected.warnings.insert(
                0,
                f"there is no roster, so that {counted(collection.homeless, 'hand-in')} could go to nobody; "
                f"kept in var/unknown/{name}/. Bring the class in with `autograder roster FILE`, and collect "
                "again",
            )
        if tables:
            collected.times = collection.update_arrivals()
    selector = attempt_policy.attempt_selector(course, places, name)
    due, beaten = course.due(name), []
    brought = {who for who, _ in collected.new | collected.known}
    for who in sorted(brought.union(key for key in arrivals if people.get(key))):
        for attempt in attempts.read_all(places.work(name, who))[-1:]:
            if attempt.late is False and selector.lateness_of(who, attempt).is_late:
                collected.disputed.append(who)
            if attempt.late and due and attempt.moment and attempt.moment <= due:
                beaten.append(f"{who} ({timestamps.shown(attempt.moment, course.zone)})")
    if beaten:
        collected.warnings.append(
            f"late for the LMS, and in time by the time that counts: {roster.listed(beaten)}: is the table "
            "older than the hand-in? Export it again; or the LMS has another due date than course.yml"
        )
    expected = [entry.id for entry in people.students if entry.id not in people.gone]
    missing = [who for who in expected if not attempts.read_all(places.work(name, who))]
    return collected, [who for who in missing if not places.work(name, who).submitted.is_dir()]


def _table(file: Path) -> bytes:
    try:
        with file.open("rb") as opened_file:
            raw = opened_file.read(roster.MAX_BYTES + 1)
    except OSError as error:
        raise AutograderError(file, f"cannot be opened ({error.strerror})", "look at its name") from error
    if len(raw) > roster.MAX_BYTES:
        raise TableError(file.name, "is too large for a table", "is it the right file?")
    return raw


def _is_of_an_earlier(known: Sequence[Attempt], digest: str, moment: datetime | None) -> bool:
    """Return True if another attempt came at this very moment."""
    return bool(moment) and any(attempt.moment == moment and attempt.digest != digest for attempt in known)


def _kept_as(digest: str, path: Sequence[str]) -> str:
    """Return a file name for a notebook that is nobody's, fit for every system and harmless in a shell.

    Its `path` begins with who it says it is of: others may have handed in the same bytes.
    """
    kept = re.sub(r"[^\w.()-]+", "_", unicodedata.normalize("NFC", "/".join(path))).strip("._-")
    stem = kept.removesuffix(".ipynb")[:_NAME_CHARACTERS]
    return f"{digest[:12]}-{stem or 'notebook'}.ipynb"


def _without_namesakes(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates; those that one student would have under two ids of the LMS become nobody's."""
    ids = defaultdict[str, set[str]](set)
    for candidate in candidates:
        for student in candidate.claim.students:
            ids[student].add(candidate.claim.lms_id)
    doubtful = {student for student, theirs in ids.items() if len(theirs) > 1}
    kept = []
    for candidate in candidates:
        if doubtful & {*candidate.claim.students}:
            who = f"{candidate.claim.who}: two have this name"
            claim = msgspec.structs.replace(candidate.claim, students=(), who=who)
            candidate = msgspec.structs.replace(candidate, claim=claim)
        kept.append(candidate)
    return kept


def _student_and_seconds(hand_in: tuple[str, datetime | None]) -> tuple[str, float]:
    """Return the key that sorts hand-ins by student and time; those without a time are first."""
    student, when = hand_in
    return student, when.timestamp() if when else 0.0


class _Collection:
    """A walk through downloads, which takes each notebook to its student."""

    download: Download  # which is taken now
    source: str  # its name
    owner: Claim | None  # the student of all of it, if its name says so
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
        self.homeless = 0  # files that are nobody's, since there is no roster
        self.every = tuple(entry.name for entry in course.assignments)
        self.others = [other for other in self.every if other != name]

    def work(self, student: str) -> StudentWork:
        return self.places.work(self.name, student)

    def take(self, download: Download, source: str) -> None:
        """Take all files of a download, each to its student; `source` is the download's name."""
        self.download, self.source, self.owner, called = download, source, None, ""
        if not download.is_one_file:
            self.owner = file_names.owner_of(source, self.names, self.name)
            called = file_names.plain_name(source.removesuffix(".zip"))
        self.folders = file_names.Folders(self.every, called)
        for member in download.refused:
            self.warn(member.path, f"{member.why}; it was not read")
        hand_ins: dict[tuple[str, datetime | None], list[Candidate]] = defaultdict(list)
        candidates = self.candidates()
        if all(candidate.rank >= _NO_NOTEBOOK and not candidate.claim.students for candidate in candidates):
            self.collected.warnings.append(
                f"{clean(source, 100)}: no hand-in of {self.name} is in it; is it the right file?"
            )
        for candidate in candidates:
            if not candidate.claim.students and candidate.rank >= _NO_NOTEBOOK:
                self.collected.others += not candidate.member.why
            elif not candidate.claim.students:
                self.keep(candidate, clean(self.why_nobody(candidate.claim), 300))
            for student in candidate.claim.students:
                hand_ins[student, candidate.claim.moment].append(candidate)
        for student, when in sorted(hand_ins, key=_student_and_seconds):
            self.take_best(student, hand_ins[student, when])

    def why_nobody(self, claim: Claim) -> str:
        """Return the reason why a file is nobody's."""
        if claim.why_nobody:
            return claim.why_nobody
        if same := self.names.namesakes(claim.name):
            return (
                f"{' and '.join(same)} on the roster have the name of {claim.who}: a table that names them "
                "by an id (`autograder docs term hand-ins`) tells them apart, or give it with --student"
            )
        return f"nobody on the roster is {claim.who}"

    def candidates(self) -> list[Candidate]:
        """Return files that may be hand-ins, with the students that their names claim; namesakes get none."""
        download = self.download
        notebooks = [member for member in download.members if self.is_notebook(member)]
        files = notebooks or [*download.members, *download.hollow, *download.refused] or download.junk
        lms, listing = file_names.recognize(self.named(member) for member in files), dict[str, Arrival]()
        if lms is None and self.owner is None:
            lms, listing = self.listing()
        candidates = []
        for member in notebooks:
            claim = self.claim(lms, member, listing)
            rank = file_names.name_rank(claim.file, self.name, self.others)
            if rank is None or (rank == _OTHER_ASSIGNMENT and claim.lms == "folder" and self.student is None):
                self.collected.others += 1  # a folder may hold all assignments
                continue
            candidates.append(Candidate(member, claim, rank))
        candidates += self.no_notebooks(lms, listing)
        return _without_namesakes(candidates) if lms and lms.is_id_of_student else candidates

    def is_notebook(self, member: Member) -> bool:
        """Return True if a file is named like a notebook."""
        return file_names.name_rank(member.name, self.name, self.others) is not None

    def no_notebooks(self, lms: LMS | None, listing: Mapping[str, Arrival]) -> Iterator[Candidate]:
        """Yield files that are no notebook: if a student has none, these are their hand-in, for a person."""
        download = self.download
        empty = [Member(f"{folder}/", why="there is no file in it") for folder in listing]
        for member in (*download.members, *download.hollow, *download.refused, *empty):
            if not member.why and self.is_notebook(member):
                continue
            claim = self.claim(lms, member, listing)
            if file_names.is_of_the_lms(member.name):
                self.collected.others += 1
            elif not self.is_of_this(member, claim):
                self.collected.others += not member.why  # a folder may hold much besides
            else:
                yield Candidate(member, claim, _REFUSED if member.why else _NO_NOTEBOOK)
        for member in download.junk:
            if is_junk(self.named(member)[0]):
                continue  # it lies beside the hand-ins
            claim = self.claim(lms, member, listing)
            if claim.students and self.is_of_this(member, claim):
                yield Candidate(member, claim, _JUNK)

    def is_of_this(self, member: Member, claim: Claim) -> bool:
        """Return True if a file that is no notebook is of this assignment, as far as anything says."""
        return (
            claim.lms != "folder"
            or self.student is not None
            or self.name.casefold() in member.path.casefold()
        )

    def claim(self, lms: LMS | None, member: Member, listing: Mapping[str, Arrival]) -> Claim:
        """Find the student of a file."""
        if self.student is not None:
            arrival = self.arrivals.get(self.student, Arrival())
            return Claim((self.student,), self.student, member.name, moment=arrival.moment, late=arrival.late)
        if not self.people.students and lms is None:
            return self.without_roster(member)
        claim = file_names.claim_of(lms, self.named(member), self.names, self.arrivals, listing, self.name)
        return claim if self.owner is None else file_names.narrowed(self.owner, claim)

    def named(self, member: Member) -> Sequence[str]:
        """Return a file's path from the part on that says whose it is."""
        return member.parts[self.folders.place(member.parts) :]

    def without_roster(self, member: Member) -> Claim:
        """Find the student of `ada/activations.ipynb` without a roster: the folder's name."""
        first, *rest = self.named(member)
        try:
            roster.refuse_id(first, "", member.path)
        except TableError:
            return Claim((), first, member.name)
        return Claim((first,) if rest else (), first, member.name)

    def listing(self) -> tuple[LMS | None, dict[str, Arrival]]:
        """Read an LMS's own list of hand-ins, if it lies beside them all, where no student can put a file."""
        known = {lms.listing.file: lms for lms in registry.systems() if lms.listing}
        for member in sorted(self.download.members, key=lambda member: len(member.parts)):
            lms = known.get(member.name)
            if lms and lms.listing and self.folders.place(member.parts) == len(member.parts) - 1:
                try:
                    entries = lms.listing.read(self.download.read(member, _LISTING_BYTES), self.names)
                    return (lms if entries else None), entries
                except (UnreadableFile, ValueError) as error:
                    self.warn(member.path, f"{error}; whose the files are is not known, therefore")
        return None, {}

    def take_best(self, student: str, files: Sequence[Candidate]) -> None:
        """Take the file that fits best of one hand-in; its other notebooks are kept and named."""
        ordered = sorted(
            files,
            key=lambda each: (each.rank, each.member.is_packed, -each.claim.serial, each.member.path),
        )
        unread: list[tuple[Candidate, str]] = []
        contents: list[tuple[Candidate, bytes]] = []
        more: list[Candidate] = []  # a zip may hold many, and memory does not
        for candidate in ordered:
            if candidate.rank == _NO_NOTEBOOK and (contents or unread):
                self.collected.others += 1
                continue
            if len(contents) == _COMPARED:
                more.append(candidate)
                continue
            try:
                if candidate.member.why:
                    raise UnreadableFile(candidate.member.why)
                contents.append((candidate, self.download.read(candidate.member)))
            except UnreadableFile as error:
                if not candidate.member.why:  # else it has been said
                    self.warn(candidate.member.path, f"of {student}: {error}; it was not taken")
                unread.append((candidate, str(error)))
        if not contents:
            self.take_unread(student, *unread[0])
            return
        (taken, raw), note, problem = self.choose(contents)
        if taken.rank == _NO_NOTEBOOK:
            self.take_other(student, taken, raw)
            return
        self.take_one(student, taken, raw, (note,) if note else (), problem)
        why = f"{student} has handed in {clean(taken.member.name, 100)} too, which was taken"
        others = [candidate for candidate, other in contents if other != raw]
        if problem:
            why = (
                f"{student} has handed in several notebooks; collect the one that counts with "
                f"--student {student}"
            )
            others.insert(0, taken)
        for candidate in (*others, *(other for other in more if other.rank < _NO_NOTEBOOK)):
            self.keep(candidate, why)

    def choose(
        self, contents: Sequence[tuple[Candidate, bytes]]
    ) -> tuple[tuple[Candidate, bytes], AnyText, AnyText]:
        """Return the notebook that counts (named right, unless nobody wrote in it), a note, and a problem.

        With a problem, why a person has to choose, it is the first.
        """
        compared: dict[str, tuple[Candidate, bytes]] = {}
        for candidate, raw in contents:
            if candidate.rank < _OTHER_ASSIGNMENT and all(raw != other for _, other in compared.values()):
                name = candidate.claim.file or candidate.member.path
                compared[candidate.member.path if name in compared else name] = candidate, raw
        if len(compared) < 2:
            return contents[0], "", ""
        ranks = [candidate.rank for candidate, _ in compared.values()]
        is_named_right = ranks[0] == 0 or ranks[0] == 1 < ranks[1]
        wanted = next(iter(compared)) if is_named_right else f"{self.name}.ipynb"
        raws = {name: raw for name, (_, raw) in compared.items()}
        chosen, note = submitted_files.choose(raws, wanted, submitted_files.released(self.places, self.name))
        return (compared[chosen], note, "") if chosen else (contents[0], "", note)

    def take_other(self, student: str, candidate: Candidate, raw: bytes) -> None:
        """Take a file that is no notebook, if there is no other hand-in: a person has to see it."""
        kind = str(file_kinds.kind_of(raw, candidate.member.name)) or "a file"
        if any(not attempt.is_for_a_person for attempt in attempts.read_all(self.work(student))):
            self.warn(candidate.member.path, f"of {student}: {kind}, and no notebook; what was there stays")
            return
        self.take_one(student, candidate, raw)
        self.warn(
            candidate.member.path,
            f"of {student}: {kind}, and no notebook; it is their hand-in, and `grade` calls a person for it",
        )

    def take_unread(self, student: str, candidate: Candidate, why: str) -> None:
        """Take note of a hand-in that cannot be read, if there is no other: it must not count as missing."""
        if any(not attempt.is_for_a_person for attempt in attempts.read_all(self.work(student))):
            self.warn(candidate.member.path, f"of {student}: {why}, and nothing else; what was there stays")
            return
        problem = lazy_gettext(
            "what was handed in could not be read: {name} ({why}); the .ipynb file itself has to be "
            "handed in",
            name=file_kinds.named(candidate.claim.file or candidate.member.name, ""),
            why=Text(why),
        )
        self.take_one(student, candidate, b"", (), problem)
        self.warn(
            candidate.member.path, f"of {student}: {why}, and nothing else; `grade` calls a person for it"
        )

    def take_one(
        self,
        student: str,
        candidate: Candidate,
        raw: bytes,
        remarks: tuple[AnyText, ...] = (),
        problem: AnyText = "",
    ) -> None:
        """Take a file as a student's attempt, with remarks, or with the problem why it cannot be graded."""
        claim = candidate.claim
        beside = self.stamp_beside(candidate.member) if claim.lms == "folder" else None
        when = claim.moment or beside
        work = self.work(student)
        said = self.arrivals.get(student)
        if (
            said
            and said.moment == when
            and _is_of_an_earlier(attempts.read_all(work), bytes_digest(raw), when)
        ):
            when = None  # `update_arrivals` says so
        record = Attempt(
            0,
            bytes_digest(raw),
            when.isoformat() if when else "",
            claim.late,
            claim.lms,
            self.source,
            candidate.member.path,
            "" if claim.file == candidate.member.name else claim.file,
            claim.lms_id,
            claim.serial,
            remarks=remarks,
            unread=problem,
        )
        try:
            keep_as_attempt(work)
            attempt, is_new = attempts.take_attempt(work, raw, record)
            attempts.put_latest(work)
        except AutograderError as error:
            if not isinstance(error.__cause__, OSError) or error.__cause__.errno not in _IN_THE_WAY:
                raise  # a full disk is nobody's own
            self.warn(candidate.member.path, f"of {student}: {error.where}: {error.what}")
            return
        (self.collected.new if is_new else self.collected.known).add((student, attempt.number))
        for file in self.places.unknown(self.name).glob(f"{record.digest[:12]}-*"):
            if file.name in (_kept_as(record.digest, self.named(candidate.member)), candidate.member.name):
                file.unlink()  # it has found its student
        if candidate.rank == _OTHER_ASSIGNMENT:
            self.warn(candidate.member.path, f"of {student}: its name is another assignment's; it was taken")

    def update_arrivals(self) -> ArrivalCounts:
        """Write the moments of tables to attempts that were collected; return what was of use."""
        counts, outdated = ArrivalCounts(), list[str]()
        for key, arrival in self.arrivals.items():
            if not arrival.moment and arrival.late is None:
                continue
            if not arrival.students:
                counts.strangers.append(key)
            if self.people.get(key) is None:
                continue  # the LMS's own name of a hand-in, beside the student's
            known = attempts.read_all(self.work(key))
            if not known:
                counts.early.append(key)
            elif _is_of_an_earlier(known, known[-1].digest, arrival.moment):
                outdated.append(key)
            else:
                counts.dated.append(key)
                when = arrival.moment.isoformat() if arrival.moment else ""
                attempts.update_arrival(self.work(key), known[-1], when, arrival.late)
        if outdated:
            self.collected.warnings.append(
                f"{roster.listed(outdated)}: the table gives the last hand-in the time of an earlier one, so "
                "it is older, and that time is not taken: export it again, and collect it. Where both came "
                "in one minute, collect a CSV with id and submitted_at that has seconds"
            )
        return counts

    def stamp_beside(self, member: Member) -> datetime | None:
        """Read nbgrader's `timestamp.txt` if it is where nbgrader puts it: `ada/activations/timestamp.txt`.

        One that lies elsewhere, or in a student's own zip, may be the student's, and is ignored.
        """
        folders = self.named(member)[:-1] if self.owner is None else ("", *member.parts[:-1])
        if member.is_packed or len(folders) != 2 or folders[1] != self.name:
            return None
        wanted = "/".join((*member.parts[:-1], "timestamp.txt"))
        stamps = [other for other in self.download.members if other.path == wanted]
        try:
            raw = self.download.read(stamps[0], _STAMP_BYTES) if stamps else b""
        except UnreadableFile:
            return None
        return timestamps.timestamp(raw.decode(errors="replace"))

    def keep(self, candidate: Candidate, why: str) -> None:
        """Keep a notebook that is nobody's, and say so."""
        try:
            raw = self.download.read(candidate.member)
        except UnreadableFile as error:
            self.warn(candidate.member.path, f"{why}; {error}, and it was not kept")
            return
        file = self.places.unknown(self.name) / _kept_as(bytes_digest(raw), self.named(candidate.member))
        write_atomically(file, raw)
        if not self.people.students and not candidate.claim.students and not candidate.claim.why_nobody:
            self.homeless += 1
            return
        self.warn(candidate.member.path, f"{why}; kept as {file.relative_to(self.places.root)}")

    def warn(self, path: str, what: str) -> None:
        """Add a warning about a file, for a person to look at."""
        self.collected.warnings.append(
            f"{clean(self.source, 60)}: {clean(path, 160)}: {what}".replace("\n", " ")
        )
