"""Clues: what a wrong function's own text shows where nothing that it answers has a name."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.diagnosis.clues import CLUES, or_clue
from autograder.diagnosis.diagnose import Diagnosis
from autograder.diagnosis.messages import DIAGNOSES

SYMPTOM = Diagnosis("wrong")

WRONG = {
    "thrown-away": ["count + 1", "x.lower()", "x[0]", "np.dot(x, y)", "-x", "x > 1"],
    "compares-for-assigns": ["count == count + 1"],
    "no-brackets": ["model = SVC", "y = x.mean + y", "return x.T.copy"],
    "compared-with-text": ['y = 1 if x == "relu" else 2'],
    "other-name": ["z = y.bias\n    z += x"],
    "writes-into-argument": ["x *= -1", "rng.shuffle(x)", "x.sort()"],
}


def found(source, symptom=SYMPTOM):
    diagnosis = or_clue(symptom, textwrap.dedent(source), "f")
    return diagnosis and (diagnosis.name, diagnosis.details.get("line"))


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, lines in WRONG.items() for line in lines])
def test_a_line_that_does_nothing_useful_is_named_with_its_number(name, line):
    source = f"def f(x, y):\n    count = 0\n    {line}\n    return x + y + count\n"
    number = 3 + line.count("\n")
    assert found(source) == (name, str(number))


def test_a_loop_that_ends_in_its_first_round_is_named():
    at_its_end = "def f(x):\n    for v in x:\n        s = v\n        return s\n"
    while_collecting = (
        "def f(x):\n    n = 0\n    for v in x:\n        if v > 1:\n            n += 1\n            return n\n"
    )
    assert found(at_its_end) == ("returns-in-loop", "4")
    assert found(while_collecting) == ("returns-in-loop", "6")


def test_a_search_that_returns_what_it_found_is_no_clue():
    assert found("def f(x):\n    for i in range(len(x)):\n        if x[i] > 1:\n            return i\n") == (
        "wrong",
        None,
    )


def test_a_loop_from_one_is_a_clue_only_where_place_0_is_left_out():
    source = (
        "def f(x):\n    s = {first}\n    for i in range(1, len(x)):\n        s += x[i]{rest}\n    return s\n"
    )
    assert found(source.format(first="0", rest="")) == ("begins-with-one", "3")
    assert found(source.format(first="x[0]", rest="")) == ("wrong", None)
    assert found(source.format(first="0", rest=" * x[i - 1]")) == ("wrong", None)


def test_what_nothing_uses_is_named_an_argument_before_a_variable():
    assert or_clue(SYMPTOM, "def f(x, bias):\n    z = x\n    return x\n", "f") == Diagnosis(
        "unused-argument", {"line": "1", "name": "bias"}
    )
    assert found("def f(x):\n    bottom = x + 1\n    return x\n") == ("unused-value", "2")
    assert found("def f(x):\n    def g():\n        return x\n    return g()\n") == ("wrong", None)
    assert found("class f:\n    def g(self, x):\n        return 1\n") == ("unused-argument", "2")


def test_of_several_arguments_that_nothing_uses_the_first_is_named():
    names = "one, two, three, four, five"
    assert or_clue(SYMPTOM, f"def f({names}):\n    return 1\n", "f").details["name"] == "one"


def test_a_way_without_return_is_told_from_a_function_that_has_none():
    some = "def f(x):\n    if x > 0:\n        return 1\n"
    assert found(some, Diagnosis("returns-nothing")) == ("ends-without-return", None)
    assert found("def f(x):\n    y = x\n    print(y)\n", Diagnosis("returns-nothing")) == (
        "returns-nothing",
        None,
    )


def test_of_code_that_stops_only_sure_clues_are_told():
    stops = Diagnosis("raises", {"error": "NameError"})
    assert found("def f(celsius):\n    return Celsius\n", stops) == ("raises", None)
    assert found("def f(x):\n    m = SVC\n    return m.fit(x)\n", stops) == ("no-brackets", "2")


def test_a_known_cause_stays():
    known = Diagnosis("sigmoid-forgets-the-minus")
    assert or_clue(known, "def f(x):\n    x + 1\n    return x\n", "f") is known


def test_nothing_wrong_with_the_answers_to_public_questions_still_lets_the_text_speak():
    assert found("def f(x):\n    x + 1\n    return x\n", None) == ("thrown-away", "2")
    assert found("def f(x):\n    return x\n", None) is None


@pytest.mark.parametrize(
    "source",
    [
        "def f(x:\n",
        "",
        "f = lambda x: 1",
        "def f(x):\n    " + "-" * 7_000 + "1\n",
        "def f(x):\n    " + "[" * 900 + "]" * 900 + "\n",
        "def f(x):\n    x\n" * 2_000,
        "\0",
    ],
)
def test_hostile_and_unreadable_text_gives_no_clue_and_no_error(source):
    assert or_clue(SYMPTOM, source, "f") in (SYMPTOM, Diagnosis("thrown-away", {"line": "2", "code": "…"}))


@given(st.text(alphabet="defx(): \n=+1.returnforin[]", max_size=200))
def test_no_text_breaks_it(text):
    or_clue(SYMPTOM, f"def f(x):\n    {text}", "f")


def test_the_last_definition_counts():
    assert found("def f(x):\n    x + 1\n    return x\n\ndef f(x):\n    return x\n") == ("wrong", None)


def test_every_clue_has_a_sentence():
    assert set(DIAGNOSES) >= CLUES
