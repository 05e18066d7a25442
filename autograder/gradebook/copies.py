"""Copies of a whole gradebook, from its database into one SQLite file and back."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa

from autograder.errors import GradebookError
from autograder.gradebook.connection import (
    BUSY_SECONDS,
    damaged,
    is_damage,
    is_made,
    nbgraders_tables,
    open_gradebook,
    sqlite_file,
    sqlite_url,
    transaction,
)
from autograder.gradebook.hand_marks import OWN_TABLES
from autograder.gradebook.tables import insert_rows
from autograder.text import in_language


def save_copy(url: str, file: Path) -> bool:
    """Write a gradebook into a new SQLite file, as it is at one moment; formgrader may be writing in it.

    Returns False if there is no gradebook.
    """
    database = sqlite_file(url)
    if not (database.is_file() if database else is_made(url)):
        return False
    if database:
        _back_up(database, file)
    else:
        _copy(url, sqlite_url(file))
    return True


def load_copy(file: Path, url: str) -> None:
    """Load a copy that `save_copy` wrote into a gradebook in which there is nobody: it is replaced."""
    if database := sqlite_file(url):
        with transaction(url):  # makes its folder, and says where it cannot be opened
            pass
        _back_up(file, database)
    else:
        _copy(sqlite_url(file), url)


def refuse_unusable(file: Path, room: Path) -> None:
    """Raise GradebookError if a SQLite file is not a whole gradebook of nbgrader's, before it is loaded.

    It is copied row by row into an empty gradebook in the folder `room`: what nbgrader's database would
    refuse is refused here. A trigger or a view would be a stranger's program.
    """
    tables = {table.name: {column.name for column in table.columns} for table in nbgraders_tables()}
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as opened:
            opened.execute("PRAGMA trusted_schema = OFF")
            (problem,) = opened.execute("PRAGMA quick_check(1)").fetchone()
            if problem != "ok":
                raise ValueError(str(problem))
            for kind, name, code in opened.execute("SELECT type, name, sql FROM sqlite_master").fetchall():
                if kind not in ("table", "index") or str(code).upper().startswith("CREATE VIRTUAL"):
                    raise ValueError(f"{name} in it is a {kind} that nbgrader does not make")
            for name, columns in tables.items():
                present = {row[0] for row in opened.execute("SELECT name FROM pragma_table_info(?)", (name,))}
                if missing := columns - present:
                    raise ValueError(f"its table {name} lacks {', '.join(sorted(missing))}")
        trial = room / "trial.db"
        try:
            _copy(sqlite_url(file), sqlite_url(trial))
        finally:
            trial.unlink(missing_ok=True)
    except (GradebookError, sqlite3.Error, ValueError, LookupError, TypeError, ArithmeticError) as error:
        why = in_language(error.what, "en") if isinstance(error, GradebookError) else error
        raise GradebookError(file, f"is no gradebook ({why})", "take it from another archive") from error


def _back_up(source: Path, target: Path) -> None:
    """Copy one SQLite file to another with SQLite's own backup, which a writer does not disturb."""
    here = f"file:{quote(str(source.resolve()))}?mode=rw"
    try:
        with (
            closing(sqlite3.connect(here, uri=True, timeout=BUSY_SECONDS)) as ours,
            closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as other,
        ):
            ours.backup(other)
            (problem,) = other.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        if is_damage(error):
            raise damaged(source, error) from error
        raise GradebookError(
            source,
            f"cannot be copied to {target} ({error})",
            "close formgrader, look at rights and room, and run this again",
        ) from error
    if problem != "ok":
        raise damaged(source, problem)


def _copy(source: str, target: str) -> None:
    """Copy a gradebook row by row, table by table, in one transaction on either side."""
    open_gradebook(target)
    with transaction(source) as here, transaction(target) as there:
        present = set(sa.inspect(here).get_table_names())
        own_tables = [table for table in OWN_TABLES.sorted_tables if table.name in present]
        tables = [*nbgraders_tables(), *own_tables]
        if here.dialect.name == "postgresql":
            # Else each table would be read at another moment, and formgrader may be writing.
            preparer = here.dialect.identifier_preparer
            names = ", ".join(preparer.quote(table.name) for table in tables if table.name in present)
            here.exec_driver_sql(f"LOCK TABLE {names} IN SHARE MODE")
        OWN_TABLES.create_all(there, own_tables)
        for each in reversed(tables):
            there.execute(sa.delete(each))
        for each in tables:
            rows = here.execute(sa.select(each)).mappings().all() if each.name in present else []
            insert_rows(there, each, [dict(row) for row in rows])
