"""per_region: the mean income of each region's towns."""

import pandas as pd


def test_each_region_has_its_mean(student):
    """Each region has the mean income of its towns."""
    want = pd.Series({"east": 27.75, "north": 31.0, "south": 39.0})
    pd.testing.assert_series_equal(student.variable("per_region"), want, check_names=False)
