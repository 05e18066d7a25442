"""Notebooks that test themselves: what a test's own number of points may say."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.own_tests import in_twelfths


@pytest.mark.parametrize(
    ("came", "counts"),
    [
        (Fraction(1, 2), Fraction(1, 2)),
        (Fraction(1, 3), Fraction(1, 3)),
        (Fraction("0.33"), Fraction(1, 3)),
        (Fraction("0.67"), Fraction(2, 3)),
        (Fraction("0.7"), Fraction(2, 3)),
        (Fraction(0), Fraction(0)),
        (Fraction(1), Fraction(1)),
        (Fraction("0.9999"), Fraction(1)),
    ],
)
def test_the_usual_parts_of_a_tests_points_stay_what_they_are(came, counts):
    assert in_twelfths(came) == counts


@given(st.fractions(0, 1))
def test_a_part_says_no_more_than_one_of_thirteen_things_and_is_hardly_more_than_it_was(part):
    found = in_twelfths(part)
    assert (found * 12).denominator == 1
    assert part - Fraction(1, 12) < found <= part + Fraction(1, 200)
