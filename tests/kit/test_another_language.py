"""Another language is one catalogue and one key of a hint: everything that a student reads comes out in it."""

import html
import json
import re
import shutil
import sys
from datetime import UTC, datetime

import hand_ins
import made
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from click.testing import CliRunner

from autograder import check, text
from autograder.authoring import bundle
from autograder.authoring.kit_wheel import read_wheel
from autograder.cli import cli
from autograder.course import load_course

INVENTED = "eo"
HAN = re.compile(r"[\u4e00-\u9fff]")
WRONG = "def double(x):\n    print('one\\nzh: two')\n    return 3 * x\n\n\ndef halve(x):\n    return x.no\n"
TABLE = "thrice:\n  function: double\n  wrong: |\n    def double(x):\n        return 3 * x\n  hint: {hint}\n  concept: twice\n  level: math\n"
PROBES = 'def probes():\n    for x in (1.0, 2.0, -3.5):\n        yield "double", ("⟦numbers⟧",), lambda student, x=x: student.double(x)\n'


@pytest.fixture(scope="module")
def language(tmp_path_factory):
    """A language in which every sentence of the kit is what it is in English, in brackets of its own."""
    folder = tmp_path_factory.mktemp("locale")
    shutil.copytree(text.LOCALE, folder, dirs_exist_ok=True)
    catalogue = Catalog(locale=INVENTED)
    for message in text.catalogue("zh")._catalog:
        if message:
            catalogue.add(message, f"⟦{message}⟧")
    (folder / INVENTED / "LC_MESSAGES").mkdir(parents=True)
    with (folder / INVENTED / "LC_MESSAGES/autograder.mo").open("wb") as opened:
        write_mo(opened, catalogue)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text, "LOCALE", folder)
        forget()
        yield INVENTED
    forget()


def forget():
    text.languages.cache_clear()
    text.catalogue.cache_clear()


def in_brackets(source):
    """A check or a suite whose author writes in the invented language."""
    source = re.sub(r'"""(.+?)"""', r'"""⟦\1⟧"""', source)
    return re.sub(r', f"(.+?)"\n', r', f"⟦\1⟧"\n', source)


def run(root, *words):
    done = CliRunner().invoke(cli, [*map(str, words), "--course", str(root)])
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    return done.output


def one_language(root, language, change=str, hint="⟦Three times?⟧"):
    """A course whose author writes in one language only, with a hint and probes."""
    yml = made.COURSE_YML.replace("languages: [en, zh]", f"language: {language}")
    made.course(root, yml, {name: change(suite) for name, suite in made.SUITES.items()})
    for name, source in made.CHECKS.items():
        (root / f"source/small/checks/test_{name}.py").write_text(change(source), encoding="utf-8")
    (root / "source/small/checks/probes.py").write_text(PROBES, encoding="utf-8")
    (root / "tests/suites/small/misconceptions.yml").write_text(
        TABLE.format(hint=json.dumps(hint, ensure_ascii=False)), encoding="utf-8"
    )
    shutil.copytree(hand_ins.ROOT / "requirements", root / "requirements")
    assert "error" not in run(root, "build").lower()
    return root


@pytest.fixture(scope="module")
def course(language, tmp_path_factory):
    """A course in the invented language alone, with two hand-ins that were graded."""
    root = one_language(tmp_path_factory.mktemp("course") / "course", language, in_brackets)
    made.hand_in(root, "ann", WRONG)
    made.hand_in(root, "ben", b"no notebook")
    run(root, "grade", "small")
    run(root, "feedback", "small")
    return root


def left_over(said, *known):
    """The words of a text that are in no brackets, but for names and what stands in code."""
    said = re.sub(r"`[^`]*`", " ", said)
    while said != (shorter := re.sub(r"⟦[^⟦⟧]*⟧", " ", said)):
        said = shorter
    return set(re.findall(r"[A-Za-z]{2,}", said)) - {*known, "double", "halve", "small", "Small"}


def words_of(page):
    """What a page says, without its code and what a student's program printed."""
    page = re.sub(r"<(style|script|pre|code|title)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("student", ["ann", "ben"])
def test_a_feedback_page_is_in_it(course, student):
    page = (course / f"var/feedback/{student}/small/small.html").read_text(encoding="utf-8")
    assert f'<html lang="{INVENTED}">' in page
    assert page.count("<h1") == 1  # nothing is folded below it: the course has no other language
    known = {"course", "nn", "kit", "none", student, "Two", "zh", "one", "two"}
    assert left_over(words_of(page), "ann", "ben", *known) - {"A"} == set()


def test_a_whole_notebook_checked_is_in_it(course):
    file = at_the_desk(course)
    assert left_over(run(course, "check", file)) == set()


def at_the_desk(course):
    folder = course / "release/small"
    document = hand_ins.spliced("small", WRONG, course)
    file = folder.parent.parent / "desk/small.ipynb"
    shutil.copytree(folder, file.parent, dirs_exist_ok=True)
    file.write_bytes(hand_ins.as_bytes(document))
    return file


def test_a_receipt_is_in_it(course, monkeypatch):
    file = at_the_desk(course)
    monkeypatch.chdir(file.parent)
    done = CliRunner().invoke(cli, ["pack", "small"]).output
    places = re.sub(r"(/[\w.-]+)+|\w+\.ipynb|SHA-256 \w+|\w+-receipt\.txt", " ", done)
    assert left_over(places) == set()
    receipt = (file.parent / "hand-in/small-receipt.txt").read_text(encoding="utf-8")
    assert left_over(re.sub(r"\w+\.ipynb|SHA-256 \w+", " ", receipt)) == set()


def test_check_and_hint_in_the_notebook_are_in_it(course, monkeypatch):
    monkeypatch.chdir(at_the_desk(course).parent)
    monkeypatch.setattr(sys.modules["__main__"], "double", lambda x: 3 * x, raising=False)
    for said in (check.check("double"), check.hint("double"), check.hint("double"), check.check("nothing")):
        assert "⟦" in repr(said)
        assert left_over(re.sub(r"\[.*?\]", " ", repr(said)), "check", "nothing") == set()
    assert "⟦Three times?⟧" in repr(check.check("double"))


def test_a_bundle_begins_in_it(course, wheel):
    found, places = load_course(course)
    files = bundle.bundle(found, places, read_wheel(wheel), now=datetime(2026, 1, 1, tzinfo=UTC)).files
    assert {name for name in files if name.endswith(".md")} == {f"README.{INVENTED}.md"}
    lines = files[f"README.{INVENTED}.md"].decode().split("\n")
    prose = "\n".join(line for line in lines if not line.startswith(("    ", "# ")))
    assert left_over(prose) == set()


@pytest.mark.parametrize(("own", "others"), [("en", HAN), ("zh", re.compile("⟦|Next step|It has cost"))])
def test_a_course_in_one_language_is_never_asked_for_another(tmp_path, wheel, own, others):
    hint = {"en": "Three times?", "zh": {"zh": "是三倍吗？"}}[own]
    root = one_language(tmp_path / "course", own, hint=hint)
    assert "every language" not in run(root, "audit", "small")
    made.hand_in(root, "ann", WRONG)
    run(root, "grade", "small")
    run(root, "feedback", "small")
    assert not others.search((root / "var/feedback/ann/small/small.html").read_text(encoding="utf-8"))
    found, places = load_course(root)
    names = {*bundle.bundle(found, places, read_wheel(wheel), now=datetime(2026, 1, 1, tzinfo=UTC)).files}
    assert {name.split("/")[0] for name in names if "/" in name} == {own}
    assert {name for name in names if "README" in name} == {"README.md" if own == "en" else "README.zh.md"}


@pytest.mark.full
def test_an_assignment_begun_in_a_course_in_english_has_nothing_in_another_language(tmp_path):
    root = one_language(tmp_path / "course", "en")
    run(root, "new", "topic")
    made_of_it = [file for file in root.rglob("*topic*/**/*") if file.is_file() and file.suffix != ".pyc"]
    assert made_of_it
    assert [file for file in made_of_it if HAN.search(file.read_text(encoding="utf-8"))] == []
    assert "every language" not in run(root, "audit", "topic")


def test_a_language_that_the_kit_does_not_speak_is_refused_by_its_line(tmp_path):
    root = made.course(tmp_path / "course", made.COURSE_YML.replace("[en, zh]", "[en, xx]"))
    assert "line 2, languages: 'xx' is no language of the kit" in run(root, "build")
