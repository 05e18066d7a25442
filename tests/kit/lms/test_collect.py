"""Downloads of each LMS come in: to the right student, once, late as the LMS says, and nothing is lost."""

import io
import json
import os
import unicodedata
import zipfile
from pathlib import Path

import made
import pytest
from click.testing import CliRunner

from autograder.cli import cli
from autograder.course import load_course
from autograder.submissions import attempts, roster, submitted_files

COURSE = made.COURSE_YML.replace("- name: small", '- {name: small, due: "2026-12-01 12:00"}\n  - name: other')
COURSE += "timezone: Asia/Shanghai\n"
CLASS = """\
id,name,lms_id,number,email
ann,Ann Example,1001,00123,ann@example.edu
ben,Ben O'Hara Pérez,1002,00124,ben@example.edu
lei,李雷,1003,2023001,lei@example.edu
"""


def nb(mark):
    """A notebook's bytes; the tests need no more of it than that they differ."""
    return json.dumps({"cells": [], "metadata": {"mark": mark}, "nbformat": 4, "nbformat_minor": 5}).encode()


@pytest.fixture
def course(tmp_path):
    root = made.course(tmp_path / "course", COURSE)
    (root / "source/other").mkdir()
    (root / "source/other/other.ipynb").write_bytes(nb("other"))
    (root / "class.csv").write_text(CLASS, encoding="utf-8")
    made.run(root, "roster", root / "class.csv")
    return root


def zipped(file, entries):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in entries.items() if isinstance(entries, dict) else entries:
            archive.writestr(name, raw)
    return file


def collect(root, entries, *more, name="down.zip", code=0):
    """Collect a zip with these entries; gives what was printed."""
    files = [zipped(root / name, entries)] if entries else []
    return made.do(root, "collect", "small", *files, *more, code=code)


def known(root, student):
    """A student's attempts: mark of the notebook, moment, and the LMS's word on lateness."""
    _, places = load_course(root)
    found = attempts.read_all(places.work("small", student))
    marks = [
        json.loads(places.work("small", student).attempt_notebook(one.number).read_bytes())["metadata"][
            "mark"
        ]
        for one in found
    ]
    return [(mark, one.submitted_at, one.late) for mark, one in zip(marks, found, strict=True)]


def marks(root, student):
    return [mark for mark, _, _ in known(root, student)]


def lying(root, student):
    """What lies in var/submitted for a student."""
    folder = root / "var/submitted" / student / "small"
    stamp = folder / "timestamp.txt"
    mark = json.loads((folder / "small.ipynb").read_bytes())["metadata"]["mark"]
    return mark, stamp.read_text(encoding="utf-8").strip() if stamp.exists() else ""


def everything(root):
    """All files of a term, but for the lock."""
    files = [file for file in (root / "var").rglob("*") if file.is_file() and file.name != "grade.lock"]
    return {str(file.relative_to(root)): file.read_bytes() for file in files}


# --- Canvas ------------------------------------------------------------------------------------


def test_canvas_names_are_read_from_the_left_and_say_who_is_late(course):
    said = collect(
        course,
        {
            "exampleann_1001_20001_small.ipynb": nb("a"),
            "oharaperezben_LATE_1002_20002_small-1.ipynb": nb("b"),
            "李雷_1003_20003_small (1).ipynb": nb("c"),
        },
    )
    assert said.startswith("3 new")
    assert known(course, "ann") == [("a", "", False)]
    assert known(course, "ben") == [("b", "", True)]
    assert marks(course, "lei") == ["c"]
    assert lying(course, "ben") == ("b", "")


def test_without_canvass_numbers_on_the_roster_the_names_are_read_where_each_is_one_persons(course):
    (course / "var/roster.csv").write_text(
        "id,name,lms_id\nann,Ann Example,\nben,Ben Sample,1002\nlei,李雷,\n"
    )
    entries = {
        "exampleann_LATE_1001_20001_small.ipynb": nb("a"),
        "sampleben_1999_20002_small.ipynb": nb("x"),
        "李雷_1003_20003_small.ipynb": nb("c"),
        "李雷_1004_20004_small.ipynb": nb("d"),
    }
    said = collect(course, entries, code=3)
    assert known(course, "ann") == [("a", "", True)]
    assert marks(course, "ben") == marks(course, "lei") == []
    assert said.count("kept as var/unknown") == 3


def test_what_canvas_called_a_file_is_remembered(course):
    collect(course, {"exampleann_1001_20001_small_of_1002_3.ipynb": nb("a")})
    _, places = load_course(course)
    (one,) = attempts.read_all(places.work("small", "ann"))
    assert (one.lms, one.lms_id, one.serial) == ("canvas", "1001", 20001)
    assert (one.source, one.path) == ("down.zip", "exampleann_1001_20001_small_of_1002_3.ipynb")


def test_a_file_named_after_a_neighbour_stays_its_owners(course):
    said = collect(
        course,
        {
            "exampleann_1001_20001_ben_1002_20009_small.ipynb": nb("a"),
            "eve_1999_20004_ben_1002_20009_small.ipynb": nb("e"),
            "mallory_1998_20005_lei.ipynb": nb("m"),
        },
        code=3,
    )
    assert marks(course, "ann") == ["a"]
    assert marks(course, "ben") == marks(course, "lei") == []
    assert "nobody on the roster is eve (Canvas user 1999)" in said


def test_a_zip_that_a_student_handed_in_is_opened_and_speaks_for_nobody_else(course):
    inner = zipped(course / "inner.zip", {"ben/small.ipynb": nb("a"), "__MACOSX/._small.ipynb": b"x"})
    collect(course, {"exampleann_1001_20001_work.zip": inner.read_bytes()})
    assert marks(course, "ann") == ["a"]
    assert marks(course, "ben") == []


# --- Moodle ------------------------------------------------------------------------------------

WORKSHEET = """\
\ufeffIdentifier,Full name,Email address,Status,Grade,Last modified (submission)
Participant 5001,Ann Example,ann@example.edu,Submitted for grading,-,"Tuesday, 1 December 2026, 11:58 AM"
Participant 5002,Somebody,ben@example.edu,Submitted for grading - 3 mins 31 secs late,-,"Tuesday, 1 December 2026, 12:03 PM"
Participant 5003,李雷,lei@example.edu,已提交,-,2026年12月1日 星期二 下午1:30
"""


@pytest.mark.parametrize(
    "shape", ["{}_assignsubmission_file/{}", "{}_assignsubmission_file_/{}", "{}_assignsubmission_file_{}"]
)
def test_moodle_names_people_in_folders_and_in_flat_names(course, shape):
    collect(
        course,
        {
            shape.format("Ann Example_5001", "small.ipynb"): nb("a"),
            shape.format("Ben O'Hara Pe\u0301rez_5002", "small.ipynb"): nb("b"),
            shape.format("李雷_5003", "small(1).ipynb"): nb("c"),
        },
    )
    assert [marks(course, one) for one in ("ann", "ben", "lei")] == [["a"], ["b"], ["c"]]


def test_moodles_worksheet_says_who_a_number_is_and_when_it_came(course):
    (course / "Grades.csv").write_text(WORKSHEET, encoding="utf-8")
    collect(
        course,
        {
            f"Participant_{number}_assignsubmission_file/small.ipynb": nb(number)
            for number in (5001, 5002, 5003)
        },
        course / "Grades.csv",
    )
    assert known(course, "ann") == [(5001, "2026-12-01T03:58:00+00:00", False)]
    assert known(course, "ben") == [(5002, "2026-12-01T04:03:00+00:00", True)]
    assert known(course, "lei") == [(5003, "2026-12-01T05:30:00+00:00", None)]
    assert lying(course, "ben") == (5002, "2026-12-01 04:03:00.000000 UTC")


def test_a_worksheet_alone_brings_the_moments_to_what_is_there(course):
    collect(course, {"Ann Example_5001_assignsubmission_file/small.ipynb": nb("a")})
    assert lying(course, "ann") == ("a", "")
    (course / "Grades.csv").write_text(WORKSHEET, encoding="utf-8")
    collect(course, None, course / "Grades.csv")
    assert known(course, "ann") == [("a", "2026-12-01T03:58:00+00:00", False)]
    assert lying(course, "ann") == ("a", "2026-12-01 03:58:00.000000 UTC")


@pytest.mark.parametrize(
    "when", ["2.11.2026 10:00", "11/2/2026 10:00 AM", "2026-11-02", "10:00", "Monday", "2 November 10:00"]
)
def test_a_moment_that_may_be_another_one_is_asked_about_and_not_guessed(course, when):
    collect(course, {"exampleann_1001_20001_small.ipynb": nb("a")})
    (course / "times.csv").write_text(f"id,submitted_at\nann,{when}\n")
    said = collect(course, None, course / "times.csv", code=3)
    assert "times.csv, line 2" in said
    assert "is not one moment" in said
    assert "write it as 2026-12-01 23:10" in said
    assert known(course, "ann") == [("a", "", False)]


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        ("13/11/2026 10:00", "2026-11-13T02:00:00+00:00"),  # there is no thirteenth month
        ("11/11/2026 10:00", "2026-11-11T02:00:00+00:00"),
        ("2026/11/02 10:00", "2026-11-02T02:00:00+00:00"),
        ("2026-11-02T10:00:00+01:00", "2026-11-02T09:00:00+00:00"),
        ("Mon Nov  2 10:00:00 2026", "2026-11-02T02:00:00+00:00"),
    ],
)
def test_a_moment_that_can_be_only_one_is_read_however_it_is_written(course, when, moment):
    collect(course, {"exampleann_1001_20001_small.ipynb": nb("a")})
    (course / "times.csv").write_text(f"id,submitted_at\nann,{when}\n")
    collect(course, None, course / "times.csv")
    assert known(course, "ann") == [("a", moment, False)]


def test_a_time_that_the_lms_calls_in_time_and_course_yml_late_is_told(course):
    (course / "Grades.csv").write_text(WORKSHEET.replace("11:58 AM", "12:05 PM"), encoding="utf-8")
    said = collect(
        course, {"Ann Example_5001_assignsubmission_file/small.ipynb": nb("a")}, course / "Grades.csv"
    )
    assert "in time for the LMS, and late by course.yml: ann; an extension" in said


def test_a_table_that_beats_canvass_word_on_lateness_is_told(course):
    (course / "times.csv").write_text("id,submitted_at\nann,2026-12-01 11:00\nben,2026-12-01 12:30\n")
    entries = {
        "exampleann_LATE_1001_20001_small.ipynb": nb("a"),
        "oharaperezben_LATE_1002_20002_small.ipynb": nb("b"),
    }
    said = collect(course, entries, course / "times.csv", code=3)
    assert "late for the LMS, and in time by the time that counts: ann (2026-12-01 11:00 +0800): is" in said
    assert "is the table older than the hand-in?" in said
    assert "ben (" not in said
    assert known(course, "ann") == [("a", "2026-12-01T03:00:00+00:00", True)]


def test_a_table_that_is_older_than_a_resubmission_does_not_make_it_punctual(course):
    table = course / "times.csv"
    table.write_text("id,submitted_at\nann,2026-12-01 11:00\n")
    collect(course, {"exampleann_1001_20001_small.ipynb": nb("a")}, table)
    again = {"exampleann_LATE_1001_20009_small-1.ipynb": nb("b")}
    for _ in range(2):  # typed twice it is no truer
        said = collect(course, again, table, code=3)
        assert "ann: the table gives the last hand-in the time of an earlier one, so it is older" in said
        assert known(course, "ann") == [("a", "2026-12-01T03:00:00+00:00", False), ("b", "", True)]
    table.write_text("id,submitted_at\nann,2026-12-01 13:00\n")
    assert "ann" not in collect(course, again, table).replace("exampleann", "")
    assert known(course, "ann")[1] == ("b", "2026-12-01T05:00:00+00:00", True)


def test_an_old_table_alone_does_not_make_a_resubmission_punctual_either(course):
    old, new = course / "old.csv", course / "new.csv"
    old.write_text("id,submitted_at\nann,2026-12-01 11:00\nben,2026-12-01 11:30\n")
    new.write_text("id,submitted_at\nann,2026-12-01 13:00\nben,2026-12-01 13:30\n")
    first = {
        "exampleann_1001_20001_small.ipynb": nb("a"),
        "oharaperezben_1002_20002_small.ipynb": nb("b"),
    }
    again = {
        "exampleann_LATE_1001_20009_small-1.ipynb": nb("c"),
        "oharaperezben_LATE_1002_20010_small-1.ipynb": nb("d"),
    }
    collect(course, first, old)
    collect(course, again)
    for table, times in ((old, ("", "")), (new, ("05:00", "05:30")), (old, ("05:00", "05:30"))):
        said = collect(course, None, table, code=3 if table == old else 0)
        assert ("ann, ben: the table gives the last hand-in the time of an earlier one" in said) == (
            table == old
        )
        assert "times: the tables have them for 2 students" in said or table == old
        found = known(course, "ann")[1], known(course, "ben")[1]
        assert found == tuple(
            (mark, when and f"2026-12-01T{when}:00+00:00", True)
            for mark, when in zip("cd", times, strict=True)
        )


def test_a_table_alone_says_whose_times_it_brought_and_whose_it_could_not(course):
    collect(course, {"exampleann_1001_20001_small.ipynb": nb("a")})
    table = course / "times.csv"
    table.write_text("id,submitted_at\nann,2026-12-01 11:00\nben,2026-12-01 11:30\nzed,2026-12-01 11:40\n")
    said = collect(course, None, table)
    assert "0 new" not in said
    assert "times: the tables have them for 1 student of those collected" in said
    assert "times of students from whom nothing is collected: ben" in said
    assert "times that are nobody's on the roster: line 4" in said


def test_without_a_roster_a_table_says_that_one_is_needed(course):
    (course / "var/roster.csv").unlink()
    (course / "times.csv").write_text("id,submitted_at\nann,2026-12-01 11:00\n")
    said = collect(course, None, course / "times.csv", code=3)
    assert "names students by the roster, and there is none" in said
    assert "autograder roster FILE" in said


def test_a_class_without_a_roster_is_one_sentence(course):
    (course / "var/roster.csv").unlink()
    entries = {f"example{one}_100{one}_2000{one}_small.ipynb": nb(one) for one in range(9)}
    said = collect(course, entries, code=3)
    assert said.count("roster") == 2
    assert "there is no roster, so that 9 hand-ins could go to nobody" in said
    assert len(list((course / "var/unknown/small").iterdir())) == 9
    (course / "var/roster.csv").write_text("id,lms_id\n" + "".join(f"s{one},100{one}\n" for one in range(9)))
    assert "9 new" in collect(course, entries)
    assert list((course / "var/unknown/small").iterdir()) == []


def test_who_shares_a_name_is_told_with_the_other(course):
    (course / "var/roster.csv").write_text(
        "id,name,lms_id\nann1,Ann Example,\nann2,Ann Example,\nben,Ben Sample,1002\n"
    )
    for name in ("Ann Example_5001_assignsubmission_file/small.ipynb", "exampleann_1001_2_small.ipynb"):
        said = collect(course, {name: nb(name)}, code=3)
        assert "ann1 and ann2 on the roster have the name of" in said
        assert "nobody on the roster is" not in said


def test_who_has_left_is_not_missed_and_what_they_hand_in_is_kept(course):
    (course / "var/roster.csv").write_text(
        "id,name,lms_id,left\nann,Ann Example,1001,2026-11-30\nben,Ben Sample,1002,2026-11-30\nlei,李雷,1003,\n"
    )
    said = collect(course, {"exampleann_1001_20001_small.ipynb": nb("a")})
    assert "1 on the roster has handed in nothing: lei" in said
    assert marks(course, "ann") == ["a"]


def test_a_table_in_which_nobody_is_known_is_not_passed_over(course):
    (course / "times.csv").write_text("id,submitted_at\nzed,2026-12-01 12:00\n")
    assert "nobody in it is on the roster" in collect(course, None, course / "times.csv", code=3)


def test_two_of_one_name_in_moodle_are_left_to_the_worksheet(course):
    entries = {
        f"Ann Example_{number}_assignsubmission_file/small.ipynb": nb(number) for number in (5001, 5009)
    }
    collect(course, entries, code=3)
    assert marks(course, "ann") == []
    (course / "Grades.csv").write_text(
        WORKSHEET.replace("5002,Somebody", "5009,Ann Example"), encoding="utf-8"
    )
    collect(course, entries, course / "Grades.csv")
    assert (marks(course, "ann"), marks(course, "ben")) == ([5001], [5009])
    assert list((course / "var/unknown/small").iterdir()) == []


# --- Gradescope --------------------------------------------------------------------------------

LIST = """\
submission_77:
  :submitters:
  - :name: Ann Example
    :sid: 00123
    :email: ann@example.edu
  - :name: Ben
    :sid: ''
    :email: BEN@example.edu
  :created_at: 2026-12-01 03:58:00.861687000 Z
submission_78:
  :submitters: []
  :created_at: 2026-12-01 03:59:00.000000000 Z
"""


def test_gradescopes_list_names_everybody_of_a_group_and_the_moment(course):
    said = collect(
        course,
        {
            "assignment_5_export/submission_metadata.yml": LIST,
            "assignment_5_export/submission_77/small.ipynb": nb("a"),
            "assignment_5_export/submission_78/small.ipynb": nb("b"),
        },
        code=3,
    )
    assert known(course, "ann") == known(course, "ben") == [("a", "2026-12-01T03:58:00.861687+00:00", None)]
    assert "nobody on the roster is submission_78 (Gradescope)" in said


def test_a_students_own_zip_in_gradescopes_folder_is_theirs(course):
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as packed:
        packed.writestr("my work/small.ipynb", nb("a"))
    said = collect(
        course,
        {
            "assignment_5_export/submission_metadata.yml": LIST,
            "assignment_5_export/submission_77/my work.zip": inside.getvalue(),
        },
    )
    assert "there is no file in it" not in said
    assert marks(course, "ann") == marks(course, "ben") == ["a"]


@pytest.mark.parametrize(
    "text", ["- 1", "a: [", "submission_77: 3", "submission_77:\n  :submitters: 3", "&a [*a]"]
)
def test_a_list_that_is_none_says_nothing_and_stops_nothing(course, text):
    entries = {"submission_metadata.yml": text, "submission_77/small.ipynb": nb("a")}
    assert "kept as var/unknown/small/" in collect(course, entries, code=3)


def test_a_students_own_list_or_timestamp_is_not_believed(course):
    forged = LIST.replace("submission_77", "Ben O'Hara Pérez_5002_assignsubmission_file")
    collect(
        course,
        {
            "Ann Example_5001_assignsubmission_file/submission_metadata.yml": forged,
            "Ann Example_5001_assignsubmission_file/timestamp.txt": "2026-01-01 00:00:00 UTC",
            "Ann Example_5001_assignsubmission_file/small.ipynb": nb("a"),
            "Ben O'Hara Pérez_5002_assignsubmission_file/small.ipynb": nb("b"),
        },
    )
    assert known(course, "ann") == [("a", "", None)]
    assert known(course, "ben") == [("b", "", None)]


def test_a_list_in_one_students_folder_says_nothing_of_the_others(course):
    forged = LIST.replace("submission_77", "ben")
    collect(
        course,
        {"ann/submission_metadata.yml": forged, "ann/small.ipynb": nb("a"), "ben/small.ipynb": nb("b")},
    )
    assert (marks(course, "ann"), marks(course, "ben")) == (["a"], ["b"])


def test_a_list_that_would_be_gigabytes_as_text_ends(course):
    laughs = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 20))
    bomb = (
        f"l0: &l0 [ha, ha]\n{laughs}submission_77:\n  :submitters:\n  - :email: *l19\n  :created_at: *l19\n"
    )
    collect(course, {"submission_metadata.yml": bomb, "submission_77/small.ipynb": nb("a")}, code=3)


# --- inside one student's folder nothing says whose it is ----------------------------------------

NAMES_OF_BEN = {
    "of Canvas": "ohara_1002_20002_small.ipynb",
    "of Moodle": "Ben O'Hara Pérez_5002_assignsubmission_file/small.ipynb",
    "of nbgrader": "ben+small+2026-12-01 03:58:00.000000 UTC+a1b2c3/small.ipynb",
    "of Gradescope": "submission_77/small.ipynb",
    "of a plain folder": "ben/small/small.ipynb",
    "of a plain file": "ben_small.ipynb",
}
FORGED_LIST = """\
{}:
  :submitters:
  - :email: ben@example.edu
  :created_at: 2026-12-31 03:58:00.861687000 Z
"""
# What a download, or a student's part of it, is called; and whose that is.
OF_ANN = {
    "ann's folder": ("down.zip", "ann/"),
    "ann's folder in the class's": ("down.zip", "submissions/ann/small/"),
    "ann's zip in Canvas's": ("down.zip", "exampleann_1001_20001_work.zip/"),
    "ann's folder in Moodle's": ("down.zip", "Ann Example_5001_assignsubmission_file/"),
    "ann's folder of nbgrader's": ("down.zip", "ann+small+2026-12-01 01:00:00.000000 UTC+ff/"),
    "a zip called after ann": ("ann.zip", ""),
    "a zip called after ann and the assignment": ("Ann Example small (1).zip", ""),
    "ann's zip as Canvas calls it": ("exampleann_1001_20001_work.zip", ""),
}
OF_NOBODY = {
    "a stranger's folder": ("down.zip", "zed/"),
    "a stranger's folder in Moodle's": ("down.zip", "Zed_5009_assignsubmission_file/"),
    "a stranger's zip in Canvas's": ("down.zip", "zed_1999_20001_work.zip/"),
    "a folder of Gradescope's without its list": ("down.zip", "submission_1/"),
    "such a folder alone": ("submission_1.zip", ""),
    "a stranger's zip as Canvas calls it": ("zed_1999_20001_work.zip", ""),
}


def as_packed(folder, entries):
    """Entries below a folder; below `….zip/` they are a zip of the student's own."""
    if not folder.endswith(".zip/"):
        return {f"{folder}{path}": raw for path, raw in entries.items()}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for path, raw in entries.items():
            archive.writestr(path, raw)
    return {folder.rstrip("/"): whole.getvalue()}


@pytest.mark.parametrize("whose", [*OF_ANN.values(), *OF_NOBODY.values()], ids=[*OF_ANN, *OF_NOBODY])
@pytest.mark.parametrize("path", NAMES_OF_BEN.values(), ids=NAMES_OF_BEN)
def test_whatever_a_student_calls_files_nobody_elses_hand_in_is_replaced(course, whose, path):
    """The download holds this student alone, and everything in it that could name a neighbour does."""
    (download, folder) = whose
    collect(course, {"ben/small.ipynb": nb("ben's own")})
    forged = {path: nb("forged"), f"more/{path}": nb("forged too")}
    lists = {
        f"{part}submission_metadata.yml": FORGED_LIST.format(name)
        for part, name in (("", path.partition("/")[0]), ("more/", path.partition("/")[0]))
    }
    stamps = {f"{path.rpartition('/')[0] or 'more'}/timestamp.txt": b"2026-12-31 00:00:00 UTC"}
    (course / download).unlink(missing_ok=True)
    packed = zipped(course / download, as_packed(folder, {**forged, **lists, **stamps}))
    ran = CliRunner().invoke(
        cli, ["collect", "small", str(packed), "--course", str(course)], catch_exceptions=False
    )
    assert ran.exit_code in (0, 3), ran.output
    assert known(course, "ben") == [("ben's own", "", None)]
    assert lying(course, "ben") == ("ben's own", "")
    if whose in OF_NOBODY.values():
        assert marks(course, "ann") == []
        assert "nobody on the roster is" in ran.output


@pytest.mark.parametrize("folder", ["ann", "submission_77", "more"])
def test_a_list_that_a_student_hands_in_is_not_read(course, folder):
    """As in the issue: ben had 20 points, and ann's folder said that a later file of hers was ben's."""
    collect(course, {"ben/small.ipynb": nb("ben's own")})
    for name in (folder, "submission_78", "small.ipynb"):
        entries = {
            f"ann/{folder}/submission_metadata.yml": FORGED_LIST.format(name),
            "ann/submission_metadata.yml": FORGED_LIST.format(name),
            f"ann/{folder}/small.ipynb": nb("forged"),
            "ann/submission_78/small.ipynb": nb("forged too"),
        }
        collect(course, entries, code=3)
        assert known(course, "ben") == [("ben's own", "", None)]


def test_many_files_called_as_another_lms_calls_them_do_not_outvote_a_class(course):
    """Gradescope keeps the folders of a student's zip: there a hundred names can be Moodle's."""
    forged = {
        f"submission_78/Ben O'Hara Pérez_5002_assignsubmission_file/{n}/small.ipynb": nb("forged")
        for n in range(100)
    }
    said = collect(
        course,
        {"submission_metadata.yml": LIST, "submission_77/small.ipynb": nb("group"), **forged},
        code=3,
    )
    assert marks(course, "ann") == marks(course, "ben") == ["group"]
    assert "nobody on the roster is submission_78 (Gradescope)" in said


def test_a_moment_that_lies_where_nbgrader_puts_none_is_not_believed(course):
    for folder in ("ann", "ann/small/work", "ann/work/small", "ann/work"):
        stamped = {f"{folder}/timestamp.txt": "2026-01-01 00:00:00 UTC", f"{folder}/small.ipynb": nb(folder)}
        collect(course, stamped)
    assert [moment for _, moment, _ in known(course, "ann")] == [""] * 4


def test_a_download_called_after_one_student_brings_nobody_elses_and_says_so(course):
    said = collect(course, {"small.ipynb": nb("a"), "ben/small.ipynb": nb("b")}, name="ann.zip", code=3)
    assert (marks(course, "ann"), marks(course, "ben")) == (["a"], [])
    assert "it names ben, and the download's own name is ann.zip; kept as var/unknown/small/" in said


def test_a_date_in_a_downloads_name_is_nobody(course):
    collect(course, {"ann/small.ipynb": nb("a")}, name="small_2026_11_30_all.zip")
    assert marks(course, "ann") == ["a"]


# --- folders, and what people pack ---------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "ann/small.ipynb",
        "ann/small/small.ipynb",
        "Ann Example/Copy of small.ipynb",
        "Example, Ann/small-1.ipynb",
        "00123_small.ipynb",
        "small_ann@example.edu.ipynb",
        "week 3/ann/Small.IPYNB",
        "ann/small - Copy (2).ipynb",
        "ann/small - 副本.ipynb",
        "ann/副本small.ipynb",
        "ann/small.ipynb.txt",
        "ann/small-Copy1.ipynb",
        "ann/my solution.ipynb",
        "Ann Example's 2nd try (final).ipynb",
        "第二次作业 - Example Ann.ipynb",
        "ann (Ann Example).ipynb",
        "Ａｎｎ/small.ipynb",
        "ann+small+2026-12-01 03:58:00.000000 UTC+a1b2c3/small.ipynb",
    ],
)
def test_people_name_files_and_folders_in_many_ways(course, path):
    collect(course, {path: nb("a")})
    assert marks(course, "ann") == ["a"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_accent_may_be_written_in_two_ways(course, form):
    collect(course, {unicodedata.normalize(form, "Pérez Ben O'Hara_small.ipynb"): nb("b")})
    assert marks(course, "ben") == ["b"]


def test_a_zip_of_an_old_windows_has_its_names_in_gbk(course):
    file = zipped(course / "old.zip", {"XXXX.ipynb": nb("c")})
    raw = file.read_bytes().replace(b"XXXX", "李雷".encode("gbk"))
    file.write_bytes(raw)
    made.run(course, "collect", "small", file)
    assert marks(course, "lei") == ["c"]


@pytest.mark.parametrize("codec", ["cp437", "cp1252", "cp850", "utf-8"])
@pytest.mark.parametrize("name", ["Pérez Ben O'Hara", "Müller Zoë", "Zoë Müller"])
def test_a_zip_of_a_western_windows_has_its_names_in_an_old_code_page(course, codec, name):
    (course / "more.csv").write_text("id,name\nzoe,Zoë Müller\n", encoding="utf-8")
    made.run(course, "roster", course / "more.csv")
    own = name.encode(codec)
    file = zipped(course / "old.zip", {f"{'X' * len(own)}.ipynb": nb("z")})
    file.write_bytes(file.read_bytes().replace(b"X" * len(own), own))
    made.run(course, "collect", "small", file)
    assert marks(course, "ben" if "Ben" in name else "zoe") == ["z"]


def test_a_download_as_a_mac_packs_it_again_is_the_same_download(course):
    """Canvas's own names below a folder, accents in two pieces, and the Mac's shadows beside them."""
    names = {
        "exampleann_LATE_1001_20001_small-2.ipynb": nb("a"),
        "pérezohara_1002_20002_small (1).ipynb": nb("b"),
    }
    entries = {unicodedata.normalize("NFD", f"submissions/{name}"): raw for name, raw in names.items()}
    entries |= {f"__MACOSX/submissions/._{name}": b"\0\5\26\7" for name in names}
    collect(course, {**entries, "submissions/.DS_Store": b"x"})
    assert known(course, "ann") == [("a", "", True)]
    assert known(course, "ben") == [("b", "", False)]


def test_a_student_who_gave_several_files_to_moodle_has_the_one_that_fits(course):
    folder = "Ann Example_12345_assignsubmission_file_"
    inner = zipped(course / "inner.zip", {"work/small.ipynb": nb("z")}).read_bytes()
    said = collect(
        course,
        {
            f"{folder}/small.ipynb": nb("a"),
            f"{folder}/small (1).ipynb": nb("a"),  # the same bytes again are nothing to look at
            f"{folder}/notes.pdf": b"%PDF",
            f"{folder}/all.zip": inner,
        },
        code=3,
    )
    assert marks(course, "ann") == ["a"]
    assert said.count("which was taken; kept as var/unknown/small/") == 1


def test_a_folder_with_nbgraders_timestamps_is_a_download_too(course, tmp_path):
    folder = tmp_path / "submitted"
    for student, assignment in (("ann", "small"), ("ann", "other"), ("zed", "small")):
        (folder / student / assignment).mkdir(parents=True)
        (folder / student / assignment / f"{assignment}.ipynb").write_bytes(nb(student + assignment))
        (folder / student / assignment / "timestamp.txt").write_text("2026-12-01 13:00 +0800\n")
    os.symlink("/etc/passwd", folder / "ann/small/link.ipynb")
    said = collect(course, None, folder, code=3)
    assert known(course, "ann") == [("annsmall", "2026-12-01T05:00:00+00:00", None)]
    assert "link.ipynb: it is a link; it was not read" in said
    assert "nobody on the roster is zed" in said


def inbound(*hand_ins):
    """nbgrader's inbound folder: student, day of December, and mark of each hand-in."""
    return {
        f"{student}+small+2026-12-{day:02} 03:58:00.861687 UTC+a1b2c3/small.ipynb": nb(mark)
        for student, day, mark in hand_ins
    }


@pytest.mark.parametrize("as_folder", [True, False])
def test_each_hand_in_of_nbgraders_inbound_is_an_attempt_and_the_last_counts(course, tmp_path, as_folder):
    entries = inbound(("ann", 11, "c"), ("ann", 9, "b"), ("ben", 1, "x"), ("ann", 1, "a"))
    download = zipped(tmp_path / "inbound.zip", entries)
    if as_folder:
        zipfile.ZipFile(download).extractall(tmp_path / "inbound")
        download = tmp_path / "inbound"
    said = collect(course, None, download)
    assert said.startswith("4 new, 2 of them a further attempt; 0 known before")
    moments = [f"2026-12-{day:02}T03:58:00.861687+00:00" for day in (1, 9, 11)]
    assert known(course, "ann") == [(mark, when, None) for mark, when in zip("abc", moments, strict=True)]
    assert lying(course, "ann") == ("c", "2026-12-11 03:58:00.861687 UTC")
    before = everything(course)
    assert collect(course, None, download).startswith("0 new, 0 of them a further attempt; 4 known before")
    assert everything(course) == before


def test_who_goes_back_to_the_first_version_in_nbgraders_inbound_has_three_attempts_however_often(course):
    entries = inbound(("ann", 1, "a"), ("ann", 2, "b"), ("ann", 3, "a"))
    for _ in range(3):
        collect(course, entries)
        assert [when[:10] for _, when, _ in known(course, "ann")] == [f"2026-12-0{day}" for day in (1, 2, 3)]
        assert marks(course, "ann") == ["a", "b", "a"]


def test_a_table_says_when_the_last_of_several_hand_ins_came(course):
    table = course / "times.csv"
    table.write_text("id,submitted_at\nann,2026-12-04 10:00\n")
    collect(course, inbound(("ann", 1, "a"), ("ann", 3, "b")), table)
    assert [when for _, when, _ in known(course, "ann")] == [
        "2026-12-01T03:58:00.861687+00:00",
        "2026-12-04T02:00:00+00:00",
    ]


def test_two_hand_ins_of_one_student_in_gradescopes_list_are_two_attempts(course):
    entries = {
        "submission_metadata.yml": LIST.replace("[]", "[{':sid': '00123'}]"),
        "submission_77/small.ipynb": nb("in a group"),
        "submission_78/small.ipynb": nb("alone"),
    }
    collect(course, entries)
    assert marks(course, "ann") == ["in a group", "alone"]
    assert marks(course, "ben") == ["in a group"]


def test_one_file_may_be_given_with_its_student(course):
    (course / "from mail.ipynb").write_bytes(nb("a"))
    assert marks(course, "ann") == []
    collect(course, None, course / "from mail.ipynb", "--student", "ann")
    assert marks(course, "ann") == ["a"]
    ran = made.run(course, "collect", "small", course / "from mail.ipynb", "--student", "zed", code=3)
    assert "is not on the roster" in ran.output


@pytest.mark.parametrize(
    "name",
    [
        "Ann Lee small.ipynb",
        "Joann Example.ipynb",
        "small ann lee/small.ipynb",
        "李雷雷.ipynb",
        "1/small.ipynb",
    ],
)
def test_who_is_only_called_alike_is_not_taken_for_somebody_on_the_roster(course, name):
    assert "kept as var/unknown" in collect(course, {name: nb("x")}, code=3)
    assert [marks(course, one) for one in ("ann", "ben", "lei")] == [[], [], []]


def test_what_fits_two_people_fits_nobody(course):
    said = collect(course, {"Ann Example & 李雷.ipynb": nb("x"), "00124 ann example.ipynb": nb("y")}, code=3)
    assert "which fits ann and lei" in said
    assert "which fits ann and ben" in said
    assert marks(course, "ann") == marks(course, "ben") == marks(course, "lei") == []


def test_without_a_roster_a_folders_name_is_a_student(course):
    (course / "var/roster.csv").unlink()
    said = collect(
        course, {"zoë/small.ipynb": nb("z"), "small.ipynb": nb("x"), "a|b/small.ipynb": nb("y")}, code=3
    )
    assert marks(course, "zoë") == ["z"]
    assert "there is no roster, so that 2 hand-ins could go to nobody" in said
    assert len(list((course / "var/unknown/small").iterdir())) == 2


# --- which notebook ------------------------------------------------------------------------------


def test_of_two_notebooks_the_one_that_is_named_right_is_taken_and_the_other_kept(course):
    said = collect(course, {"ann/small.ipynb": nb("right"), "ann/scratch.ipynb": nb("scratch")}, code=3)
    assert marks(course, "ann") == ["right"]
    assert "ann has handed in small.ipynb too, which was taken; kept as var/unknown/small/" in said
    assert len(list((course / "var/unknown/small").iterdir())) == 1


def test_a_lonely_notebook_of_another_assignment_is_taken_and_told(course):
    said = collect(course, {"exampleann_1001_20001_other.ipynb": nb("o")}, code=3)
    assert marks(course, "ann") == ["o"]
    assert "its name is another assignment's; it was taken" in said


MOODLE_OF_ANN = "Ann Example_5001_assignsubmission_file"


def one_attempt(root, student):
    _, places = load_course(root)
    (found,) = attempts.read_all(places.work("small", student))
    return found, submitted_files.attempt_file(places.work("small", student), found.number)


@pytest.mark.parametrize(
    ("file", "raw", "kind"),
    [
        ("small.pdf", b"%PDF-1.7", "a PDF"),
        ("small.html", b"<!DOCTYPE html><html></html>", "a web page (HTML)"),
        ("small.py", b"import numpy as np\n", "a Python program"),
        ("Lösung.docx", b"PK\x03\x04....word/document.xml", "a Word document"),
        ("photo.HEIC", b"\0\0\0\x18ftypheic", "a picture"),
        ("notes", b"just words", ""),
    ],
)
def test_what_came_in_the_place_of_a_notebook_is_a_hand_in_for_a_person(course, file, raw, kind):
    said = collect(
        course,
        {f"exampleann_1001_20001_{file}": raw, "oharaperezben_1002_20002_small.ipynb": nb("b")},
        code=3,
    )
    assert "1 on the roster has handed in nothing: lei" in said
    assert f"of ann: {kind or 'a file'}, and no notebook; it is their hand-in" in said
    found, handed = one_attempt(course, "ann")
    assert found.serial == 20001
    assert handed.raw == raw
    assert file in str(handed.problem)
    assert kind in str(handed.problem)


def test_a_download_without_any_hand_in_of_the_assignment_is_told(course):
    said = collect(course, {"slides.pdf": b"%PDF", "ann/other/other.ipynb": nb("a")}, name="week.zip", code=3)
    assert "week.zip: no hand-in of small is in it; is it the right file?" in said


def test_where_there_is_a_notebook_what_came_with_it_is_passed_over(course):
    said = collect(
        course, {"exampleann_1001_20001_small.ipynb": nb("a"), "exampleann_1001_20002_small.pdf": b"%PDF"}
    )
    assert "1 other file was passed over" in said
    assert marks(course, "ann") == ["a"]
    said = collect(course, {"exampleann_1001_20009_small.pdf": b"%PDF"}, code=3)
    assert "of ann: a PDF, and no notebook; what was there stays" in said
    assert marks(course, "ann") == ["a"]


def test_a_notebook_that_comes_later_takes_the_place_of_a_report(course):
    entries = {"exampleann_1001_20001_small.pdf": b"%PDF"}
    collect(course, entries, code=3)
    assert collect(course, entries, code=3).startswith("0 new")
    collect(course, {"exampleann_1001_20002_small.ipynb": nb("a")})
    assert lying(course, "ann")[0] == "a"


def zip_of(**files):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as inside:
        for name, own in files.items():
            inside.writestr(name.replace("_", "."), own)
    return raw.getvalue()


def encrypted():
    raw = bytearray(zip_of(small_ipynb=nb("x")))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        raw[raw.index(mark) + (6 if mark == b"PK\x03\x04" else 8)] |= 1
    return bytes(raw)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (zip_of(), "an empty zip"),
        (b"PK\x03\x04 torn", "it is no zip that can be read"),
        (zip_of(report_pdf=b"%PDF"), "`report.pdf` (a PDF)"),
        (encrypted(), "it is encrypted"),
        (zip_of(more_zip=zip_of(deep_zip=zip_of())), "it is a zip in a zip in a zip"),
    ],
    ids=["empty", "torn", "pdf", "encrypted", "deep"],
)
def test_a_students_zip_without_a_notebook_is_a_hand_in_for_a_person(course, raw, says):
    said = collect(course, {"exampleann_1001_20001_work.zip": raw}, code=3)
    assert "2 on the roster have handed in nothing: ben, lei" in said
    assert says in str(one_attempt(course, "ann")[1].problem)


@pytest.mark.parametrize(
    "path", ["exampleann_1001_20001_My report.pdf", "Ann Example_5001_assignsubmission_file_My report.pdf"]
)
def test_a_student_reads_the_name_that_they_gave_their_file(course, path):
    collect(course, {path: b"%PDF"}, code=3)
    assert "but `My report.pdf` (a PDF)" in str(one_attempt(course, "ann")[1].problem)


def test_a_notebook_that_is_too_large_is_a_hand_in_for_a_person(course):
    entries = {
        "exampleann_1001_20001_small.ipynb": b" " * (33 << 20),
        "oharaperezben_1002_2_small.ipynb": nb("b"),
    }
    said = collect(course, entries, code=3)
    assert "1 on the roster has handed in nothing: lei" in said
    assert "it is larger than 32 MB" in str(one_attempt(course, "ann")[1].problem)


@pytest.mark.full
def test_a_students_zip_that_is_too_large_is_called_that_and_not_unreadable(course):
    own = io.BytesIO()
    with zipfile.ZipFile(own, "w") as packed:  # stored, not deflated
        packed.writestr("small.ipynb", bytes(65 << 20))
    said = collect(course, {"exampleann_1001_20001_work.zip": own.getvalue()}, code=3)
    assert "it is larger than 64 MB" in said
    assert "no zip that can be read" not in said


@pytest.mark.parametrize("beside", [{}, {"Ben O'Hara Pérez_5002_assignsubmission_file/small.ipynb": nb("b")}])
@pytest.mark.parametrize(
    "file",
    [".ipynb_checkpoints/small-checkpoint.ipynb", "work/.DS_Store", ".git/HEAD", "__MACOSX/._small.ipynb"],
)
def test_a_hand_in_of_nothing_but_what_programs_make_by_themselves_is_for_a_person(course, file, beside):
    said = collect(course, {f"{MOODLE_OF_ANN}/{file}": nb("x"), **beside}, code=3)
    assert "on the roster has handed in nothing: lei" in said or not beside
    assert "ann" not in said.partition("handed in nothing")[2].partition("\n")[0]
    assert f"{file}: of ann: a program made it by itself, and nothing else; `grade` calls a person" in said
    assert f"`{file.rpartition('/')[2]}` (a program made it by itself)" in str(
        one_attempt(course, "ann")[1].problem
    )


def test_a_checkpoint_in_a_folder_of_ones_own_is_a_hand_in_for_a_person_too(course, tmp_path):
    for path in (
        "ann/.ipynb_checkpoints/small-checkpoint.ipynb",
        "ben/.DS_Store",
        ".git/lei/small",
        ".DS_Store",
    ):
        file = tmp_path / "folder" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(nb("x"))
    said = collect(course, {}, tmp_path / "folder", code=3)
    assert "2 on the roster have handed in nothing: ben, lei" in said
    assert "a program made it by itself" in str(one_attempt(course, "ann")[1].problem)


def test_a_checkpoint_takes_the_place_of_no_notebook_and_is_told(course):
    collect(course, {f"{MOODLE_OF_ANN}/small.ipynb": nb("a")})
    said = collect(course, {f"{MOODLE_OF_ANN}/.ipynb_checkpoints/small-checkpoint.ipynb": nb("x")}, code=3)
    assert "of ann: a program made it by itself, and nothing else; what was there stays" in said
    assert marks(course, "ann") == ["a"]


@pytest.mark.parametrize("other", ["small.ipynb", "small.pdf"])
def test_what_programs_make_by_themselves_is_passed_over_beside_any_other_file(course, other):
    entries = {
        f"{MOODLE_OF_ANN}/{name}": nb("a") for name in (other, ".ipynb_checkpoints/small-checkpoint.ipynb")
    }
    said = collect(course, entries, code=0 if other == "small.ipynb" else 3)
    assert "a program made it" not in said
    assert one_attempt(course, "ann")[0].path == f"{MOODLE_OF_ANN}/{other}"


def test_in_a_folder_of_all_assignments_only_what_names_this_one_takes_its_place(course, tmp_path):
    for path in ("ann/small/report.pdf", "ben/other.pdf", "lei/small.py"):
        file = tmp_path / "folder" / path
        file.parent.mkdir(parents=True)
        file.write_bytes(b"%PDF")
    said = collect(course, {}, tmp_path / "folder", code=3)
    assert "1 on the roster has handed in nothing: ben" in said
    assert "1 other file was passed over" in said


def test_a_hand_in_without_a_file_in_gradescope_is_one_for_a_person(course):
    said = collect(course, {"export/submission_metadata.yml": LIST}, code=3)
    assert "1 on the roster has handed in nothing: lei" in said
    for student in ("ann", "ben"):
        assert "there is no file in it" in str(one_attempt(course, student)[1].problem)


def solved(root, answers):
    import hand_ins

    return hand_ins.as_bytes(hand_ins.spliced("small", answers, root))


def untouched(root):
    return (root / "release/small/small.ipynb").read_bytes()


def test_of_two_notebooks_the_one_with_work_in_it_counts(course):
    made.run(course, "build", "small")
    own = solved(course, made.RIGHT)
    collect(course, {"ann/small.ipynb": untouched(course), "ann/small (1).ipynb": own}, code=3)
    _, handed = one_attempt(course, "ann")
    assert handed.raw == own
    (note,) = handed.notes
    assert str(note) == "`small.ipynb` has no work in it; `small (1).ipynb` was graded, which has"


def test_where_two_notebooks_have_work_in_them_the_name_decides_and_it_is_said(course):
    made.run(course, "build", "small")
    own, other = solved(course, made.RIGHT), solved(course, "def double(x):\n    return 3\n")
    collect(course, {"ann/small.ipynb": other, "ann/draft small.ipynb": own}, code=3)
    _, handed = one_attempt(course, "ann")
    assert handed.raw == other
    assert str(handed.notes[0]).endswith("`small.ipynb` was graded, not `draft small.ipynb`")


@pytest.mark.parametrize(
    "names",
    [
        ("draft.ipynb", "final.ipynb"),
        ("Untitled.ipynb", "Untitled1.ipynb"),
        ("small (1).ipynb", "small (2).ipynb"),
        ("one/draft.ipynb", "two/draft.ipynb"),
        ("work.zip/draft.ipynb", "work.zip/final.ipynb"),
    ],
)
def test_where_two_notebooks_have_work_and_neither_is_named_right_a_person_chooses(course, names):
    made.run(course, "build", "small")
    own = [solved(course, f"def double(x):\n    return {number}\n") for number in (1, 2)]
    files = dict(zip(names, own, strict=True))
    if names[0].startswith("work.zip"):
        files = as_packed("work.zip/", {name.removeprefix("work.zip/"): raw for name, raw in files.items()})
    entries = {f"{MOODLE_OF_ANN}/{name}": raw for name, raw in files.items()}
    said = collect(course, entries, code=3)
    assert "which was taken" not in said
    assert said.count("several notebooks; collect the one that counts with --student ann; kept as var/") == 2
    assert "one has to be chosen" in str(one_attempt(course, "ann")[1].problem)
    before = everything(course)
    collect(course, entries, code=3)
    assert everything(course) == before
    for raw in own:
        assert raw in [file.read_bytes() for file in (course / "var/unknown/small").iterdir()]


@pytest.mark.parametrize("which", [0, 1])
def test_the_notebook_that_a_person_chose_is_graded_and_stays_chosen(course, which):
    made.run(course, "build", "small")
    own = [solved(course, f"def double(x):\n    return {number}\n") for number in (1, 2)]
    entries = {f"{MOODLE_OF_ANN}/{name}.ipynb": raw for name, raw in zip("ab", own, strict=True)}
    collect(course, entries, code=3)
    kept = [file for file in (course / "var/unknown/small").iterdir() if file.read_bytes() == own[which]]
    collect(course, None, kept[0], "--student", "ann")
    collect(course, entries, code=3)
    handed = submitted_files.attempt_file(load_course(course)[1].work("small", "ann"), 2)
    assert (handed.raw, handed.problem) == (own[which], "")
    assert len(known_attempts := attempts.read_all(load_course(course)[1].work("small", "ann"))) == 2
    assert not known_attempts[-1].unread


def test_of_two_notebooks_with_other_names_the_only_one_with_work_is_graded(course):
    made.run(course, "build", "small")
    own = solved(course, made.RIGHT)
    entries = {f"{MOODLE_OF_ANN}/a.ipynb": untouched(course), f"{MOODLE_OF_ANN}/b.ipynb": own}
    collect(course, entries, code=3)
    _, handed = one_attempt(course, "ann")
    assert handed.raw == own
    assert str(handed.notes[0]).endswith("`b.ipynb` was graded, the only one with work in it")


# --- again and again -----------------------------------------------------------------------------


def test_collecting_twice_changes_no_byte(course):
    entries = {"exampleann_1001_20001_small.ipynb": nb("a"), "eve_1999_20002_small.ipynb": nb("e")}
    collect(course, entries, code=3)
    before = everything(course)
    said = collect(course, entries, code=3)
    assert said.startswith("0 new, 0 of them a further attempt; 1 known before")
    assert everything(course) == before


def test_each_wave_adds_an_attempt_and_an_old_wave_brings_none_back(course):
    first, second = (
        {"exampleann_1001_20001_small.ipynb": nb("a")},
        {"exampleann_LATE_1001_20007_small-1.ipynb": nb("b")},
    )
    collect(course, first)
    collect(course, second)
    collect(course, first)
    assert known(course, "ann") == [("a", "", False), ("b", "", True)]
    assert lying(course, "ann") == ("b", "")


def test_waves_that_come_in_the_wrong_order_are_put_right_by_the_lmss_numbers(course):
    collect(course, {"exampleann_1001_20007_small-1.ipynb": nb("b")})
    collect(course, {"exampleann_1001_20001_small.ipynb": nb("a")})
    assert marks(course, "ann") == ["a", "b"]
    assert lying(course, "ann") == ("b", "")


def test_who_goes_back_to_the_first_version_has_handed_it_in_again(course):
    for serial, mark in ((20001, "a"), (20002, "b"), (20003, "a")):
        collect(course, {f"exampleann_1001_{serial}_small.ipynb": nb(mark)})
    assert marks(course, "ann") == ["a", "b", "a"]


def test_lateness_that_the_lms_has_taken_back_is_taken_back(course):
    collect(course, {"exampleann_LATE_1001_20001_small.ipynb": nb("a")})
    collect(course, {"exampleann_1001_20001_small.ipynb": nb("a")})
    assert known(course, "ann") == [("a", "", False)]


def test_what_was_put_there_by_hand_becomes_an_attempt_and_is_not_lost(course):
    by_hand = course / "var/submitted/ann/small/small.ipynb"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_bytes(nb("by hand"))
    by_hand.with_name("timestamp.txt").write_text("2026-11-30 10:00:00 UTC\n")
    collect(course, {"exampleann_1001_20001_small.ipynb": nb("a")})
    assert known(course, "ann") == [("by hand", "2026-11-30T10:00:00+00:00", None), ("a", "", False)]
    assert lying(course, "ann") == ("a", "")


def test_what_was_kept_may_be_given_to_its_student(course):
    collect(course, {"eve_1999_20001_small.ipynb": nb("e")}, code=3)
    (kept,) = (course / "var/unknown/small").iterdir()
    collect(course, None, kept, "--student", "ann")
    assert marks(course, "ann") == ["e"]
    assert not kept.exists()


def test_a_stranger_with_a_neighbours_notebook_is_still_kept(course):
    collect(
        course, {"eve_1999_20001_small.ipynb": nb("a"), "exampleann_1001_20002_small.ipynb": nb("a")}, code=3
    )
    assert marks(course, "ann") == ["a"]
    assert len(list((course / "var/unknown/small").iterdir())) == 1


def test_strangers_with_the_same_bytes_and_the_same_file_name_are_each_kept(course):
    folders = ("ann", "Eve", "Fay")
    collect(course, {f"{folder}/small/small.ipynb": nb("as released") for folder in folders}, code=3)
    kept = sorted(file.name for file in (course / "var/unknown/small").iterdir())
    assert [("Eve" in name, "Fay" in name) for name in kept] == [(True, False), (False, True)]
    (course / "more.csv").write_text("id\nEve\n")
    made.run(course, "roster", course / "more.csv")
    collect(course, {f"{folder}/small/small.ipynb": nb("as released") for folder in folders}, code=3)
    assert marks(course, "Eve") == ["as released"]
    (left,) = (course / "var/unknown/small").iterdir()
    assert "Fay" in left.name


def test_a_student_who_joins_the_roster_gets_what_was_kept(course):
    entries = {"zed_1026_20001_small.ipynb": nb("z")}
    collect(course, entries, code=3)
    (kept,) = (course / "var/unknown/small").iterdir()
    (course / "more.csv").write_text("id,lms_id\nzed,1026\n")
    made.run(course, "roster", course / "more.csv")
    collect(course, entries)
    assert marks(course, "zed") == ["z"]
    assert not kept.exists()


@pytest.mark.parametrize("stop", range(1, 10))
def test_stopped_anywhere_and_repeated_it_ends_the_same(course, tmp_path, monkeypatch, stop):
    import shutil

    entries = {f"x_{lms}_2000{lms - 1000}_small.ipynb": nb(lms) for lms in (1001, 1002, 1003)}
    collect(course, {"exampleann_1001_19999_small.ipynb": nb("before")})
    other = tmp_path / "other"
    shutil.copytree(course, other)
    collect(other, entries)

    class Killed(BaseException):
        pass

    written = 0
    replace = Path.replace

    def until(self, target):
        nonlocal written
        written += 1
        if written == stop:
            raise Killed
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", until)
        with pytest.raises(Killed):
            collect(course, entries)
    collect(course, entries)
    assert everything(course) == {name.replace("other/", ""): raw for name, raw in everything(other).items()}


def test_a_link_in_a_students_place_is_told_and_stops_nobody(course, tmp_path):
    (course / "var/submitted/ann").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    os.symlink(tmp_path / "elsewhere", course / "var/submitted/ann/small")
    entries = {"exampleann_1001_20001_small.ipynb": nb("a"), "ben_1002_20002_small.ipynb": nb("b")}
    said = collect(course, entries, code=3)
    assert "it is a link" in said
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert marks(course, "ben") == ["b"]


def test_a_zip_that_cannot_be_read_is_named(course):
    (course / "cut.zip").write_bytes(b"PK\3\4 and no more")
    ran = made.run(course, "collect", "small", course / "cut.zip", code=3)
    assert "is no zip that can be read" in ran.output
    assert roster.read_roster(load_course(course)[1]).students
