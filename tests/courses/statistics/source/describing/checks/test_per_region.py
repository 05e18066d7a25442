"""per_region, at the student's desk."""


def test_there_is_one_number_for_each_region(student):
    """There is one mean for each region."""
    got = student.variable("per_region")
    right = list(got.index) == ["east", "north", "south"] and abs(got.iloc[0] - 27.75) < 0.01
    assert right, f"it is\n{got}\nit should have all regions, and 27.75 for east"
