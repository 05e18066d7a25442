"""The kit's own sentences in a reader's language, and which part of a text a reader is shown.

English stands in the code, and a translation is looked up by it: `locale/` holds the others. A text that
goes into a report holds all languages, English first, then lines that begin with `zh: `; whoever shows
it picks. So a report is the same bytes whoever reads it.
"""

import gettext
import inspect
import os
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, get_args

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_OTHER = re.compile(r"^zh: ?", re.MULTILINE)


@lru_cache(4096)  # of a class, most texts are the suites' own
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


def listed(names: Iterable[str], language: Language) -> str:
    """Names one after the other, as a language sets them apart."""
    return ("、" if language == "zh" else ", ").join(names)


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


def number(value: float) -> str:
    """A score as people write it: 7, 7.5, 6.67."""
    return f"{round(value, 2):g}"
