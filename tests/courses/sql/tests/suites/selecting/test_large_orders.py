"""large_orders: amounts of at least 10000, the largest first, then the earlier day."""

import pytest


def orders_of(rng, count):
    """Orders by names and days that are drawn; some amounts are the same, some just large enough."""
    days = [f"2024-{place // 28 + 1:02}-{place % 28 + 1:02}" for place in rng.permutation(300)[:count]]
    amounts = rng.choice([10000, 9999, 12000, *rng.integers(5000, 20000, 6)], count)
    names = [f"{chr(97 + int(letter))}{place}" for place, letter in enumerate(rng.integers(0, 26, count))]
    return [(name, day, int(amount)) for name, day, amount in zip(names, days, amounts, strict=True)]


@pytest.mark.weight(2)
@pytest.mark.parametrize("count", [12, 40])
def test_the_large_ones_are_there_in_their_order(student, rng, count):
    """All large orders are there, in the order that is asked for."""
    orders = orders_of(rng, count)
    want = sorted((row for row in orders if row[2] >= 10000), key=lambda row: (-row[2], row[1]))
    assert student.large_orders([("ada", "Rome")], orders) == [(name, amount) for name, _, amount in want]


@pytest.mark.side
def test_the_database_does_the_work(student):
    """The database chooses and sorts, not Python."""
    student.code_of("large_orders").must_not_use("loop", "comprehension", "sorted", ".sort")
