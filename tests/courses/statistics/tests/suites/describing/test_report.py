"""report: a line for each region, the richest first."""


def test_every_line_is_as_it_should_be(student):
    """There is a line for each region, with one decimal."""
    lines = [line.strip() for line in student.output_of("report").strip().split("\n")]
    assert lines == ["south: 39.0", "north: 31.0", "east: 27.8"]
