"""Whether every sentence of the kit's is translated. `python tests/kit/test_catalogue.py` brings the catalogues in step.

A new language is a folder `autograder/locale/<language>/LC_MESSAGES`; the same command fills it.
"""

import ast
import io
import re
import string
from datetime import UTC, datetime
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import autograder
from autograder import text
from autograder.authoring.new import readme_paragraphs
from autograder.book import drawings
from autograder.diagnosis.messages import DIAGNOSES

HOME = Path(autograder.__file__).parent
LANGUAGES = sorted(folder.name for folder in (HOME / "locale").iterdir() if folder.is_dir())
SCRIPTS = {"zh": r"[\u4e00-\u9fff\uff01-\uff5e]"}  # what a translation has somewhere, where it is not Latin
SAYING = ("N_", "say", "lazy_gettext")
_WHEN = datetime(2000, 1, 1, tzinfo=UTC)  # a date in a generated file is a difference without a reason


def keywords(source):
    """Which of a module's calls say something: what it takes from autograder.text, or is there itself."""
    names = {
        alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module == "autograder.text"
        for alias in node.names
    }
    return {name: None for name in SAYING if name in names}


def said():
    """Every message in the code, with the modules that say it."""
    found = {}
    for file in sorted(HOME.rglob("*.py")):
        source = file.read_bytes()
        wanted = dict.fromkeys(SAYING) if file == HOME / "text.py" else keywords(source)
        for _, message, _, _ in extract("python", io.BytesIO(source), wanted) if wanted else ():
            text = message if isinstance(message, str) else message[0]
            found.setdefault(text, set()).add(file.relative_to(HOME).as_posix())
    for of in ("bundle", "init"):
        for text in readme_paragraphs(of):
            if not text.startswith(("    ", "# {", "{assignments}")):  # commands, and what is filled in alone
                found.setdefault(text, set()).add(f"authoring/templates/{of}/README.md.txt")
    for name in drawings.NAMES:
        for text in drawings.words(name):
            found.setdefault(text, set()).add(f"book/figures/{name}.svg")
    return found


def file_of(language):
    return HOME / "locale" / language / "LC_MESSAGES/autograder.po"


def translated(language):
    """The catalogue as its .po file has it."""
    with file_of(language).open("rb") as opened:
        return read_po(opened, locale=language, abort_invalid=True)


def in_step(before):
    """The catalogue with exactly the messages of the code."""
    made = Catalog(
        locale=before.locale,
        project="nn-course-kit",
        version="",
        fuzzy=False,
        creation_date=_WHEN,
        revision_date=_WHEN,
        header_comment=(
            f"# The kit's sentences in {before.locale.english_name}. "
            "English, in the code, is what they are looked up by."
        ),
    )
    for message, files in sorted(said().items(), key=lambda each: (sorted(each[1]), each[0])):
        old = before.get(message)
        made.add(message, old.string if old else "", locations=[(file, 0) for file in sorted(files)])
    return made


def po_bytes(catalogue):
    whole = io.BytesIO()
    write_po(whole, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    # A placeholder says nothing, and Babel's version is none of a translation's business.
    vague = (b"Generated-By", b"EMAIL@ADDRESS", b"LL@li.org", b"FULL NAME")
    return b"".join(
        line for line in whole.getvalue().splitlines(True) if not any(map(line.__contains__, vague))
    )


def mo_bytes(catalogue):
    whole = io.BytesIO()
    write_mo(whole, catalogue)
    return whole.getvalue()


def fields(text):
    """What a sentence is filled with."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_the_messages_of_the_code_and_no_others(language):
    assert {message.id for message in translated(language) if message.id} == set(said())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_lacks_a_translation(language):
    assert [message.id for message in translated(language) if message.id and not message.string] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_takes_the_particulars_of_its_message(language):
    for message in translated(language):
        if message.id:
            assert fields(message.string) <= fields(message.id), message.id


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_translation_is_in_its_languages_script(language):
    for message in translated(language):
        if message.id and any(char.isalpha() for char in message.id.replace("{", "")):
            assert re.search(SCRIPTS[language], message.string), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_in_step(language):
    catalogue, file = translated(language), file_of(language)
    with file.with_suffix(".mo").open("rb") as opened:
        compiled = GNUTranslations(opened)
    assert {each.id: compiled.gettext(each.id) for each in catalogue if each.id} == {
        each.id: each.string for each in catalogue if each.id
    }, f"run python {__file__}"
    assert file.read_bytes() == po_bytes(in_step(catalogue)), f"run python {__file__}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DIAGNOSES)
def test_a_reading_is_said_in_every_language(name, language):
    particulars = dict.fromkeys(fields(DIAGNOSES[name]), "X")
    english, other = (text.say(DIAGNOSES[name], each, **particulars) for each in ("en", language))
    assert english != other
    assert "{" not in english + other


if __name__ == "__main__":
    import json
    import sys

    for language in LANGUAGES:
        file = file_of(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        known = translated(language) if file.exists() else Catalog(locale=language)
        for given in map(Path, sys.argv[1:]):  # `zh.json`: an object of messages and their translations
            for message, text in json.loads(
                given.read_text("utf-8") if given.stem == language else "{}"
            ).items():
                known.delete(message)
                known.add(message, text)
        file.write_bytes(po_bytes(in_step(known)))
        file.with_suffix(".mo").write_bytes(mo_bytes(translated(language)))
        missing = [each.id for each in translated(language) if each.id and not each.string]
        print(*(f"to translate into {language}: {message!r}" for message in missing), sep="\n")
