"""Files for an LMS: each as that LMS documents it, nobody's zero, and nothing that a spreadsheet would run."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from autograder import csv_tables
from autograder.classroom import class_results
from autograder.classroom.class_results import Result
from autograder.course import Assignment
from autograder.csv_tables import TrustedText, inert
from autograder.errors import AutograderError, CourseError
from autograder.lms import export
from autograder.lms.recipients import Wanted
from autograder.submissions.roster import RosterEntry

CELLS = {"test_dense": 6.0, "explore": 2.5}
ANN = RosterEntry("ann", "Ann Example", "1001", "ann01", "00123", "ann@example.edu", "Mon A")
BEN = RosterEntry("ben", "Sample, Ben", "1002", "ben02", "00124", "ben@example.edu")
CY = RosterEntry("cy", "赛 小明", "1003", "cy03", "00125", "cy@example.edu")
DAN = RosterEntry("dan", "Dan", "1004", "dan04", "00126", "dan@example.edu")
HANDED = datetime(2026, 6, 10, 14, 14, tzinfo=UTC)
RESULTS = (
    Result(ANN, "final", 10.0, 8.5, 0.0, CELLS, (), HANDED, timedelta(hours=49, minutes=3, seconds=5)),
    Result(BEN, "waits", 10.0, None, 0.0, CELLS | {"explore": None}, ("explore",)),
    Result(CY, "final", 10.0, 10.0, 0.0, CELLS),
    Result(DAN, "missing", 10.0),
)
NUMBERS = {"ann": "5001", "cy": "5003"}


def sheet(text):
    return csv_tables.read_table(text.encode(), "their.csv")


def out(to, results=RESULTS, **more):
    """The file for one place, as text and as rows."""
    found = export.export(to, Wanted(Assignment("lab_1"), results, where="their.csv", **more))
    text = found.raw.decode("utf-8-sig")
    return found, list(csv.reader(io.StringIO(text, newline="")))


def told(found):
    return " | ".join(found.notes)


# --- for people ---------------------------------------------------------------------------------


def test_the_table_has_everybody_and_a_score_only_where_it_is_final():
    _, (head, *rows) = out("csv")
    table = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(one["student"], one["status"], one["score"]) for one in table] == [
        ("ann", "final", "8.5"),
        ("ben", "waits", ""),
        ("cy", "final", "10"),
        ("dan", "missing", ""),
    ]
    assert table[0]["late_by"] == "49:03:05"
    assert table[0]["submitted_at"] == "2026-06-10T14:14:00+00:00"
    assert (table[1]["waits_for"], table[1]["test_dense"], table[1]["explore"]) == ("explore", "6", "")


def test_the_table_says_when_in_the_courses_own_zone():
    _, (head, ann, *_) = out("csv", zone=ZoneInfo("Asia/Shanghai"))
    assert dict(zip(head, ann, strict=True))["submitted_at"] == "2026-06-10T22:14:00+08:00"


def test_a_score_in_the_table_has_two_decimals_and_no_more():
    late = Result(ANN, "final", 25.0, 24.29411765, 2.699346405, {"test_dense": 4.482352941, "explore": 4.0})
    _, (head, row) = out("csv", (late,))
    one = dict(zip(head, row, strict=True))
    assert (one["score"], one["max_score"], one["late_penalty"]) == ("24.29", "25", "2.7")
    assert (one["test_dense"], one["explore"]) == ("4.48", "4")


def test_the_table_opens_in_excel_with_its_chinese_names():
    found, _ = out("csv")
    assert found.raw.startswith(b"\xef\xbb\xbf")
    assert "赛 小明".encode() in found.raw


def test_a_rehearsal_is_not_exported():
    with pytest.raises(CourseError, match="does not count"):
        export.export("csv", Wanted(Assignment("lab_1", counts=False), RESULTS))


# --- Canvas ------------------------------------------------------------------------------------

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Lab 1 (301),Lab 10 (302),Final Score
,,,,,Manual Posting,,
    Points Possible,,,,,10.00,5.00,(read only)
"Example, Ann",1001,,ann01,"Mon A and Tue, B",,3.00,7
"Sample, Ben",1002,,ben02,Mon A,4.00,,7
"Xiaoming, Sai",1003,,cy03,Mon A,EX,,7
"Student, Test",1999,,test,Mon A,,,
"""


def is_importable_by_canvas(rows):
    """What Canvas' importer asks of a file's head, as lms.md has it."""
    head = rows[0]
    assert "Student" in head[0]
    assert head[1] == "ID"
    assert "Section" in head[-2]
    assert not re.search(r"(Current|Final) (Score|Points|Grade)|Override", head[-1])
    return head[-1]


def test_canvas_gets_the_columns_that_it_needs_and_one_assignment():
    found, rows = out("canvas", column="Lab 1 (301)")
    assert is_importable_by_canvas(rows) == "Lab 1 (301)"
    assert rows[1] == ["    Points Possible", "", "", "", "10.00"]
    assert rows[2:] == [["Ann Example", "1001", "", "", "8.50"], ["赛 小明", "1003", "", "", "10.00"]]
    assert not found.raw.startswith(b"\xef\xbb\xbf")  # before a quoted first cell it would be malformed


def test_in_canvas_an_empty_cell_would_clear_a_score_so_the_row_is_left_out():
    found, rows = out("canvas", column="Lab 1 (301)")
    assert all(row[-1] for row in rows)
    assert "1 waits for a person and is left out: ben" in told(found)
    assert "1 handed nothing in and is left out: dan" in told(found)


def test_who_is_left_out_is_told_with_what_brings_them_in():
    waits = {
        BEN: "explore",
        ANN: class_results.NOT_GRADED,
        CY: class_results.LATE,
        DAN: class_results.AFTER_CLOSING,
    }
    some = tuple(Result(person, "waits", 10.0, waits=(reason,)) for person, reason in waits.items())
    found, _ = out("canvas", some, column="Lab 1 (301)")
    assert found.notes[:4] == (
        "1 waits for a person and is left out: ben",
        "1 waits for `autograder grade lab_1` and is left out: ann",
        "1 handed in after it closed and is left out: dan",
        "1 came late, by how much no table of times says, and is left out: cy",
    )


def test_canvas_own_export_comes_back_with_one_column_filled_in_and_no_other():
    found, rows = out("canvas", sheet=sheet(CANVAS))
    assert is_importable_by_canvas(rows) == "Lab 1 (301)"
    assert rows[1][0] == "    Points Possible"
    assert rows[2:] == [["Example, Ann", "1001", "", "ann01", "Mon A and Tue, B", "8.50"]]
    assert found.rows == 1
    assert "1 is excused in Canvas and is left out: cy" in told(found)


@pytest.mark.parametrize("worth", ["20.00", "20,00", " 9.5"])
def test_an_assignment_in_canvas_of_another_maximum_is_refused(worth):
    text = CANVAS.replace(",10.00,5.00", f',"{worth}",10.00')
    with pytest.raises(
        AutograderError, match=r"maximum grade is (20|9\.5), and lab_1 has 10 points"
    ) as refused:
        out("canvas", sheet=sheet(text))
    assert "set Points in Canvas to 10, and export the gradebook again" in str(refused.value)


@pytest.mark.parametrize("worth", ["10", "10.004", "", "-"])
def test_an_assignment_in_canvas_of_our_maximum_or_of_none_is_filled_in(worth):
    found, _ = out("canvas", sheet=sheet(CANVAS.replace(",10.00,5.00", f",{worth},5.00")))
    assert found.rows == 1


def test_a_name_that_canvas_wrote_as_a_text_formula_goes_back_as_it_came():
    text = CANVAS.replace('"Example, Ann"', '"=""=Ann, Example"""')
    found, rows = out("canvas", sheet=sheet(text))
    assert rows[2][0] == '="=Ann, Example"'
    assert not [cell for cell in cells_of(found.raw) if is_run(cell)]
    for hostile in ('="a"&1+1', '="a;=1+1"', '="a""b"', '=1+"x"'):
        text = CANVAS.replace('"Example, Ann"', '"' + hostile.replace('"', '""') + '"')
        found, rows = out("canvas", sheet=sheet(text))
        assert rows[2][0].startswith("'="), hostile
        assert not [cell for cell in cells_of(found.raw) if is_run(cell)]


def test_an_export_with_names_in_two_columns_is_one_of_canvas_too():
    text = CANVAS.replace("Student,ID", "LastName,FirstName,ID").replace(",,,,,Manual", ",,,,,,Manual")
    text = text.replace("    Points Possible,", "    Points Possible,,").replace(
        '"Example, Ann"', "Example,Ann"
    )
    _, rows = out(
        "canvas", sheet=sheet(text.replace('"Sample, Ben"', "Sample,Ben").replace('"Xiaoming, Sai"', "X,S"))
    )
    assert rows[0] == ["LastName", "FirstName", "ID", "SIS User ID", "SIS Login ID", "Section", "Lab 1 (301)"]
    assert rows[2] == ["Example", "Ann", "1001", "", "ann01", "Mon A and Tue, B", "8.50"]


def test_the_assignment_is_found_by_title_or_number_and_never_guessed():
    for column in ("Lab 1 (301)", "301", "lab 1"):
        assert out("canvas", sheet=sheet(CANVAS), column=column)[1][0][-1] == "Lab 1 (301)"
    with pytest.raises(AutograderError, match=r"no assignment there .* Lab 1 \(301\), Lab 10 \(302\)"):
        out("canvas", sheet=sheet(CANVAS), column="Lab 2")


def test_a_title_that_canvas_drops_in_silence_is_refused():
    with pytest.raises(AutograderError, match="rename the assignment"):
        out("canvas", column="Final Grade Lab (7)")


def test_who_is_not_in_canvas_is_told():
    other = RESULTS[0]
    lost = Result(RosterEntry("eve", lms_id="1777"), "final", 10.0, 1.0)
    found, rows = out("canvas", (other, lost), sheet=sheet(CANVAS))
    assert len(rows) == 3
    assert "1 with a final score is not in their.csv, and is left out: eve" in told(found)


def test_a_name_that_is_another_students_id_gets_nothing():
    text = CANVAS.replace('"Student, Test",1999,,test', '"1001",1999,,mallory')
    _, rows = out("canvas", sheet=sheet(text))
    assert [row[1] for row in rows[2:]] == ["1001"]


# --- Moodle ------------------------------------------------------------------------------------

MOODLE = """\
Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments
Participant 5001,Ann Example,ann@example.edu,Submitted for grading,,10.00,Yes,"Wednesday, 10 June 2026, 2:14 PM",-,<p>Good.</p>
Participant 5002,Ben Sample,ben@example.edu,Submitted for grading,3.00,10.00,Yes,-,"Friday, 12 June 2026, 9:00 AM",
Participant 5003,Sai Xiaoming,cy@example.edu,Submitted for grading,9.00,10.00,Yes,-,"Friday, 12 June 2026, 9:00 AM",
"""
NEEDED_BY_MOODLE = {"Identifier", "Grade", "Last modified (grade)"}


def test_moodles_worksheet_comes_back_with_grades_and_its_dates_untouched():
    found, (head, *rows) = out("moodle", sheet=sheet(MOODLE))
    assert set(head) >= NEEDED_BY_MOODLE
    table = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(one["Identifier"], one["Grade"]) for one in table] == [
        ("Participant 5001", "8.50"),
        ("Participant 5003", "10.00"),
    ]
    assert table[0]["Last modified (grade)"] == "-"
    assert table[1]["Last modified (grade)"] == "Friday, 12 June 2026, 9:00 AM"
    assert found.raw.startswith(b"\xef\xbb\xbf")


def test_no_column_for_feedback_goes_back_since_an_empty_one_would_erase_it():
    _, (head, *_) = out("moodle", sheet=sheet(MOODLE))
    assert "Feedback comments" not in head


def test_moodle_reads_the_delimiter_and_the_decimal_sign_that_it_wrote():
    theirs = MOODLE.replace(",,10.00", ",,10#00").replace(",10.00", ",10#00").replace('"', "")
    theirs = re.sub(r", (?=\d|2:)", "~", theirs).replace(",", ";").replace("~", ", ").replace("#", ",")
    found, rows = out("moodle", sheet=sheet(theirs))
    assert b";8,50;10,00;-" in found.raw
    assert len(rows) == 3


def test_students_are_found_by_the_number_that_collect_remembers_before_all_else():
    text = MOODLE.replace("ann@example.edu", "ben@example.edu")  # Moodle has another address for Ann
    _, (_, *rows) = out("moodle", sheet=sheet(text), lms_ids=NUMBERS)
    assert [row[0] for row in rows] == ["Participant 5001", "Participant 5003"]


def test_a_maximum_that_is_not_ours_is_refused_and_nothing_is_scaled_in_silence():
    with pytest.raises(AutograderError, match="maximum grade is 100"):
        out("moodle", sheet=sheet(MOODLE.replace("10.00", "100.00")))


def test_what_moodle_would_pass_over_in_silence_is_told():
    locked = MOODLE.replace(",,10.00,Yes", ",,10.00,No")
    more = (RESULTS[0], Result(CY, "final", 10.0, 10.5))  # extra credit
    found, rows = out("moodle", more, sheet=sheet(locked))
    assert len(rows) == 1
    assert "1 is locked in Moodle and is left out: ann" in told(found)
    assert "1 has more than the maximum" in told(found)


def test_a_worksheet_in_another_language_says_what_to_do():
    with pytest.raises(AutograderError, match="set Moodle to English"):
        out("moodle", sheet=sheet(MOODLE.replace("Identifier", "识别号")))


def test_without_a_worksheet_moodle_gets_the_participants_that_collect_knows():
    found, (head, *rows) = out("moodle", lms_ids=NUMBERS)
    assert set(head) >= NEEDED_BY_MOODLE
    assert [row[0] for row in rows] == ["Participant 5001", "Participant 5003"]
    assert "for these give its worksheet" in told(found)
    with pytest.raises(AutograderError, match="collect Moodle's own zip first"):
        out("moodle")


# --- Gradescope --------------------------------------------------------------------------------


def test_gradescopes_own_table_is_what_it_exports_itself():
    _, (head, *rows) = out("gradescope")
    assert head[:8] == "Name,SID,Email,Sections,Total Score,Max Points,Status,Submission ID".split(",")
    assert head[8:12] == ["Submission Time", "Lateness (H:M:S)", "View Count", "Submission Count"]
    table = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(one["SID"], one["Status"], one["Total Score"]) for one in table] == [
        ("00123", "Graded", "8.50"),
        ("00124", "Ungraded", ""),
        ("00125", "Graded", "10.00"),
        ("00126", "Missing", ""),
    ]
    assert table[0]["Submission Time"] == "2026-06-10 14:14:00 +0000"
    assert table[0]["Lateness (H:M:S)"] == "49:03:05"
    assert table[1]["1: dense"] == ""  # who waits has no number anywhere


# --- hostile text ------------------------------------------------------------------------------

FORMULAS = [
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    '  =HYPERLINK("http://x","y")',
    "＝1+1",
    "＠SUM(A1)",
    "Li;=1+1",
    'Li";=1+1',
    "Li,=1+1",
    "Li\n=1+1",
    '="=x"',
    "\u202e=1+1",
]


def cells_of(raw):
    """Every cell, as programs of several countries cut the file up, quotes or not."""
    text = raw.decode("utf-8-sig")
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield from row
        for line in text.splitlines():
            yield from line.split(delimiter)


def is_run(cell):
    """Whether a spreadsheet takes it for a formula; quotes do not save it."""
    return re.match(r"[\s\"]*[=+\-@＝＋－＠]\s*[^\s\"]", cell) is not None


@pytest.mark.parametrize("name", FORMULAS, ids=ascii)
@pytest.mark.parametrize("to", ["csv", "canvas", "moodle", "gradescope"])
def test_no_name_is_a_formula_in_any_file(to, name):
    hostile = RosterEntry("x" + name if to == "moodle" else name, name, "1001", name, name, name, name)
    numbers = {hostile.id: "5001"}
    one = Result(hostile, "final", 10.0, 8.5, cells={"test_dense": 8.5}, waits=())
    found, _ = out(to, (one, RESULTS[2]), lms_ids=numbers, column="" if to != "canvas" else "Lab 1 (3)")
    assert not [cell for cell in cells_of(found.raw) if is_run(cell)]


@pytest.mark.parametrize("name", FORMULAS, ids=ascii)
def test_nor_in_an_lmss_own_file_that_is_filled_in(name):
    quoted = '"' + name.replace('"', '""') + '"'
    canvas = CANVAS.replace('"Example, Ann"', quoted).replace('"Mon A and Tue, B"', quoted)
    moodle = MOODLE.replace("Ann Example", quoted)
    for to, text in (("canvas", canvas), ("moodle", moodle)):
        found, rows = out(to, sheet=sheet(text))
        assert not [cell for cell in cells_of(found.raw) if is_run(cell)]
        assert any("8.50" in row for row in rows)  # found by the id all the same


def test_who_has_such_a_name_is_told_and_is_matched_by_id():
    odd = Result(RosterEntry("ann", "=HYPERLINK(1)", "1001"), "final", 10.0, 8.5)
    found, rows = out("canvas", (odd,), column="Lab 1 (301)")
    assert rows[2] == ["'=HYPERLINK(1)", "1001", "", "", "8.50"]
    assert "an apostrophe keeps a spreadsheet from running the name or id of: ann" in told(found)


def test_a_login_that_no_file_may_hold_is_left_out_where_nothing_else_would_find_it():
    odd = Result(RosterEntry("=cmd", "Mallory"), "final", 10.0, 8.5)
    found, rows = out("canvas", (odd,), column="Lab 1 (301)")
    assert len(rows) == 2
    assert "a login that no file may hold" in told(found)


def test_what_is_harmless_stays_as_it_is():
    for text in ("Ann Example", "-", "O'Brien", "Jean-Luc", "a=b", "3 - 2", "赛 小明", "x@example.edu"):
        assert inert(text) == text
    assert csv_tables.write_table([[TrustedText("=kept"), "=x"]]) == b"=kept,'=x\r\n"


# --- reading what an LMS wrote -----------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_file_in_any_usual_encoding_is_read(encoding):
    found = csv_tables.read_table("Student,ID\r\n赛 小明,1\r\n,\r\n".encode(encoding), "x.csv")
    assert found.header == ("Student", "ID")
    assert found.rows == (("赛 小明", "1"),)


@pytest.mark.parametrize(
    "raw", [b"", b"\n\n", b'"a', b"\xff\x00\xd8,\x81", "Student\nZoë\n".encode("latin-1")], ids=repr
)
def test_what_is_no_table_is_refused_with_a_next_step(raw):
    with pytest.raises(AutograderError, match="next: "):
        csv_tables.read_table(raw, "x.csv")
