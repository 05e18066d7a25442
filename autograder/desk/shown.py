"""What the desk shows: HTML in a notebook, text elsewhere. One clear next step, in the reader's language."""

import html
import re
from collections.abc import Iterator, Sequence

from autograder.errors import AutograderError
from autograder.phrases import N_, Language, in_two_lines, pick, say
from autograder.report import Outcome, Verdict

HIDDEN = N_("When your work is graded, hidden tests try the same things with other numbers.")
GOOD, OPEN = "#2e8b57", "#b7791f"  # three to one at least, against white and against JupyterLab's dark grey

_ENDS = (".", "?", "!", "。", "？", "！")
_WRAPPED = "white-space:pre-wrap;overflow-wrap:anywhere"
_PRINTED = ";font-family:var(--jp-code-font-family,monospace);margin-top:.3em"


class Shown:
    """A heading, lines and perhaps a picture. `printed` are the lines whose blanks and line ends count."""

    def __init__(
        self, lines: Sequence[str], colour: str = OPEN, printed: Sequence[str] = (), picture: str = ""
    ) -> None:
        # A list that was cut ends with its three dots, and needs no full stop behind them.
        self.said = [line.replace("….", "…").replace("…。", "…") for line in lines]
        self.colour, self.printed, self.picture = colour, tuple(printed), picture

    def __repr__(self) -> str:
        return "\n".join(self.said)

    def _repr_html_(self) -> str:
        # The words and the mark say it all: the colours only repeat it, and text takes the page's own colour.
        head, *rest = self.said
        inner = "".join(
            f'<div style="{_WRAPPED}{_PRINTED * (line in self.printed)}">{_in_html(line)}</div>'
            for line in rest
        )
        return (
            f'<div role="status" style="border-left:4px solid {self.colour};padding:.4em .8em;margin:.2em 0">'
            f"<strong>{_in_html(head)}</strong>{inner}{self.picture}</div>"
        )


def _in_html(line: str) -> str:
    """The line with its `code` set as code; everything in it is escaped."""
    return re.sub(r"`([^`\n]+)`", r"<code>\1</code>", html.escape(line))


class Checked(Shown):
    """What `check("sigmoid")` shows: how it stands, what to do next, and what came back.

    `is_known` says whether the name stands for anything yet, `stop` is the line at which the code stops,
    and `offer` what to run for more.
    """

    def __init__(
        self,
        name: str,
        verdicts: tuple[Verdict, ...],
        attempted: bool,
        is_known: bool = True,
        hint: str = "",
        language: Language = "en",
        remark: str = "",
        stop: str = "",
        offer: str = "",
    ) -> None:
        self.name, self.verdicts, self.attempted, self.is_known = name, verdicts, attempted, is_known
        self.hint, self.language, self.stop = pick(hint, language), language, stop
        hidden = [say(HIDDEN, language)] if self.passed else []
        said = [
            *self.lines(),
            *hidden,
            *([offer] if offer else []),
            *([pick(remark, language)] if remark else []),
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
        """Whether every visible check passed."""
        return (
            self.is_known
            and self.attempted
            and all(verdict.outcome is Outcome.PASSED for verdict in self.verdicts)
        )

    @property
    def first_failure(self) -> Verdict | None:
        """What to make true first."""
        return next((each for each in self.verdicts if each.outcome is not Outcome.PASSED), None)

    def lines(self) -> Iterator[str]:
        """The message, without what is said of hidden tests."""
        language = self.language
        if not self.is_known:
            yield say("– {name}: Python does not know it yet.", language, name=self.name)
            yield say(
                "Run the cell above, where it is written. If that cell ends in an error, mend that first.",
                language,
            )
            return
        if not self.attempted:
            yield say("– {name}: not written yet.", language, name=self.name)
            yield say("Put your code in place of `raise NotImplementedError()`, and run that cell.", language)
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
        if message := pick(first.message, language):
            # As it is written: `sigmoid([0.]) gave …` begins with a name, and Python tells capitals apart.
            yield in_two_lines(message + ("" if message.endswith(_ENDS) else say(".", language)))
        if self.stop:
            yield say("It stops in this line of yours: `{line}`", language, line=self.stop)
        if self.hint:
            yield say("Think about this: {hint}", language, hint=self.hint)


def refused(error: AutograderError, language: Language) -> Shown:
    """What the desk says where it cannot work: where, what and what next, without a traceback."""
    return Shown(
        [
            f"– {error.where}: {pick(error.what, language)}",
            say("next: {step}", language, step=error.next_step),
        ]
    )
