"""Questions that tell typical mistakes apart. They are asked when a check has failed."""


def probes():
    """The function, what is special about the question, and the question itself."""
    people = [("bob", "Rome"), ("ada", "Oslo")]
    one = [("ada", "2024-01-01", 5), ("bob", "2024-01-01", 6)]
    for label, orders in (
        ("one order each", one),
        ("two orders", [*one, *one]),
        ("no orders", []),
        ("one of two", one[:1]),
    ):
        yield "spent", (label,), lambda student, orders=orders: student.spent(people, orders)
