"""latest: the day is asked from the database."""


def test_the_day_is_printed(student):
    """The latest day is printed."""
    assert student.output_of("latest").strip() == "2024-03-05"
    assert "max" in student.variable("query").lower() or "order by" in student.variable("query").lower()


def test_the_query_is_a_select(student):
    """The query is a SELECT, kept under the name `query`."""
    assert student.variable("query").strip().lower().startswith("select")
