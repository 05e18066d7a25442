"""The feedback pages of a class: reports and people's marks in, a page for each student out."""

from pathlib import Path

from autograder import course, feedback, gradebook, misconceptions, notebook, stored
from autograder.disk import clear_parts, one_at_a_time, write_whole


def write_feedback(root: Path, name: str, students: tuple[str, ...] = ()) -> list[Path]:
    """Write a page for each report, with people's marks and comments; gives the pages' paths."""
    found, places = course.load_course(root)
    found.assignment(name)
    release = notebook.parse(
        (places.release(name) / f"{name}.ipynb").read_bytes(), f"release/{name}/{name}.ipynb"
    )
    order = [cell.name for cell in release.cells if cell.name]
    reports = stored.reports(places, name, students)
    url = gradebook.address(found, places)
    hints = misconceptions.hints(places.suites(name) / "misconceptions.yml")
    standings = gradebook.scores(url, name) if gradebook.is_made(url) else {}
    written = []
    with one_at_a_time(places.var / "feedback.lock", "writing feedback for"):
        clear_parts(places.var / "feedback", f"*/{name}")
        for one in reports:
            file = places.feedback(one.student, name) / f"{name}.html"
            cells, comments = (own.cells, own.comments) if (own := standings.get(one.student)) else ({}, {})
            marks = {cell: own.manual_score for cell, own in cells.items() if own.manual_score is not None}
            page = feedback.page(one, found, order=order, marks=marks, comments=comments, hints=hints)
            write_whole(file, page.encode())
            written.append(file)
    return written
