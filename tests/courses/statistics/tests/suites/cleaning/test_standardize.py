"""standardize(column) = (column - mean) / standard deviation."""

import numpy as np
import pandas as pd
import pytest


@pytest.mark.weight(2)
@pytest.mark.parametrize("missing", [0, 3])
def test_the_numbers_follow_the_definition(student, rng, missing):
    """The mean becomes 0 and the standard deviation 1; what is missing stays so."""
    numbers = rng.normal(5, 3, size=int(rng.integers(8, 15)))
    numbers[:missing] = np.nan
    days = pd.date_range("2024-03-01", periods=len(numbers))
    there = numbers[missing:]
    centred = numbers - there.sum() / len(there)
    want = centred / np.sqrt((centred[missing:] ** 2).sum() / (len(there) - 1))
    got = student.standardize(pd.Series(numbers, index=days, name="x"))
    pd.testing.assert_series_equal(got, pd.Series(want, index=days, name="x"), check_freq=False)


@pytest.mark.side
def test_the_column_is_left_alone(student, rng):
    """The column that was passed in stays as it was."""
    column = pd.Series(rng.normal(size=5))
    before = column.copy()
    student.standardize(column)
    pd.testing.assert_series_equal(column, before)


@pytest.mark.side
def test_there_is_no_loop(student):
    """The function works without a loop."""
    student.code_of("standardize").must_not_use("loop", "comprehension", ".apply", ".map")
