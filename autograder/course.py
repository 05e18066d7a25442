"""course.yml, as values the rest can trust."""

import hashlib
from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec
import yaml

from autograder import timestamps, versions
from autograder.errors import CourseError
from autograder.notebook import suite_of
from autograder.paths import Places, keep_private
from autograder.text import Language, languages, say
from autograder.yaml_files import RefusedKey, decode_yaml

Seconds = Annotated[float, msgspec.Meta(gt=0, le=3600)]
Name = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z][A-Za-z0-9_]*\Z", max_length=64)]
Value = TypeVar("Value")
Module = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_.]*\Z")]
# An edition of the course. ASCII and no spaces, since it is a part of the students' zip's name.
Version = Annotated[str, msgspec.Meta(pattern=r"^([A-Za-z0-9][A-Za-z0-9._-]*)?\Z", max_length=32)]
# What has to pass of the hidden value tests before visible checks and side tests count.
Opens = Literal["one_test", "half_weight"]
Attempts = Literal["last", "last_on_time", "best"]  # which attempt counts
IMPORTS = ("numpy",)  # modules that are loaded for a worker by default


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Limits of one hand-in. Seconds are wall-clock seconds, and the grader enforces them."""

    call_seconds: Seconds = 1.0
    slow_seconds: Seconds = 20.0  # a call in a test marked `slow`
    cell_seconds: Seconds = 10.0  # one of the student's own cells
    submission_seconds: Seconds = 120.0
    memory_mb: Annotated[int, msgspec.Meta(ge=64, le=65_536)] = 1024  # on top of the interpreter's own
    scratch_mb: Annotated[int, msgspec.Meta(ge=1, le=4096)] = 64
    output_kb: Annotated[int, msgspec.Meta(ge=1, le=1024)] = 16  # printed text kept per cell


class Late(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The policy for late hand-ins; submissions/late_policy.py applies it."""

    grace_minutes: Annotated[int, msgspec.Meta(ge=0)] = 0
    percent_per_day: Annotated[float, msgspec.Meta(ge=0, le=100)] = 0
    cap_percent: Annotated[float, msgspec.Meta(ge=0, le=100)] = 100
    cutoff_days: Annotated[float, msgspec.Meta(ge=0)] | None = None  # after that nothing counts


class TotalRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules for the course's total; classroom/course_total.py applies them."""

    missing: Literal["blank", "zero", "left_out"] = "blank"  # how an assignment without a hand-in counts
    drop_lowest: Annotated[int, msgspec.Meta(ge=0)] = 0  # number of each student's lowest that do not count


class Void(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A test found to be bad after grading: for all who wrote its function it now passes, or is dropped."""

    # Grade cell and test: test_sigmoid::test_the_range
    test: Annotated[str, msgspec.Meta(pattern=r"^test_\w+::.+\Z")]
    reason: Annotated[str, msgspec.Meta(min_length=1)]
    points: Literal["given", "dropped"] = "given"

    def names(self, cell: str, test: str) -> bool:
        """Return True if this voids a cell's test: `test_it` voids all of its cases, `test_it[3]` one."""
        own, _, name = self.test.partition("::")
        return own == suite_of(cell) and (test == name or test.startswith(f"{name}["))


class Assignment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An assignment's entry in course.yml; entries are in the order in which the class meets them."""

    name: Name
    due: str | None = None
    closes: str | None = None  # hand-ins after this are kept, and not graded
    attempts: Attempts | None = None
    max_attempts: Annotated[int, msgspec.Meta(ge=1)] | None = None
    counts: bool = True  # a rehearsal is graded like any other and left out of exports
    daily_quota: Annotated[int, msgspec.Meta(ge=1)] | None = None  # hand-ins that `grade --follow` grades
    weight: Annotated[float, msgspec.Meta(gt=0, le=1000)] = 1  # in the course's total
    may_drop: bool = True  # whether `drop_lowest` may take it
    reveals: tuple[Name, ...] = ()  # assignments whose answers are in this one's given code
    void: tuple[Void, ...] = ()
    explore: Literal["marked", "completion", "off"] | bool = "marked"  # never a bool: see below
    imports: tuple[Module, ...] | None = None

    def __post_init__(self) -> None:
        if isinstance(self.explore, bool):
            if self.explore:
                raise ValueError("explore is marked, completion or off")
            msgspec.structs.force_setattr(self, "explore", "off")  # YAML reads a bare `off` as false


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A notebook without anything to grade, for those who want to read on."""

    name: Name
    reveals: tuple[Name, ...] = ()  # assignments whose answers are in its given code


class Course(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole content of course.yml."""

    title: Annotated[str, msgspec.Meta(min_length=1)]
    assignments: Annotated[tuple[Assignment, ...], msgspec.Meta(min_length=1)]
    version: Version = ""  # the course's own, such as "1.0": for people, and in no digest of a run
    language: Language = "en"
    languages: tuple[Language, ...] = ()  # all that students read; its own is always one of them
    kit: str = ""  # versions of the kit that it is for, such as ">=0.2,<0.3"; empty means all
    imports: tuple[Module, ...] = IMPORTS
    limits: Limits = Limits()
    visible_share: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.4
    opens_at: Opens = "one_test"  # as in kit 0.1: a course that has begun keeps its rule
    sandbox: Literal["strong", "good", "limited", "none"] = "good"
    late: Late = Late()
    total: TotalRules = TotalRules()
    timezone: str = "UTC"  # of dates without an offset, an IANA name
    attempts: Attempts = "last"
    never_lower: bool = False  # a regrade keeps the better score of a cell
    reveal: Literal["warn", "due", "closes"] = "warn"
    marks_lines: bool = False  # a hint at the desk may search for the line that is wrong
    further: tuple[Name | Reading, ...] = msgspec.field(default=(), name="readings")
    gradebook: str = ""  # an SQLAlchemy URL; empty is a file, Places.gradebook

    def __post_init__(self) -> None:
        names = [assignment.name for assignment in self.assignments]
        for number, name in enumerate(names):
            if name in names[:number]:  # the place in msgspec's own words, so that its line is found
                raise ValueError(f"the assignment {name} is listed twice - at `$.assignments[{number}].name`")
        for number, name in enumerate(self.readings):
            if name in (*names, *self.readings[:number]):
                raise ValueError(f"the notebook {name} is listed twice - at `$.readings[{number}]`")
        for key, language in (("language", self.language), *(("languages", own) for own in self.languages)):
            if language not in languages():
                known = ", ".join(languages())
                raise ValueError(f"{language!r} is no language of the kit ({known}) - at `$.{key}`")
        msgspec.structs.force_setattr(
            self, "languages", tuple(dict.fromkeys((self.language, *self.languages)))
        )
        _checked(lambda: self.zone, "timezone")
        _checked(lambda: versions.fits(self.kit), "kit")
        for number, name in enumerate(names):
            place = f"assignments[{number}]"
            due = _checked(partial(self.due, name), f"{place}.due")
            closes = _checked(partial(self.closes, name), f"{place}.closes")
            if due and closes and closes < due:
                raise ValueError(f"{name} closes before it is due - at `$.{place}.closes`")
            if not self.assignments[number].counts and self.assignments[number].weight != 1:
                raise ValueError(f"{name} does not count, so it has no weight - at `$.{place}.weight`")
        may_drop = sum(entry.counts and entry.may_drop for entry in self.assignments)
        if self.total.drop_lowest and self.total.drop_lowest >= sum(
            entry.counts for entry in self.assignments
        ):
            raise ValueError("it would drop every assignment that counts - at `$.total.drop_lowest`")
        if self.total.drop_lowest > may_drop:
            raise ValueError(f"only {may_drop} may be dropped (may_drop) - at `$.total.drop_lowest`")

    def assignment(self, name: str) -> Assignment:
        """Return the entry called `name`; raise CourseError, with the known names, if there is none."""
        for entry in self.assignments:
            if entry.name == name:
                return entry
        known = ", ".join(entry.name for entry in self.assignments)
        raise CourseError("course.yml", f"there is no assignment {name!r}", f"use one of: {known}")

    @property
    def edition(self) -> str:
        """Title and, if there is one, version: together they tell two editions apart."""
        return self.edition_in("en")

    def edition_in(self, language: Language) -> str:
        """Return the edition in a reader's language."""
        if not self.version:
            return self.title
        return say("{title}, version {version}", language, title=self.title, version=self.version)

    @property
    def readings(self) -> tuple[str, ...]:
        """Names of the notebooks that are only for reading, with nothing to grade."""
        return tuple(one.name if isinstance(one, Reading) else one for one in self.further)

    @property
    def notebooks(self) -> tuple[str, ...]:
        """Names of all notebooks that students get: the assignments in order, then the readings."""
        return (*(entry.name for entry in self.assignments), *self.readings)

    @property
    def zone(self) -> tzinfo:
        """Time zone of dates that are written without an offset."""
        return timestamps.zone(self.timezone)

    def due(self, name: str) -> datetime | None:
        """Return the moment, in UTC, when an assignment is due for the class; None if it has no due date."""
        text = self.assignment(name).due
        return None if text is None else timestamps.parse_timestamp(text, self.zone)

    def closes(self, name: str) -> datetime | None:
        """Return the moment, in UTC, after which hand-ins are kept but not graded; None if there is none."""
        text = self.assignment(name).closes
        return None if text is None else timestamps.parse_timestamp(text, self.zone)

    def attempts_of(self, name: str) -> Attempts:
        """Return the rule for which of several attempts counts: the assignment's own, else the course's."""
        return self.assignment(name).attempts or self.attempts

    def imports_of(self, name: str) -> tuple[str, ...]:
        """Return the modules that are loaded before a worker is forked; a reading has the course's."""
        own = None if name in self.readings else self.assignment(name).imports
        return self.imports if own is None else own


def _checked(read: Callable[[], Value], place: str) -> Value:
    try:
        return read()
    except ValueError as error:
        raise ValueError(f"{error} - at `$.{place}`") from error


def _line_of(raw: bytes, path: str) -> int | None:
    """Return the line of the key that msgspec calls `$.limits.memory_mb` or `$.assignments[1]`."""
    try:
        node = yaml.compose(raw)
    except yaml.YAMLError:
        return None
    line = 1
    for step in path.replace("[", ".[").split(".")[1:]:
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if getattr(key, "value", None) == step]
            if not found:
                break
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        elif (
            isinstance(node, yaml.SequenceNode) and step[1:-1].isdigit() and int(step[1:-1]) < len(node.value)
        ):
            node = node.value[int(step[1:-1])]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _place_of(raw: bytes, message: str) -> str:
    """Return `line 4, limits.memory_mb` for a msgspec message that ends in a path; else the known part."""
    path = message.rpartition(" - at `")[2].rstrip("`") if " - at `" in message else "$"
    if "unknown field `" in message:
        path += "." + message.split("unknown field `")[1].split("`")[0]
    line = _line_of(raw, path)
    key = path.removeprefix("$").removeprefix(".")
    return ", ".join(part for part in (f"line {line}" if line and key else "", key) if part)


def parse_course(raw: bytes) -> Course:
    """Read a course, or raise CourseError naming line and key of what is wrong."""
    fix = "compare with `autograder docs authors course.yml`"
    try:
        return decode_yaml(raw, Course)
    except RefusedKey as refused:
        raise CourseError(f"course.yml, line {refused.line}", refused.reason, refused.next_step) from refused
    except msgspec.ValidationError as error:
        message = str(error)
        place = _place_of(raw, message)
        if place.endswith("share_fork"):
            fix = "delete the line: since 0.2 every function is graded in a process of its own"
        raise CourseError(
            f"course.yml, {place}" if place else "course.yml", message.split(" - at `")[0], fix
        ) from error
    except (msgspec.MsgspecError, yaml.YAMLError) as error:
        raise CourseError("course.yml", f"this is not YAML: {error}", fix) from error


def place_of(root: Path, key: str) -> str:
    """Return the place of a key, for messages: `course.yml, line 12, assignments[1].void[0].test`."""
    return f"course.yml, {_place_of((root / 'course.yml').read_bytes(), f' - at `$.{key}`')}"


def load_course(root: Path) -> tuple[Course, Places]:
    """Read ROOT/course.yml and check that every assignment has its notebook; close var/ to others."""
    root = root.resolve()
    file = root / "course.yml"
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise CourseError(
            file,
            f"cannot be read ({error.strerror})",
            "run this in the course's folder, or give --course DIR; a course begins with `autograder init`",
        ) from error
    course, places = parse_course(raw), Places(root)
    for entry in course.assignments:
        if not places.source(entry.name).is_file():
            where = f"course.yml, line {_line_of(raw, '$.assignments')}, assignments"
            _refuse_several(places, entry.name, where)
            raise CourseError(
                where,
                f"{entry.name} has no notebook source/{entry.name}/{entry.name}.ipynb",
                f"take {entry.name} off the list; `autograder new {entry.name}` then writes it and lists it",
            )
    keep_private(places)
    return course, places


def _refuse_several(places: Places, name: str, where: str) -> None:
    """Raise CourseError, with what to do, if the assignment's folder has notebooks of other names."""
    others = sorted(file.stem for file in places.source(name).parent.glob("*.ipynb"))
    if len(others) == 1:
        raise CourseError(
            where,
            f"the notebook of {name} is called source/{name}/{others[0]}.ipynb",
            f"rename it to {name}.ipynb",
        )
    if others:
        raise CourseError(
            where,
            f"{name} has {len(others)} notebooks, {', '.join(others)}, and an assignment has one",
            "make each an assignment of its own, source/NAME/NAME.ipynb, and list these in its place",
        )


def digest(*parts: bytes) -> str:
    """Return one SHA-256 over several byte strings and their lengths, so that none can run into the next."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()
