"""Check of one function as it stands in the running notebook: its verdicts, the diagnosis, the hints."""

import linecache
import math
import traceback
import types
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from autograder import hand_in, versions
from autograder.desk import cell_errors, hint_steps, output, pictures
from autograder.desk.checks import Check, checks_beside, explain_stop, is_stub, names_in
from autograder.desk.output import Checked, Message
from autograder.desk.pictures import HintPicture, Points
from autograder.desk.relied_on import or_relied_on, overwritten
from autograder.diagnosis import casebook, clues, messages, worked_ideas
from autograder.diagnosis.casebook import Casebook, ProbeResult
from autograder.diagnosis.clues import SEARCHED
from autograder.diagnosis.diagnose import Diagnosis, Probe
from autograder.files import read_plain
from autograder.grading.judge import at_place, describe, place, raised_by, verdict
from autograder.grading.our_side_limits import small_tables
from autograder.notebook import named_in_comment
from autograder.report import Outcome, Verdict, clean
from autograder.sandbox.proxy import AnswerCallback, Loopback, Student
from autograder.text import AnyText, Language, in_language, listed, say
from autograder.worker import cells, program, protocol

_TRIED = hint_steps.HintSteps()  # of this kernel's one student; it lasts from cell to cell
_CALLS = 8  # calls whose arrays are looked at
_ALIKE = 3  # by this probe, counted from 0, a curve has given a point
_PRINTED = 16 << 10  # characters that are kept of what a cell prints
_LABELS = 5  # listed of the probes that are right, and of those that are wrong


class _Session(program.Session):
    """The running notebook as a program. It keeps where the student's code stopped last."""

    stopped = ""  # the line
    stopped_in = ""  # the file under which Jupyter ran that line's cell
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
            if own := self.own_line(frame, line):
                self.stopped, self.stopped_in = own, frame.f_code.co_filename
        return "", 0

    def own_line(self, frame: types.FrameType, line: int) -> str:
        """Return the text of a line of the notebook's own, as Python remembers it; "" for any other line."""
        if frame.f_globals is not self.namespace:
            return ""
        return clean(linecache.getline(frame.f_code.co_filename, line).strip(), 200)


class _NotedCalls(Loopback):
    """The running notebook, and the calls that were made of it."""

    def __init__(self, session: program.Session) -> None:
        super().__init__(session)
        self.calls: list[protocol.Call] = []

    def exchange(self, request: protocol.Request, answer: AnswerCallback) -> protocol.Reply:
        """Note a call, and make it."""
        if isinstance(request, protocol.Call):
            self.calls.append(request)  # its arguments are bytes, which the student's code cannot change
        return super().exchange(request, answer)


class FunctionCheck:
    """Check of one function: its visible checks, and if one fails the answers to its probes."""

    def __init__(self, name: str, namespace: dict[str, Any], folder: Path, language: Language) -> None:
        self.name, self.namespace, self.folder, self.language = name, namespace, folder, language
        self.session = _Session(namespace)
        self.student = Student(Loopback(self.session), self._program)
        self.is_known = name in namespace or cell_errors.cell_named(name, namespace) is not None
        self.stop = ""
        self.stopped: dict[str, protocol.Raised | None] = {}  # by check that failed: what stopped it
        self.unwritten = set[str]()  # the checks that failed at the stub
        checks = checks_beside(folder, name)
        casebook.use_codecs(folder)
        # If the cell stopped, the name still stands for what was run before it: nothing is judged.
        self.halted = cell_errors.stop_of(name, namespace)
        self.verdicts = () if self.halted else tuple(map(self._judged, checks))
        self.passed = self.is_known and not self.stopped and not self.halted
        self.attempted = len(self.unwritten) < len(checks)
        if not self.attempted:
            self.halted = cell_errors.last_stop(namespace)
        self.book: Casebook | None = None
        self.probed: ProbeResult | None = None
        if self.attempted and self.is_known and self.stopped:
            self.book = casebook.read_casebook(folder)
            if self.book and self.unwritten == {*self.stopped}:
                # A stub may hold lines of the author's, such as a test of lengths, and pass a check by them.
                self.attempted = self.book.is_answered(name, self.student)
            if self.book and self.attempted:
                self.probed = self.book.probe(name, self.student)
        self.code = hint_steps.code_digest(namespace.get(name))

    def _judged(self, each: Check) -> Verdict:
        self.session.stopped = self.session.stopped_in = ""
        try:
            with small_tables():
                each.call(self.student)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # WireBroken too: everything is the student's here
            self.stopped[each.name] = raised = raised_by(error)
            if raised is not None:  # else the last stop was one that the check wants
                self.stop = self.stop or self.session.stopped
            if is_stub(raised, self.name) and not self._stopped_elsewhere():
                self.unwritten.add(each.name)
            message = at_place(describe(True, error, languages=each.languages), *place(error, {}))
            return verdict(each, Outcome.FAILED, message)
        return verdict(each, Outcome.PASSED)

    def _stopped_elsewhere(self) -> bool:
        """Return True if the last stop was in another cell of the student's than this function's."""
        own = {code.co_filename for code in hint_steps.codes_of(self.namespace.get(self.name))}
        return bool(own) and self.session.stopped_in not in ("", *own)

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
        thing = self.namespace.get(self.name)
        return Checked(
            self.name,
            self.verdicts,
            self.attempted,
            self.is_known,
            self.message(),
            self.language,
            remark,
            self.stop if self._first_stop() is not None else "",
            offer,
            self.halted,
            "" if self.is_known else self._similar(),
            type(thing).__name__ if self.stopped and self._is_lost(thing) else "",
        )

    def _first_stop(self) -> protocol.Raised | None:
        """Return what stopped the first check that failed, if that was the student's code."""
        return next(iter(self.stopped.values()), None)

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
        source = self._source()
        if (hidden := overwritten(source, self.name, self.namespace)) is not None:
            return hidden
        found = explain_stop(self.probed.found, self._first_stop(), self.book)
        program = self._program()
        variables = clues.variables_of(cell.source for cell in program)
        found = clues.or_clue(found, source, self.name, variables)
        return or_relied_on(found, self.name, program, names_in(self.folder), self._is_wrong)

    def _is_wrong(self, other: str) -> bool:
        """Return True if a visible check of another function fails."""
        if other not in self.namespace:
            return False
        try:
            with small_tables():
                for each in checks_beside(self.folder, other):
                    each.call(self.student)
        except KeyboardInterrupt:
            raise
        except BaseException:  # as in `_judged`: whatever stops a check is the student's
            return True
        return False

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
            return self.say("How to begin: `{ask}`", ask=ask)
        if failures > 1 or not self.message():
            return self.say("Stuck? A step more: `{ask}`", ask=ask)
        return ""

    # --- the hints -----------------------------------------------------------------------------

    def say(self, message: str, **parameters: object) -> str:
        """Return a sentence of the kit in the reader's language."""
        return say(message, self.language, **parameters)

    def hinted(self) -> Message:
        """Return the message of `hint`: the step that is due."""
        if not self.is_known or self.halted:
            return self._checked()
        if self.passed:
            return self._nothing_to_hint_at()
        if self.attempted:
            _TRIED.failed(self.name, self.code)
        step, waits = _TRIED.ask(self.name, self.code)
        head = self.say("Hint {step} of {all} for {name}", step=step, all=hint_steps.IDEA, name=self.name)
        picture = HintPicture()
        if step == hint_steps.IDEA:
            lines = [self._the_idea()]
        elif not self.attempted:
            lines = self._how_to_begin(step)
        else:
            picture = self._picture()
            lines = self._where_to_look(picture) if step == hint_steps.LOOK else self._what_happens(picture)
        if waits:
            lines.append(
                self.say(
                    "Now change one thing and run the check. After another try the next hint tells the idea."
                )
            )
        elif step < hint_steps.IDEA:
            lines.append(self.say('A step more: run `hint("{name}")` again.', name=self.name))
        return Message([head, *lines], picture=picture.svg)

    def _nothing_to_hint_at(self) -> Message:
        return Message(
            [
                self.say(
                    "✓ {name}: all visible checks pass, so there is nothing to hint at.", name=self.name
                ),
                self.say(
                    "Read the text above your cell once more: does your code keep each of its points,"
                    " for other sizes too?"
                ),
            ],
            output.GOOD,
        )

    def _how_to_begin(self, step: int) -> list[str]:
        """Return the first two hints for a function that is not written yet."""
        if step == hint_steps.LOOK:
            return [
                self.say("Read the first line of the text in the quotes, and then its smallest example."),
                self.say("Say in one sentence what goes in and what comes out. That sentence is your plan."),
            ]
        return [
            self.say("Write the smallest thing that can be run: a line that returns any value."),
            self.say("Then run the check. It tells what it got, and from there it is one step at a time."),
        ]

    def _where_to_look(self, picture: HintPicture) -> list[str]:
        """Return the first hint: which probes are right and wrong, where it stops, what the picture shows."""
        lines = []
        if self.probed is not None:
            good, bad = (self._listed(labels) for labels in self.probed.labels())
            if len(self.probed.wrong) == len(self.probed.probes):
                lines.append(
                    self.say("Nothing that was asked came out right yet, so begin with the smallest case.")
                )
            else:
                lines += [self.say("Right so far: {labels}.", labels=good)] if good else []
                lines += [self.say("Wrong so far: {labels}.", labels=bad)] if bad else []
        if self.stop:
            lines.append(self.say("It stops in this line of yours: `{line}`", line=self.stop))
        lines += [picture.caption] if picture.caption else []
        if not lines:
            lines.append(self.say("Read the check's message again: which call is it, and what came of it?"))
        return lines

    def _listed(self, labels: tuple[AnyText, ...]) -> str:
        return listed(labels[:_LABELS], self.language) + ("…" if len(labels) > _LABELS else "")

    def _what_happens(self, picture: HintPicture) -> list[str]:
        """Return the second hint: the diagnosis, how to find the place, what the picture shows."""
        on_paper = self.say(
            "Take the call that the check names, and do it by hand on paper, a line for each "
            "step. Then print each step in your code. Where do the two part?"
        )
        message = in_language(self.message(), self.language)
        return [*filter(None, [message, *self._marked_line(), on_paper, picture.caption])]

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

    def _the_idea(self) -> str:
        """Return the third hint: the way there, in words."""
        if idea := worked_ideas.idea_of(self.folder, self.name):
            return self.say("The idea: {idea}", idea=idea)
        return self.say(
            "That is all that can be said without the answer. Show your code to somebody, and "
            "tell them line by line what it does."
        )

    # --- their pictures ------------------------------------------------------------------------

    def _picture(self) -> HintPicture:
        """Return a picture of the first wrong answers; an empty one if nothing is to be seen."""
        if self.probed is None or not self.probed.wrong:
            return HintPicture()
        return self._curve(self.probed) or self._arrays(self.probed) or HintPicture()

    def _curve(self, probed: ProbeResult) -> HintPicture | None:
        """Draw the function as a curve; None if it does not answer one number with one number."""
        good: Points = []
        bad: Points = []
        for number, probe in enumerate(probed.probes):
            if number > _ALIKE and not (good or bad):
                return None  # no curve, and each question costs a call
            given = self._single_argument(probe)
            found = pictures.answered_points(given, probed.answers[number].value, probed.right[number].value)
            if found is None:
                continue  # a probe of another kind, such as whether the argument is unchanged
            good += found[0]
            bad += found[1]
        if len(good) + len(bad) < 3 or not bad:
            return None
        function = getattr(self.student, self.name)
        return pictures.curve_picture(self.name, function, good, bad, self.language)

    def _single_argument(self, probe: Probe) -> object:
        """Return the argument of a probe that makes one call with one argument; None for any other probe."""
        noted = _NotedCalls(self.session)
        _ask(probe, Student(noted, self._program))
        if len(noted.calls) != 1 or bytes(noted.calls[0].kwargs) != protocol.NO_NAMES:
            return None
        arguments: Any = protocol.to_python(protocol.unraw(noted.calls[0].args), lambda _: None)
        return arguments[0] if len(arguments) == 1 else None

    def _arrays(self, probed: ProbeResult) -> HintPicture | None:
        """Draw the arrays of a call that is wrong: of those looked at, the one with the largest arrays."""
        codes = hint_steps.codes_of(self.namespace.get(self.name))
        seen = {
            number: arrays
            for number in probed.wrong[:_CALLS]
            if (arrays := pictures.watch(codes, partial(_ask, probed.probes[number], self.student)))
        }
        if not seen:
            return None
        number = max(seen, key=lambda number: sum(math.prod(each.shape) for each in seen[number]))
        came, wanted = (
            None if answer.raised else pictures.shape_of(answer.value)
            for answer in (probed.answers[number], probed.right[number])
        )
        return pictures.arrays_picture(seen[number], came, wanted, self.language)


def _ask(probe: Probe, student: Student) -> None:
    with suppress(Exception):  # the student's error, which was seen before
        probe.ask(student)


def _remark(file: Path) -> AnyText:
    """Return the remark that a student's notebook is for other versions of the kit; "" if it is not."""
    try:
        return versions.remark(hand_in.kit(read_plain(file, hand_in.MAX_BYTES)))
    except OSError:
        return ""
