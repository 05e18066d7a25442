"""What beginners' own mistakes make Python say is explained, by the message of this Python and this NumPy."""

import re
from pathlib import Path

import numpy as np
import pytest

from autograder.diagnosis import python_messages
from autograder.errors import CourseError

TABLE = Path(python_messages.__file__).with_suffix(".yml")
FIRST = "- kinds: [NameError]\n  hint: {en: Why?, zh: 为什么？}\n"

MISTAKES = {
    "def f():\n    z = z + 1\nf()": "before the function gives it a value",
    "exxp(1)": "misspelt",
    "math.exp(1)": "called `np` here",
    "print(1) + 1": "One side of a calculation is None",
    "None[0]": "A value here is None",
    "3 * '4' + 1": "text on one side",
    "[1, 2] * 1.5": "A Python list does not compute",
    "[1, 2] - [1, 2]": "A Python list does not compute",
    "{} + 1": "do not go together",
    "def f(a, b): pass\nf(1)": "too few arguments",
    "def f(a): pass\nf(1, 2)": "too many arguments",
    "class A:\n    def f(): pass\nA().f()": "first one is `self`",
    "def f(a): pass\nf(1, b=2)": "named argument",
    "np.ones(3)(1)": "Is a `*` missing",
    "2(3)": "Is a `*` missing",
    "np.exp[1]": "after a function",
    "len[1]": "round ones",
    "(5)[0]": "single thing",
    "sum(5)": "wants many values",
    "[1][0.5]": "a whole number",
    "[[1]][0, 0]": "only an array has",
    "range(1.5)": "`/` always gives a decimal",
    "import math; math.exp(np.ones(3))": "a whole array",
    "np.exp('a')": "no plain numbers",
    "np.zeros(2, 3)": "around the two numbers",
    "a = np.zeros(2, dtype=int); a += 0.5": "decimals in an array of whole numbers",
    "np.ones(2) ^ 2": "the bits of whole numbers",
    "2.5 ^ 2": "the bits of whole numbers",
    "2 | 0.5": "the bits of whole numbers",
    "x = 2.5; x ^= 2": "the bits of whole numbers",
    "~np.ones(2)": "the bits of whole numbers",
    "np.ones(2) + np.ones(3)": "do not fit element by element",
    "np.ones((2, 3)) @ np.ones((2, 3))": "matrix product",
    "np.ones((2, 3)) @ np.ones(3).copy": "without its brackets",
    "np.dot(np.ones((2, 3)), np.ones((2, 3)))": "matrix product",
    "if np.ones(2) > 0: pass": "one yes or no",
    "np.array([[1, 2], [3]])": "rows of the same length",
    "a, b = 1, 2, 3": "left of `=`",
    "a, b, c = 1, 2": "left of `=`",
    "np.ones(6).reshape(4, 2)": "another number of elements",
    "np.concatenate([np.ones((1, 2)), np.ones(2)])": "put together",
    "float('1,5')": "more than a number",
    "import math; math.log(0)": "no answer",
    "[1, 2][2]": "the length minus 1",
    "np.ones(2)[5]": "the length minus 1",
    "np.ones(2)[0, 0]": "`[row, column]` wants a table",
    "np.ones(2)[0.5]": "must be a whole number",
    "np.ones(2)[np.ones(3) > 0]": "another length",
    "{'a': 1}['b']": "does not hold",
    "None.shape": "before the point is None",
    "d = {1: 2}\nfor k in d: del d[k]": "while a loop goes through it",
    "a, b = 5": "has no parts",
    "a, b = None": "A value here is None",
    "for (i = 0; i < 3; i++): pass": "a loop over numbers",
    "np.expp(1)": "nothing of this name",
    "[1].shape": "Arrays have this",
    "np.ones(2).append(1)": "Lists have this",
    "np.ones(2).maximum(1)": "with `np.` in front",
    "np.ones(2).shap": "nothing of this name",
    "[].append(1, 2)": "takes one thing",
    "np.random.randn((2, 3))": "brackets of their own",
    "(1, 2) - 3.0": "neither does a pair",
    "class A: pass\nA().bias": "does not exist there",
    "'a'.hape": "Print it",
    "len.shape": "not what it returns",
    "np.zeros((2, 2))[0] = np.ones(3)": "the shape of the place",
    "np.max(0, np.ones(3))": "one whole number is wanted",
    "1 / 0": "divided by 0",
    "def f(): f()\nf()": "calls itself",
    "import math; math.exp(1000)": "too large",
    "np.linalg.inv(np.zeros((2, 2)))": "NumPy cannot do this",
    "import numpi": "does not find",
    "open('nothing.txt')": "no file of this name",
    "def f():\nreturn 1": "four spaces further in",
    "def f():\n    # to do": "A comment alone",
    "def f():\n    a = 1\n      b = 2": "further in than the line before",
    "def f():\n    a = 1\n  b = 2": "no line above begins",
    "def f():\n\ta = 1\n        b = 2": "Tabs and spaces",
    "print((1)": "opened and not closed",
    "def f()\n    return 1": "a colon",
    "print（1）": "Chinese punctuation",
    "print(“a”)": "a curly quote",
    "print('a)": "not closed in its line",
    'x = """a': "three quotes",
    "2x": "side by side",
    "012": "begin with 0",
    "print 'a'": "round brackets after it",
    "def f x:\n    return x": "followed by round brackets",
    "def f(x=1, y):\n    return x": "a value of their own",
    "f'{x'": "curly bracket",
    "a \\ 3": "Python divides with `/`",
    "for i in []:\n    pass\nbreak": "belong in a loop",
    "try:\n    x = 1\n": "Do you need a `try`",
    "[1 2]": "something is missing",
    "{1: 2, 3}": "a key, a colon and a value",
    "return 1": "outside the function",
    "1 = x": "two are needed",
    "x = 1 +": "Python cannot read this line",
    "assert 1 > 2": "not true here",
}


def message(code):
    """What Python says of a piece of code."""
    try:
        exec(compile(code, "<cell>", "exec"), {"np": np})
    except SyntaxError as error:
        return type(error).__name__, error.msg
    except Exception as error:
        return type(error).__name__, str(error)
    raise AssertionError(f"nothing is wrong with {code}")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("code", "words"), MISTAKES.items(), ids=range(len(MISTAKES)))
def test_a_mistake_is_explained_in_both_languages(code, words):
    kind, text = message(code)
    english, chinese = (python_messages.meaning(kind, text, language) for language in ("en", "zh"))
    assert words in english, (kind, text, english)
    assert re.search("[\u4e00-\u9fff]", chinese)


def test_a_whole_line_is_taken_apart_and_a_stranger_has_no_meaning():
    assert python_messages.meaning_of_line("KeyError: 'b'", "en") == python_messages.meaning(
        "KeyError", "'b'", "en"
    )
    assert python_messages.meaning("MyOwnError", "np is not defined", "en") == ""


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("- kinds: []\n  hint: {en: Why?, zh: 为什么？}", "length >= 1"),
        ("- kinds: [KeyError]\n  hint: {zh: 为什么？}", "has no English"),
        (
            "- kinds: [KeyError]\n  pattern: (a\n  hint: {en: Why?, zh: 为什么？}",
            "'(a' is no regular expression",
        ),
        ("- kinds: [KeyError]\n  patern: a\n  hint: {en: Why?, zh: 为什么？}", "patern"),
        ("- kinds: [", "flow"),
    ],
    ids=["no kinds", "no English", "pattern", "unknown key", "no YAML"],
)
def test_a_wrong_entry_is_named(entry, says):
    with pytest.raises(CourseError, match=re.escape(says)):
        python_messages.parse_python_messages(f"{FIRST}{entry}\n".encode(), "python_messages.yml")


def test_every_hint_is_in_both_languages():
    for entry in python_messages.parse_python_messages(TABLE.read_bytes(), str(TABLE)):
        assert {*entry.hint} == {"en", "zh"}, entry


def test_no_entry_comes_after_one_that_takes_all_of_its_messages():
    taken = set()
    for entry in python_messages.parse_python_messages(TABLE.read_bytes(), str(TABLE)):
        assert not taken >= {*entry.kinds}, entry
        taken |= {*entry.kinds} if not entry.pattern else set()
