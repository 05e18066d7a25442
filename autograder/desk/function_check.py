"""Check of one function as it stands in the running notebook: its verdicts, the diagnosis, the hints."""

import copy
import linecache
import math
import traceback
import types
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder import hand_in, versions
from autograder.desk import arrays, cell_errors, curves, hint_steps, output
from autograder.desk.arrays import ArrayTrace
from autograder.desk.checks import Check, checks_beside, explain_stop, is_unwritten, names_in
from autograder.desk.curves import AnsweredPoints
from autograder.desk.output import Checked, Message
from autograder.diagnosis import casebook, clues, messages, worked_ideas
from autograder.diagnosis.casebook import Casebook, ProbeResult
from autograder.diagnosis.clues import SEARCHED
from autograder.diagnosis.diagnose import Diagnosis, Probe
from autograder.files import read_plain
from autograder.grading.judge import at_place, describe, place, raised_by, verdict
from autograder.grading.own_limits import small_tables
from autograder.notebook import named_in_comment
from autograder.report import Outcome, Verdict, clean
from autograder.sandbox.proxy import Function, Loopback, Student
from autograder.text import AnyText, Language, in_language, listed, say
from autograder.worker import cells, program, protocol

_TRIED = hint_steps.HintSteps()  # of this kernel's one student; it lasts from cell to cell
_CALLS = 8  # calls whose arrays are looked at
_ALIKE = 3  # by this probe, counted from 0, a curve has given a point
_PRINTED = 16 << 10  # characters that are kept of what a cell prints
_LABELS = 5  # listed of the probes that are right, and of those that are wrong


class _Session(program.Session):
    """The running notebook as a program. It keeps the line at which the student's code stopped last."""

    stopped = ""
    asked_for: frozenset[str] = frozenset()  # names that a check has read as a variable

    def variable(self, name: str) -> object:
        """Return what the name stands for in the running notebook."""
        self.asked_for |= {name}
        return super().variable(name)

    def printed(self, name: str) -> object:
        """Run the cell of this name, as it was run last, in a copy of the namespace; return what it prints.

        Jupyter keeps what was run, and not what came of it.
        """
        source = cell_errors.cell_named(name, self.namespace)
        if source is None:
            return super().printed(name)
        names = dict(self.namespace)
        with program.Printing(_PRINTED) as said:
            exec(cells.compiled(source, f"<{name}>"), names)
        return said.text()

    def place(self, error: BaseException) -> tuple[str, int]:
        """Note the line at which the student's code stopped, and return no place: no cell has a name here."""
        for frame, line in traceback.walk_tb(error.__traceback__):
            self.stopped = self.own_line(frame, line) or self.stopped
        return "", 0

    def own_line(self, frame: types.FrameType, line: int) -> str:
        """Return the text of a line of the notebook's own, as Python remembers it; "" for any other line."""
        if frame.f_globals is not self.namespace:
            return ""
        return clean(linecache.getline(frame.f_code.co_filename, line).strip(), 200)


class FunctionCheck:
    """Check of one function: its visible checks, and if one fails the answers to its probes."""

    def __init__(self, name: str, namespace: dict[str, Any], folder: Path, language: Language) -> None:
        self.name, self.namespace, self.folder, self.language = name, namespace, folder, language
        self.session = _Session(namespace, protocol.refused)
        self.student = Student(Loopback(self.session), self._program)
        self.is_known = name in namespace or cell_errors.cell_named(name, namespace) is not None
        self.stop = ""
        self.raised: protocol.Raised | None = None  # what stopped the first check that failed
        self._failed = False
        self._unwritten: set[str] = set()  # checks that stopped at a stub's `raise NotImplementedError()`
        checks = checks_beside(folder, name)
        casebook.use_codecs(folder)
        # If the cell stopped, the name still stands for what was run before it: nothing is judged.
        self.halted = cell_errors.stop_of(name, namespace)
        self.verdicts = () if self.halted else tuple(map(self._judged, checks))
        failed = [each for each in self.verdicts if each.outcome is Outcome.FAILED]
        self.passed = self.is_known and not failed and not self.halted
        self.attempted = len(self._unwritten) < len(checks)
        if not self.attempted:
            self.halted = cell_errors.last_stop(namespace)
        self.book: Casebook | None = None
        self.probed: ProbeResult | None = None
        if self.attempted and self.is_known and failed:
            self.book = casebook.read_casebook(folder)
            if self.book and self._unwritten.issuperset(each.name for each in failed):
                # A stub may hold lines of the author's, such as a test of lengths, and pass a check by them.
                self.attempted = self.book.is_answered(name, self.student)
            if self.book and self.attempted:
                self.probed = self.book.probe(name, self.student)
        self.code = hint_steps.digest(namespace.get(name))

    def _judged(self, each: Check) -> Verdict:
        self.session.stopped = ""
        try:
            with small_tables():
                each.call(self.student)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # WireBroken too: everything is the student's here
            self.stop = self.stop or self.session.stopped
            if not self._failed:
                self.raised = raised_by(error)
            self._failed = True
            if is_unwritten(error):
                self._unwritten.add(each.name)
            return verdict(
                each,
                Outcome.FAILED,
                at_place(describe(True, error, languages=each.languages), *place(error, {})),
            )
        return verdict(each, Outcome.PASSED)

    def checked(self) -> Message:
        """Return the message of `check`: the state of the function, and one next step."""
        if self.halted:
            return self._checked()
        if self.passed:
            _TRIED.passed(self.name)
        has_failed = self.is_known and self.attempted and not self.passed
        failures = _TRIED.failed(self.name, self.code) if has_failed else 0
        return self._checked(self._offer(failures))

    def _checked(self, offer: str = "") -> Checked:
        remark: AnyText = next(map(_remark, sorted(self.folder.glob("*.ipynb"))), "")
        first = next((each for each in self.verdicts if each.outcome is Outcome.FAILED), None)
        thing, failed = self.namespace.get(self.name), first is not None
        stop = self.stop if self.raised is not None else ""
        return Checked(
            self.name,
            self.verdicts,
            self.attempted,
            self.is_known,
            self.message(),
            self.language,
            remark,
            stop,
            offer,
            self.halted,
            "" if self.is_known else self._similar(),
            type(thing).__name__ if failed and self._is_lost(thing) else "",
        )

    def _program(self) -> list[protocol.ProgramCell]:
        """Return the cells that were run in this session; those that were handed out are marked as given."""
        given: set[str] = set()
        for file in sorted(self.folder.glob("*.ipynb")):
            with suppress(OSError, hand_in.Unreadable):  # such a file hands nothing out
                cells_of = hand_in.release_from(read_plain(file, hand_in.MAX_BYTES)).cells
                given |= {cell.source.strip() for cell in cells_of if cell.role.is_given}
        texts = cell_errors.cells_run_before(self.namespace) or list(filter(None, [self._source()]))
        return [
            protocol.ProgramCell(named_in_comment(text), text, given=text.strip() in given) for text in texts
        ]

    def _is_lost(self, thing: object) -> bool:
        """Return True if the function's name stands for something now that cannot be called."""
        is_called = self.name in self.namespace and self.name not in self.session.asked_for
        return is_called and not callable(thing)

    def _similar(self) -> str:
        """Return a similar name of the student's own that may be meant; "" if it has checks of its own."""
        found = self.session.similar(self.name)
        return "" if found in names_in(self.folder) else found

    @cached_property
    def diagnosis(self) -> Diagnosis | None:
        """Return the cause, from the answers to probes, what stopped a check, and the text of the code."""
        if self.book is None or self.probed is None:
            return None
        found = explain_stop(self.probed.found, self.raised, self.book)
        variables = clues.variables_of(cell.source for cell in self._program())
        return clues.or_clue(found, self._source(), self.name, variables)

    def message(self) -> AnyText:
        """Return the hint that tells the cause; "" if none is known."""
        return "" if self.book is None else self.book.message(self.name, self.diagnosis)

    def _source(self) -> str:
        """Return the cell in which the function was written, as far as Python remembers it."""
        codes = hint_steps.codes_of(self.namespace.get(self.name))
        return "".join(linecache.getlines(codes[0].co_filename)) if codes else ""

    def _offer(self, failures: int) -> str:
        if self.passed or not self.is_known:
            return ""
        ask = f'hint("{self.name}")'
        if "hint" not in self.namespace:
            ask = f"from autograder.check import hint; {ask}"
        if not self.attempted:
            return say("How to begin: `{ask}`", self.language, ask=ask)
        if failures > 1 or not self.message():
            return say("Stuck? A step more: `{ask}`", self.language, ask=ask)
        return ""

    # --- the hints -----------------------------------------------------------------------------

    def hinted(self) -> Message:
        """Return the message of `hint`: the step that is due."""
        if not self.is_known or self.halted:
            return self._checked()
        if self.passed:
            return self._nothing_to_hint_at()
        if self.attempted:
            _TRIED.failed(self.name, self.code)
        step, waits = _TRIED.ask(self.name, self.code)
        hints = {
            hint_steps.LOOK: self._where_to_look,
            hint_steps.CAUSE: self._what_happens,
            hint_steps.IDEA: self._the_idea,
        }
        head = say(
            "Hint {step} of {all} for {name}", self.language, step=step, all=hint_steps.IDEA, name=self.name
        )
        lines, picture = hints[step]()
        if waits:
            lines.append(
                say(
                    "Now change one thing and run the check. After another try the next hint tells the idea.",
                    self.language,
                )
            )
        elif step < hint_steps.IDEA:
            lines.append(say('A step more: run `hint("{name}")` again.', self.language, name=self.name))
        return Message([head, *lines], picture=picture)

    def _nothing_to_hint_at(self) -> Message:
        return Message(
            [
                say(
                    "✓ {name}: all visible checks pass, so there is nothing to hint at.",
                    self.language,
                    name=self.name,
                ),
                say(
                    "Read the text above your cell once more: does your code keep each of its points,"
                    " for other sizes too?",
                    self.language,
                ),
            ],
            output.GOOD,
        )

    def _where_to_look(self) -> tuple[list[str], str]:
        """Return the first hint and its picture: which probes are right and wrong, and where it stops."""
        if not self.attempted:
            return [
                say(
                    "Read the first line of the text in the quotes, and then its smallest example.",
                    self.language,
                ),
                say(
                    "Say in one sentence what goes in and what comes out. That sentence is your plan.",
                    self.language,
                ),
            ], ""
        lines = []
        if self.probed is not None:
            good, bad = (self._listed(labels) for labels in self.probed.labels())
            if len(self.probed.wrong) == len(self.probed.probes):
                lines.append(
                    say(
                        "Nothing that was asked came out right yet, so begin with the smallest case.",
                        self.language,
                    )
                )
            else:
                lines += [say("Right so far: {labels}.", self.language, labels=good)] if good else []
                lines += [say("Wrong so far: {labels}.", self.language, labels=bad)] if bad else []
        if self.stop:
            lines.append(say("It stops in this line of yours: `{line}`", self.language, line=self.stop))
        seen, picture = self._picture()
        lines += [seen] if seen else []
        if not lines:
            lines.append(
                say("Read the check's message again: which call is it, and what came of it?", self.language)
            )
        return lines, picture

    def _what_happens(self) -> tuple[list[str], str]:
        """Return the second hint and its picture: the diagnosis, and how to find the place."""
        if not self.attempted:
            return [
                say(
                    "Write the smallest thing that can be run: a line that returns any value.",
                    self.language,
                ),
                say(
                    "Then run the check. It tells what it got, and from there it is one step at a time.",
                    self.language,
                ),
            ], ""
        message = in_language(self.message(), self.language)
        lines = [message] if message else []
        lines += self._marked_line()
        lines.append(
            say(
                "Take the call that the check names, and do it by hand on paper, a line for each "
                "step. Then print each step in your code. Where do the two part?",
                self.language,
            )
        )
        seen, picture = self._picture()
        return [*lines, *([seen] if seen else [])], picture

    def _marked_line(self) -> list[str]:
        """Return the line to look at, and what to ask of it, if the diagnosis tells only a symptom."""
        found, source = self.diagnosis, self._source()
        if self.book is None or not self.book.marks_lines or not source:
            return []
        if found is None or found.name not in SEARCHED:
            return []
        from autograder.desk.marked_line import marked_line  # here: it loads what starts processes

        repair = marked_line(self.name, source, self._program(), self.book, self.folder)
        if repair is None:
            return []
        said = in_language(messages.repair_hint(repair), self.language)
        return [said, f"`{clean(source.split(chr(10))[repair.line - 1].strip(), 200)}`"]

    def _the_idea(self) -> tuple[list[str], str]:
        """Return the third hint, which has no picture: the way there, in words."""
        idea = in_language(worked_ideas.idea_of(self.folder, self.name), self.language)
        if idea:
            return [say("The idea: {idea}", self.language, idea=idea)], ""
        return [
            say(
                "That is all that can be said without the answer. Show your code to somebody, and "
                "tell them line by line what it does.",
                self.language,
            )
        ], ""

    def _listed(self, labels: tuple[AnyText, ...]) -> str:
        return listed(labels[:_LABELS], self.language) + ("…" if len(labels) > _LABELS else "")

    def _picture(self) -> tuple[str, str]:
        """Return the first wrong answers, in words and as a picture; "" for both if nothing is to be seen."""
        if self.probed is None or not self.probed.wrong:
            return "", ""
        if curve := self._curve(self.probed):
            return curves.caption(curve, self.language), curves.drawing(curve, self.language)
        if way := self._way(self.probed):
            return arrays.caption(way, self.language), arrays.drawing(way, self.language)
        return "", ""

    def _curve(self, probed: ProbeResult) -> AnsweredPoints | None:
        """Return the function as a curve; None if it does not answer one number with one number."""
        good: list[tuple[float, float]] = []
        bad: list[tuple[float, float]] = []
        for number, probe in enumerate(probed.probes):
            if number > _ALIKE and not (good or bad):
                return None  # no curve, and each question costs a call
            given = _single_argument(probe, self.student)
            found = curves.answered_points(given, probed.answers[number].value, probed.right[number].value)
            if found is None:
                continue  # a probe of another kind, such as whether the argument is unchanged
            good += found[0]
            bad += found[1]
        if len(good) + len(bad) < 3 or not bad:
            return None
        xs = [x for x, _ in (*good, *bad)]
        function = getattr(self.student, self.name)
        return AnsweredPoints(
            self.name, curves.sampled_curve(function, min(xs), max(xs)), tuple(good), tuple(bad)
        )

    def _way(self, probed: ProbeResult) -> ArrayTrace | None:
        """Return the arrays of a call that is wrong: of those looked at, the one with the largest arrays."""
        ways = [way for number in probed.wrong[:_CALLS] if (way := self._way_of(probed, number))]
        return max(ways, key=lambda way: sum(math.prod(each.shape) for each in way.arrays), default=None)

    def _way_of(self, probed: ProbeResult, number: int) -> ArrayTrace | None:
        def ask() -> None:
            try:
                probed.probes[number].ask(self.student)
            except Exception:  # the student's error, which was seen before
                return

        seen = arrays.watch(hint_steps.codes_of(self.namespace.get(self.name)), ask)
        answers, right = probed.answers[number], probed.right[number]
        if not seen:
            return None
        return ArrayTrace(
            seen,
            None if answers.raised else arrays.shape_of(answers.value),
            None if right.raised else arrays.shape_of(right.value),
        )


class _RecordingFunction(Function):
    """A function of the student's that records what it was given."""

    def __init__(self, function: Function, given: list[tuple[object, ...]]) -> None:
        super().__init__(function._line, function._handle, function._name)
        self.given = given

    def __call__(self, *args: object, **kwargs: object) -> Any:
        self.given.append((*copy.deepcopy(args), *kwargs))  # copied: the student's code may change it
        return super().__call__(*args, **kwargs)


class _RecordingStudent(Student):
    """A student whose functions record what they were given."""

    def __init__(self, student: Student) -> None:
        super().__init__(student._line.channel, student._program)
        self._given: list[tuple[object, ...]] = []

    def __getattr__(self, name: str) -> Function:
        return _RecordingFunction(super().__getattr__(name), self._given)


def _single_argument(probe: Probe, student: Student) -> object:
    """Return the argument of a probe that makes one call with one argument; None for any other probe."""
    noting = _RecordingStudent(student)
    try:
        probe.ask(noting)
    except Exception:  # the student's error, which was seen before
        pass
    calls = noting.__dict__["_given"]
    return calls[0][0] if len(calls) == 1 and len(calls[0]) == 1 else None


def _remark(file: Path) -> AnyText:
    """Return the remark that a student's notebook is for other versions of the kit; "" if it is not."""
    try:
        return versions.remark(hand_in.kit(read_plain(file, hand_in.MAX_BYTES)))
    except OSError:
        return ""
