"""One source in two languages: what is picked, what is built, and who is told in which."""

import json
import os
import subprocess
import sys

import hand_ins
import made
import msgspec
import pytest

from autograder import check
from autograder.authoring import translated_cells
from autograder.desk import function_check, hint_steps
from autograder.desk.checks import checks_beside
from autograder.errors import NotebookError, SourceError
from autograder.notebook import parse_notebook
from autograder.text import (
    Text,
    authored,
    authored_message,
    in_language,
    language_of,
    lazy_gettext,
    readers,
    say,
    title,
    translated_into,
    worded,
)

# --- an author's text -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "english", "chinese"),
    [
        ("Only English.", "Only English.", "Only English."),
        ("Yes.\nzh: 是。", "Yes.", "是。"),
        ("[[1]\n [2]]; it should be 3\nzh: [[1]\n [2]]，应当是 3", "[[1]\n [2]]; it should be 3", "[[1]\n [2]]，应当是 3"),
        ("One.\nTwo.\nzh: 一。\nzh: 二。", "One.\nTwo.", "一。\n二。"),
        ("zh: 只有中文。", "只有中文。", "只有中文。"),
        ("a zh: in a line is no mark", "a zh: in a line is no mark", "a zh: in a line is no mark"),
        ("xx: is no language", "xx: is no language", "xx: is no language"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_reader_gets_the_part_in_their_language(written, english, chinese):
    assert in_language(authored(written), "en") == english
    assert in_language(authored(written), "zh") == chinese


def test_a_title_is_the_first_line_of_a_docstring_in_each_language():
    doc = """The values follow the formula.

    More for who reads the code.

    zh: 数值符合
        公式。
    """
    assert title(doc, "x") == Text(words={"en": "The values follow the formula.", "zh": "数值符合公式。"})
    assert title("One line.", "x") == "One line."
    assert title(None, "test_the_values") == "test the values"


def test_equal_translations_stand_once():
    assert worded({"en": "1 / 2", "zh": "1 / 2"}) == "1 / 2"


PRINTED = "one\nzh: two\nzh: three"


@pytest.mark.parametrize("came", ["6", "one\nzh: two", PRINTED])
def test_a_line_of_a_students_is_no_translation(came):
    """The author's message holds what the student's code gave, whatever lines that has."""
    found = authored_message(f"f gave {came}; no\nzh: f 得到 {came}，不对", {"zh"})
    assert found == Text(words={"en": f"f gave {came}; no", "zh": f"f 得到 {came}，不对"})
    assert authored_message(f"f gave {came}", ()) == f"f gave {came}"


def test_a_message_that_cannot_be_told_apart_is_kept_whole():
    assert authored_message(f"f gave {PRINTED}", {"zh"}) == f"f gave {PRINTED}"


def test_a_checks_code_tells_into_which_languages_its_messages_are_translated():
    assert translated_into(CHECK) == {"zh"}
    assert translated_into(made.CHECKS["double"]) == frozenset()


# --- a sentence of the kit ------------------------------------------------------------------------


def test_a_parameter_is_put_into_the_readers_language_too():
    what = Text(words={"en": "it broke", "zh": "坏了"})
    whole = lazy_gettext("not called, since in an earlier test {what}", what=what)
    assert in_language(whole, "en") == str(whole) == "not called, since in an earlier test it broke"
    assert in_language(whole, "zh") == "没有调用，因为在前面的测试中：坏了"


def test_a_list_is_set_apart_as_a_language_does():
    whole = lazy_gettext("run one of: {names}", names=("a", "b"))
    assert [in_language(whole, language).endswith(end) for language, end in (("en", "a, b"), ("zh", "a、b"))]


def test_what_a_student_wrote_is_a_parameter_and_is_not_read():
    whole = lazy_gettext("your code stopped with {error}", error="{0}{what}\nzh: x")
    assert str(whole) == "your code stopped with {0}{what}\nzh: x"
    assert in_language(whole, "zh").endswith("{0}{what}\nzh: x")


def test_a_text_is_the_same_after_it_was_written_and_read():
    whole = lazy_gettext("{a} {b}", a=Text(words={"en": "x", "zh": "y"}), b=("one", "two"), c=2)
    found = msgspec.json.decode(msgspec.json.encode(whole), type=Text)
    assert (found, hash(found)) == (whole, hash(whole))


# --- which language -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "meant"), [("zh", "zh"), ("zh_CN.UTF-8", "zh"), ("ZH-Hans", "zh"), ("en_GB", "en"), ("fr", "en"), ("", "en")]
)  # fmt: skip
def test_a_language_is_understood_however_it_is_written(said, meant, monkeypatch):
    assert language_of(said) == meant
    monkeypatch.setenv("AUTOGRADER_LANG", said)
    assert readers("en") == meant


def test_the_readers_own_wish_goes_before_the_courses(monkeypatch):
    monkeypatch.setenv("AUTOGRADER_LANG", "en")
    assert readers("zh") == "en"
    monkeypatch.delenv("AUTOGRADER_LANG")
    assert readers("zh") == "zh"


# --- a cell and its translation --------------------------------------------------------------------------

WHERE = "source/a/a.ipynb"


def notebook(*cells):
    whole = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return parse_notebook(json.dumps(whole).encode(), WHERE)


def words_cell(words, cell_id, *tags):
    return {
        "cell_type": "markdown",
        "id": cell_id,
        "metadata": {"tags": list(tags)} if tags else {},
        "source": words,
    }


CODE = {"cell_type": "code", "id": "c", "metadata": {}, "source": "x = 1"}


def test_a_release_has_the_one_text_or_the_other_under_one_id():
    source = notebook(
        words_cell("# Hello", "a"),
        words_cell("# 你好", "a-zh", "zh"),
        CODE,
        words_cell("![](data/x.png)", "b"),
    )
    english, chinese = (
        translated_cells.in_language(source, language, WHERE).cells for language in ("en", "zh")
    )
    assert [cell.source for cell in english] == ["# Hello", "x = 1", "![](data/x.png)"]
    assert [cell.source for cell in chinese] == ["# 你好", "x = 1", "![](data/x.png)"]
    assert [cell.id for cell in english] == [cell.id for cell in chinese] == ["a", "c", "b"]
    assert [cell.translations for cell in (english[0], chinese[0])] == [{"zh": "# 你好"}, {"en": "# Hello"}]


def test_a_source_in_one_language_is_built_as_it_is():
    source = notebook(words_cell("# Hello", "a"), CODE)
    assert translated_cells.in_language(source, "zh", WHERE).cells == source.cells


@pytest.mark.parametrize(
    "cells",
    [
        (words_cell("你好", "z", "zh"),),
        (CODE, words_cell("你好", "z", "zh")),
        (words_cell("Hello", "a"), words_cell("你好", "z", "zh"), words_cell("再见", "y", "zh")),
        (words_cell("Hello", "a"), CODE | {"metadata": {"tags": ["zh"]}}),
    ],
)
def test_a_translation_that_translates_nothing_is_refused_by_its_place(cells):
    with pytest.raises(SourceError, match=rf"{WHERE}, cell {len(cells)}: "):
        translated_cells.in_language(notebook(*cells), "en", WHERE)


# --- a course in two languages --------------------------------------------------------------------

CHECK = '''\
"""double, at the desk."""


def test_two_doubled_is_four(student):
    """Two doubled is four.

    zh: 2 的两倍是 4。
    """
    got = student.double(2)
    assert got == 4, f"double(2) gave {got}; it should be 4\\nzh: double(2) 得到 {got}，应当是 4"
'''


def autograder(*arguments, root=None, **environment):
    course = ["--course", str(root)] if root else []
    return subprocess.run(
        [sys.executable, "-m", "autograder.cli", *map(str, arguments), *course],
        capture_output=True,
        text=True,
        env=os.environ | environment,
    )


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A small course with a heading in both languages, built in English."""
    root = made.course(tmp_path_factory.mktemp("course") / "course")
    file = root / "source/small/small.ipynb"
    source = json.loads(file.read_bytes())
    source["cells"].insert(1, words_cell("# 小", "title-zh", "zh"))
    file.write_text(json.dumps(source), encoding="utf-8")
    (root / "source/small/checks/test_double.py").write_text(CHECK, encoding="utf-8")
    assert autograder("build", root=root).returncode == 0
    return root


@pytest.fixture(scope="module")
def chinese(course, tmp_path_factory):
    """What a student gets who gets it in Chinese."""
    folder = tmp_path_factory.mktemp("chinese")
    done = autograder("build", "small", "--language", "zh", "--to", folder, root=course)
    assert done.returncode == 0, done.stderr
    return folder / "small"


def test_another_language_is_another_folder_and_the_same_code(course, chinese):
    english = course / "release/small"
    cells = {name: json.loads((folder / "small.ipynb").read_bytes())["cells"] for name, folder in (("en", english), ("zh", chinese))}  # fmt: skip
    assert ["".join(found[0]["source"]) for found in cells.values()] == ["# Small", "# 小"]
    assert cells["en"][1:] == cells["zh"][1:]
    for file in (english / "checks").iterdir():
        assert (chinese / "checks" / file.name).read_bytes() == file.read_bytes()
    assert not (chinese.parent / "solutions").exists()
    assert autograder("build", "--check", root=course).returncode == 0


def test_another_language_needs_another_folder(course):
    done = autograder("build", "--language", "zh", root=course)
    assert done.returncode == 2
    assert "--to" in done.stderr


def wrong(folder, root):
    """A student's own copy, with a mistake in it."""
    file = folder / "small.ipynb"
    own = hand_ins.spliced(
        "small", "def double(x):\n    return 3 * x\n\n\ndef halve(x):\n    return x / 2\n", root
    )
    own["metadata"]["autograder"]["language"] = "zh"
    file.write_bytes(hand_ins.as_bytes(own))
    return file


def test_the_desk_speaks_the_language_of_the_release(course, chinese):
    done = autograder("check", wrong(chinese, course))
    said = done.stdout
    assert "✗ double：1 项可见检查，通过了 0 项。" in said
    assert "先做到这一条：2 的两倍是 4。" in said
    assert "double(2) 得到 6，应当是 4。" in said
    assert "隐藏测试" in said
    assert "it should" not in said
    assert done.returncode == 1


def test_the_desk_speaks_the_language_that_is_asked_for(course, chinese):
    file = wrong(chinese, course)
    assert "First make this true: Two doubled is four." in autograder("check", file, "--lang", "en").stdout
    assert "double(2) gave 6; it should be 4." in autograder("check", file, AUTOGRADER_LANG="en").stdout
    assert "先做到这一条" in autograder("check", file, "--lang", "zh", AUTOGRADER_LANG="en").stdout


def test_check_in_the_notebook_speaks_both(chinese, course, monkeypatch):
    wrong(chinese, course)
    monkeypatch.chdir(chinese)
    monkeypatch.setattr(sys.modules["__main__"], "double", lambda x: 3 * x, raising=False)
    monkeypatch.setattr(
        function_check, "_TRIED", hint_steps.HintSteps()
    )  # another test may have tried before
    assert "先做到这一条：2 的两倍是 4。" in repr(check.check("double"))
    assert "应当是 4" in check.check("double")._repr_html_()
    assert "First make this true" in repr(check.check("double", lang="en"))
    monkeypatch.setenv("AUTOGRADER_LANG", "en")
    assert "First make this true" in repr(check.check("double"))
    assert "的提示（第 1 步，共 3 步）" in repr(check.hint("double", lang="zh"))
    assert "Python 还不认识" in repr(check.check("halve", lang="zh"))


def test_a_failure_at_the_desk_is_told_in_the_readers_language(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "there is no test_double.py" in repr(check.check("double"))
    chinese = check.check("double", lang="zh")._repr_html_()
    assert "没有 test_double.py" in chinese
    assert "下一步：" in chinese
    with pytest.raises(NotebookError, match=r"there is no test_double\.py") as caught:
        checks_beside(tmp_path, "double")
    assert "没有 test_double.py" in caught.value.in_language("zh")


def test_grading_keeps_both_and_every_projection_picks(course):
    made.hand_in(course, "ada", "def double(x):\n    return 3 * x\n\n\ndef halve(x):\n    return x / 2\n")
    autograder("grade", "small", "--student", "ada", root=course)
    found = json.loads((course / "var/reports/ada/small/report.json").read_bytes())
    (test,) = [one for one in found["cells"]["test_double"]["tests"] if one["visible"]]
    assert test["title"] == {"words": {"en": "Two doubled is four.", "zh": "2 的两倍是 4。"}}
    assert test["message"]["words"]["zh"] == "double(2) 得到 6，应当是 4"
    notebook = (course / "var/autograded/ada/small/small.ipynb").read_text(encoding="utf-8")
    assert "Two doubled is four" in notebook
    assert "zh: " not in notebook


def test_a_sentence_without_a_translation_is_said_in_english():
    assert say("nobody ever translated this", "zh") == "nobody ever translated this"
    assert in_language(lazy_gettext("nor this {one}", one=1), "zh") == "nor this 1"
