"""spread: the lowest and the highest number of each group."""

import numpy as np
import pandas as pd
import pytest


def made(rng, rows):
    """A table of random numbers in random groups, with a hole here and there."""
    table = pd.DataFrame({"group": rng.choice(list("dcba"), rows), "x": rng.normal(size=rows)})
    table.loc[rng.random(rows) < 0.2, "x"] = np.nan
    table["y"] = rng.integers(0, 50, rows)
    return table


@pytest.mark.weight(2)
@pytest.mark.parametrize("column", ["x", "y"])
def test_each_group_has_its_lowest_and_highest(student, rng, column):
    """Each group has its lowest and its highest number, and missing ones do not count."""
    table = made(rng, int(rng.integers(20, 60)))
    want = {
        side: {group: getattr(np, f"nan{word}")(rows[column]) for group, rows in table.groupby("group")}
        for side, word in (("lowest", "min"), ("highest", "max"))
    }
    got = student.spread(table, "group", column)
    assert list(got.columns) == ["lowest", "highest"]
    pd.testing.assert_frame_equal(got, pd.DataFrame(want), check_dtype=False, check_names=False)


@pytest.mark.side
def test_the_table_is_left_alone(student, rng):
    """The table that was passed in stays as it was."""
    table = made(rng, 10)
    before = table.copy()
    student.spread(table, "group", "x")
    pd.testing.assert_frame_equal(table, before)
