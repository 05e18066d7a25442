"""A suite is collected once and run for many; calling a test directly is the same as pytest running it."""

import os

import made
import pytest

from autograder.course import load_course
from autograder.diagnosis.casebook import Reference, in_folder
from autograder.errors import SuiteError
from autograder.grading import plugin
from autograder.grading.suite import with_suites

STUDENT = "def double(x):\n    return 2 * x if x >= 0 else x\n\n\ndef halve(x):\n    return x / 2\n"


def outcomes(places, directly):
    """Every test's end on STUDENT, called directly or run by pytest's own protocol."""

    def body(suites):
        found = {}
        for test in (test for tests in suites.cells.values() for test in tests):
            assert test.arguments is not None
            arguments, test.arguments = test.arguments, test.arguments if directly else None
            reference = plugin.Reference(made.RIGHT.encode(), "reference").student
            student = plugin.Reference(STUDENT.encode(), "student").student()
            values = plugin.FixtureValues(student, reference, lambda: 3)
            try:
                test.run(values)
                found[test.id] = "passed"
            except AssertionError as error:
                found[test.id] = str(error) or "failed"
            test.arguments = arguments
        return found

    return with_suites(places, "small", body)


@pytest.fixture
def places(tmp_path):
    """A small course."""
    return load_course(made.course(tmp_path / "course"))[1]


def test_a_test_called_directly_ends_as_under_pytest(places):
    directly, by_pytest = outcomes(places, True), outcomes(places, False)
    assert directly == by_pytest
    assert {"passed"} < set(directly.values())


def test_tests_come_visible_first_with_their_marks_and_titles(places):
    def body(suites):
        return [
            (test.name, test.visible, test.weight, test.side, test.title)
            for test in suites.cells["test_double"]
        ]

    assert with_suites(places, "small", body) == [
        ("test_two_doubled_is_four", True, 1, False, "Two doubled is four."),
        ("test_random_numbers", False, 2, False, "Any number is doubled."),
        ("test_special_numbers[0]", False, 1, False, "Zero and negative numbers too."),
        ("test_special_numbers[-3]", False, 1, False, "Zero and negative numbers too."),
        ("test_a_number_comes_back", False, 1, True, "A number comes back."),
    ]


def test_what_a_test_keeps_in_self_is_gone_with_it(tmp_path):
    suite = '''\
"""A class of tests that asks once, and keeps the answer."""


class TestDouble:
    asked = None

    def test_two(self, student):
        """Two doubled is four."""
        self.asked = self.asked or student.double(2)
        assert self.asked == 4
'''
    root = made.course(tmp_path / "course")
    (root / "tests/suites/small/test_double.py").write_text(suite)
    wrong = "def double(x):\n    return 7\n"

    def body(suites):
        (test,) = [test for test in suites.cells["test_double"] if not test.visible]
        for source in (made.RIGHT, wrong):
            student = plugin.Reference(source.encode(), "student").student()
            for as_it_is in (test.arguments, None):
                test.arguments, kept = as_it_is, test.arguments
                try:
                    test.run(plugin.FixtureValues(student, None, lambda: 3))
                except AssertionError:
                    yield "failed"
                else:
                    yield "passed"
                test.arguments = kept

    assert with_suites(load_course(root)[1], "small", lambda suites: [*body(suites)]) == [
        "passed",
        "passed",
        "failed",
        "failed",
    ]


@pytest.mark.full
def test_a_suite_with_fixtures_of_its_own_runs_under_pytest(tmp_path):
    suite = '''\
"""With a fixture of its own."""

import pytest


@pytest.fixture
def four(student):
    return student.double(2)


def test_four(four, tmp_path):
    """Two doubled is four."""
    assert tmp_path.is_dir()
    assert four == 4
'''
    _, places = load_course(made.course(tmp_path / "course", suites=made.SUITES | {"double": suite}))
    found = {}

    def body(suites):
        (test,) = [test for test in suites.cells["test_double"] if not test.visible]
        assert test.arguments is None
        for name, source in (("right", made.RIGHT), ("wrong", "def double(x):\n    return x\n")):
            reference = plugin.Reference(made.RIGHT.encode(), "reference").student
            student = plugin.Reference(source.encode(), "student").student()
            values = plugin.FixtureValues(student, reference, lambda: 3)
            try:
                test.run(values)
                found[name] = "passed"
            except AssertionError:
                found[name] = "failed"

    with_suites(places, "small", body)
    assert found == {"right": "passed", "wrong": "failed"}


def test_a_suite_that_cannot_be_collected_is_named(tmp_path):
    broken = made.SUITES | {"double": "import nothing_of_this_name\n"}
    _, places = load_course(made.course(tmp_path / "course", suites=broken))
    with pytest.raises(SuiteError, match=r"test_double\.py: cannot be collected: .*nothing_of_this_name"):
        with_suites(places, "small", lambda suites: None)


@pytest.mark.parametrize("mark", ["weight(0)", "weight(-1)", "weight('much')", "weight"])
def test_a_weight_that_is_no_whole_number_above_zero_is_refused(tmp_path, mark):
    suite = made.SUITES["double"].replace("weight(2)", mark)
    _, places = load_course(made.course(tmp_path / "course", suites=made.SUITES | {"double": suite}))
    with pytest.raises(SuiteError, match="weight"):
        with_suites(places, "small", lambda suites: None)


def test_collecting_leaves_nothing_beside_the_suites(places):
    before = sorted(places.root.rglob("*"))
    with_suites(places, "small", lambda suites: None)
    assert sorted(places.root.rglob("*")) == before


def test_a_repeated_draw_is_the_same_and_another_hand_in_draws_otherwise():
    one = plugin.seed_of(b"secret", "digest", "test")
    assert one == plugin.seed_of(b"secret", "digest", "test")
    others = {plugin.seed_of(b"other", "digest", "test"), plugin.seed_of(b"secret", "x", "test"),
              plugin.seed_of(b"secret", "digest", "y")}  # fmt: skip
    assert one not in others
    assert len(others) == 3


FILES = """
def save(text):
    with open("saved.txt", "w") as file:
        file.write(text)


def read(name):
    with open(name) as file:
        return file.read()
"""


def test_what_a_reference_writes_is_not_in_the_course_and_not_in_another_process_s_way(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/given.txt").write_text("given")
    with in_folder(tmp_path):
        student = Reference(FILES.encode(), "files.py").student()
        student.save("ours")
        if (lane := os.fork()) == 0:
            student.save("theirs")
            os._exit(0)
        os.waitpid(lane, 0)
        assert student.read("saved.txt") == "ours"
        assert student.read("data/given.txt") == "given"
    assert [*tmp_path.iterdir()] == [tmp_path / "data"]
