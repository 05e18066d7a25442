"""report, at the student's desk."""


def test_the_poorest_region_comes_last(student):
    """The last line is the poorest region's."""
    last = student.output_of("report").strip().split("\n")[-1]
    assert last == "east: 27.8", f"the last line is {last!r}\nit should be 'east: 27.8'"
