"""spent, at the student's desk."""


def test_two_customers_and_one_order_each_way(student):
    """Who ordered twice has the sum, and who ordered nothing has 0."""
    orders = [("bob", "2024-01-01", 5), ("bob", "2024-01-02", 7)]
    got = student.spent([("bob", "Rome"), ("ada", "Oslo")], orders)
    want = [("ada", 0), ("bob", 12)]
    assert got == want, f"spent gave {got}\nit should be {want}"


def test_the_database_does_the_work(student):
    """The database adds and sorts, not Python."""
    student.code_of("spent").must_not_use("loop", "comprehension", "sorted", ".sort", "sum")
