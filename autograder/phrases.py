"""The kit's own sentences in a reader's language, and which part of a text a reader is shown.

English stands in the code, and a translation is looked up by it: `locale/` holds the others. A text that
goes into a report holds all languages, English first, then lines that begin with `zh: `; whoever shows
it picks. So a report is the same bytes whoever reads it.
"""

import gettext
import inspect
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_OTHER = re.compile(r"^zh: ?", re.MULTILINE)


def pick(text: str, language: Language) -> str:
    """The part of a text that is in `language`; all of it where it has no other.

    What follows the first `zh: ` is Chinese to the end, so that a printed array may have many lines.
    """
    english, *chinese = _OTHER.split(text)
    if not chinese:
        return text
    return (english if language == "en" and english.strip() else "".join(chinese)).rstrip("\n")


def together(english: str, chinese: str) -> str:
    """One text of both."""
    return f"{english}\nzh: {chinese}" if chinese and chinese != english else english


def title(doc: str | None, name: str) -> str:
    """A test's title, from its docstring: the first line, and the Chinese one; else its name in words."""
    english, *chinese = _OTHER.split(inspect.cleandoc(doc or ""))
    first = english.split("\n")[0] or name.replace("_", " ").strip()
    return together(first, "".join(line.strip() for line in "".join(chinese).split("\n\n")[0].split("\n")))


_SHORT = 60
_TURNS = (
    ("; ", "it should"),
    ("，", "应当"),
    ("，", "应该"),
)  # where a check's message comes to what is right


def in_two_lines(message: str) -> str:
    """What came back and what should have, one below the other, where a line would be too long to compare."""
    if len(message) > _SHORT:
        for before, after in _TURNS:
            message = message.replace(before + after, f"{before.rstrip()}\n{after}", 1)
    return message


def language_of(text: str, otherwise: Language = "en") -> Language:
    """What somebody means by `zh`, `zh_CN.UTF-8` or `ZH-Hans`; `otherwise` where it is none of ours."""
    wanted = re.split(r"[-_.]", text.strip().lower())[0]
    return next((language for language in LANGUAGES if language == wanted), otherwise)


def readers(own: Language) -> Language:
    """The language of whoever sits here: AUTOGRADER_LANG, else the course's own."""
    return language_of(os.environ.get("AUTOGRADER_LANG", ""), own)


# --- the kit's own sentences -------------------------------------------------------------------


def N_(message: str) -> str:
    """A message in a table, marked so that it is found for translation; it is said where it is used."""
    return message


def say(message: str, language: Language, /, **particulars: object) -> str:
    """The kit's own sentence in one language. Particulars that hold both are picked from."""
    text = _catalogue(language).gettext(message)
    if not particulars:
        return text  # a pattern that somebody else fills in
    return text.format(
        **{key: pick(one, language) if isinstance(one, str) else one for key, one in particulars.items()}
    )


def both(message: str, /, **particulars: object) -> str:
    """The kit's own sentence in both languages, for a report."""
    return together(*(say(message, language, **particulars) for language in LANGUAGES))


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    file = Path(__file__).with_name("locale") / language / "LC_MESSAGES" / "autograder.mo"
    with file.open("rb") as opened:
        return gettext.GNUTranslations(opened)


# --- what a diagnosis says ---------------------------------------------------------------------

# Each is one cause and one thing to look at, never the answer. `{…}` are the reading's particulars. A
# misconception brings its own words; these are the rest.
READINGS: dict[str, str] = {
    "missing": N_("The tests call `{function}`, and your notebook has nothing of this name."),
    "misnamed": N_(
        "I found `{similar}`; the tests call `{function}`. Compare the two names letter by letter."
    ),
    "cell-stopped": N_("Python stops in the cell before it knows `{function}`: {error}. Mend that first."),
    "returns-nothing": N_(
        "Your function computes, but hands nothing back: whoever calls it receives None. Which Python "
        "keyword gives a result to the caller?"
    ),
    "prints": N_(
        "Your function shows its result on the screen, but whoever calls it receives None. Showing a "
        "number and handing it back are two different things: which one does the caller need?"
    ),
    "unfinished": N_(
        "A part of this is not written yet: the line `raise NotImplementedError()` is still reached."
    ),
    "exits": N_(
        "Your code ends the whole program, for example with `exit()`. A function should only give "
        "back its result."
    ),
    "not-a-value": N_(
        "What your function gives back is neither a number nor an array. Look at its last line: what "
        "stands after `return`?"
    ),
    "raises": N_(
        "Your code stops with {error}. Read the last line of the message first: it says what Python "
        "could not do."
    ),
    "does-not-raise": N_(
        "There are inputs that should be refused with {error}, and your function answers them all the same."
    ),
    "list": N_("The numbers come back in a Python list. An array goes in, so an array should come out."),
    "list-for-number": N_(
        "A Python list comes back where one number is wanted. Look at what stands after `return`: how "
        "does one number come out of it?"
    ),
    "text": N_("Your function gives back text. It looks like a number, but one cannot compute with it."),
    "bool": N_("Your function gives back True or False where a number is wanted."),
    "shape": N_(
        "The result has the shape {came} where {wanted} was wanted. Print the shape of each array on the way."
    ),
    "turned": N_(
        "The result has the shape {came} where {wanted} was wanted: are rows and columns exchanged?"
    ),
    "turned-values": N_("Your table is the right one with rows and columns exchanged."),
    "always-the-same": N_(
        "Your function gives the same answer whatever goes in. Where does its argument enter the calculation?"
    ),
    "only": N_("Right elsewhere, wrong for this: {label}. What is different there?"),
    "all-but": N_(
        "Right for this: {label}. Wrong for everything else. What does your code take for granted?"
    ),
    "not-finite": N_(
        "Some results are infinite or not a number (`inf`, `nan`). Which step divides by zero or "
        "grows too large?"
    ),
    "sign": N_(
        "The size of every number is right, the sign is not. Where could a minus be missing, or one too many?"
    ),
    "rounded": N_("Close, but off by up to {gap}: is something rounded on the way?"),
    "cut": N_(
        "The whole part of every number is right, what stands behind the point is lost. Is the result "
        "kept in an array of whole numbers?"
    ),
    "count": N_(
        "The number of values that come back is {came}, and {wanted} was wanted. Look at what stands "
        "after `return`."
    ),
    "close": N_("Close, but off by up to {gap}. Is a number in your formula only roughly right?"),
    "offset": N_("Every result is off by the same amount, {gap}. What is added once too often, or never?"),
    "factor": N_(
        "Every result is {factor} times what it should be. What is multiplied or divided once too "
        "often, or never?"
    ),
    "begin": N_("Several things differ from what was wanted. Begin with this one: {label}."),
    "wrong": N_(
        "The results differ from the right ones, and no single cause stands out. Work out the "
        "smallest example by hand, and print each step beside it."
    ),
}


def sentence(name: str, function: str, details: Mapping[str, str], language: Language) -> str:
    """The sentence of a reading."""
    if name == "missing" and details.get("similar"):
        name = "misnamed"
    particulars: dict[str, Any] = {**details, "function": function}
    return say(READINGS[name], language, **particulars)
