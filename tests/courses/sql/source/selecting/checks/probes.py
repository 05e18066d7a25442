"""Questions that tell typical mistakes apart. They are asked when a check has failed."""


def probes():
    """The function, what is special about the question, and the question itself."""
    large = [("ada", "2024-01-05", 30000), ("bob", "2024-01-04", 20000), ("cid", "2024-01-03", 40000)]
    equal = [("ada", "2024-01-05", 30000), ("bob", "2024-01-04", 30000)]
    edge = [("ada", "2024-01-05", 10000), ("bob", "2024-01-04", 9999)]
    for label, orders in (
        ("large orders", large),
        ("the same amount", equal),
        ("just 100.00", edge),
        ("none", []),
    ):
        yield "large_orders", (label,), lambda student, orders=orders: student.large_orders([], orders)
    yield "latest", ("what is printed",), lambda student: student.output_of("latest")
    yield "latest", ("the query",), lambda student: "max" in student.variable("query").lower()
