"""Messages of the desk: HTML in a notebook, text elsewhere. One clear next step, in the reader's language."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from autograder.desk.cell_errors import Stopped
from autograder.desk.two_values import two_values
from autograder.diagnosis import messages, python_messages
from autograder.errors import AutograderError
from autograder.report import Outcome, Verdict
from autograder.text import N_, AnyText, Language, in_language, say

HIDDEN = N_("When your work is graded, hidden tests try the same things with other numbers.")
_WRITE_IN_THE_CELL = N_("Put your code in place of `raise NotImplementedError()`, and run that cell.")
_WRITE_IN_THE_FILE = N_(
    "Put your code in place of `raise NotImplementedError()`, save the notebook, and check again."
)
GOOD, OPEN = "#2e8b57", "#b7791f"  # contrast of at least 3:1 with white and with JupyterLab's dark grey

_ENDS = (".", "?", "!", "。", "？", "！")
_WRAPPED = "white-space:pre-wrap;overflow-wrap:anywhere"
_PRINTED = ";font-family:var(--jp-code-font-family,monospace);margin-top:.3em"
_GRID = ";display:grid;grid-template-columns:fit-content(60%) 1fr;column-gap:.7em;align-items:end"


class Message:
    """A heading, lines and perhaps a picture. `printed` are the lines whose blanks and line ends count."""

    def __init__(
        self, lines: Sequence[str], colour: str = OPEN, printed: Sequence[str] = (), picture: str = ""
    ) -> None:
        # A list that was cut ends with its three dots, and needs no full stop behind them.
        self.said = [line.replace("….", "…").replace("…。", "…") for line in lines]
        self.colour, self.printed, self.picture = colour, tuple(printed), picture

    def __repr__(self) -> str:
        return "\n".join(self.as_text(self.said))

    def as_text(self, lines: Iterable[str]) -> Iterator[str]:
        """Yield some of the lines as a terminal shows them: of two values one is above the other."""
        return (str(two_values(line) or line) if line in self.printed else line for line in lines)

    def _repr_html_(self) -> str:
        # The words and the mark say it all: the colours only repeat it, and text takes the page's own colour.
        head, *rest = self.said
        inner = "".join(_printed(line) if line in self.printed else _told(line) for line in rest)
        return (
            f'<div role="status" style="border-left:4px solid {self.colour};padding:.4em .8em;margin:.2em 0">'
            f"<strong>{_in_html(head)}</strong>{inner}{self.picture}</div>"
        )


def _told(line: str, style: str = "") -> str:
    return f'<div style="{_WRAPPED}{style}">{_in_html(line)}</div>'


def _printed(line: str) -> str:
    """Return a line whose blanks count as HTML; of two values one is above the other, whatever the font."""
    values = two_values(line)
    if values is None:
        return _told(line, _PRINTED)
    parts = values.given_words, values.given, values.wanted_words, values.wanted
    inner = " ".join(f"<span>{_in_html(part)}</span>" for part in parts)
    return f'<div style="{_WRAPPED}{_PRINTED}{_GRID}">{inner}</div>'


def _in_html(line: str) -> str:
    """Return a line as HTML: its `code` set as code, everything in it escaped."""
    return re.sub(r"`([^`\n]+)`", r"<code>\1</code>", html.escape(line))


class FunctionState(Protocol):
    """State of a function, as an overview shows it."""

    name: str
    passed: bool

    def checked(self) -> Message:
        """Return the message on the function."""


class Checked(Message):
    """Message of `check("sigmoid")`: the state of the function, what failed first, and what to do next.

    `is_known` says whether the name stands for anything yet, `stop` is the line at which the code stops,
    and `offer` says what to run for more. `halted` is where Python stopped in the function's cell, `similar`
    a name that may be meant if this one is unknown, and `stands_for` the type of its value if that is no
    function. `is_of_a_file` says that a saved notebook was run in a terminal: there is no cell to run again.
    """

    def __init__(
        self,
        name: str,
        verdicts: tuple[Verdict, ...],
        attempted: bool,
        is_known: bool = True,
        hint: AnyText = "",
        language: Language = "en",
        remark: AnyText = "",
        stop: str = "",
        offer: str = "",
        halted: Stopped | None = None,
        similar: str = "",
        stands_for: str = "",
        is_of_a_file: bool = False,
    ) -> None:
        self.is_of_a_file = is_of_a_file
        self.halted, self.similar, self.stands_for = halted, similar, stands_for
        self.name, self.verdicts, self.attempted, self.is_known = name, verdicts, attempted, is_known
        self.hint, self.language, self.stop = in_language(hint, language), language, stop
        hidden = [say(HIDDEN, language)] if self.passed else []
        said = [
            *self.lines(),
            *hidden,
            *([offer] if offer else []),
            *([in_language(remark, language)] if remark else []),
        ]
        printed = [
            line
            for line in said
            if (line.startswith(f"{name}(") or "  " in line or "\n" in line)
            and not line.endswith(self.hint or "\n")
        ]
        super().__init__(said, GOOD if self.passed else OPEN, printed)

    @property
    def passed(self) -> bool:
        """True if every visible check passed."""
        return (
            self.is_known
            and self.attempted
            and self.halted is None
            and all(verdict.outcome is Outcome.PASSED for verdict in self.verdicts)
        )

    @property
    def first_failure(self) -> Verdict | None:
        """First failed verdict, the one to put right first; None if there is none."""
        return next((each for each in self.verdicts if each.outcome is not Outcome.PASSED), None)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the message, without the one on hidden tests."""
        language = self.language
        if self.halted is not None:
            yield from self._halt(self.halted)
            return
        if not self.is_known:
            yield say("– {name}: Python does not know it yet.", language, name=self.name)
            if self.similar:
                yield in_language(
                    messages.sentence("missing", self.name, {"similar": self.similar}), language
                )
                return
            yield say(
                "Run the cell above, where it is written. If that cell ends in an error, fix that first.",
                language,
            )
            return
        if self.stands_for:
            yield say(
                "✗ {name}: this name stands for a value now (a {kind}), and for no function.",
                language,
                name=self.name,
                kind=self.stands_for,
            )
            yield say(
                "Does a line such as `{name} = …` give it away? Take another name there, and run the cell of "
                "your function again.",
                language,
                name=self.name,
            )
            return
        if not self.attempted:
            yield say("– {name}: not written yet.", language, name=self.name)
            yield say(_WRITE_IN_THE_FILE if self.is_of_a_file else _WRITE_IN_THE_CELL, language)
            return
        yield say(
            "{mark} {name}: {good} of {all} visible checks pass.",
            language,
            mark="✓" if self.passed else "✗",
            name=self.name,
            good=sum(verdict.outcome is Outcome.PASSED for verdict in self.verdicts),
            all=len(self.verdicts),
        )
        first = self.first_failure
        if first is None:
            return
        # A check's title says what holds when it passes. Alone it would sound as if it did.
        yield say("First make this true: {title}", language, title=first.title)
        if message := in_language(first.message, language):
            # Not capitalized: `sigmoid([0.]) gave …` begins with a name, and Python tells capitals apart.
            yield message + ("" if message.endswith(_ENDS) else say(".", language))
        if self.stop and self.stop not in self.hint:
            yield say("It stops in this line of yours: `{line}`", language, line=self.stop)
        if self.hint:
            yield say("Think about this: {hint}", language, hint=self.hint)

    def _halt(self, halted: Stopped) -> Iterator[str]:
        """Yield where Python stopped in the cell, and what its message means."""
        language = self.language
        yield say("✗ {name}: Python stops in its cell, as you ran it last.", language, name=self.name)
        yield place(halted.line, halted.code, language)
        if halted.read:
            yield say("Python can read it as far as `{read}`, and no further.", language, read=halted.read)
        yield from explained(halted.kind, halted.text, language)
        if self.is_known:
            yield say(
                "Fix that and run the cell again. Until then Python keeps what `{name}` was before.",
                language,
                name=self.name,
            )


def overview(functions: Sequence["FunctionState"], language: Language) -> Message:
    """Return the message on all functions: the state of each on a line, and which one is next."""
    states = [each.checked() for each in functions]
    left = [each.name for each in functions if not each.passed]
    head = say(
        "{good} of {all} functions pass all their visible checks.",
        language,
        good=len(functions) - len(left),
        all=len(functions),
    )
    after = say('Next: `check("{name}")`', language, name=left[0]) if left else say(HIDDEN, language)
    return Message([head, *(each.said[0] for each in states), after], OPEN if left else GOOD)


def place(line: int, code: str, language: Language) -> str:
    """Return the sentence that names a line of the cell, by its number and its text."""
    if not code:
        return say("It is line {line} of that cell.", language, line=line)
    return say("It is line {line} of that cell: `{code}`", language, line=line, code=code)


def explained(kind: str, text: str, language: Language) -> Iterator[str]:
    """Yield Python's own words, and what they mean if that is known."""
    yield say("Python says: {said}", language, said=f"{kind}: {text}" if text else kind)
    if meaning := python_messages.meaning(kind, text, language):
        yield say("That means: {meaning}", language, meaning=meaning)


def error_message(error: AutograderError, language: Language) -> Message:
    """Return the message on an error that stops the desk: where, what and what next, without a traceback."""
    return Message(
        [
            f"– {error.where}: {in_language(error.what, language)}",
            say("next: {step}", language, step=error.next_step),
        ]
    )
