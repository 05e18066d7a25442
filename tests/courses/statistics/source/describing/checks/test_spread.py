"""spread, at the student's desk."""

import pandas as pd


def test_two_groups_have_their_lowest_and_highest(student):
    """Each group has its lowest and its highest number."""
    table = pd.DataFrame({"kind": ["b", "a", "b"], "size": [3.0, 7.0, 1.0]})
    got = student.spread(table, "kind", "size")
    want = pd.DataFrame({"lowest": [7.0, 1.0], "highest": [7.0, 3.0]}, index=["a", "b"])
    right = isinstance(got, pd.DataFrame) and got.to_dict() == want.to_dict()
    assert right, f"spread gave\n{got}\nit should be\n{want}"
