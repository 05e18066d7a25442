"""nbgrader's gradebook, written in bulk and left as nbgrader itself would leave it.

Scores of a whole class go in with a handful of statements per transaction, where nbgrader's own API
takes some 35 ms for each hand-in. What people have entered is never touched: manual scores, extra
credit, manual comments. nbgrader is imported only to make a new database, since that import takes
longer than writing a class.
"""

import importlib.util
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
from sqlalchemy import (
    Boolean,
    Connection,
    DateTime,
    Engine,
    Enum,
    Float,
    Select,
    String,
    TableClause,
    bindparam,
    case,
    column,
    create_engine,
    delete,
    event,
    func,
    insert,
    inspect,
    or_,
    select,
    table,
    text,
    true,
    update,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, ProgrammingError, SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.types import TypeEngine

from autograder.errors import CourseError, GradebookError
from autograder.notebook import Cell, Notebook, Role, checksum
from autograder.report import Outcome, Report

# formgrader waits 5 s for its turn; a transaction of this many hand-ins takes well under 0.1 s.
BATCH = 200
BUSY_SECONDS = 30
COURSE_ID = "default_course"  # what nbgrader's own preprocessors open the gradebook with


def _table(name: str, texts: str, **others: TypeEngine[Any]) -> TableClause:
    columns = [column(own, String()) for own in ("id", *texts.split())]
    return table(name, *columns, *(column(key, kind) for key, kind in others.items()))


# The columns of nbgrader/api.py that are read or written here; a test holds the names equal.
_COURSE = _table("course", "")
_ASSIGNMENT = _table("assignment", "name course_id", duedate=DateTime())
_NOTEBOOK = _table("notebook", "name assignment_id kernelspec")
_BASE_CELL = _table("base_cell", "name notebook_id type")
_KINDS = ("code", "markdown")
_GRADE_CELL = _table("grade_cells", "", max_score=Float(), cell_type=Enum(*_KINDS, name="grade_cell_type"))
_SOLUTION_CELL = _table("solution_cells", "")
_TASK_CELL = _table("task_cells", "")
_SOURCE_CELL = _table(
    "source_cell",
    "name source checksum notebook_id",
    locked=Boolean(),
    cell_type=Enum(*_KINDS, name="source_cell_type"),
)
_STUDENT = _table("student", "")
_SUBMISSION = _table("submitted_assignment", "assignment_id student_id", timestamp=DateTime())
_SUBMITTED = _table("submitted_notebook", "assignment_id notebook_id", flagged=Boolean())
_GRADE = _table(
    "grade",
    "cell_id notebook_id",
    auto_score=Float(),
    manual_score=Float(),
    extra_credit=Float(),
    needs_manual_grade=Boolean(),
)
_COMMENT = _table("comment", "cell_id notebook_id auto_comment manual_comment")
TABLES = (
    _COURSE, _ASSIGNMENT, _NOTEBOOK, _BASE_CELL, _GRADE_CELL, _SOLUTION_CELL, _TASK_CELL, _SOURCE_CELL,
    _STUDENT, _SUBMISSION, _SUBMITTED, _GRADE, _COMMENT,
)  # fmt: skip


class CellGrade(msgspec.Struct, frozen=True):
    """One graded cell of one student, as the gradebook has it."""

    auto_score: float | None
    manual_score: float | None
    extra_credit: float | None
    max_score: float
    needs_manual_grade: bool

    @property
    def score(self) -> float:
        """nbgrader's rule: a person's score counts, else ours, else 0; read `needs_manual_grade` with it."""
        found = self.auto_score if self.manual_score is None else self.manual_score
        return 0.0 if found is None else found + (self.extra_credit or 0.0)


class Standing(msgspec.Struct, frozen=True):
    """One student in one assignment, as the gradebook has it."""

    score: float
    max_score: float
    needs_manual_grade: bool
    cells: dict[str, CellGrade]
    comments: dict[str, str] = {}  # people's, by solution or manual cell


def sqlite_url(path: Path) -> str:
    """The address of a gradebook in a file."""
    return URL.create("sqlite", database=str(path.resolve())).render_as_string(hide_password=False)


def open_gradebook(url: str) -> None:
    """Make the gradebook if there is none, or raise GradebookError where it is not one of this nbgrader's."""
    with _transaction(url) as connection:
        present = inspect(connection).get_table_names()
        if "course" in present:  # nbgrader's newest table
            return
        if "assignment" in present:
            raise GradebookError(_name(url), "was made by an older nbgrader", "run `nbgrader db upgrade`")
        # nbgrader would call the program `alembic` here, and fail where it is not on PATH.
        from nbgrader.api import Base

        Base.metadata.create_all(connection)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute(
            text("INSERT INTO alembic_version (version_num) VALUES (:head)"), {"head": _head()}
        )
        connection.execute(insert(_COURSE).values(id=COURSE_ID))


def _name(url: str | URL) -> str:
    return make_url(url).render_as_string(hide_password=True)


def _head() -> str:
    """The version of nbgrader's tables, from the migrations that nbgrader ships."""
    from alembic.script import ScriptDirectory

    spec = importlib.util.find_spec("nbgrader")
    if spec is None or spec.origin is None:
        raise GradebookError("nbgrader", "is not installed", "run `pip install 'nn-course-kit[instructor]'`")
    head = ScriptDirectory(str(Path(spec.origin).parent / "alembic")).get_current_head()
    if head is None:
        raise GradebookError("nbgrader", "ships no migrations", "install nbgrader again")
    return head


# --- connections -------------------------------------------------------------------------------


@contextmanager
def _transaction(url: str) -> Iterator[Connection]:
    """One transaction that either happened or did not."""
    with _engine(url) as engine, _worded(engine), engine.begin() as connection:
        yield connection


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    try:
        engine = create_engine(url, poolclass=NullPool)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise GradebookError("the gradebook's address", f"cannot be used ({error})", _NEXT_ADDRESS) from error
    if engine.dialect.name == "sqlite":
        _make_folder(engine.url)
        event.listen(engine, "connect", _leave_transactions_to_us)
        event.listen(engine, "begin", _begin_immediately)
    try:
        yield engine
    finally:
        engine.dispose()


def _make_folder(url: URL) -> None:
    if url.database and url.database != ":memory:":
        folder = Path(url.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise GradebookError(folder, f"cannot be made ({error.strerror})", _NEXT_ADDRESS) from error


_NEXT_ADDRESS = "give one like sqlite:////folder/gradebook.db; PostgreSQL also needs `pip install psycopg`"


def _leave_transactions_to_us(connection: object, _record: object) -> None:
    # The driver would begin at the first write only, and could then be refused without waiting.
    connection.isolation_level = None  # type: ignore[attr-defined]
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")  # type: ignore[attr-defined]


def _begin_immediately(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def _worded(engine: Engine) -> Iterator[None]:
    """What the database refuses, as something that a person can act on."""
    where = _name(engine.url)
    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        if re.search("no such table|relation .* does not exist", str(error.orig)):
            raise GradebookError(where, "is no gradebook yet", "run `autograder build`") from error
        if "locked" in str(error.orig) or "lock timeout" in str(error.orig):
            raise GradebookError(
                where,
                f"another program has held it for {BUSY_SECONDS} s",
                "close formgrader or the other `grade`, and run this again; the reports are kept",
            ) from error
        raise GradebookError(
            where, f"cannot be opened ({error.orig})", "look at its address, and whether you may write there"
        ) from error
    except DBAPIError as error:
        raise GradebookError(
            where, f"refused what we wrote ({error.orig})", "run `nbgrader db upgrade`, then this again"
        ) from error
    except SQLAlchemyError as error:
        raise GradebookError(where, f"failed ({error})", "run `autograder doctor`") from error


# --- the assignment ----------------------------------------------------------------------------


def record_assignment(
    url: str, assignment: str, release: Notebook, due: str | None = None, course_id: str = COURSE_ID
) -> None:
    """Leave `assignment` in the gradebook as `nbgrader generate_assignment` would.

    Unlike there, cells may come and go while there are submissions. Without `due` a date that was
    set in formgrader stays.
    """
    values = {} if due is None else {"duedate": _deadline(assignment, due)}
    open_gradebook(url)
    with _transaction(url) as connection:
        _row(connection, _COURSE, {"id": course_id})
        found = _row(connection, _ASSIGNMENT, {"name": assignment}, values, new={"course_id": course_id})
        # nbgrader keeps the JSON of the kernel, and puts it over a submission's own.
        kernel = {"kernelspec": json.dumps(release.metadata.get("kernelspec", {}))}
        notebook = _row(connection, _NOTEBOOK, {"name": assignment, "assignment_id": found}, kernel)
        _record_cells(connection, assignment, notebook, release)
        others = select(_NOTEBOOK.c.id, _NOTEBOOK.c.name).where(
            _NOTEBOOK.c.assignment_id == found, _NOTEBOOK.c.id != notebook
        )
        for other, name in connection.execute(others).all():
            _remove_notebook(connection, assignment, other, name)


def _deadline(assignment: str, due: str) -> datetime:
    try:
        return utc(due)
    except ValueError as error:
        raise CourseError(
            f"course.yml, assignments, {assignment}, due",
            f"{due!r} is no date",
            'write it like "2026-12-01 23:59 +0800"',
        ) from error


def utc(when: str | datetime) -> datetime:
    """A moment as nbgrader stores it, in UTC without saying so; also reads nbgrader's `timestamp.txt`."""
    if isinstance(when, str):
        try:
            when = datetime.fromisoformat(
                re.sub(r"\s+(?:UTC|GMT)$", "+00:00", re.sub(r"\s+(?=[+-])", "", when.strip()))
            )
        except ValueError:
            from nbgrader.utils import parse_utc  # knows time zones by name

            found: datetime = parse_utc(when)
            return found
    return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when


def _moment(when: str | datetime | None) -> datetime | None:
    """The same for one hand-in: a `timestamp.txt` that says nothing must not stop the class."""
    try:
        return None if when is None else utc(when)
    except (ValueError, OverflowError):
        return None


def _row(
    connection: Connection,
    rows: TableClause,
    key: dict[str, Any],
    values: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
) -> str:
    """The id of the row that `key` names, made if it is not there, brought to `values` if it differs."""
    values = values or {}
    is_it = [rows.c[name] == value for name, value in key.items()]
    found = connection.execute(
        select(rows.c.id, *(rows.c[name] for name in values)).where(*is_it)
    ).one_or_none()
    if found is None:
        own = {"id": _new_id(), **key, **values, **(new or {})}
        connection.execute(insert(rows).values(**own))
        return str(own["id"])
    if tuple(found[1:]) != tuple(values.values()):
        connection.execute(update(rows).where(rows.c.id == found[0]).values(**values))
    return str(found[0])


def _new_id() -> str:
    return uuid4().hex


def _record_cells(connection: Connection, assignment: str, notebook: str, release: Notebook) -> None:
    named = [cell for cell in release.cells if cell.name]
    wanted = {("GradeCell", cell.name): cell for cell in named if cell.role in (Role.GRADE, Role.MANUAL)}
    wanted |= {
        ("SolutionCell", cell.name): cell for cell in named if cell.role in (Role.SOLUTION, Role.MANUAL)
    }
    rows = select(_BASE_CELL.c.type, _BASE_CELL.c.name, _BASE_CELL.c.id).where(
        _BASE_CELL.c.notebook_id == notebook
    )
    present = {(kind, name): found for kind, name, found in connection.execute(rows)}
    _remove_cells(
        connection, assignment, {found: key[1] for key, found in present.items() if key not in wanted}
    )
    for (kind, name), cell in wanted.items():
        if (kind, name) not in present:
            present[kind, name] = _add_cell(connection, notebook, kind, name)
        if kind == "GradeCell":
            points = {"max_score": cell.points, "cell_type": cell.kind}
            _row(connection, _GRADE_CELL, {"id": present[kind, name]}, points)
        else:
            _row(connection, _SOLUTION_CELL, {"id": present[kind, name]})
    _record_sources(connection, notebook, named)


def _add_cell(connection: Connection, notebook: str, kind: str, name: str) -> str:
    """A cell's row, with one for each hand-in that is there: nbgrader stops where such a row is missing."""
    cell = _row(connection, _BASE_CELL, {"notebook_id": notebook, "type": kind, "name": name})
    handed_in = connection.execute(select(_SUBMITTED.c.id).where(_SUBMITTED.c.notebook_id == notebook))
    rows = [{"id": _new_id(), "cell_id": cell, "notebook_id": submitted} for (submitted,) in handed_in]
    if rows and kind == "GradeCell":
        connection.execute(insert(_GRADE), [row | {"needs_manual_grade": True} for row in rows])
    elif rows:
        connection.execute(insert(_COMMENT), rows)
    return cell


def _remove_cells(connection: Connection, assignment: str, cells: dict[str, str]) -> None:
    """Remove cells by id, with their grades, unless a person has put work into one of them."""
    if not cells:
        return
    manual = [
        select(rows.c.cell_id).where(
            rows.c.cell_id.in_(cells), or_(*(rows.c[name].is_not(None) for name in names))
        )
        for rows, names in ((_GRADE, ("manual_score", "extra_credit")), (_COMMENT, ("manual_comment",)))
    ]
    kept = sorted({cells[found] for rows in manual for (found,) in connection.execute(rows)})
    if kept:
        raise GradebookError(
            f"{assignment}, cell {', '.join(kept)}",
            "the notebook no longer has it, but somebody has marked it by hand",
            "put the cell back, or delete its manual scores and comments in formgrader first",
        )
    for rows in (_GRADE, _COMMENT):
        connection.execute(delete(rows).where(rows.c.cell_id.in_(cells)))
    for rows in (_GRADE_CELL, _SOLUTION_CELL, _TASK_CELL, _BASE_CELL):
        connection.execute(delete(rows).where(rows.c.id.in_(cells)))


def _record_sources(connection: Connection, notebook: str, cells: Sequence[Cell]) -> None:
    """The texts that nbgrader puts back at autograding, in the notebook's order, which it relies on."""
    names = ("name", "cell_type", "locked", "source", "checksum")
    wanted = [(cell.name, cell.kind, cell.is_locked, cell.source, checksum(cell)) for cell in cells]
    rows = select(*(_SOURCE_CELL.c[name] for name in names)).where(_SOURCE_CELL.c.notebook_id == notebook)
    if [tuple(row) for row in connection.execute(rows)] == wanted:
        return
    connection.execute(delete(_SOURCE_CELL).where(_SOURCE_CELL.c.notebook_id == notebook))
    if wanted:
        fresh = [dict(zip(names, row, strict=True)) for row in wanted]
        connection.execute(
            insert(_SOURCE_CELL), [{"id": _new_id(), "notebook_id": notebook, **row} for row in fresh]
        )


def _remove_notebook(connection: Connection, assignment: str, notebook: str, name: str) -> None:
    """A notebook that the assignment had before, in nbgrader alone."""
    handed_in = select(func.count()).select_from(_SUBMITTED).where(_SUBMITTED.c.notebook_id == notebook)
    if connection.execute(handed_in).scalar_one():
        raise GradebookError(
            f"{assignment}, notebook {name}",
            "the gradebook has hand-ins for it, but the assignment no longer has it",
            "give this assignment a new name, or remove the old one with `nbgrader db assignment remove`",
        )
    cells = select(_BASE_CELL.c.id, _BASE_CELL.c.name).where(_BASE_CELL.c.notebook_id == notebook)
    _remove_cells(connection, assignment, {found: own for found, own in connection.execute(cells)})
    connection.execute(delete(_SOURCE_CELL).where(_SOURCE_CELL.c.notebook_id == notebook))
    connection.execute(delete(_NOTEBOOK).where(_NOTEBOOK.c.id == notebook))


# --- a class's scores --------------------------------------------------------------------------


def record(
    url: str,
    reports: Sequence[Report],
    submitted_at: Mapping[str, str | datetime] | None = None,
    resubmitted: Collection[str] | None = None,
) -> None:
    """Bring the gradebook to what `reports` say; a second time changes nothing.

    `submitted_at` gives a student's moment of handing in, where it is known. A cell that a person has
    marked is flagged for them again, as nbgrader flags it, where our score or that moment changed, or
    where the student is in `resubmitted`; None means all are, which is nbgrader's own way.
    """
    by_assignment: dict[str, list[Report]] = {}
    for report in reports:
        by_assignment.setdefault(report.assignment, []).append(report)
    with _engine(url) as engine, _worded(engine):
        for assignment, group in by_assignment.items():
            for start in range(0, len(group), BATCH):
                batch = group[start : start + BATCH]
                with engine.begin() as connection:
                    if connection.dialect.name == "postgresql":
                        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
                    _Batch(connection, assignment, batch).record(submitted_at or {}, resubmitted)


class _Batch:
    """Some hand-ins of one assignment, in one transaction: statements for all of them, never for each."""

    def __init__(self, connection: Connection, assignment: str, reports: Sequence[Report]) -> None:
        self.connection, self.assignment = connection, assignment
        self.reports = {report.student: report for report in reports}
        rows = (
            select(_ASSIGNMENT.c.id, _NOTEBOOK.c.id)
            .join_from(_ASSIGNMENT, _NOTEBOOK, _NOTEBOOK.c.assignment_id == _ASSIGNMENT.c.id)
            .where(_ASSIGNMENT.c.name == assignment, _NOTEBOOK.c.name == assignment)
        )
        found = connection.execute(rows).one_or_none()
        if found is None:
            raise self.unknown("the gradebook does not know this assignment")
        self.assignment_id, self.notebook_id = found
        cells = select(_BASE_CELL.c.id, _BASE_CELL.c.type, _BASE_CELL.c.name).where(
            _BASE_CELL.c.notebook_id == self.notebook_id
        )
        self.grades: dict[str, str] = {}  # name to id
        self.solutions: dict[str, str] = {}
        for cell, kind, name in connection.execute(cells):
            (self.solutions if kind == "SolutionCell" else self.grades)[name] = cell
        for report in reports:
            for name in (*report.cells, *report.manual):
                if name not in self.grades:
                    raise self.unknown(f"the gradebook does not know the cell {name}")

    def unknown(self, what: str) -> GradebookError:
        return GradebookError(self.assignment, what, f"run `autograder build {self.assignment}`")

    def record(self, submitted_at: Mapping[str, str | datetime], resubmitted: Collection[str] | None) -> None:
        present = set(self.connection.scalars(select(_STUDENT.c.id).where(_STUDENT.c.id.in_(self.reports))))
        self._insert(_STUDENT, [{"id": name} for name in self.reports if name not in present])
        submissions, moved = self._submissions(
            {name: moment for name in self.reports if (moment := _moment(submitted_at.get(name)))}
        )
        notebooks = self._notebooks(submissions)
        again = set(self.reports) if resubmitted is None else moved | set(resubmitted)
        self._record_grades(notebooks, again)
        self._record_comments(notebooks)

    def _insert(self, rows: TableClause, values: list[dict[str, Any]]) -> None:
        if values:
            self.connection.execute(insert(rows), values)

    def _submissions(self, submitted_at: dict[str, datetime]) -> tuple[dict[str, str], set[str]]:
        """Each student's submission, and the students who handed in at another moment than was known."""
        rows = select(_SUBMISSION.c.student_id, _SUBMISSION.c.id, _SUBMISSION.c.timestamp).where(
            _SUBMISSION.c.assignment_id == self.assignment_id, _SUBMISSION.c.student_id.in_(self.reports)
        )
        found = {student: (row, when) for student, row, when in self.connection.execute(rows)}
        moved = {name for name, when in submitted_at.items() if name in found and found[name][1] != when}
        if moved:
            self.connection.execute(
                update(_SUBMISSION)
                .where(_SUBMISSION.c.id == bindparam("row"))
                .values(timestamp=bindparam("at")),
                [{"row": found[name][0], "at": submitted_at[name]} for name in sorted(moved)],
            )
        new = {name: _new_id() for name in self.reports if name not in found}
        self._insert(
            _SUBMISSION,
            [
                {
                    "id": row,
                    "assignment_id": self.assignment_id,
                    "student_id": name,
                    "timestamp": submitted_at.get(name),
                }
                for name, row in new.items()
            ],
        )
        return {name: row for name, (row, _) in found.items()} | new, moved

    def _notebooks(self, submissions: dict[str, str]) -> dict[str, str]:
        """Each submitted notebook, with its student."""
        students = {row: name for name, row in submissions.items()}
        rows = select(_SUBMITTED.c.id, _SUBMITTED.c.assignment_id).where(
            _SUBMITTED.c.notebook_id == self.notebook_id, _SUBMITTED.c.assignment_id.in_(students)
        )
        found = {row: students[submission] for row, submission in self.connection.execute(rows)}
        present = set(found.values())
        new = {_new_id(): name for name in submissions if name not in present}
        self._insert(
            _SUBMITTED,
            [
                {
                    "id": row,
                    "assignment_id": submissions[name],
                    "notebook_id": self.notebook_id,
                    "flagged": False,
                }
                for row, name in new.items()
            ],
        )
        return found | new

    def _record_grades(self, notebooks: dict[str, str], again: set[str]) -> None:
        rows = select(
            _GRADE.c.notebook_id,
            _GRADE.c.cell_id,
            _GRADE.c.id,
            _GRADE.c.auto_score,
            _GRADE.c.manual_score,
            _GRADE.c.needs_manual_grade,
        ).where(_GRADE.c.notebook_id.in_(notebooks), _GRADE.c.cell_id.in_(self.grades.values()))
        found = {(row[0], row[1]): tuple(row[2:]) for row in self.connection.execute(rows)}
        new, changed = [], []
        for notebook, student in notebooks.items():
            for name, cell in self.grades.items():
                score = auto_score(self.reports[student], name)
                if (notebook, cell) not in found:
                    values = {"auto_score": score, "needs_manual_grade": score is None}
                    new.append({"id": _new_id(), "cell_id": cell, "notebook_id": notebook, **values})
                    continue
                row, before, manual, needs = found[notebook, cell]
                if manual is not None and student not in again and score == before:
                    continue  # a person has dealt with this very score
                if score != before or needs != (manual is not None or score is None):
                    changed.append({"row": row, "score": score, "pending": score is None})
        self._insert(_GRADE, new)
        if changed:
            # Decided in the database: formgrader may have written a manual score since we looked.
            needs_manual = case(
                (_GRADE.c.manual_score.is_not(None), true()), else_=bindparam("pending", type_=Boolean())
            )
            self.connection.execute(
                update(_GRADE)
                .where(_GRADE.c.id == bindparam("row"))
                .values(auto_score=bindparam("score", type_=Float()), needs_manual_grade=needs_manual),
                changed,
            )

    def _record_comments(self, notebooks: dict[str, str]) -> None:
        rows = select(
            _COMMENT.c.notebook_id, _COMMENT.c.cell_id, _COMMENT.c.id, _COMMENT.c.auto_comment
        ).where(_COMMENT.c.notebook_id.in_(notebooks), _COMMENT.c.cell_id.in_(self.solutions.values()))
        found = {(row[0], row[1]): (row[2], row[3]) for row in self.connection.execute(rows)}
        new, changed = [], []
        for notebook, student in notebooks.items():
            for name, cell in self.solutions.items():
                said = NO_RESPONSE if is_untouched(self.reports[student], name) else None
                if (notebook, cell) not in found:
                    new.append(
                        {"id": _new_id(), "cell_id": cell, "notebook_id": notebook, "auto_comment": said}
                    )
                elif found[notebook, cell][1] != said:
                    changed.append({"row": found[notebook, cell][0], "said": said})
        self._insert(_COMMENT, new)
        if changed:
            self.connection.execute(
                update(_COMMENT)
                .where(_COMMENT.c.id == bindparam("row"))
                .values(auto_comment=bindparam("said", type_=String())),
                changed,
            )


NO_RESPONSE = "No response."  # nbgrader's words


def auto_score(report: Report, name: str) -> float | None:
    """Our score of a graded cell; None where a person has to look."""
    if report.status == "error":
        return None
    if name in report.cells:
        return report.cells[name].score
    return 0.0 if report.manual.get(name) is False else None


def is_untouched(report: Report, name: str) -> bool:
    """Whether the student left the solution or manual cell `name` as it was."""
    if report.status == "error":
        return False
    if name in report.manual:
        return not report.manual[name]
    graded = report.cells.get(f"test_{name}")
    return graded is not None and graded.outcome is Outcome.NOT_ATTEMPTED


# --- reading back ------------------------------------------------------------------------------


def scores(url: str, assignment: str) -> dict[str, Standing]:
    """What the gradebook says of everyone who handed in, people's marks and comments included."""
    with _transaction(url) as connection:
        known = _Batch(connection, assignment, ())
        points = select(_GRADE_CELL.c.id, _GRADE_CELL.c.max_score).where(
            _GRADE_CELL.c.id.in_(known.grades.values())
        )
        worth = {cell: max_score for cell, max_score in connection.execute(points)}
        graded = _of_students(_GRADE, known.notebook_id, known.grades.values())
        commented = _of_students(_COMMENT, known.notebook_id, known.solutions.values()).where(
            _COMMENT.c.manual_comment.is_not(None)
        )
        names = {cell: name for name, cell in (*known.grades.items(), *known.solutions.items())}
        cells: dict[str, dict[str, CellGrade]] = {}
        for row in connection.execute(graded).mappings():
            cells.setdefault(row["student_id"], {})[names[row["cell_id"]]] = CellGrade(
                auto_score=row["auto_score"],
                manual_score=row["manual_score"],
                extra_credit=row["extra_credit"],
                max_score=worth[row["cell_id"]],
                needs_manual_grade=row["needs_manual_grade"],
            )
        comments: dict[str, dict[str, str]] = {}
        for row in connection.execute(commented).mappings():
            comments.setdefault(row["student_id"], {})[names[row["cell_id"]]] = row["manual_comment"]
    return {
        student: Standing(
            score=sum(cell.score for cell in own.values()),
            max_score=sum(worth.values()),
            needs_manual_grade=any(cell.needs_manual_grade for cell in own.values()),
            cells=own,
            comments=comments.get(student, {}),
        )
        for student, own in cells.items()
    }


def _of_students(rows: TableClause, notebook: str, cells: Collection[str]) -> Select[Any]:
    """The grades or comments of one notebook, with the students whose they are."""
    return (
        select(_SUBMISSION.c.student_id, *rows.c)
        .select_from(rows)
        .join(_SUBMITTED, _SUBMITTED.c.id == rows.c.notebook_id)
        .join(_SUBMISSION, _SUBMISSION.c.id == _SUBMITTED.c.assignment_id)
        .where(_SUBMITTED.c.notebook_id == notebook, rows.c.cell_id.in_(cells))
        .order_by(_SUBMISSION.c.student_id)
    )
