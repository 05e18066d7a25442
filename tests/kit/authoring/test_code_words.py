"""Words inside code: each reader gets the same code with docstrings, labels and comments in one language."""

import ast
import json

import made
import pytest

from autograder import hand_in
from autograder.authoring import build, code_words
from autograder.course import load_course
from autograder.notebook import checksum, parse_notebook

HALF = '''\
def halve(x):
    """Return half of x.

    x: a number.

    zh: 返回 x 的一半。

    x：一个数。

    >>> halve(3)
    1.5
    """
    # the result is a decimal number
    # zh: 结果是小数
    return x / 2  # not //
    # zh: 不是 //
'''
ENGLISH = '''\
def halve(x):
    """Return half of x.

    x: a number.

    >>> halve(3)
    1.5
    """
    # the result is a decimal number
    return x / 2  # not //
'''
CHINESE = '''\
def halve(x):
    """返回 x 的一半。

    x：一个数。

    >>> halve(3)
    1.5
    """
    # 结果是小数
    return x / 2  # 不是 //
'''


def in_each(code):
    return code_words.in_each_language(code, ast.parse(code))


def test_a_docstring_keeps_its_examples_in_each_language():
    assert in_each(HALF) == {"en": ENGLISH, "zh": CHINESE}


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [
        ('plt.title("epoch\\nzh: 轮次")', 'plt.title("epoch")', 'plt.title("轮次")'),
        (
            'print(f"{n} of {m}\\nzh: {m} 个里的 {n} 个")',
            'print(f"{n} of {m}")',
            'print(f"{m} 个里的 {n} 个")',
        ),
        ('é = "ü"; say("a b\\nzh:  空")', 'é = "ü"; say("a b")', 'é = "ü"; say(" 空")'),
        ('"""One line.\n\n    zh: 一行。\n    """', '"""One line."""', '"""一行。"""'),
        ("f(  # why\n    # zh: 为什么\n    1)", "f(  # why\n    1)", "f(  # 为什么\n    1)"),
        ("x = 1  # one  # zh: 一", "x = 1  # one", "x = 1  # 一"),
        ("# f(3)  # try it\n# zh: 试一试", "# f(3)  # try it", "# f(3)  # 试一试"),
        (
            'x = [f"a{1}\\nzh: 甲{1}", "b\\nzh: 乙"]',
            'x = [f"a{1}", "b"]',
            'x = [f"甲{1}", "乙"]',
        ),
    ],
)
def test_labels_and_comments_are_in_one_language(code, english, chinese):
    assert in_each(code) == {"en": english, "zh": chinese}


@pytest.mark.parametrize(
    "code", ['x = "say zh: 好"', "# zh is Chinese", "# zh: 没有英文", 'x = "a\\nxy: b"', "x = 1"]
)
def test_what_translates_nothing_stays_as_it_is(code):
    assert in_each(code) == {"en": code}


# --- built, and handed in ---------------------------------------------------------------------------


def course(tmp_path):
    """A small course whose given code and whose stub have words in both languages."""
    root = made.course(tmp_path / "course")
    file = root / "source/small/small.ipynb"
    document = json.loads(file.read_bytes())
    cells = {cell["id"]: cell for cell in document["cells"]}
    cells["setup"]["source"] += "\n\nTWO = 2  # a given number\n# zh: 给出的数"
    cells["halve"]["source"] = HALF.replace(
        "    return x / 2", "    ### BEGIN SOLUTION\n    return x / 2\n    ### END SOLUTION\n    "
    )
    file.write_text(json.dumps(document), encoding="utf-8")
    loaded, places = load_course(root)
    return {language: build.build(loaded, places, "small", language) for language in ("en", "zh")}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return course(tmp_path_factory.mktemp("words"))


def released(files, language):
    return parse_notebook(files[language]["release/small/small.ipynb"], "release")


def test_a_release_has_one_language_and_the_checksums_of_its_own_text(files):
    english, chinese = (released(files, language) for language in ("en", "zh"))
    assert "half of x" in english.functions["halve"].source
    assert "一半" not in english.functions["halve"].source
    assert "一半" in chinese.functions["halve"].source
    assert "# zh:" not in chinese.functions["halve"].source
    assert [cell.id for cell in english.cells] == [cell.id for cell in chinese.cells]
    for release in (english, chinese):
        for cell in release.cells:
            if cell.name:
                assert cell.metadata["nbgrader"]["checksum"] == checksum(cell)


def test_the_reference_is_in_english(files):
    text = files["en"]["solutions/small.py"].decode()
    assert "Return half of x." in text
    assert "zh:" not in text


def test_a_hand_in_of_either_language_is_read_alike(files):
    release = released(files, "en")
    for language in ("en", "zh"):
        raw = files[language]["release/small/small.ipynb"]
        found = hand_in.read_hand_in(raw, release)
        assert (found.untouched, found.notes) == (frozenset({"double", "halve", "explore"}), ())
        assert not hand_in.has_work(found, release)


def test_what_a_student_wrote_below_a_given_cell_in_another_language_still_runs(files):
    document = json.loads(files["zh"]["release/small/small.ipynb"])
    cells = {cell["id"]: cell for cell in document["cells"]}
    cells["setup"]["source"] = ["".join(cells["setup"]["source"]), "\n\nMINE = 3"]
    cells["halve"]["source"] = "".join(cells["halve"]["source"]).replace(
        "raise NotImplementedError()", "return x / 2"
    )
    found = hand_in.read_hand_in(json.dumps(document).encode(), released(files, "en"))
    assert "MINE = 3" in [cell.source.strip() for cell in found.program]
    assert found.untouched == {"double", "explore"}
