"""An LMS that the kit has never heard of is one value, registered once: every command then knows it."""

import csv
import io
import re
import zipfile

import hand_ins
import made
import pytest
from click.testing import CliRunner
from made import do

from autograder.cli import cli
from autograder.course import load_course
from autograder.csv_tables import write_table
from autograder.errors import AutograderError
from autograder.lms import registry
from autograder.lms.export import write_export
from autograder.lms.recipients import Export, points
from autograder.lms.system import LMS, Arrival, Claim, TimesTable
from autograder.submissions import attempts, roster
from autograder.submissions.roster import RosterEntry

SETTINGS = made.COURSE_YML.replace("- name: small", '- {name: small, due: "2026-12-01 12:00"}')
WRONG = made.RIGHT.replace("0.5", "0.3")
ROSTER = "Kuerzel;Campus number;Name\nada;77;Ada Lovelace\nbob;78;Bob Example\n;;Total\n"
TIMES = (
    "Campus hand-in;Campus number;Handed over;Verdict\n"
    "U77;77;2026-12-01 11:00;punctual\nU78;78;2026-12-03 13:00;overdue\n"
)


def claim(parts, names, arrivals):
    """`U77@3@small.ipynb`: the user's number, and how many hand-ins came before."""
    if match := re.fullmatch(r"U(\d+)@(\d+)@(.+)", parts[-1]):
        user, serial, file = match.groups()
        arrival = arrivals.get(f"u{user}", Arrival())
        students = names.of("lms_id", user)
        return Claim(
            students, f"Campus user {user}", file, lms_id=user, serial=int(serial),
            late=arrival.late, moment=arrival.moment,
        )  # fmt: skip
    return None


def marks(wanted):
    """One line a student; Campus's own list has a first line that must come back."""
    head = list(wanted.sheet.header) if wanted.sheet else ["User", "Mark"]
    rows = [[f"U{wanted.lms_ids[one.student]}", points(score)] for one, score in wanted.finals()]
    return Export(write_table([head, *rows], ";"), len(rows), tuple(wanted.left_out()))


CAMPUS = LMS(
    name="campus",
    title="Campus",
    claim=claim,
    times=TimesTable(
        ("handed over",), ("verdict",), {"punctual": False, "overdue": True}.get, key="campus hand in"
    ),
    roster_columns={"campus number": "lms_id", "kuerzel": "id"},
    not_students=("total",),
    export=marks,
    worksheet="Campus's mark list",
    feedback_name=lambda original, suffix: original.rpartition("@")[0] + f"@feedback{suffix}",
    feedback_note="Campus shows a page after midnight",
)


@pytest.fixture
def campus(monkeypatch):
    """The registry of a kit that knows Campus too; the others forget it afterwards."""
    monkeypatch.setattr(registry, "_SYSTEMS", dict(registry._SYSTEMS))
    registry.register(CAMPUS)


def test_roster_hand_ins_scores_and_pages_go_through_an_lms_that_is_registered(campus, tmp_path):
    root = made.course(tmp_path / "course", SETTINGS)
    do(root, "build")
    (tmp_path / "class.csv").write_text(ROSTER)
    assert do(root, "roster", tmp_path / "class.csv") == "2 read: 2 new, 0 changed\n"
    _, places = load_course(root)
    assert roster.read_roster(places).students == (
        RosterEntry("ada", "Ada Lovelace", "77"),
        RosterEntry("bob", "Bob Example", "78"),
    )

    (tmp_path / "times.csv").write_text(TIMES)
    with zipfile.ZipFile(tmp_path / "campus.zip", "w") as packed:
        for name, answers in (("U77@3@small.ipynb", made.RIGHT), ("U78@1@My small (2).ipynb", WRONG)):
            document = hand_ins.spliced("small", answers, root)
            hand_ins.named(document)["explore"]["source"] = ""
            packed.writestr(name, hand_ins.as_bytes(document))
        packed.writestr("U99@1@small.ipynb", b"{}")
    said = do(root, "collect", "small", tmp_path / "campus.zip", tmp_path / "times.csv", code=3)
    assert "2 new" in said
    assert "nobody on the roster is Campus user 99" in said
    (ada,), (bob,) = (attempts.read_all(places.work("small", student)) for student in ("ada", "bob"))
    assert (ada.lms, ada.lms_id, ada.serial, ada.late) == ("campus", "77", 3, False)
    assert (bob.path, bob.late) == ("U78@1@My small (2).ipynb", True)
    assert bob.submitted_at == "2026-12-03T13:00:00+00:00"

    do(root, "grade", "small", "--jobs", "1")
    assert "2 students" in do(root, "export", "small", "--to", "campus")
    assert exported(root / "var/exports/small-campus.csv") == [
        ["User", "Mark"],
        ["U77", "8.00"],
        ["U78", "4.00"],
    ]
    (tmp_path / "list.csv").write_text("Nutzer;Note\nU77;\n")
    do(root, "export", "small", "--to", "campus", "--from", tmp_path / "list.csv", "-o", tmp_path / "out.csv")
    assert exported(tmp_path / "out.csv")[0] == ["Nutzer", "Note"]

    assert "Campus shows a page after midnight" in do(root, "feedback", "small", "--to", "campus")
    with zipfile.ZipFile(root / "var/exports/small-feedback-campus.zip") as packed:
        assert packed.namelist() == ["U77@3@feedback.html", "U78@1@feedback.html"]


def exported(file):
    return list(csv.reader(io.StringIO(file.read_text(), newline=""), delimiter=";"))


def test_help_and_messages_name_it(campus, tmp_path):
    told = CliRunner().invoke(cli, ["export", "--help"]).output
    assert "csv|canvas|moodle|gradescope|campus" in told
    assert "Campus's mark list" in " ".join(told.split())
    assert "canvas|moodle|campus" in CliRunner().invoke(cli, ["feedback", "--help"]).output
    root = made.course(tmp_path / "course")
    (tmp_path / "class.csv").write_text("a,b\n1,2\n")
    said = do(root, "roster", tmp_path / "class.csv", code=3)
    assert "the headers of a Canvas, Moodle, Gradescope or Campus list" in said


def test_an_lms_that_nobody_registered_is_not_offered(tmp_path):
    ran = CliRunner().invoke(cli, ["export", "small", "--to", "campus", "--course", str(tmp_path)])
    assert ran.exit_code == 2
    assert "'campus' is not one of 'csv', 'canvas', 'moodle', 'gradescope'" in ran.output


def test_a_file_of_ones_own_is_taken_only_where_an_lms_has_one(tmp_path):
    root = made.course(tmp_path / "course")
    (tmp_path / "list.csv").write_text("a\n")
    with pytest.raises(AutograderError, match="gradescope needs no file of its own"):
        write_export(root, "small", "gradescope", tmp_path / "list.csv", "", None)
