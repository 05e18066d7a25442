"""Whether every sentence of the kit's is translated. `python tests/kit/test_catalogue.py` brings the catalogue in step."""

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
from autograder.authoring import bundle
from autograder.diagnosis.messages import READINGS

HOME = Path(autograder.__file__).parent
FILE = HOME / "locale/zh/LC_MESSAGES/autograder.po"
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
    for text in bundle.paragraphs():
        if not text.startswith(("    ", "# {", "{assignments}")):  # commands, and what is filled in alone
            found[text] = {"authoring/templates/bundle/README.md.txt"}
    return found


def translated():
    """The catalogue as its .po file has it."""
    with FILE.open("rb") as opened:
        return read_po(opened, locale="zh", abort_invalid=True)


def in_step(before):
    """The catalogue with exactly the messages of the code."""
    made = Catalog(
        locale="zh",
        project="nn-course-kit",
        version="",
        fuzzy=False,
        creation_date=_WHEN,
        revision_date=_WHEN,
        header_comment="# The kit's sentences in Chinese. English, in the code, is what they are looked up by.",
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


def test_the_catalogue_has_the_messages_of_the_code_and_no_others():
    assert {message.id for message in translated() if message.id} == set(said())


def test_no_message_lacks_a_translation():
    assert [message.id for message in translated() if message.id and not message.string] == []


def test_a_translation_takes_the_particulars_of_its_message():
    for message in translated():
        if message.id:
            assert fields(message.string) <= fields(message.id), message.id


def test_a_translation_is_chinese():
    for message in translated():
        if message.id and any(char.isalpha() for char in message.id.replace("{", "")):
            assert re.search(r"[\u4e00-\u9fff\uff01-\uff5e]", message.string), message.id


def test_the_compiled_catalogue_is_in_step():
    with FILE.with_suffix(".mo").open("rb") as opened:
        compiled = GNUTranslations(opened)
    assert {each.id: compiled.gettext(each.id) for each in translated() if each.id} == {
        each.id: each.string for each in translated() if each.id
    }, f"run python {__file__}"
    assert FILE.read_bytes() == po_bytes(in_step(translated())), f"run python {__file__}"


@pytest.mark.parametrize("name", READINGS)
def test_a_reading_is_said_in_both_languages(name):
    particulars = dict.fromkeys(fields(READINGS[name]), "X")
    english, chinese = (text.say(READINGS[name], each, **particulars) for each in ("en", "zh"))
    assert english != chinese
    assert "{" not in english + chinese


if __name__ == "__main__":
    import json
    import sys

    FILE.parent.mkdir(parents=True, exist_ok=True)
    known = translated() if FILE.exists() else Catalog(locale="zh")
    for given in sys.argv[1:]:  # a JSON object of messages and their translations
        for message, text in json.loads(Path(given).read_text(encoding="utf-8")).items():
            known.delete(message)
            known.add(message, text)
    FILE.write_bytes(po_bytes(in_step(known)))
    FILE.with_suffix(".mo").write_bytes(mo_bytes(translated()))
    print(*(f"to translate: {each.id!r}" for each in translated() if each.id and not each.string), sep="\n")
