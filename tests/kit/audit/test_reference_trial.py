"""At `build` the reference goes through its suites behind the wall, and what cannot cross is said then."""

import made
import pytest

from autograder.audit import reference_trial


@pytest.fixture
def course(tmp_path):
    return made.course(tmp_path)


def built(root):
    return made.run(root, "build", "small").stderr


def test_a_right_reference_passes_in_silence_and_is_not_asked_again(course, monkeypatch):
    assert built(course) == ""

    def asked_again(*_):
        raise AssertionError("an unchanged assignment is not tried again")

    monkeypatch.setattr(reference_trial, "_found", asked_again)
    assert built(course) == ""


@pytest.mark.parametrize(
    ("gives", "says"),
    [("8", "`double(3.5)` gives 7.0, not 8"), ("7.0", "")],
)
def test_an_example_in_a_docstring_that_is_not_so_is_told(course, gives, says):
    notebook = course / "source/small/small.ipynb"
    text = notebook.read_text(encoding="utf-8")
    example = rf"double a number.\n\n    >>> double(3.5)\n    {gives}"
    notebook.write_text(text.replace("double a number.", example + r"\n    "), encoding="utf-8")
    said = built(course)
    assert (f"small: an example in the docstring of double: {says}" in said) if says else said == ""


def test_a_suite_that_judges_no_value_or_has_lost_a_test_is_told(course):
    suite = course / "tests/suites/small/test_halve.py"
    text = suite.read_text()
    suite.write_text(
        text.replace("def test_random", "@pytest.mark.side\ndef test_random").replace(
            "\n\n\n", "\n\nimport pytest\n\n", 1
        )
    )
    assert "small: test_halve: no hidden test of values judges it; next: write one" in built(course)
    suite.write_text(text + text[text.index("def test_random") :])
    assert "tests/suites/small/test_halve.py has test_random_numbers more than once" in built(course)


@pytest.mark.parametrize(
    ("suite", "says"),
    [
        (
            "ASKED = {}\ndef test_it(student):\n    ASKED[2] = student.double(2)\n    assert ASKED[2] == 4",
            "`ASKED` in test_double.py has another length after the tests",
        ),
        ("async def test_it(student):\n    assert student.double(2) == 4", "async is an error here"),
        (
            "import pytest\n@pytest.mark.skip\ndef test_it(student):\n    assert student.double(2) == 4",
            "skip is an error here",
        ),
    ],
)
def test_a_suite_that_would_judge_nobody_or_by_another_s_answer_is_told(course, suite, says):
    (course / "tests/suites/small/test_double.py").write_text(f'"""double."""\n\n{suite}\n')
    said = built(course)
    assert says in said
    assert "; next: " in said


def test_a_suite_for_which_there_is_no_grade_cell_is_told(course):
    suites = course / "tests/suites/small"
    (suites / "test_double_more.py").write_bytes((suites / "test_double.py").read_bytes())
    assert "test_double_more.py judges nothing: there is no grade cell test_double_more" in built(course)


@pytest.mark.parametrize(
    ("suite", "says"),
    [
        ("assert student.double(2) == 5", "the reference does not pass (AssertionError: )"),
        ("student.double(object())", "a suite cannot pass a object"),
        ("student.double(10**9000)", "a whole number of more than 14000 bits"),
        ("student.doubled(2)", "doubled is not defined"),
        ("student.code_of('double').must_use('loop')", "asks for a loop"),
    ],
)
def test_a_suite_that_asks_for_what_cannot_be_is_told_with_what_to_do(course, suite, says):
    text = f'"""double."""\n\n\ndef test_it(student):\n    """It doubles."""\n    {suite}\n'
    (course / "tests/suites/small/test_double.py").write_text(text)
    said = built(course)
    assert "small: test_double:test_it: " in said
    assert says in said
    assert "; next: " in said
