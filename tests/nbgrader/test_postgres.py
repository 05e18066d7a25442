"""Both doors on a PostgreSQL server, at the same time."""

import os
import shutil
import subprocess
import sys
from uuid import uuid4

import hand_ins
import made
import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool
from test_preprocessor import WRONG, environment

from autograder.gradebook import grades

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "")
pytestmark = pytest.mark.skipif(not POSTGRES, reason="TEST_POSTGRES_URL is not set; see tests/postgres")

NAMES = ("small", "second", "third")
STUDENTS = [f"s{number:02}" for number in range(12)]


@pytest.fixture
def address():
    """An empty database."""
    name = f"doors_{uuid4().hex}"
    server = create_engine(POSTGRES, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def course(tmp_path, address):
    """Three assignments of the same kind, and a class that handed in all of them."""
    root = made.course(tmp_path / "course")
    for name in NAMES[1:]:
        shutil.copytree(root / "source/small", root / "source" / name)
        (root / f"source/{name}/small.ipynb").rename(root / f"source/{name}/{name}.ipynb")
        shutil.copytree(root / "tests/suites/small", root / "tests/suites" / name)
    listed = "".join(f"  - name: {name}\n" for name in NAMES)
    settings = made.COURSE_YML.replace("  - name: small\n", listed) + f"gradebook: {address}\n"
    (root / "course.yml").write_text(settings, encoding="utf-8")
    shutil.copy(hand_ins.ROOT / "nbgrader_config.py", root)
    assert start(root, "autograder.cli", "build").wait() == 0
    for number, student in enumerate(STUDENTS):
        file = made.hand_in(root, student, made.RIGHT if number % 2 else WRONG)
        for name in NAMES[1:]:
            other = root / f"var/submitted/{student}/{name}/{name}.ipynb"
            other.parent.mkdir()
            shutil.copy(file, other)
    return root


def start(root, module, *arguments):
    return subprocess.Popen([sys.executable, "-m", module, *arguments], cwd=root, env=environment(root))


def test_two_grades_and_an_autograde_at_once_neither_block_nor_write_twice(course, address):
    """Whoever comes second waits for the first for half a minute; nbgrader's door lets others in between."""
    for _ in range(2):  # a first time, which makes all rows, and once more
        started = [
            start(course, "autograder.cli", "grade", "small", "--force"),
            start(course, "autograder.cli", "grade", "second", "--force"),
            start(course, "nbgrader", "autograde", "third", "--force"),
        ]
        assert [one.wait(300) for one in started] == [0, 0, 0]
    for name in NAMES:
        found = grades.scores(address, name)
        assert sorted(found) == STUDENTS
        assert [found[student].score for student in STUDENTS] == [0.0, 8.0] * 6
    with create_engine(address, poolclass=NullPool).connect() as database:

        def count(table):
            return database.exec_driver_sql(f"select count(*) from {table}").scalar_one()

        whole = len(NAMES) * len(STUDENTS)
        assert [count(table) for table in ("student", "submitted_assignment", "submitted_notebook", "grade")] == [
            len(STUDENTS), whole, whole, 3 * whole,
        ]  # fmt: skip
