"""latest, at the student's desk."""


def test_a_day_is_printed(student):
    """The latest day is printed, and nothing else."""
    got = student.output_of("latest").strip()
    assert got == "2024-03-05", f"your cell printed {got!r}\nit should be '2024-03-05'"
