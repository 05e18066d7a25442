"""Text in a reader's language: the kit's own sentences, and authors' texts with their translations.

English is in the code, and a translation is looked up by it: `locale/` has a catalogue for each other
language. A `Text` is put into a language where it is shown, so a report is the same bytes for all readers.
"""

import gettext
import inspect
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import msgspec

Language = str  # one that has a catalogue, or English, which needs none
LOCALE = Path(__file__).with_name("locale")
_CATALOGUE = Path("LC_MESSAGES", "autograder.mo")


class Text(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text that differs from language to language.

    It is a message of the kit with its parameters, or what an author wrote, by language.
    A plain string beside it is the same in every language: a student's own text, for example.
    """

    message: str = ""
    parameters: dict[str, "Text | str | int | tuple[Text | str, ...]"] = {}
    words: dict[Language, str] = {}

    def __hash__(self) -> int:
        return hash((self.message, frozenset(self.words.items()), frozenset(self.parameters.items())))

    def __str__(self) -> str:
        return in_language(self, "en")

    def map(self, change: Callable[[str], str]) -> "Text":
        """Return the text with every string in it changed, except the kit's message."""
        given = {key: _mapped(value, change) for key, value in self.parameters.items()}
        return Text(self.message, given, {language: change(own) for language, own in self.words.items()})


AnyText = Text | str
Parameter = AnyText | int | tuple[AnyText, ...]


def _mapped(value: Parameter, change: Callable[[str], str]) -> Parameter:
    match value:
        case Text():
            return value.map(change)
        case str():
            return change(value)
        case tuple():
            return tuple(each.map(change) if isinstance(each, Text) else change(each) for each in value)
    return value


def lazy_gettext(message: str, /, **parameters: Parameter) -> Text:
    """Return a sentence of the kit that is translated where it is shown."""
    return Text(message, parameters)


def in_language(text: AnyText, language: Language) -> str:
    """Return a text in `language`; in English or another of its languages if it lacks that one."""
    if isinstance(text, str):
        return text
    if text.message:
        return say(text.message, language, **text.parameters)
    found = text.words.get(language) or text.words.get("en")
    return found if found is not None else next(iter(text.words.values()), "")


def listed(names: Iterable[AnyText], language: Language) -> str:
    """Join names into a list, with the separator of a language."""
    return say(", ", language).join(in_language(name, language) for name in names)


# --- an author's text and its translations -----------------------------------------------------


def authored(text: str) -> AnyText:
    """Split an author's text by language; a translation goes from a line such as `zh: …` to the next such."""
    return _split(text, [mark for mark in _MARK.finditer(text) if mark[1] in languages()])


def authored_message(text: str, written: Iterable[Language]) -> AnyText:
    """Split a check's message, whose author has translated it into the languages `written`.

    A student's output in it may have lines that look like the first of a translation. It is the same in each
    language, so the true ones are found by counting; if they cannot be, the message is kept whole.
    """
    wanted = {*written}
    marks = [mark for mark in _MARK.finditer(text) if mark[1] in wanted]
    between, rest = divmod(len(marks) - len(wanted), len(wanted) + 1)
    true = marks[between :: between + 1] if between >= 0 and not rest else []
    return _split(text, true if {mark[1] for mark in true} == wanted else [])


def translated_into(source: str) -> frozenset[Language]:
    """Return the languages into which the messages in a check's code are translated."""
    return frozenset(re.findall(r"""(?:\\n|["'])([a-z]{2,3}): """, source)) & {*languages()}


def title(doc: str | None, name: str) -> AnyText:
    """Return a test's title: its docstring's first line with translations; else its name in words."""
    found = authored(inspect.cleandoc(doc or ""))
    parts = found.words if isinstance(found, Text) else {"en": found}
    first = parts.get("en", "").split("\n")[0] or name.replace("_", " ").strip()
    others = {
        language: _one_line(part.split("\n\n")[0]) for language, part in parts.items() if language != "en"
    }
    return worded({"en": first} | others)


def worded(words: Mapping[Language, str]) -> AnyText:
    """Return a text in several languages, or a plain string if they do not differ."""
    kept = {language: own for language, own in words.items() if own}
    return Text(words=kept) if len({*kept.values()}) > 1 else next(iter(kept.values()), "")


_MARK = re.compile(r"^([a-z]{2,3}): ?", re.MULTILINE)


def _split(text: str, marks: list[re.Match[str]]) -> AnyText:
    if not marks:
        return text
    words = {"en": text[: marks[0].start()].rstrip("\n")}
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=True):
        own = text[mark.end() : end].rstrip("\n")
        words[mark[1]] = f"{words[mark[1]]}\n{own}" if words.get(mark[1]) else own
    return worded(words)


def _one_line(text: str) -> str:
    """Join the lines of a text: with a blank between two of them, but without in Chinese or Japanese."""
    whole = ""
    for line in map(str.strip, text.split("\n")):
        is_close = whole and line and "W" in map(unicodedata.east_asian_width, (whole[-1], line[0]))
        whole += line if is_close or not whole else f" {line}"
    return whole.strip()


# --- which language ----------------------------------------------------------------------------


@cache
def languages() -> tuple[Language, ...]:
    """Return English and every language that has a catalogue."""
    return ("en", *sorted(file.name for file in LOCALE.iterdir() if (file / _CATALOGUE).is_file()))


def language_of(text: str, otherwise: Language = "en") -> Language:
    """Return the language meant by `zh`, `zh_CN.UTF-8` or `ZH-Hans`; `otherwise` if the kit lacks it."""
    wanted = re.split(r"[-_.]", text.strip().lower())[0]
    return next((language for language in languages() if language == wanted), otherwise)


def readers(own: Language) -> Language:
    """Return the language of the person at this machine: AUTOGRADER_LANG, else the course's `own`."""
    return language_of(os.environ.get("AUTOGRADER_LANG", ""), own)


# --- the kit's own sentences -------------------------------------------------------------------


def N_(message: str) -> str:
    """Mark a message in a table for the catalogue; it is translated where it is used."""
    return message


def say(message: str, language: Language, /, **parameters: object) -> str:
    """Return a sentence of the kit in one language, its parameters too."""
    text = catalogue(language).gettext(message)
    if not parameters:
        return text  # the caller fills in the pattern
    return text.format(**{key: _said(value, language) for key, value in parameters.items()})


def _said(value: object, language: Language) -> object:
    if isinstance(value, Text):
        return in_language(value, language)
    return listed(value, language) if isinstance(value, tuple) else value


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """Return the translations into a language; none if it has no catalogue."""
    if language not in languages()[1:]:
        return gettext.NullTranslations()
    with (LOCALE / language / _CATALOGUE).open("rb") as opened:
        return gettext.GNUTranslations(opened)


def counted(count: int, noun: str) -> str:
    """Return a number of things in English, for staff: 1 student, 2 students."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def number(value: float) -> str:
    """Return a score as people write it: 7, 7.5, 6.67."""
    return f"{round(value, 2):g}"
