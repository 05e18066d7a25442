"""standardize, at the student's desk."""

import pandas as pd


def test_two_numbers_lie_at_the_same_distance_from_0(student):
    """1 and 3 become about -0.707 and 0.707."""
    got = student.standardize(pd.Series([1.0, 3.0], index=["a", "b"], name="size"))
    right = isinstance(got, pd.Series) and got.round(3).to_dict() == {"a": -0.707, "b": 0.707}
    assert right, f"standardize gave\n{got}\nit should be about -0.707 for a and 0.707 for b"


def test_what_is_missing_stays_missing(student):
    """A missing number stays missing, and does not count."""
    got = student.standardize(pd.Series([1.0, None, 3.0]))
    right = isinstance(got, pd.Series) and got.isna().tolist() == [False, True, False]
    right = right and abs(got[0] + 0.707) < 0.01
    assert right, f"standardize gave\n{got}\nit should be about -0.707, missing, 0.707"


def test_there_is_no_loop(student):
    """Your code works on all numbers at once, without a loop."""
    student.code_of("standardize").must_not_use("loop", "comprehension", ".apply", ".map")
