"""A term in one file and back: nothing is lost, nothing is written over, and a hostile file does nothing."""

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import made
import pytest
from database import empty_database
from made import do
from nbgrader.api import Gradebook

from autograder.course import load_course
from autograder.errors import AutograderError
from autograder.gradebook import grades
from autograder.term import archive as archiving
from autograder.term import restore as restoring

ROSTER = "id,name,email\nada,Ada Example,ada@example.edu\n李雷,李雷,lilei@example.edu\n"


def url(root):
    return grades.address(*load_course(root))


BUILT = {"built", "gradebook.db", "grade.lock"}  # what `build` leaves in var/


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """A course in use: two hand-ins collected and graded, a mark and a comment of a person's."""
    root = made.course(tmp_path_factory.mktemp("term") / "course")
    do(root, "build")
    (root / "class.csv").write_text(ROSTER, encoding="utf-8")
    do(root, "roster", str(root / "class.csv"))
    for student in ("ada", "李雷"):
        file = made.hand_in(root, student, made.RIGHT)
        folder = root / "download" / student / "small"
        folder.mkdir(parents=True)
        file.rename(folder / file.name)
    do(root, "collect", "small", str(root / "download"))
    do(root, "grade", "small")
    with Gradebook(url(root)) as book:
        grade = book.find_grade("explore", "small", "small", "ada")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        book.find_comment("explore", "small", "small", "ada").manual_comment = "Well seen."
        book.db.commit()
    return root


@pytest.fixture(scope="module")
def archived(term):
    """Its archive."""
    file = term.parent / "term.zip"
    do(term, "archive", str(file))
    return file


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The same course, as git has it: built, and nobody's work in it."""
    root = made.course(tmp_path_factory.mktemp("built") / "course")
    do(root, "build")
    return root


@pytest.fixture
def fresh(built, tmp_path):
    """A copy of it."""
    return shutil.copytree(built, tmp_path / "fresh")


def contents(root):
    """Every file of var/ that an archive keeps, the gradebook by its rows."""
    kept = [
        path for name in archiving.KEPT for path in [root / "var" / name, *(root / "var" / name).rglob("*")]
    ]
    found = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in kept
        if path.is_file() and path.suffix != ".db"
    }
    with closing(sqlite3.connect(root / "var/gradebook.db")) as book:
        return found | {"rows": "\n".join(book.iterdump())}


def test_what_is_restored_is_what_was_archived_to_the_byte(term, archived, fresh):
    said = do(fresh, "restore", str(archived))
    assert contents(fresh) == contents(term)
    assert "other ones now" not in said
    assert stat.S_IMODE((fresh / "var/secret").stat().st_mode) == 0o600
    assert not (fresh / "var/restoring").exists()


def test_a_restored_course_goes_on_and_grades_nothing_anew(term, archived, fresh):
    do(fresh, "restore", str(archived))
    report = fresh / "var/reports/ada/small/report.json"
    before = report.stat().st_mtime_ns, grades.scores(url(fresh), "small")
    do(fresh, "grade", "small")
    assert json.loads(report.read_bytes()) == json.loads((term / report.relative_to(fresh)).read_bytes())
    assert grades.scores(url(fresh), "small") == before[1]
    assert before[1]["ada"].cells["explore"].manual_score == 1.5
    assert before[1]["ada"].comments == {"explore": "Well seen."}
    assert (fresh / "var/autograded/ada/small/small.ipynb").is_file()
    meta = json.loads((fresh / "var/reports/ada/small/report.meta.json").read_bytes())
    known = json.loads((term / "var/reports/ada/small/report.meta.json").read_bytes())
    assert meta["run"] == known["run"]
    changed = json.loads((fresh / "var/reports/ada/small/history.json").read_text())
    assert [one["reasons"] for one in changed] == [
        [{"kind": "marked"}]
    ]  # a person's mark, and no other score


def test_only_its_owner_may_read_it_and_it_opens_anywhere(archived):
    assert stat.S_IMODE(archived.stat().st_mode) == 0o600
    with zipfile.ZipFile(archived) as packed:
        assert packed.testzip() is None
        listed = json.loads(packed.read("manifest.json"))["files"]
        assert set(listed) == set(packed.namelist()) - {"manifest.json"}
        for name, entry in listed.items():
            assert hashlib.sha256(packed.read(name)).hexdigest() == entry["sha256"]
        kept = {name.split("/")[1] for name in listed if "/" in name}
    assert kept == {"secret", "roster.csv", "gradebook.db", "reports", "attempts", "submitted"}


def test_no_archive_is_written_over(term, archived):
    before = archived.read_bytes()
    assert "is there already" in do(term, "archive", str(archived), code=3)
    assert archived.read_bytes() == before


def test_links_and_devices_are_left_out_and_told(term, tmp_path):
    (tmp_path / "private").write_text("of somebody else's")
    odd = term / "var/submitted/ada/small/odd"
    try:
        odd.symlink_to(tmp_path / "private")
        os.mkfifo(odd.with_name("pipe"))
        said = do(term, "archive", str(tmp_path / "odd.zip"))
    finally:
        odd.unlink()
        odd.with_name("pipe").unlink()
    assert "var/submitted/ada/small/odd" in said
    assert "var/submitted/ada/small/pipe" in said
    assert b"of somebody" not in (tmp_path / "odd.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "odd.zip") as packed:
        assert not [name for name in packed.namelist() if "odd" in name or "pipe" in name]


def test_a_gradebook_that_somebody_writes_in_is_archived_as_it_was_before(term, tmp_path, fresh):
    with closing(sqlite3.connect(term / "var/gradebook.db", isolation_level=None)) as marker:
        marker.execute("BEGIN IMMEDIATE")
        marker.execute("UPDATE grade SET manual_score = 99")
        do(term, "archive", str(tmp_path / "busy.zip"))
        marker.execute("ROLLBACK")
    do(fresh, "restore", str(tmp_path / "busy.zip"))
    assert contents(fresh)["rows"] == contents(term)["rows"]


# --- interrupted -------------------------------------------------------------------------------

STRIKER = """
import os, signal, sys
event, end, turn = sys.argv[1], sys.argv[2], int(sys.argv[3])
def strike(happened, arguments):
    global turn
    if happened == event and any(str(one).endswith(end) for one in arguments[:2]):
        turn -= 1
        if turn < 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(strike)
sys.argv[1:] = sys.argv[4:]
from autograder.cli import main
main()
"""


def killed(root, event, end, *arguments, turn=0):
    """The command, killed at the first (or a later) event of this kind on a file whose name ends so."""
    command = [sys.executable, "-c", STRIKER, event, end, str(turn), *arguments, "--course", str(root)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert ran.returncode == -signal.SIGKILL, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("event", "end"), [("open", "report.json"), ("open", "gradebook.db"), ("os.rename", ".zip")]
)
def test_an_archive_that_was_killed_is_not_there_and_leaves_nothing_behind(term, tmp_path, event, end):
    file = tmp_path / "term.zip"
    killed(term, event, end, "archive", str(file))
    assert not file.exists()
    do(term, "archive", str(file))
    assert [one.name for one in tmp_path.iterdir()] == ["term.zip"]
    assert not (term / "var/.archiving").exists()


@pytest.mark.parametrize(
    "end",
    [
        "var/gradebook.db",
        "var/reports",
        *(
            pytest.param(f"var/{name}", marks=pytest.mark.full)
            for name in ("secret", "attempts", "submitted")
        ),
    ],
)
def test_a_restoring_that_was_killed_is_finished_by_the_same_command(term, archived, fresh, end):
    if end == "var/gradebook.db":
        killed(fresh, "sqlite3.connect", end, "restore", str(archived), turn=1)
    else:
        killed(fresh, "os.rename", end, "restore", str(archived))
    assert not (fresh / "var/submitted").exists()  # nothing would be graded meanwhile
    do(fresh, "restore", str(archived))
    assert contents(fresh) == contents(term)


def test_what_is_killed_while_it_unpacks_has_restored_nothing(term, archived, fresh):
    killed(fresh, "open", "report.json", "restore", str(archived))
    assert {one.name for one in (fresh / "var").iterdir()} == BUILT | {"restoring"}
    do(fresh, "restore", str(archived))
    assert contents(fresh) == contents(term)


# --- never over somebody's work ----------------------------------------------------------------


def test_a_course_with_anybodys_work_is_not_written_over(term, archived, fresh):
    before = contents(term)
    assert "somebody's work is here already" in do(term, "restore", str(archived), code=3)
    assert contents(term) == before
    for name, text in {
        "secret": "x" * 32,
        "roster.csv": ROSTER,
        "submitted/bob/small/small.ipynb": "{}",
    }.items():
        path = fresh / "var" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        said = do(fresh, "restore", str(archived), code=3)
        assert f"var/{name.split('/')[0]}" in said
        assert path.read_text(encoding="utf-8") == text
        path.unlink()
        if name.startswith("submitted"):
            shutil.rmtree(fresh / "var/submitted")
    with Gradebook(url(fresh)) as book:
        book.add_student("somebody")
    assert "the gradebook" in do(fresh, "restore", str(archived), code=3)


def test_a_gradebook_is_not_written_over_if_only_a_hand_in_is_left_of_somebody(archived, fresh):
    with closing(sqlite3.connect(fresh / "var/gradebook.db")) as book:
        # SQLite does not look whether there is such a student.
        book.execute(
            "INSERT INTO submitted_assignment (id, assignment_id, student_id) "
            "SELECT 'theirs', id, 'somebody' FROM assignment"
        )
        book.commit()
    assert "the gradebook" in do(fresh, "restore", str(archived), code=3)


def test_a_restored_term_says_that_it_was_another_edition_of_the_course(term, fresh, tmp_path):
    settings = term / "course.yml"
    before = settings.read_text()
    settings.write_text(f"{before}version: '1.0'\n")
    try:
        do(term, "archive", str(tmp_path / "edition.zip"))
    finally:
        settings.write_text(before)
    (fresh / "course.yml").write_text(f"{before}version: '2.0'\n")
    said = do(fresh, "restore", str(tmp_path / "edition.zip"))
    assert "version 1.0 of the course was archived, and this one is 2.0" in said


def test_what_differs_from_the_time_of_the_archive_is_told(archived, fresh):
    suite = fresh / "tests/suites/small/test_double.py"
    suite.write_text(suite.read_text() + "\n# another\n")
    settings = fresh / "course.yml"
    settings.write_text(settings.read_text() + "visible_share: 0.5\n")
    said = do(fresh, "restore", str(archived))
    assert "small: its suites, checks or data are other ones now" in said
    assert "course.yml is another one now" in said
    assert "visible_share" not in (fresh / "var/archived-course.yml").read_text()


# --- hostile -----------------------------------------------------------------------------------


def forged(archived, target, **changes):
    """A copy of the archive with files of a name put in or changed; the list says what it should."""
    with zipfile.ZipFile(archived) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    listed = json.loads(files.pop("manifest.json"))
    listed |= changes.get("manifest", {})
    kinds = changes.get("kinds", {})
    for name, raw in changes.get("files", {}).items():
        files[name] = raw
        listed["files"][name] = {"sha256": hashlib.sha256(raw).hexdigest(), "size": len(raw)}
    for name, entry in changes.get("entries", {}).items():
        listed["files"][name] |= entry
    with zipfile.ZipFile(target, "w") as packed:
        for name, raw in {**files, "manifest.json": json.dumps(listed).encode()}.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = kinds.get(name, stat.S_IFREG | 0o600) << 16
            packed.writestr(info, raw)
        for name in changes.get("twice", ()):
            with pytest.warns(UserWarning, match="Duplicate"):
                packed.writestr(name, b"another")
    return target


HOSTILE = {
    "out of the course": {"files": {"../../evil": b"x"}},
    "out of var": {"files": {"var/../autograder.py": b"x"}},
    "absolute": {"files": {"/tmp/evil": b"x"}},
    "the course itself": {"files": {"nbgrader_config.py": b"import os"}},
    "a suite": {"files": {"tests/suites/small/test_double.py": b""}},
    "another part of var": {"files": {"var/feedback/ada/small/small.html": b"<script>"}},
    "with a doubled slash": {"files": {"var//submitted/x": b"x"}},
    "a file where a folder is": {"files": {"var/reports": b"x"}},
    "a folder where a file is": {"files": {"var/secret/x": b"x"}},
    "a link": {
        "files": {"var/submitted/ada/link": b"/etc/passwd"},
        "kinds": {"var/submitted/ada/link": stat.S_IFLNK | 0o777},
    },
    "a device": {"files": {"var/submitted/d": b""}, "kinds": {"var/submitted/d": stat.S_IFCHR | 0o666}},
    "a file that is another one": {"entries": {"var/secret": {"sha256": "0" * 64}}},
    "a file that is longer than said": {"entries": {"var/secret": {"size": 1}}},
    "a name twice": {"twice": ["var/secret"]},
    "a newer layout": {"manifest": {"schema": 99}},
    "a name that drives a terminal": {"files": {"var/submitted/a\x1b[2J": b"x"}},
    "a name that no disk has": {"files": {f"var/submitted/{'a' * 300}/x": b"x"}},
    "a file below a file": {"files": {"var/reports/x": b"x", "var/reports/x/y": b"x"}},
    "a moment that is none": {"manifest": {"made_at": "\x1b]0;owned\x07"}},
    "a secret that is too short": {"files": {"var/secret": b"short"}},
    "a roster that is none": {"files": {"var/roster.csv": b"name\nann\n"}},
    "a gradebook that is none": {"files": {"var/gradebook.db": b"no database"}},
    "half a gradebook": {"files": {"var/gradebook.db": b"SQLite format 3\0" + bytes(5000)}},
    "a bomb": {"entries": {"var/secret": {"size": 1 << 60}}},
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_archive_restores_nothing(archived, fresh, tmp_path, case):
    file = forged(archived, tmp_path / "hostile.zip", **HOSTILE[case])
    before = sorted(path for path in tmp_path.rglob("*"))
    with pytest.raises(AutograderError):
        restoring.restore(fresh, file)
    after = sorted(path for path in tmp_path.rglob("*") if path.name != "grade.lock")
    assert after == before
    assert not Path("/tmp/evil").exists()


def test_what_an_archive_says_of_itself_cannot_drive_a_terminal(archived, fresh, tmp_path):
    manifest = {
        "made_at": "2026-01-01\x1b10:00:00",
        "kit": "\x1b[2J",
        "version": "\x9b2J",
        "title": "\x1b[2J",
    }
    suites = {"suites": {"\x1b[2J": "", "../../../../../proc/self/fd": "", "small": "\x1b"}}
    said = do(fresh, "restore", str(forged(archived, tmp_path / "loud.zip", manifest={**manifest, **suites})))
    assert "as of 2026-01-01 10:00:00" in said
    assert "this course has no such assignment; the archive's had" in said
    assert not {char for char in said if not char.isprintable()} - {"\n"}


BOOKS = {
    "a table that is missing": "DROP TABLE comment",
    "a column that is missing": "ALTER TABLE student DROP COLUMN email",
    "a trigger": "CREATE TRIGGER mine AFTER INSERT ON grade BEGIN DELETE FROM grade; END",
    "a view in the place of a table": "DROP TABLE comment; CREATE VIEW comment AS SELECT 1 AS id",
    "a virtual table": "CREATE VIRTUAL TABLE more USING fts5(x)",
    "a moment that is none": "UPDATE submitted_assignment SET timestamp = 'some day'",
    "a kind that is none": "UPDATE grade_cells SET cell_type = 'program'",
    "two rows where one may be": "DROP TABLE student; CREATE TABLE student (id VARCHAR(128), first_name "
    "VARCHAR(128), last_name VARCHAR(128), email VARCHAR(128), lms_user_id VARCHAR(128)); "
    "INSERT INTO student (id) VALUES ('ada'), ('ada')",
}


QUICK = ("a table that is missing", "a moment that is none")


@pytest.mark.parametrize(
    "case", [pytest.param(name, marks=[] if name in QUICK else pytest.mark.full) for name in BOOKS]
)
def test_a_gradebook_that_could_not_be_used_is_refused_before_anything_is_moved(
    archived, term, fresh, tmp_path, case
):
    """Its digest in the list is right."""
    with zipfile.ZipFile(archived) as packed:
        (tmp_path / "book.db").write_bytes(packed.read("var/gradebook.db"))
    with closing(sqlite3.connect(tmp_path / "book.db")) as book:
        book.executescript(BOOKS[case])
        book.commit()
    files = {"var/gradebook.db": (tmp_path / "book.db").read_bytes()}
    said = do(fresh, "restore", str(forged(archived, tmp_path / "broken.zip", files=files)), code=3)
    assert "is no gradebook" in said
    assert {one.name for one in (fresh / "var").iterdir()} <= BUILT
    if case in QUICK:  # a good archive is restored right after
        do(fresh, "restore", str(archived))
        assert contents(fresh) == contents(term)


def test_where_the_gradebook_cannot_be_loaded_all_is_as_it_was(archived, term, fresh):
    """Another program holds it: nothing has been moved; later this archive, or another one, is restored."""
    before = contents(fresh)
    program = "from autograder.gradebook import connection, copies; connection.BUSY_SECONDS = 1\n"
    program += "def load_copy(file, url, own=copies.load_copy):\n"
    program += (
        "    if file.name == 'gradebook.db': own(file, url); raise OSError(28, 'No space left on device')\n"
    )
    program += "    own(file, url)\n"
    program += "from autograder.gradebook import grades; grades.load_copy = load_copy\n"
    program += "from autograder.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", program, "restore", str(archived), "--course", str(fresh)],
        capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert ran.returncode == 3, ran.stderr
    assert "No space left on device" in ran.stderr
    assert contents(fresh) == before
    copy = archived.with_name("again.zip")
    shutil.copy(archived, copy)
    do(fresh, "restore", str(copy))
    assert contents(fresh) == contents(term)


@pytest.mark.parametrize("cut", [0.0, 0.3, 0.9, 0.999])
def test_a_file_that_is_no_archive_or_half_of_one_is_said_to_be(archived, fresh, tmp_path, cut):
    raw = archived.read_bytes()
    (tmp_path / "half.zip").write_bytes(raw[: int(len(raw) * cut)])
    said = do(fresh, "restore", str(tmp_path / "half.zip"), code=3)
    assert "is no archive of this kit, or broke on its way" in said
    assert not (fresh / "var/secret").exists()


def test_one_changed_byte_is_noticed(archived, fresh, tmp_path):
    with zipfile.ZipFile(archived) as packed:
        info = packed.getinfo("var/gradebook.db")
        place = info.header_offset + 200
    raw = bytearray(archived.read_bytes())
    raw[place] ^= 1
    (tmp_path / "rotten.zip").write_bytes(raw)
    with pytest.raises(AutograderError, match="broke on its way"):
        restoring.restore(fresh, tmp_path / "rotten.zip")
    assert not (fresh / "var/secret").exists()


# --- gradebooks elsewhere ----------------------------------------------------------------------


@pytest.mark.full
def test_a_gradebook_elsewhere_comes_along_and_goes_back_there(term, tmp_path):
    there = tmp_path / "books" / "mine.db"
    settings = f"{made.COURSE_YML}gradebook: sqlite:///{there}\n"
    root = made.course(tmp_path / "one", settings)
    do(root, "build")
    made.hand_in(root, "ada", made.RIGHT)
    do(root, "grade", "small")
    do(root, "archive", str(tmp_path / "one.zip"))
    known = grades.scores(url(root), "small")
    there.unlink()
    other = made.course(tmp_path / "two", settings)
    do(other, "restore", str(tmp_path / "one.zip"))
    assert grades.scores(url(other), "small") == known
    assert not (other / "var/gradebook.db").exists()


@pytest.fixture
def databases():
    """Two empty ones on a server."""
    with empty_database() as one, empty_database() as other:
        yield one, other


def test_postgresql_goes_into_an_archive_and_back(databases, tmp_path):
    one, two = databases
    root = made.course(tmp_path / "one", f"{made.COURSE_YML}gradebook: {one}\n")
    do(root, "build")
    made.hand_in(root, "ada", made.RIGHT)
    do(root, "grade", "small")
    do(root, "archive", str(tmp_path / "one.zip"))
    other = made.course(tmp_path / "two", f"{made.COURSE_YML}gradebook: {two}\n")
    do(other, "build")  # its own rows of the assignment give way
    do(other, "restore", str(tmp_path / "one.zip"))
    assert grades.scores(two, "small") == grades.scores(one, "small")
    do(other, "grade", "small")
    # And from a server into a file: the same rows.
    third = made.course(tmp_path / "three")
    do(third, "restore", str(tmp_path / "one.zip"))
    assert grades.scores(url(third), "small") == grades.scores(one, "small")
