"""The table on the terminal after grading a class. It loads rich, so that an unchanged class does without."""

from rich.table import Table
from rich.text import Text

from autograder.classroom.summary import CellSummary, ClassSummary

_STYLES = {"passed": "green", "marked": "green", "failed": "yellow", "not_attempted": "dim", "waits": "red"}
_UNKNOWN = CellSummary("waits", "?")


def class_table(seen: ClassSummary, name: str) -> Table:
    """Return the class's table: a row for each student, a column for each cell."""
    forged = {name for row in seen.rows for name, cell in row.cells.items() if cell.can_be_forged}
    caption = "– nothing there   ? waits for a person"
    if forged:
        caption += "   * ran beside the students' code, and can be forged"
    if seen.count > len(seen.rows):
        caption += f"\nthe first {len(seen.rows)} of {seen.count}; all: `autograder export {name} --to csv`"
    table = Table(caption=caption, caption_style="dim", caption_justify="left")
    table.add_column("student", overflow="fold")
    table.add_column("status")
    names = list(dict.fromkeys(name for row in seen.rows for name in row.cells))
    # A cell that the release no longer has comes last: it was there when the report was made.
    names.sort(key=lambda name: seen.order.index(name) if name in seen.order else len(seen.order))
    for name in names:
        star = " *" if name in forged else ""
        table.add_column(Text(name.removeprefix("test_") + star), justify="right", overflow="fold")
    table.add_column("total", justify="right")
    for row in seen.rows:
        table.add_row(
            Text(row.student),
            Text(row.status, style="red" if row.status == "error" else ""),
            *(_text(row.cells.get(name, _UNKNOWN)) for name in names),
            Text(row.total),
        )
    return table


def _text(cell: CellSummary) -> Text:
    return Text(cell.text, style=_STYLES.get(cell.state, ""))
