"""large_orders, at the student's desk."""

ORDERS = [("ada", "2024-01-02", 10000), ("bob", "2024-01-01", 9999), ("cid", "2024-01-01", 25000)]
ORDERS += [("dan", "2024-01-01", 10000)]


def test_three_of_four_are_large(student):
    """Three of four orders are large, and the largest comes first."""
    got = student.large_orders([], ORDERS)
    want = [("cid", 25000), ("dan", 10000), ("ada", 10000)]
    assert got == want, f"large_orders gave {got}\nit should be {want}"


def test_the_database_does_the_work(student):
    """The database chooses and sorts, not Python."""
    student.code_of("large_orders").must_not_use("loop", "comprehension", "sorted", ".sort")
