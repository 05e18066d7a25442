"""Messages of the desk: HTML in a notebook, text elsewhere. One clear next step, in the reader's language."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.desk.cell_errors import Stopped
from autograder.desk.two_values import two_values
from autograder.diagnosis import messages, python_messages
from autograder.errors import AutograderError
from autograder.report import Outcome, Verdict
from autograder.text import N_, AnyText, Language, in_language, say

HIDDEN = N_("When your work is graded, hidden tests try the same things with other numbers.")
NOTHING = N_("In this notebook `check` has nothing to try: run its cells from top to bottom, and hand it in.")
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
    if values is None or values.is_stacked:
        return _told(str(values or line), _PRINTED)
    parts = values.given_words, values.given, values.wanted_words, values.wanted
    inner = " ".join(f"<span>{_in_html(part)}</span>" for part in parts)
    return f'<div style="{_WRAPPED}{_PRINTED}{_GRID}">{inner}</div>'


def _in_html(line: str) -> str:
    """Return a line as HTML: its `code` set as code, everything in it escaped."""
    return re.sub(r"`([^`\n]+)`", r"<code>\1</code>", html.escape(line))


@dataclass(repr=False, eq=False)
class Checked(Message):
    """Message of `check("sigmoid")`: the state of the function, what failed first, and what to do next."""

    name: str
    verdicts: tuple[Verdict, ...]
    attempted: bool
    is_known: bool = True  # the name stands for something
    hint: AnyText = ""
    language: Language = "en"
    remark: AnyText = ""
    stop: str = ""  # the line at which the code stops
    offer: str = ""  # what to run for more
    halted: Stopped | None = None  # where Python stopped in the function's cell
    similar: str = ""  # a name that may be meant, if this one is unknown
    stands_for: str = ""  # the type of the name's value, if that is no function
    is_of_a_file: bool = False  # a saved notebook was run in a terminal: there is no cell to run again

    def __post_init__(self) -> None:
        hint = in_language(self.hint, self.language)
        hidden = self.say(HIDDEN) if self.passed else ""
        after = (hidden, self.offer, in_language(self.remark, self.language))
        said = [*self.lines(), *filter(None, after)]
        printed = [
            line
            for line in said
            if (line.startswith(f"{self.name}(") or "  " in line or "\n" in line)
            and not line.endswith(hint or "\n")
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

    def say(self, message: str, **parameters: object) -> str:
        """Return a sentence of the kit in the reader's language."""
        return say(message, self.language, **parameters)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the message, without the one on hidden tests."""
        if self.halted is not None:
            yield from self._halt(self.halted)
        elif not self.is_known:
            yield self.say("– {name}: Python does not know it yet.", name=self.name)
            if self.similar:
                found = messages.sentence("missing", self.name, {"similar": self.similar})
                yield in_language(found, self.language)
            else:
                yield self.say(
                    "Run the cell above, where it is written. If that cell ends in an error, fix that first."
                )
        elif self.stands_for:
            yield self.say(
                "✗ {name}: this name stands for a value now (a {kind}), and for no function.",
                name=self.name,
                kind=self.stands_for,
            )
            yield self.say(
                "Does a line such as `{name} = …` give it away? Take another name there, and run the cell of "
                "your function again.",
                name=self.name,
            )
        elif not self.attempted:
            yield self.say("– {name}: not written yet.", name=self.name)
            yield self.say(_WRITE_IN_THE_FILE if self.is_of_a_file else _WRITE_IN_THE_CELL)
        else:
            yield from self._judged()

    def _judged(self) -> Iterator[str]:
        """Yield how many checks pass, and what the first one that does not has found."""
        yield self.say(
            "{mark} {name}: {good} of {all} visible checks pass.",
            mark="✓" if self.passed else "✗",
            name=self.name,
            good=sum(verdict.outcome is Outcome.PASSED for verdict in self.verdicts),
            all=len(self.verdicts),
        )
        first = next((each for each in self.verdicts if each.outcome is not Outcome.PASSED), None)
        if first is None:
            return
        # A check's title says what holds when it passes. Alone it would sound as if it did.
        yield self.say("First make this true: {title}", title=first.title)
        if message := in_language(first.message, self.language):
            # Not capitalized: `sigmoid([0.]) gave …` begins with a name, and Python tells capitals apart.
            yield message + ("" if message.endswith(_ENDS) else self.say("."))
        hint = in_language(self.hint, self.language)
        if self.stop and self.stop not in hint:
            yield self.say("It stops in this line of yours: `{line}`", line=self.stop)
        if hint:
            yield self.say("Think about this: {hint}", hint=hint)

    def _halt(self, halted: Stopped) -> Iterator[str]:
        """Yield where Python stopped in the cell, and what its message means."""
        yield self.say("✗ {name}: Python stops in its cell, as you ran it last.", name=self.name)
        if halted.code:
            yield self.say("It is line {line} of that cell: `{code}`", line=halted.line, code=halted.code)
        else:
            yield self.say("It is line {line} of that cell.", line=halted.line)
        if halted.read:
            yield self.say("Python can read it as far as `{read}`, and no further.", read=halted.read)
        kind, text = halted.kind, halted.text
        yield self.say("Python says: {said}", said=f"{kind}: {text}" if text else kind)
        if meaning := python_messages.meaning(kind, text, self.language):
            yield self.say("That means: {meaning}", meaning=meaning)
        if self.is_known:
            yield self.say(
                "Fix that and run the cell again. Until then Python keeps what `{name}` was before.",
                name=self.name,
            )


def error_message(error: AutograderError, language: Language) -> Message:
    """Return the message on an error that stops the desk: where, what and what next, without a traceback."""
    return Message(
        [
            f"– {error.where}: {in_language(error.what, language)}",
            say("next: {step}", language, step=error.next_step),
        ]
    )
