"""spent: the sum of each customer's orders."""

import pytest


@pytest.mark.weight(2)
@pytest.mark.parametrize("count", [3, 9])
def test_each_customer_has_the_sum(student, rng, count):
    """Each customer has the sum of the orders, or 0."""
    names = [f"{chr(97 + int(letter))}{place}" for place, letter in enumerate(rng.integers(0, 26, count))]
    customers = [(name, str(rng.choice(["Rome", "Oslo"]))) for name in names]
    orders = [
        (str(rng.choice(names[1:])), f"2024-01-{day:02}", int(rng.integers(1, 9000)))
        for day in range(1, 3 * count)
    ]
    want = [(name, sum(amount for other, _, amount in orders if other == name)) for name in sorted(names)]
    assert student.spent(customers, orders) == want


@pytest.mark.side
def test_the_database_does_the_work(student):
    """The database adds and sorts, not Python."""
    student.code_of("spent").must_not_use("loop", "comprehension", "sorted", ".sort", "sum")
