"""Each file that goes out, read as the LMS reads it: everybody gets their own score and page, and nobody else's.

The readers follow what `docs/term.md` and the LMSs' own code say of their importers, not our writers.
"""

import csv
import io
import re
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from autograder.classroom.class_results import Result
from autograder.course import Assignment
from autograder.csv_tables import read_table
from autograder.lms import arrival_times, export, feedback_zip, registry
from autograder.lms.recipients import Wanted
from autograder.lms.student_names import Names
from autograder.submissions.attempts import Attempt
from autograder.submissions.roster import Roster, RosterEntry

PEOPLE = (
    RosterEntry("ann", "Ann Example", "1001", "ann01", "00123", "ann@example.edu", "Mon A"),
    RosterEntry("ben", "John Smith, Jr.", "1002", "ben02", "00124", "ben@example.edu"),
    RosterEntry("cy", "赛 小明", "1003", "cy03", "00125", "cy@example.edu"),
    RosterEntry("dan", "=1+1", "1004", "dan04", "00126", "dan@example.edu"),
    RosterEntry("eve", "Ann Example", "1005", "eve05", "00127", "eve@example.edu"),
    RosterEntry("flo", "Flo", "1006", "flo06", "00128", "flo@example.edu"),
)
SCORES = {"ann": 8.5, "ben": 7.294117647, "cy": 10.0, "dan": 0.0, "eve": 3.0}
HANDED = datetime(2026, 6, 10, 14, 14, tzinfo=UTC)
RESULTS = tuple(
    Result(one, "final", 10.0, SCORES[one.id], 0.0, {"test_dense": SCORES[one.id]}, (), HANDED, timedelta(0))
    if one.id in SCORES
    else Result(one, "waits", 10.0, waits=("explore",))
    for one in PEOPLE
)
EXPECTED = {"ann": 8.5, "ben": 7.29, "cy": 10.0, "dan": 0.0, "eve": 3.0}  # nobody has Flo's
NUMBERS = {one.id: str(5000 + place) for place, one in enumerate(PEOPLE, 1)}


def made(to, text="", **more):
    sheet = read_table(text.encode(), "theirs.csv") if text else None
    return export.export(to, Wanted(Assignment("lab_1"), RESULTS, sheet, "theirs.csv", **more)).raw


def table(raw, delimiter=","):
    return list(csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), delimiter=delimiter))


# --- Canvas ------------------------------------------------------------------------------------

CANVAS = '''\
Student,ID,SIS User ID,SIS Login ID,Section,Lab 1 (301),Lab 10 (302),Assignments Current Score,Final Score
    Points Possible,,,,,10.00,5.00,(read only),(read only)
"Example, Ann",1001,S1,ann01,"Mon A and Tue, B",,3.00,7,7
"Smith, Jr., John",1002,S2,ben02,Mon A,4.00,,7,7
"小明, 赛",1003,S3,cy03,Mon A,,,7,7
"=""=1+1""",1004,S4,dan04,Mon A,,,7,7
"Example, Ann",1005,S5,eve05,Mon A,,,7,7
Flo,1006,S6,flo06,Mon A,6.00,,7,7
'''


def read_by_canvas(raw, assignments, users):
    """Canvas's gradebook importer: by assignment and user, the score; None where it would be cleared."""
    assert not raw.startswith(b"\xef\xbb\xbf")  # a quoted first cell behind a mark is malformed there
    head, *rows = table(raw)
    assert "Student" in head[0]
    assert head[1] == "ID"
    section = max(place for place, title in enumerate(head) if "Section" in title)
    columns = {}
    for place, title in enumerate(head[section + 1 :], section + 1):
        if re.search(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)", title):
            continue
        match = re.fullmatch(r"(.*)\s\((\d+)\)", title)
        assert match, f"Canvas would offer to make an assignment called {title!r}"
        columns[place] = int(match[2])
    assert set(columns.values()) <= set(assignments)
    by = {"ID": {}, "SIS User ID": {}, "SIS Login ID": {}}
    for user in users:
        for title in by:
            by[title][user[title]] = user["ID"]
    scores = {}
    for row in rows:
        if row[0].strip() == "Points Possible" or not "".join(row).strip(" ,;"):
            continue
        keys = ((title, row[head.index(title)]) for title in by if title in head)
        user = next((by[title][key] for title, key in keys if key in by[title]), None)
        assert user, row  # else it is looked for by an exact name
        for place, number in columns.items():
            cell = row[place].strip()
            scores.setdefault(number, {})[user] = float(cell) if cell else None
    return scores


@pytest.mark.parametrize("theirs", [CANVAS, ""], ids=["their export", "from the roster"])
def test_canvas_reads_each_final_score_and_touches_nobody_else(theirs):
    users = [
        dict(zip(CANVAS.splitlines()[0].split(","), row, strict=False)) for row in table(CANVAS.encode())[2:]
    ]
    scores = read_by_canvas(made("canvas", theirs, column="Lab 1 (301)"), {301, 302}, users)
    ids = {one.lms_id: one.id for one in PEOPLE}
    assert {
        number: {ids[user]: score for user, score in read.items()} for number, read in scores.items()
    } == {301: EXPECTED}


def read_feedback_by_canvas(raw, submissions):
    """Canvas's bulk upload of submissions: by user, the page. `submissions` has each attachment's user."""
    pages, ignored = {}, []
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        for name in opened.namelist():
            pieces = [piece for piece in name.rpartition("/")[2].split("_") if piece != "LATE"]
            numbers = [piece for piece in pieces if piece.isdigit()][:2]
            if len(numbers) == 2 and submissions.get(numbers[1]) == numbers[0]:
                assert numbers[0] not in pages  # a second comment
                pages[numbers[0]] = opened.read(name).decode()
            else:
                ignored.append(name)
    return pages, ignored


def read_feedback_by_moodle(raw, participants):
    """Moodle's zip of feedback files: by participant, the page."""
    pages = {}
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        for name in opened.namelist():
            for piece in name.split("/"):
                parts = piece.split("_")
                if len(parts) >= 4 and parts[1].isdigit() and parts[1] in participants:
                    assert parts[2:4] == ["assignsubmission", "file"]
                    assert not "_".join(parts[4:]).startswith((".", "~"))
                    pages[parts[1]] = opened.read(name).decode()
                    break
            else:
                raise AssertionError(f"Moodle finds nobody for {name}")
    return pages


PATHS = {
    "canvas": {
        "ann": "exampleann_1001_20001_lab_7_8.ipynb",
        "ben": "week_3_4/smithjrjohn_LATE_1002_20002_work.zip/ann_1001_20001_lab.ipynb",
        "cy": "小明赛_1003_20003_lab-1.ipynb",
    },
    "moodle": {
        "ann": "Ann Example_5001_assignsubmission_file/1_5002_assignsubmission_file/lab.ipynb",
        "ben": "John Smith, Jr._5002_assignsubmission_file_lab.ipynb",
        "cy": "x_5001_assignsubmission_file_/赛 小明_5003_assignsubmission_file_/lab.ipynb",
    },
}
IDS = {"canvas": {"ann": ("1001", 20001), "ben": ("1002", 20002), "cy": ("1003", 20003)},
       "moodle": {"ann": ("5001", 0), "ben": ("5002", 0), "cy": ("5003", 0)}}  # fmt: skip


@pytest.mark.parametrize("to", ["canvas", "moodle"])
def test_each_page_comes_back_to_its_own_student_whatever_files_were_called(to):
    pages = {student: f"for {student}".encode() for student in PATHS[to]}
    lms = registry.lms_named(to)
    names = {
        student: feedback_zip.named_by(lms, Attempt(1, "", lms=to, path=path, lms_id=own[0], serial=own[1]))
        for student, path in PATHS[to].items()
        for own in [IDS[to][student]]
    }
    packed = feedback_zip.pack(pages, ".html", lms, names)
    if to == "canvas":
        read, ignored = read_feedback_by_canvas(
            packed.raw, {str(serial): user for user, serial in IDS[to].values()}
        )
        assert ignored == []
    else:
        read = read_feedback_by_moodle(packed.raw, {number for number, _ in IDS[to].values()})
    assert read == {IDS[to][student][0]: f"for {student}" for student in pages}


# --- Moodle ------------------------------------------------------------------------------------

HEAD = (
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments"
)
CHANGED = "Friday, 12 June 2026, 9:00 AM"


def worksheet():
    rows = [HEAD]
    for place, one in enumerate(PEOPLE, 1):
        grade, when = ("4.00", f'"{CHANGED}"') if one.id in ("ben", "flo") else ("", "-")
        rows.append(
            f'Participant {5000 + place},"{one.name}",{one.email},Submitted for grading,{grade},10.00,Yes,-,{when},"<p>Kept.</p>"'
        )
    return "\n".join(rows) + "\n"


def read_by_moodle(raw, state):
    """Moodle's offline grading worksheet: by participant, the grade after the upload; the rest is skipped.

    `state` has what Moodle knows: grade, maximum, and when the grade was changed, in its own words.
    """
    head, *rows = table(raw.removeprefix(b"\xef\xbb\xbf"))
    assert {"Identifier", "Grade", "Last modified (grade)"} <= set(head)
    assert "Feedback comments" not in head  # an empty one erases what is there
    grades = {}
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        match = re.fullmatch(r"Participant (\d+)", cells["Identifier"])
        known = state.get(match[1]) if match else None
        if known is None or not cells["Grade"].strip():
            continue
        _, most, changed = known
        if float(cells["Grade"]) > most or cells["Last modified (grade)"] != changed:
            continue
        grades[match[1]] = float(cells["Grade"])
    return grades


@pytest.mark.parametrize("theirs", [True, False], ids=["their worksheet", "from the numbers"])
def test_moodle_reads_each_final_score_and_erases_nothing(theirs):
    state = {
        number: ("4.00", 10.0, CHANGED if theirs and student in ("ben", "flo") else "-")
        for student, number in NUMBERS.items()
    }
    raw = made("moodle", worksheet() if theirs else "", lms_ids=NUMBERS)
    students = {number: student for student, number in NUMBERS.items()}
    assert {students[number]: grade for number, grade in read_by_moodle(raw, state).items()} == EXPECTED


# --- Gradescope, and people --------------------------------------------------------------------


def test_gradescopes_table_is_read_by_whoever_reads_that_and_by_collect():
    raw = made("gradescope")
    head, *rows = table(raw)
    read = {
        cells["SID"]: (cells["Status"], cells["Total Score"])
        for cells in (dict(zip(head, row, strict=True)) for row in rows)
    }
    assert read == {
        one.number: ("Graded", f"{EXPECTED[one.id]:.2f}") if one.id in EXPECTED else ("Ungraded", "")
        for one in PEOPLE
    }
    arrivals = arrival_times.read_times(raw, "scores.csv", Names(Roster(PEOPLE)), UTC)
    assert {one.id: arrivals[one.id].moment for one in PEOPLE if one.id in EXPECTED} == dict.fromkeys(
        EXPECTED, HANDED
    )


def test_a_spreadsheet_reads_the_table_for_people():
    head, *rows = table(made("csv").removeprefix(b"\xef\xbb\xbf"))
    read = {
        cells["student"]: float(cells["score"]) if cells["score"] else None
        for cells in (dict(zip(head, row, strict=True)) for row in rows)
    }
    assert read == EXPECTED | {"flo": None}
    assert rows[3][1] == "'=1+1"
