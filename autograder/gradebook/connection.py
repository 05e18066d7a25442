"""The connection to the gradebook: its address, its transactions, and the database's errors in words."""

import re
import shlex
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, ProgrammingError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from autograder.course import Course
from autograder.errors import GradebookError
from autograder.gradebook.tables import COURSE
from autograder.paths import Places

BUSY_SECONDS = 30
COURSE_ID = "default_course"  # with which nbgrader's own preprocessors open the gradebook
FROM_ARCHIVE = "restore it from your last archive: `autograder docs term`, 'Archive and restore'"
# nbgrader calls `alembic`, which lies beside Python and which it finds on PATH only.
_UPGRADE = f"`PATH={shlex.quote(str(Path(sys.executable).parent))}:$PATH nbgrader db upgrade`"
# Codes of SQLite, and of PostgreSQL.
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, "XX001", "XX002")
_UNWRITABLE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, "53100", "25006")


def sqlite_url(path: Path) -> str:
    """Return the address of a gradebook in a file."""
    return URL.create("sqlite", database=str(path.resolve())).render_as_string(hide_password=False)


def sqlite_file(url: str) -> Path | None:
    """Return the file of a gradebook in SQLite; None if it is in another database."""
    place = make_url(url)
    return Path(place.database or "") if place.get_backend_name() == "sqlite" else None


def address(course: Course, places: Places) -> str:
    """Return the address of a course's gradebook: course.yml's `gradebook`, or a file in var/."""
    if not course.gradebook:
        return sqlite_url(places.gradebook)
    try:
        url = make_url(course.gradebook)
    except ArgumentError as error:
        raise _unusable(error) from error
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        # From the course's folder, not from where the command happens to be called.
        url = url.set(database=str(places.root / url.database))
    return url.render_as_string(hide_password=False)


def is_made(url: str) -> bool:
    """Return True if there is a gradebook; none is made by looking."""
    if (file := sqlite_file(url)) and not file.is_file():
        return False
    with transaction(url) as connection:
        return sa.inspect(connection).has_table(COURSE.name)


def open_gradebook(url: str) -> None:
    """Make the gradebook if there is none; raise GradebookError if an older nbgrader made it."""
    with transaction(url) as connection:
        present = sa.inspect(connection).get_table_names()
        if "course" in present:  # nbgrader's newest table
            return
        if "assignment" in present:
            raise GradebookError(printable_url(url), "was made by an older nbgrader", f"run {_UPGRADE}")
        import nbgrader
        from alembic.script import ScriptDirectory

        # nbgrader would call the program `alembic` here, and fail where it is not on PATH.
        nbgraders_tables()[0].metadata.create_all(connection)
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        migrations = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))
        version = sa.text("INSERT INTO alembic_version (version_num) VALUES (:head)")
        connection.execute(version, {"head": migrations.get_current_head()})
        connection.execute(sa.insert(COURSE).values(id=COURSE_ID))


def refuse_damaged(url: str) -> None:
    """Raise GradebookError if a gradebook cannot be read; SQLite's file is read as a whole."""
    if not is_made(url):
        return
    if sqlite_file(url):
        with transaction(url) as connection:
            problem = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if problem != "ok":
            raise damaged(printable_url(url), problem)


def is_damage(error: BaseException | None) -> bool:
    """Return True if a database says that its file is damaged, or is no database."""
    return _code(error) in _DAMAGED


def _code(error: BaseException | None) -> int | str | None:
    """Return the code of a database's error, without what SQLite adds to it."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF
    return getattr(error, "sqlstate", None)


def damaged(where: object, problem: object) -> GradebookError:
    """Return the error that a gradebook's file is damaged."""
    return GradebookError(where, f"is damaged ({problem})", FROM_ARCHIVE)


def nbgraders_tables() -> list[sa.Table]:
    """Return all tables of nbgrader's, with all columns, each after those that it refers to."""
    from nbgrader.api import Base

    return list(Base.metadata.sorted_tables)


def printable_url(url: str | URL) -> str:
    """Return an address as it may be printed: without its password."""
    return make_url(url).render_as_string(hide_password=True)


# --- transactions ------------------------------------------------------------------------------


@contextmanager
def transaction(url: str) -> Iterator[sa.Connection]:
    """Open a transaction: all that the block writes is kept when it ends, or nothing if it fails."""
    engine = _engine(url)
    if engine.dialect.name == "sqlite":
        _make_folder(engine.url)
    with _worded(engine), engine.begin() as connection:
        yield connection


@cache
def _engine(url: str) -> sa.Engine:
    """Return an address's cached engine: each asks PostgreSQL a dozen questions. It stays unconnected."""
    try:
        engine = sa.create_engine(url, poolclass=NullPool)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise _unusable(error) from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _leave_transactions_to_us)
        sa.event.listen(engine, "begin", _begin_immediately)
    elif engine.dialect.name == "postgresql":
        sa.event.listen(engine, "begin", _begin_in_turn)
    return engine


def _make_folder(url: URL) -> None:
    if url.database and url.database != ":memory:":
        folder = Path(url.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise GradebookError(folder, f"cannot be made ({error.strerror})", _NEXT_ADDRESS) from error


_NEXT_ADDRESS = "give one like sqlite:////folder/gradebook.db or postgresql+psycopg://me@host/grades"


def _unusable(error: Exception) -> GradebookError:
    return GradebookError("the gradebook's address", f"cannot be used ({error})", _NEXT_ADDRESS)


def _leave_transactions_to_us(connection: object, _record: object) -> None:
    # The driver would begin at the first write only, and could then be refused without waiting.
    connection.isolation_level = None  # type: ignore[attr-defined]
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")  # type: ignore[attr-defined]


def _begin_immediately(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_in_turn(connection: sa.Connection) -> None:
    # PostgreSQL lets many write at once: two graders would both find a row missing, and both add it.
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('autograder'))")


@contextmanager
def _worded(engine: sa.Engine) -> Iterator[None]:
    """Turn the database's refusal into an error that a person can act on."""
    where = printable_url(engine.url)
    try:
        yield
    except DBAPIError as error:
        raise _in_words(where, error) from error
    except SQLAlchemyError as error:
        raise GradebookError(where, f"failed ({error})", "run `autograder doctor`") from error


def _in_words(where: str, error: DBAPIError) -> GradebookError:
    if is_damage(error.orig):
        return damaged(where, error.orig)
    if _code(error.orig) in _UNWRITABLE:
        return GradebookError(
            where,
            f"cannot be written ({error.orig})",
            "make room or change the permissions, and run this again",
        )
    if not isinstance(error, OperationalError | ProgrammingError):
        return GradebookError(
            where, f"refused what we wrote ({error.orig})", f"run {_UPGRADE}, then this again"
        )
    if re.search("no such table|relation .* does not exist", str(error.orig)):
        return GradebookError(where, "is no gradebook yet", "run `autograder build`")
    if "locked" in str(error.orig) or "lock timeout" in str(error.orig):
        return GradebookError(
            where,
            f"another program has held it for {BUSY_SECONDS} s",
            "close formgrader or the other `grade`, and run this again; the reports are kept",
        )
    return GradebookError(
        where, f"cannot be opened ({error.orig})", "look at its address, and whether you may write there"
    )
