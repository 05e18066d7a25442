"""Hints go a step further each time, never to the answer; a picture where one helps; the reader's language."""

import os
import re
import shutil
import subprocess
import sys

import hand_ins
import pytest
import yaml
from notebook_session import shown

from autograder.course import load_course
from autograder.desk import hint_steps
from autograder.diagnosis import worked_ideas

NAMES = [entry.name for entry in load_course(hand_ins.ROOT)[0].assignments]
MIRRORED = "def sigmoid(x):\n    return 1 / (1 + np.exp(x))\n"
NEARLY = "def sigmoid(x):\n    return 1 / (1 - np.exp(-x))\n"
RIGHT = "def sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n"
# No known mistake answers so, and another operator makes it right.
MULTIPLIED = "def tanh(x):\n    a = np.exp(x)\n    b = np.exp(-x)\n    return (a - b) * (a + b)"
TWICE = 'hint("tanh")', 'hint("tanh")'
LOOK = "Look at line 4 again: does each operator there do what the formula says?\n`return (a - b) * (a + b)`"
TELL = 'print(hint("sigmoid"), end="\\n----\\n")\n'


@pytest.fixture
def folder(tmp_path):
    """A student's own folder."""
    shutil.copytree(hand_ins.ROOT / "release/activations", tmp_path / "activations")
    return tmp_path / "activations"


def session(folder, program, **environment):
    """What a running program of a student's says, as a notebook's kernel would; its parts are cut at ----."""
    head = "import numpy as np\nfrom autograder.check import check, hint, pack\n"
    ran = subprocess.run(
        [sys.executable, "-c", head + program], capture_output=True, encoding="utf-8", cwd=folder,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
    )  # fmt: skip
    assert ran.stderr == ""
    return [part.strip() for part in ran.stdout.split("----")][:-1]


def test_each_hint_goes_a_step_further_and_the_idea_waits_for_another_try(folder):
    look, cause, again, idea = session(folder, MIRRORED + TELL * 4)
    assert look.startswith("Hint 1 of 3 for sigmoid\n")
    assert "Wrong so far: positive numbers, negative numbers" in look
    assert cause.startswith("Hint 2 of 3 for sigmoid\nYour curve goes down where it should go up")
    assert "Now change one thing" in cause
    assert again == cause
    assert idea.startswith("Hint 3 of 3 for sigmoid\nThe idea: Work from the inside")


def test_who_has_tried_several_times_comes_to_the_idea_at_once(folder):
    other = NEARLY.replace("-x", "-x - 1")
    (*_, told) = session(folder, MIRRORED + TELL + NEARLY + 'check("sigmoid")\n' + other + TELL)
    assert "The idea: " in told


def test_the_same_code_run_again_is_no_further_try(folder):
    (*_, told) = session(folder, (MIRRORED + 'check("sigmoid")\n') * 3 + TELL)
    assert told.startswith("Hint 1 of 3")


def test_an_unwritten_function_is_told_how_to_begin(folder):
    stub = "def sigmoid(x):\n    raise NotImplementedError()\n"
    first, second = session(folder, stub + TELL * 2)
    assert "Read the first line of the text in the quotes" in first
    assert "Write the smallest thing that can be run" in second


def test_right_code_has_nothing_to_hint_at(folder):
    (told,) = session(folder, RIGHT + TELL)
    assert told.startswith("✓ sigmoid: all visible checks pass, so there is nothing to hint at.")


def test_check_counts_what_failed_and_offers_the_hint(folder):
    ask = 'print(check("sigmoid"), end="\\n----\\n")\n'
    first, second = session(folder, MIRRORED + ask + NEARLY + ask)
    assert "hint(" not in first
    assert second.endswith('Stuck? A step more: `hint("sigmoid")`')


def test_the_line_that_stops_is_shown_with_what_pythons_message_means(folder):
    (folder / "mine.py").write_text(
        "import numpy as np\nfrom autograder.check import check\n"
        "def sigmoid(x):\n    z = np.exp(-x)\n    return 1 / (1 + z(1))\n"
        "print(check('sigmoid'))\nprint(check('sigmoid')._repr_html_())\n", encoding="utf-8"
    )  # fmt: skip
    ran = subprocess.run([sys.executable, "mine.py"], capture_output=True, encoding="utf-8", cwd=folder,
                         env=os.environ | {"PYTHONIOENCODING": "utf-8"})  # fmt: skip
    assert re.search(
        r"Your code stops with TypeError in this line: `return 1 / \(1 \+ z\(1\)\)` \(with z: .*\)\. Round brackets",
        ran.stdout,
    )
    assert "<code>return 1 / (1 + z(1))</code>" in ran.stdout


def test_a_curve_is_drawn_with_the_places_where_it_is_wrong_and_says_the_same_in_words(folder):
    negative = "def sigmoid(x):\n    return np.where(np.asarray(x) > 0, 1 / (1 + np.exp(-np.asarray(x, float))), 0.0)\n"
    text, html = session(
        folder, negative + 'h = hint("sigmoid")\nprint(h, end="\\n----\\n")\nprint(h._repr_html_(), "----")\n'
    )
    (words,) = [line for line in text.split("\n") if line.startswith("Your sigmoid, drawn")]
    assert re.fullmatch(
        r"Your sigmoid, drawn: right at \d+ of \d+ points \(circles\), wrong .* at x = -3.*", words
    )
    assert " 1.5" not in words  # the right half
    assert html.count("<svg") == 1
    assert f'role="img" aria-label="{words}"' in html
    assert html.count("<circle") >= 3
    assert "<svg" not in text


def test_the_shape_of_each_array_on_the_way_is_shown(folder):
    products = (
        "def neuron(inputs, weights, bias, activation):\n    products = inputs * weights\n"
        "    return activation(products + bias)\n"
    )
    text, html = session(
        folder, products + 'h = hint("neuron")\nprint(h, end="\\n----\\n")\nprint(h._repr_html_(), "----")\n'
    )
    assert re.search(
        r"inputs \((\d),\); weights \(\1,\); products \(\1,\); returned: \(\1,\); wanted: one number", text
    )
    assert html.count("<rect") == 5


@pytest.mark.parametrize(
    ("call", "environment", "chinese"),
    [
        ('check("sigmoid")', {}, False),
        ('check("sigmoid", lang="zh")', {}, True),
        ('check("sigmoid")', {"AUTOGRADER_LANG": "zh_CN.UTF-8"}, True),
        ('check("sigmoid", lang="en")', {"AUTOGRADER_LANG": "zh"}, False),
        ('hint("sigmoid", "zh")', {}, True),
        ('hint("sigmoid")', {"AUTOGRADER_LANG": "zh"}, True),
        ('check("sigmoid", lang="klingon")', {}, False),
    ],
)
def test_the_language_is_the_calls_else_the_readers_else_the_notebooks(folder, call, environment, chinese):
    (told,) = session(folder, MIRRORED + f'print({call}, end="\\n----\\n")\n', **environment)
    assert "sigmoid" in told
    assert bool(re.search("[\u4e00-\u9fff]", told)) is chinese


@pytest.mark.parametrize("name", NAMES)
def test_every_function_has_its_idea_in_both_languages_and_none_is_code(name):
    found = worked_ideas.parse_ideas((hand_ins.ROOT / "source" / name / worked_ideas.FILE).read_bytes(), name)
    cells = hand_ins.named(hand_ins.released(name)).items()
    solutions = [
        key for key, cell in cells if cell["metadata"]["nbgrader"]["solution"] and cell["cell_type"] == "code"
    ]
    assert list(found) == solutions
    answers, _ = hand_ins.pieces((hand_ins.ROOT / f"solutions/{name}.py").read_text(encoding="utf-8"))
    for function, idea in found.items():
        lines = re.sub(r'"""(.|\n)*?"""', "", answers[function]).split("\n")
        for line in (re.sub(r"\s", "", line) for line in lines if not line.startswith(("def", "class"))):
            value = line.partition("return")[2] or line.partition("=")[2] or line
            for text in idea.values():
                assert len(value) < 8 or value not in re.sub(r"\s", "", text), (function, value)
        assert re.search("[\u4e00-\u9fff]", idea["zh"])


def test_the_students_copy_holds_the_ideas_as_they_are(folder):
    assert (folder / worked_ideas.FILE).read_bytes() == (
        hand_ins.ROOT / "source/activations" / worked_ideas.FILE
    ).read_bytes()
    assert set(yaml.safe_load((folder / worked_ideas.FILE).read_text(encoding="utf-8"))["sigmoid"]) == {
        "en",
        "zh",
    }


def test_an_idea_of_a_misspelt_function_is_refused(tmp_path):
    import made

    root = made.course(tmp_path / "course")
    (root / "source/small/checks/ideas.yml").write_text("doubel: {en: a, zh: b}\n", encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "build", "--check", "--course", str(root)], capture_output=True, text=True
    )  # fmt: skip
    assert ran.returncode == 3
    assert "there is no function doubel" in ran.stderr


def test_a_digest_follows_what_the_code_does_and_not_where_it_stands():
    def one(x):
        return x + 1

    def other(x):
        return x + 2

    again = eval(compile("lambda x: x + 1", "elsewhere", "eval"))
    again.__name__ = "one"
    assert hint_steps.code_digest(one) != hint_steps.code_digest(other)
    assert hint_steps.code_digest(one) == hint_steps.code_digest(one)
    assert hint_steps.code_digest(None) != hint_steps.code_digest(one)


# --- the line to look at, where the course says so ---------------------------------------------


def test_the_second_hint_names_the_line_and_what_to_ask_of_it(folder):
    said = shown(folder, MULTIPLIED, *TWICE)
    assert "Hint 2 of 3 for tanh" in said
    assert LOOK in said


def test_the_first_hint_names_no_line(folder):
    assert "Look at line" not in shown(folder, MULTIPLIED, TWICE[0])


def test_a_known_mistake_is_told_by_its_own_hint_alone(folder):
    said = shown(
        folder, "def sigmoid(x):\n    return 1 / (1 + np.exp(x))", 'hint("sigmoid")', 'hint("sigmoid")'
    )
    assert "Your curve goes down where it should go up" in said
    assert "Look at line" not in said


def test_a_course_that_does_not_say_so_has_no_search(folder):
    book = folder / "checks/diagnosis.json"
    whole = book.read_text()
    book.write_text(whole.replace('"marks_lines": true', '"marks_lines": false'))
    assert book.read_text() != whole
    assert "Look at line" not in shown(folder, MULTIPLIED, *TWICE)


def test_only_definitions_run_again_in_the_search(folder):
    note = (
        "def note(text):\n    with open('ran.txt', 'a') as file:\n        file.write(text)\n    return text"
    )
    helper = "def both(x):\n    return np.exp(x), np.exp(-x)"
    code = "def tanh(x):\n    a, b = both(x)\n    return (a - b) * (a + b)"
    said = shown(folder, f"{note}\nnote('called ')", "given = note('named')", helper, code, *TWICE)
    assert "Look at line 3 again" in said
    assert (folder / "ran.txt").read_text() == "called named"
