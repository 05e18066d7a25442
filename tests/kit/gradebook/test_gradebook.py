"""The gradebook: written in bulk, and read by nbgrader as its own."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import made
import msgspec
import nbformat
import pytest
from nbgrader import api
from nbgrader.preprocessors import SaveAutoGrades, SaveCells
from sqlalchemy import Connection, TableClause, create_engine, event
from sqlalchemy.pool import NullPool

from autograder import timestamps
from autograder.authoring import build
from autograder.authoring.source import Source
from autograder.classroom.autograded import autograded
from autograder.course import parse_course
from autograder.errors import CourseError, GradebookError
from autograder.gradebook import connection, grades, tables
from autograder.notebook import parse_notebook
from autograder.paths import Places
from autograder.report import CellReport, Outcome, Report, row
from autograder.submissions.late_policy import Lateness

needs_postgres = pytest.mark.skipif(
    "TEST_POSTGRES_URL" not in os.environ, reason="TEST_POSTGRES_URL is not set"
)
FAILED, UNTOUCHED, ERROR = Outcome.FAILED, Outcome.NOT_ATTEMPTED, Outcome.ERROR


def record(url, reports, *more, **known):
    """Bring a gradebook to what reports on one assignment say."""
    grades.record_rows(url, reports[0].assignment, [row(each) for each in reports], *more, **known)


def cell(kind, source, name, **flags):
    own = {
        "grade": False,
        "solution": False,
        "locked": False,
        "task": False,
        "schema_version": 3,
        "grade_id": name,
    }
    return {"cell_type": kind, "id": name, "metadata": {"nbgrader": own | flags}, "source": source}


def function(name, points):
    answer = f"def {name}(x):\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    return [
        cell("code", answer, name, solution=True),
        cell("code", f'check("{name}")', f"test_{name}", grade=True, locked=True, points=points),
    ]


def question(name="explore", points=5):
    return [cell("markdown", "Why?", name, grade=True, solution=True, points=points)]


def released(*cells):
    setup = cell("code", "import numpy as np", "setup", locked=True)
    raw = json.dumps({"cells": [setup, *cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    return build.release_notebook(Source("a", parse_notebook(raw, "source"), {}, {}))


RELEASE = released(*function("f", 3), *function("g", 4), *question())


def report(student="ada", f=2.25, g=0.0, manual=True, **fields):
    cells = {
        "test_f": CellReport(3, FAILED if f is not None else ERROR, f),
        "test_g": CellReport(4, FAILED if g else UNTOUCHED, g),
    }
    values = {
        "status": "graded",
        "score": None,
        "max_score": 12.0,
        "cells": cells,
        "manual": {"explore": manual},
    }
    return Report(student=student, assignment="a", **values | fields)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=needs_postgres)])
def url(request, tmp_path):
    """The address of a gradebook that knows the assignment `a`."""
    if request.param == "postgres":
        address = request.getfixturevalue("postgres")
    else:
        address = grades.sqlite_url(tmp_path / "var/gradebook.db")
    grades.record_assignment(address, "a", RELEASE)
    return address


def rows(url, tables=("submitted_assignment", "submitted_notebook", "grade", "comment", "student")):
    with create_engine(url, poolclass=NullPool).connect() as database:
        return {
            name: [tuple(row) for row in database.exec_driver_sql(f"select * from {name} order by id")]
            for name in tables
        }


def graded(url, name="test_f", student="ada"):
    return grades.scores(url, "a")[student].cells[name]


def mark(url, name, student="ada", score=1.5, **values):
    """What formgrader writes when a person has marked a cell."""
    with api.Gradebook(url) as book:
        grade = book.find_grade(name, "a", "a", student)
        grade.manual_score, grade.needs_manual_grade = score, False
        for key, value in values.items():
            setattr(grade, key, value)
        book.db.commit()


# --- as nbgrader itself leaves it ---------------------------------------------------------------


def test_every_column_that_is_written_is_one_of_nbgraders():
    for ours in (
        *tables.CELL_TABLES.values(),
        *(each for each in vars(tables).values() if isinstance(each, TableClause)),
    ):
        theirs = api.Base.metadata.tables[ours.name].c
        assert {own.name for own in ours.c} <= set(theirs.keys())
        assert all(isinstance(theirs[own.name].type, type(own.type)) for own in ours.c)


def test_a_new_gradebook_needs_no_alembic_on_the_path(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    address = grades.sqlite_url(tmp_path / "new/gradebook.db")
    grades.open_gradebook(address)
    grades.open_gradebook(address)
    with api.Gradebook(address) as book:  # would call alembic itself if the stamp were missing
        assert book.assignments == []


def test_a_new_gradebook_is_nbgraders_own_to_each_table_and_row(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", os.path.dirname(sys.executable), prepend=os.pathsep)
    ours, theirs = (grades.sqlite_url(tmp_path / name) for name in ("ours.db", "theirs.db"))
    grades.open_gradebook(ours)
    api.Gradebook(theirs).close()

    def whole(url):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database, database:
            found = database.execute("select type, name, sql from sqlite_master order by name").fetchall()
            tables = [name for kind, name, _ in found if kind == "table"]
            rows = {name: database.execute(f'select * from "{name}"').fetchall() for name in tables}
            return [(kind, name, (sql or "").rstrip(";")) for kind, name, sql in found], rows

    assert whole(ours) == whole(theirs)
    assert len(whole(ours)[1]["alembic_version"]) == len(whole(ours)[1]["course"]) == 1


def test_an_assignment_is_recorded_as_nbgraders_own_step_records_it(url, tmp_path):
    theirs = grades.sqlite_url(tmp_path / "theirs.db")
    grades.open_gradebook(theirs)
    with api.Gradebook(theirs) as book:
        book.add_assignment("a")
    stored = nbformat.reads(build.encode(RELEASE).decode(), as_version=4)
    SaveCells().preprocess(stored, {"nbgrader": {"notebook": "a", "assignment": "a", "db_url": theirs}})

    def recorded(address):
        with api.Gradebook(address) as book:
            notebook = book.find_notebook("a", "a")
            cells = [*notebook.grade_cells, *notebook.solution_cells]
            drop = {"id", "notebook", "assignment"}
            kinds = sorted(
                (type(own).__name__, *sorted(own.to_dict().items() - {("id", own.id)})) for own in cells
            )
            sources = [
                {k: v for k, v in own.to_dict().items() if k not in drop} for own in notebook.source_cells
            ]
            return (
                kinds,
                sources,
                notebook.kernelspec,
                notebook.max_score,
                book.find_assignment("a").to_dict()["max_score"],
            )

    assert recorded(url) == recorded(theirs)


@pytest.mark.filterwarnings("ignore:Object of type <Submitted\\w+> not in session")  # nbgrader's own
def test_nbgraders_autograding_step_gives_the_same_rows(url, tmp_path):
    theirs = grades.sqlite_url(tmp_path / "theirs.db")
    grades.record_assignment(theirs, "a", RELEASE)
    found = [
        report("ada", 2.25, 0.0, False),
        report("bob", 3.0, 1 / 3, True),
        report("eve", 0.0, 4.0, True),
    ]
    record(url, found)
    texts = {
        "ada": {},
        "bob": {"f": "1", "g": "2", "explore": "yes"},
        "eve": {"f": "1", "g": "2", "explore": "no"},
    }
    texts["ada"]["f"] = "def f(x): pass"
    with api.Gradebook(theirs) as book:
        for one in found:
            book.add_student(one.student)
            book.add_submission("a", one.student)
    for one in found:
        cells = [
            msgspec.structs.replace(own, source=texts[one.student].get(own.name, own.source))
            for own in RELEASE.cells
        ]
        stored = nbformat.reads(autograded(RELEASE, cells, one).decode(), as_version=4)
        names = {"notebook": "a", "assignment": "a", "student": one.student, "db_url": theirs}
        SaveAutoGrades().preprocess(stored, {"nbgrader": names})

    def recorded(address):
        with api.Gradebook(address) as book:
            return [
                (
                    student.id,
                    sorted(
                        (own.name, own.auto_score, own.needs_manual_grade, own.max_score)
                        for own in notebook.grades
                    ),
                    sorted((own.name, own.auto_comment) for own in notebook.comments),
                    (notebook.score, notebook.max_score, notebook.needs_manual_grade, notebook.failed_tests),
                )
                for student in sorted(book.students, key=lambda own: own.id)
                for notebook in student.submissions[0].notebooks
            ]

    assert recorded(url) == recorded(theirs)
    assert len(recorded(url)) == 3


def test_nbgraders_api_and_ours_read_the_same(url):
    record(url, [report("ada"), report("bob", 3.0, 4.0), report("eve", None)])
    mark(url, "explore", "bob", 4.0, extra_credit=0.5)
    ours = grades.scores(url, "a")
    with api.Gradebook(url) as book:
        for student in ("ada", "bob", "eve"):
            submission = book.find_submission("a", student)
            assert submission.score == ours[student].score
            assert submission.max_score == ours[student].max_score == 12.0
            assert submission.needs_manual_grade == ours[student].needs_manual_grade
            for grade in submission.notebooks[0].grades:
                own = ours[student].cells[grade.name]
                assert (own.score, own.max_score) == (grade.score, grade.max_score)
                assert own.needs_manual_grade == grade.needs_manual_grade
    assert ours["bob"].score == 11.5


@pytest.mark.full
def test_nbgrader_export_lists_what_was_recorded(url, tmp_path):
    record(url, [report("ada", 3.0, 4.0, False)])
    target = tmp_path / "grades.csv"
    command = [
        sys.executable,
        "-m",
        "nbgrader",
        "export",
        f"--CourseDirectory.db_url={url}",
        f"--to={target}",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    header, line = (text.split(",") for text in target.read_text().splitlines())
    found = dict(zip(header, line, strict=True))
    assert (found["assignment"], found["student_id"], found["raw_score"], found["max_score"]) == (
        "a",
        "ada",
        "7.0",
        "12.0",
    )


# --- what counts --------------------------------------------------------------------------------


def test_a_cell_that_we_could_not_judge_waits_for_a_person(url):
    record(url, [report(f=None)])
    own = graded(url)
    assert (own.auto_score, own.needs_manual_grade) == (None, True)


def test_a_hand_in_with_an_error_takes_no_points_and_waits_in_every_cell(url):
    record(url, [report()])
    record(url, [report(status="error", reason="?", cells={}, manual={})])
    cells = grades.scores(url, "a")["ada"].cells
    assert {name: (own.auto_score, own.needs_manual_grade) for name, own in cells.items()} == dict.fromkeys(
        ("test_f", "test_g", "explore"), (None, True)
    )


def test_an_untouched_cell_gets_nbgraders_comment_and_an_answer_takes_it_away(url):
    def comments():
        with api.Gradebook(url) as book:
            notebook = book.find_submission_notebook("a", "a", "ada")
            return {own.name: own.auto_comment for own in notebook.comments}

    record(url, [report(manual=False)])
    assert comments() == {"f": None, "g": "No response.", "explore": "No response."}
    record(url, [report(g=1.0)])
    assert comments() == {"f": None, "g": None, "explore": None}


def test_a_second_time_changes_nothing(url):
    found = [report(f"s{number}", number % 3, number % 2) for number in range(5)]
    record(url, found, {"s1": datetime(2026, 11, 24, 10, tzinfo=UTC)})
    before = rows(url)
    record(url, found, {"s1": datetime(2026, 11, 24, 10, tzinfo=UTC)})
    record(url, found)
    assert rows(url) == before


def test_a_changed_report_changes_the_score(url):
    record(url, [report(f=1.0), report("bob", 2.0)])
    record(url, [report(f=3.0)])
    assert graded(url).auto_score == 3.0
    assert graded(url, student="bob").auto_score == 2.0


def test_what_a_person_entered_is_never_touched(url):
    record(url, [report()])
    mark(url, "test_f", extra_credit=0.25)
    with api.Gradebook(url) as book:
        book.find_comment("f", "a", "a", "ada").manual_comment = "Nice."
        book.db.commit()
    record(url, [report(f=3.0)])
    own = graded(url)
    assert (own.manual_score, own.extra_credit, own.auto_score, own.score) == (1.5, 0.25, 3.0, 1.75)
    assert grades.scores(url, "a")["ada"].comments == {"f": "Nice."}


def test_a_marked_cell_is_flagged_again_as_nbgrader_flags_it(url):
    record(url, [report()])
    mark(url, "explore")
    record(url, [report()])
    assert graded(url, "explore").needs_manual_grade


def test_a_marked_cell_stays_done_where_nothing_new_came_in(url):
    record(url, [report()], {"ada": datetime(2026, 11, 24, 10, tzinfo=UTC)})
    mark(url, "explore")
    mark(url, "test_f")
    record(url, [report()], {"ada": datetime(2026, 11, 24, 10, tzinfo=UTC)}, resubmitted=())
    assert not graded(url, "explore").needs_manual_grade
    record(url, [report(f=3.0)], resubmitted=())  # the suite has changed: only this score is new
    assert graded(url).needs_manual_grade
    assert not graded(url, "explore").needs_manual_grade
    record(url, [report(f=3.0)], {"ada": datetime(2026, 11, 25, 10, tzinfo=UTC)}, resubmitted=())
    assert graded(url, "explore").needs_manual_grade


def test_a_moment_is_stored_in_utc_and_kept_where_none_is_given(url):
    record(url, [report()], {"ada": datetime(2026, 11, 24, 10, tzinfo=UTC)})
    record(url, [report()])
    with api.Gradebook(url) as book:
        assert book.find_submission("a", "ada").timestamp == datetime(2026, 11, 24, 10)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24 10:00:00 UTC",
        "2026-11-24 18:00 +0800",
        "2026-11-24 18:00:00.000000 +0800",
        "2026-11-24T10:00:00Z",
        "2026-11-24 10:00:00",
        "2026-11-24 18:00:00 Asia/Shanghai",
    ],
)
def test_a_moment_is_read_as_nbgrader_reads_it(text):
    assert timestamps.timestamp(text) == datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "9" * 400, "0001-01-01 00:00 +1400"])
def test_a_moment_that_says_nothing_is_none(text):
    assert timestamps.timestamp(text) is None


def test_lateness_is_taken_off_in_nbgraders_column_of_what_the_score_is_now(url):
    def taken():
        with api.Gradebook(url) as book:
            found = book.find_submission("a", "ada")
            return found.score, found.late_submission_penalty

    record(url, [report(), report("bob")])
    a_quarter = {"ada": Lateness(True, timedelta(hours=1), 25.0), "bob": Lateness()}
    grades.take_off(url, "a", a_quarter)
    assert taken() == (2.25, 0.5625)
    assert grades.scores(url, "a")["ada"].final == 1.6875
    assert grades.scores(url, "a")["bob"].final == 2.25
    mark(url, "explore", score=4.0, extra_credit=1.0)
    grades.take_off(url, "a", a_quarter)
    assert taken() == (7.25, 1.8125)
    before = rows(url)
    grades.take_off(url, "a", a_quarter)
    assert rows(url) == before
    grades.take_off(url, "a", {"ada": Lateness(True, timedelta(days=9), 100.0)})
    assert grades.scores(url, "a")["ada"].final == 0
    grades.take_off(url, "a", {"ada": Lateness()})
    assert taken() == (7.25, 0.0)


# --- a changing assignment ----------------------------------------------------------------------


def test_recording_an_assignment_twice_changes_nothing(url):
    tables = ("assignment", "notebook", "base_cell", "grade_cells", "solution_cells", "source_cell", "course")
    before = rows(url, tables)
    grades.record_assignment(url, "a", RELEASE)
    assert rows(url, tables) == before


def test_a_date_is_stored_and_stays_where_none_is_given(url):
    def due():
        with api.Gradebook(url) as book:
            return book.find_assignment("a").duedate

    assert due() is None
    grades.record_assignment(url, "a", RELEASE, datetime(2026, 12, 1, 15, 59, tzinfo=UTC))
    grades.record_assignment(url, "a", RELEASE)
    assert due() == datetime(2026, 12, 1, 15, 59)


def test_points_and_cells_change_while_hand_ins_are_there(url):
    record(url, [report()])
    mark(url, "explore")
    changed = released(*function("h", 2), *function("f", 6), *question())
    grades.record_assignment(url, "a", changed)
    cells = grades.scores(url, "a")["ada"].cells
    assert sorted(cells) == ["explore", "test_f", "test_h"]
    assert (cells["test_f"].auto_score, cells["test_f"].max_score) == (2.25, 6.0)
    assert (cells["test_h"].auto_score, cells["test_h"].needs_manual_grade) == (None, True)
    assert cells["explore"].manual_score == 1.5
    with api.Gradebook(url) as book:
        assert book.find_comment("h", "a", "a", "ada").auto_comment is None
        assert [own.name for own in book.find_notebook("a", "a").source_cells] == [
            "setup", "h", "test_h", "f", "test_f", "explore",
        ]  # fmt: skip


@pytest.mark.parametrize("touched", [{"score": 1.5}, {"score": None, "extra_credit": 1.0}])
def test_a_cell_that_a_person_marked_is_never_removed(url, touched):
    record(url, [report()])
    mark(url, "test_g", **touched)
    before = rows(url, ("base_cell", "grade", "source_cell"))
    with pytest.raises(GradebookError, match=r"a, cell test_g: .*marked it by hand"):
        grades.record_assignment(url, "a", released(*function("f", 6), *question()))
    assert rows(url, ("base_cell", "grade", "source_cell")) == before
    assert graded(url).max_score == 3.0


def test_a_notebook_that_the_assignment_had_before_goes_if_nobody_handed_it_in(url):
    with api.Gradebook(url) as book:
        book.add_notebook("old", "a")
        book.add_grade_cell("q1", "old", "a", max_score=9, cell_type="code")
    grades.record_assignment(url, "a", RELEASE)
    with api.Gradebook(url) as book:
        assert [own.name for own in book.find_assignment("a").notebooks] == ["a"]
        assert book.find_assignment("a").max_score == 12.0


# --- what can go wrong --------------------------------------------------------------------------


def test_a_gradebook_of_an_older_nbgrader_says_to_upgrade_it_with_a_command_that_works(tmp_path):
    old = Path(api.__file__).parent / "tests/apps/files/gradebook.db"
    address = grades.sqlite_url(Path(shutil.copy(old, tmp_path)))
    with pytest.raises(GradebookError, match=r"older nbgrader\n  next: run `") as caught:
        grades.record_assignment(address, "a", RELEASE)
    command = caught.value.next_step.removeprefix("run `").removesuffix("`")
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment, check=True, capture_output=True)
    grades.record_assignment(address, "a", RELEASE)


@pytest.mark.parametrize("damage", [lambda raw: raw[: len(raw) // 2], lambda raw: b"no database\n" * 500])
def test_a_damaged_gradebook_is_called_damaged_and_an_archive_is_the_way_back(tmp_path, damage):
    file = tmp_path / "damaged.db"
    damaged = grades.sqlite_url(file)
    grades.record_assignment(damaged, "a", RELEASE)
    record(damaged, [report()])
    file.write_bytes(damage(file.read_bytes()))
    for use in (
        lambda: grades.scores(damaged, "a"),
        lambda: record(damaged, [report()]),
        lambda: grades.refuse_damaged(damaged),
        lambda: grades.save_copy(damaged, tmp_path / "copy.db"),
    ):
        with pytest.raises(
            GradebookError, match=r"is damaged \(.*\n  next: restore it from your last archive"
        ):
            use()


def test_a_whole_gradebook_or_none_is_not_damaged(tmp_path, url):
    grades.refuse_damaged(url)
    grades.refuse_damaged(grades.sqlite_url(tmp_path / "none.db"))


def test_a_password_is_not_shown():
    with pytest.raises(GradebookError) as caught:
        grades.open_gradebook("sqlite://me:secret@host/proc/none.db")
    assert "secret" not in str(caught.value)


def test_an_unknown_assignment_or_cell_says_to_build_first(url):
    with pytest.raises(
        GradebookError, match=r"does not know this assignment\n  next: run `autograder build b`"
    ):
        record(url, [msgspec.structs.replace(report(), assignment="b")])
    with pytest.raises(GradebookError, match="does not know the cell test_new"):
        record(url, [report(), report("bob", cells={"test_new": CellReport(1, FAILED, 0.0)})])
    assert grades.scores(url, "a") == {}


def test_a_gradebook_that_is_not_there_says_to_build_first(tmp_path):
    with pytest.raises(GradebookError, match=r"is no gradebook yet\n  next: run `autograder build`"):
        record(grades.sqlite_url(tmp_path / "none.db"), [report()])


@pytest.mark.parametrize("address", ["nonsense", "sqlite:////proc/none/g.db", "what://x/y"])
def test_an_address_that_cannot_be_used_says_so(address):
    with pytest.raises(GradebookError, match="next:"):
        grades.open_gradebook(address)


def test_a_busy_gradebook_is_waited_for_and_then_named(url, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.2)
    other = create_engine(url, poolclass=NullPool).connect()
    # As nbgrader leaves it: something is written, and not yet committed.
    other.exec_driver_sql("INSERT INTO student (id) VALUES ('eve')")
    started = time.monotonic()
    with pytest.raises(GradebookError, match=r"another program has held it.*\n  next: close formgrader"):
        record(url, [report()])
    assert time.monotonic() - started >= 0.2
    other.rollback()
    other.close()
    record(url, [report()])
    assert graded(url).auto_score == 2.25


@pytest.mark.parametrize("problem", ["full", "read-only"])
def test_a_gradebook_that_cannot_be_written_says_so_and_not_that_it_cannot_be_opened(tmp_path, problem):
    address = grades.sqlite_url(tmp_path / "gradebook.db")
    grades.record_assignment(address, "a", RELEASE)
    engine = connection._engine(address)

    def limit(opened, _record):
        # What a full disk and a read-only one answer, whoever runs this test.
        opened.execute("PRAGMA max_page_count = 1" if problem == "full" else "PRAGMA query_only = ON")

    event.listen(engine, "connect", limit)
    with pytest.raises(GradebookError, match=r"cannot be written \(.*\n  next: make room or change"):
        record(address, [report(f"s{number}") for number in range(200)])
    event.remove(engine, "connect", limit)
    record(address, [report()])


def test_a_batch_is_one_transaction_so_that_formgrader_gets_its_turn(url):
    found = [report(f"s{number:03}") for number in range(grades.BATCH + 1)]
    found.append(report("last", cells={"test_new": CellReport(1, FAILED, 0.0)}))
    with pytest.raises(GradebookError):
        record(url, found)
    assert len(grades.scores(url, "a")) == grades.BATCH


def test_a_class_is_written_in_a_few_statements_each_batch(url, monkeypatch):
    statements = []
    plain = Connection.execute
    monkeypatch.setattr(
        Connection,
        "execute",
        lambda self, *given, **more: statements.append(1) or plain(self, *given, **more),
    )
    record(url, [report(f"s{number:03}") for number in range(grades.BATCH)])
    assert len(statements) < 20


# --- many at once -------------------------------------------------------------------------------


def test_graders_that_write_at_once_neither_fail_nor_write_twice(url):
    found = [report(f"s{number:03}", number % 3, number % 2) for number in range(50)]
    record(url, found[:10])
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(record, url, found) for _ in range(4)]:
            done.result()
    assert len(grades.scores(url, "a")) == 50
    assert len(rows(url)["grade"]) == 50 * 3


def test_a_student_that_nbgrader_is_adding_is_not_added_twice(url):
    other = create_engine(url, poolclass=NullPool).connect()
    other.exec_driver_sql("INSERT INTO student (id) VALUES ('ada')")
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(record, url, [report()])
        time.sleep(0.3)  # it has looked for the student by now, or waits
        assert not writing.done()
        other.commit()
        other.close()
        writing.result()
    assert graded(url).auto_score == 2.25


@needs_postgres
def test_builds_that_make_a_gradebook_at_once_make_one(postgres):
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(grades.record_assignment, postgres, "a", RELEASE) for _ in range(4)]:
            done.result()
    assert len(rows(postgres, ["assignment"])["assignment"]) == 1


# --- where it is --------------------------------------------------------------------------------


def course(line=""):
    return parse_course(f"title: T\nassignments: [{{name: a}}]\n{line}".encode())


def test_a_gradebook_lies_in_var_where_the_course_names_none(tmp_path):
    places = Places(tmp_path)
    assert grades.address(course(), places) == grades.sqlite_url(tmp_path / "var/gradebook.db")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://me:secret@host:5433/grades",
        "sqlite:////data/g.db",
        "postgresql+psycopg:///grades",
    ],
)
def test_a_course_may_name_another_gradebook(tmp_path, address):
    assert grades.address(course(f"gradebook: {address}"), Places(tmp_path)) == address


def test_a_file_is_looked_for_from_the_courses_folder(tmp_path):
    found = grades.address(course("gradebook: sqlite:///var/other.db"), Places(tmp_path))
    assert found == grades.sqlite_url(tmp_path / "var/other.db")


def test_build_records_in_the_gradebook_that_the_course_names(tmp_path):
    root = made.course(tmp_path / "course", f"{made.COURSE_YML}gradebook: sqlite:///var/mine/grades.db\n")
    made.run(root, "build")
    assert grades.scores(grades.sqlite_url(root / "var/mine/grades.db"), "small") == {}
    assert not (root / "var/gradebook.db").exists()


def test_looking_for_a_gradebook_makes_none(tmp_path, url):
    assert grades.is_made(url)
    assert not grades.is_made(grades.sqlite_url(tmp_path / "none/gradebook.db"))
    assert not (tmp_path / "none").exists()


@needs_postgres
def test_a_database_without_tables_is_no_gradebook(postgres):
    assert not grades.is_made(postgres)
    with pytest.raises(GradebookError, match="is no gradebook yet"):
        grades.scores(postgres, "a")


def test_a_printed_address_holds_no_password():
    assert (
        grades.printable_url("postgresql+psycopg://me:secret@host/grades")
        == "postgresql+psycopg://me:***@host/grades"
    )


def test_what_is_no_address_says_so(tmp_path):
    with pytest.raises(GradebookError, match=r"address: cannot be used.*\n  next: give one like"):
        grades.address(course("gradebook: var/gradebook.db"), Places(tmp_path))
    with pytest.raises(CourseError, match="line 3, gradebook"):
        course("gradebook: 7")
