"""The roster: lists of several LMSs and encodings come in, and what is wrong is named with its line."""

import csv
import io
import time

import click
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import csv_tables, tables
from autograder.course import parse_course
from autograder.csv_tables import TableError
from autograder.gradebook import people
from autograder.lms.roster_import import import_roster
from autograder.paths import Places
from autograder.submissions import roster
from autograder.submissions.roster import Roster, RosterEntry

COURSE = parse_course(
    b"title: x\ntimezone: Asia/Shanghai\nassignments:\n"
    b"  - {name: activations, due: '2026-12-01 23:59'}\n  - {name: network}\n"
)
CANVAS = '''\
Student,ID,SIS User ID,SIS Login ID,Section,activations (301),Final Score
    Points Possible,,,,,10.00,(read only)
"Example, Ann",1001,S01,ann01,"Mon A, room 3",8.50,
"O'Hara Pérez, Ben",1002,S02,ben02,Mon A,,
"=""李, 雷""",1003,S03,lilei,Mon B,,
"Student, Test",1999,,0a1b,Mon A,,
'''
CANVAS_GROUP_SET = (
    "name,canvas_user_id,user_id,login_id,sections,group_name\nAnn Example,1001,S01,ann01,Mon A,\n"
)
MOODLE = (
    "\ufeffFirst name,Last name,ID number,Email address,Groups\r\nAnn,Example,00123,Ann@Example.edu,A\r\n"
)
MOODLE_ZH = "姓,名,学号,电子邮件地址\n韩,梅梅,2023001,hmm@example.edu\n"
GRADESCOPE = "First Name,Last Name,SID,Email,Role,Sections\nAnn,Example,00123,ann@example.edu,Student,A\n"
NBGRADER = "id,first_name,last_name,email,lms_user_id\nann,Ann,Example,ann@example.edu,1001\n"


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path)


def take(places, text):
    raw = text if isinstance(text, bytes) else text.encode()
    return import_roster(COURSE, places, raw, "class.csv")[0].students


def drawn(places, width):
    """The class as the terminal shows it."""
    lines = tables.lines(roster.roster_table(roster.read_roster(places), width), width)
    return click.unstyle("\n".join(lines))


def refused(places, text):
    with pytest.raises(TableError) as caught:
        take(places, text)
    return caught.value


# --- where lists come from ---------------------------------------------------------------------


def test_a_canvas_gradebook_gives_everybody_but_its_test_student(places):
    ann, ben, lei = take(places, CANVAS)
    assert ann == RosterEntry("ann01", "Ann Example", "1001", "ann01", "S01", section="Mon A, room 3")
    assert ben.name == "Ben O'Hara Pérez"
    assert (lei.id, lei.name) == ("lilei", "李雷")


@pytest.mark.parametrize(
    ("text", "student"),
    [
        (CANVAS_GROUP_SET, RosterEntry("ann01", "Ann Example", "1001", "ann01", "S01", section="Mon A")),
        (
            "LastName,FirstName,ID,SIS Login ID,Section\nExample,Ann,7,ann,A\n",
            RosterEntry("ann", "Ann Example", "7", "ann", section="A"),
        ),
        ("id,student,section\nann,Ann Example,A\n", RosterEntry("ann", "Ann Example", section="A")),
        (MOODLE, RosterEntry("00123", "Ann Example", number="00123", email="Ann@Example.edu", section="A")),
        (MOODLE_ZH, RosterEntry("2023001", "韩梅梅", number="2023001", email="hmm@example.edu")),
        (
            GRADESCOPE,
            RosterEntry("00123", "Ann Example", number="00123", email="ann@example.edu", section="A"),
        ),
        (NBGRADER, RosterEntry("ann", "Ann Example", "1001", email="ann@example.edu")),
        ("id;name\nann;Ann\n", RosterEntry("ann", "Ann")),
        ("id\tname\nann\tAnn\n", RosterEntry("ann", "Ann")),
        ("email\nann.e@example.edu\n", RosterEntry("ann.e", email="ann.e@example.edu")),
    ],
)
def test_each_lms_has_its_own_headers(places, text, student):
    assert take(places, text) == (student,)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gbk", "gb18030"])
def test_excel_may_have_saved_it_in_any_of_its_encodings(places, codec):
    text = "学号,姓名\n2023001,韩梅梅\n2023002,李镕\n"
    assert [one.name for one in take(places, text.encode(codec))] == ["韩梅梅", "李镕"]


def test_western_letters_of_an_old_code_page_are_not_taken_for_chinese(places):
    assert "encoding" in refused(places, "id,name\nmue,Müller\nzoe,Zoë\n".encode("latin-1")).what


def test_the_same_name_in_two_spellings_of_unicode_is_one(places):
    take(places, "id,name\njose\u0301,Jose\u0301\n")
    assert take(places, "id,name\njosé,José\n") == (RosterEntry("josé", "José"),)


# --- again, and with other columns -------------------------------------------------------------


def test_a_second_list_keeps_whom_and_what_it_does_not_name(places):
    take(
        places,
        "id,name,lms_id,language,extensions\nann01,Ann,1001,zh,network=2026-12-24 12:00\nzed,Zed,1026,,\n",
    )
    ann, zed, ben, lei = take(places, CANVAS)
    assert (ann.name, ann.language, ann.extensions) == ("Ann Example", "zh", "network=2026-12-24 12:00")
    assert zed == RosterEntry("zed", "Zed", "1026")
    assert (ben.id, lei.id) == ("ben02", "lilei")


def test_a_list_of_the_lms_finds_people_by_what_the_lms_calls_them(places):
    take(places, "id,lms_id,email\ns1,1001,ANN@example.edu\n")
    (ann,) = take(places, GRADESCOPE)
    assert (ann.id, ann.number, ann.lms_id) == ("s1", "00123", "1001")


def test_taking_the_same_list_twice_changes_nothing(places):
    take(places, CANVAS)
    before = places.roster.read_bytes()
    found, told = import_roster(COURSE, places, CANVAS.encode(), "class.csv")
    assert told == ["3 read: 0 new, 0 changed"]
    assert places.roster.read_bytes() == before == roster.encode_roster(found)
    assert roster.read_roster(places) == found


def told(places, text):
    return import_roster(COURSE, places, text.encode(), "class.csv")[1]


def test_a_newer_list_says_who_is_not_in_it_and_how_they_leave(places):
    take(places, "id,name\nann,Ann\nben,Ben\ncy,Cy\n")
    assert told(places, "id,name\nann,Ann\nben,Ben\n")[1] == (
        "1 not named there, kept as they were: cy; whoever has left: `autograder roster --drop ID`"
    )
    (line,) = told(places, "id,extensions\nann,network=2026-12-24 12:00\n")[1:]
    assert line == "2 not named there, kept as they were: ben, cy"  # a list about one of three


def test_who_leaves_keeps_everything_and_may_come_back(places):
    take(places, "id,name,email\nann,Ann,a@b.c\nben,Ben,\n")
    left = roster.change_leaving(places, ["ann"], "2026-11-30")
    assert left.gone == {"ann"}
    assert roster.read_roster(places).get("ann") == RosterEntry(
        "ann", "Ann", email="a@b.c", left="2026-11-30"
    )
    said = told(places, "id,name\nann,Ann\nben,Ben\n")
    assert "named there, and left out as before, since they had left: ann" in said[1]
    assert roster.read_roster(places).gone == {"ann"}
    assert told(places, "id,name\nben,Ben\n") == ["1 read: 0 new, 0 changed"]
    assert roster.change_leaving(places, ["ann"], "").gone == frozenset()
    with pytest.raises(TableError, match="is not on the roster"):
        roster.change_leaving(places, ["zed"], "2026-11-30")


def test_two_of_one_name_are_told(places):
    said = told(places, "id,name\nann1,Ann Example\nann2,ann example\nben,Ben\n")
    assert said[1].startswith("of one name: Ann Example (ann1, ann2); a file that says no more")


def test_an_instructor_in_a_list_of_gradescopes_is_no_student(places):
    text = GRADESCOPE + "Grace,Teacher,99,grace@example.edu,Instructor,\nTim,Helper,98,tim@example.edu,TA,\n"
    said = told(places, text)
    assert said == [
        "1 read: 1 new, 0 changed",
        "left out, since their role is no student's: Grace Teacher (Instructor), Tim Helper (TA)",
    ]
    assert [entry.id for entry in roster.read_roster(places).students] == ["00123"]


def test_the_section_of_a_gradescope_list_has_either_title(places):
    (ann,) = take(places, GRADESCOPE.replace("Sections", "section_name"))
    assert ann.section == "A"


@pytest.mark.parametrize(
    ("listed", "name", "split"),
    [
        ("Smith, Jr., John", "John Smith, Jr.", ("John", "Smith Jr.")),
        ("Smith, John, Jr.", "John Smith, Jr.", ("John", "Smith Jr.")),
        ("Pérez III, Ana María", "Ana María Pérez III", ("Ana María", "Pérez III")),
        ("King, Martin Luther", "Martin Luther King", ("Martin Luther", "King")),
        ("a, b, c, d", "a, b, c, d", ("a, b, c,", "d")),
        ("Jr.", "Jr.", ("", "Jr.")),
    ],
)
def test_a_name_is_turned_round_with_what_belongs_to_it(places, listed, name, split):
    (one,) = take(places, f'id,name\ns1,"{listed}"\n')
    assert one.name == name
    assert people.split_name(name) == split


def test_on_a_narrow_terminal_columns_are_left_out_before_they_cannot_be_read(places):
    take(places, CANVAS.replace("Mon A", "A section with a very long name"))
    for width, shown in ((200, "section"), (60, "there is no room for section")):
        text = drawn(places, width)
        assert shown in " ".join(text.split())
        assert "Ben O'Hara Pérez" in text
        assert max(map(len, text.splitlines())) <= width


def test_an_empty_cell_of_a_column_that_is_there_empties(places):
    take(places, "id,extensions\nann,activations=+2d\n")
    assert take(places, "id,extensions\nann,\n") == (RosterEntry("ann"),)


def test_a_list_that_is_wrong_changes_nothing(places):
    take(places, NBGRADER)
    refused(places, "id,name\nben,Ben\nben,Benno\n")
    assert [one.id for one in roster.read_roster(places).students] == ["ann"]


# --- what is wrong -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("", "class.csv", "it is empty"),
        ("a,b\n1,2\n", "line 1", "no column says who a student is; there are: a, b"),
        ("id,name\n../x,X\n", "line 2", "cannot be a folder's name"),
        ("id,name\n.x,X\n", "line 2", "cannot be a folder's name"),
        ("id,name\n-rf,X\n", "line 2", "cannot be a folder's name"),
        ("id,name\n=1+1,X\n", "line 2", "cannot be a folder's name"),
        ("id,name\na/b,X\n", "line 2", "cannot be a folder's name"),
        ("id,name\na+b,X\n", "line 2", "cannot be a folder's name"),
        ("id,name\nnul,X\n", "line 2", "cannot be a folder's name"),
        ("id,name\nx.,X\n", "line 2", "cannot be a folder's name"),
        ("id,name\n" + "a" * 101 + ",X\n", "line 2", "cannot be a folder's name"),
        ("id,name\n" + "学" * 80 + ",X\n", "line 2", "cannot be a folder's name"),
        ("id,name\nad\u202ea,X\n", "line 2", "a character that cannot be seen"),
        ("id,name\nok,X\n,Ben\n", "line 3", "the id of Ben is empty"),
        ("id,name\nok,X\nok,Y\n", "line 3", "ok is in line 2 too"),
        ("id,name\nann,X\nANN,Y\n", "line 3", "the same id, ann"),
        ("id,lms_id\nann,1\nben,1\n", "line 3", "ann and ben have the same lms_id, 1"),
        ("id,email\nann,A@x.edu\nben,a@X.edu\n", "line 3", "the same email"),
        ("id,name\nann,Example, Ann\n", "line 2", "more cells than the first line"),
        ('id,name\n"ann,X\n', "line 2", "it is not CSV"),
        ("id,language\nann,fr\n", "line 2", "the language 'fr' is not known"),
        ("id,language\n\nann,en\nben,xx\n", "line 4", "the language 'xx' is not known"),
        ("id,extensions\nann,sigmoid=+2d\n", "line 2", "course.yml has no assignment of this name"),
        ("id,extensions\nann,activations=2026-12-08\n", "line 2", "write day and time"),
        ("id,extensions\nann,activations\n", "line 2", "says too little"),
        ("id,extensions\nann,network=+2d\n", "line 2", "course.yml gives it none"),
        ("id,extensions\nann,activations=+2weeks\n", "line 2", "is no extension"),
        ("id,name,Full name\nann,A,B\n", "line 1", "'name' and 'Full name' both say the name"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(places, text, place, says):
    found = refused(places, text)
    assert found.where.endswith(place)
    assert says in found.what
    assert found.next_step
    assert not places.roster.exists()


def test_a_row_that_fits_two_people_is_nobodys(places):
    take(places, "id,number,email\nann,00123,\nben,,ann@example.edu\n")
    assert refused(places, GRADESCOPE).what == "it fits ann and ben"


def test_a_hostile_name_is_kept_and_cleaned(places):
    (one,) = take(places, 'id,name\nann,"<b>\x1b[31m\u202e=1+1"\n')
    assert one.name == "<b>\ufffd[31m\ufffd=1+1"


@example("id,name\nann,\x00\n")
@example("\ufeff\ufeffid\n1\n")
@given(st.text(max_size=200))
def test_any_text_is_a_list_or_an_error_that_says_what_to_do(tmp_path_factory, text):
    places = Places(tmp_path_factory.getbasetemp() / "roster_of_anything")
    raw = text.encode("utf-8", "surrogatepass")
    try:
        found, _ = import_roster(COURSE, places, raw, "class.csv")
    except TableError:
        return
    assert roster.read_roster(places) == found
    assert list(csv.reader(io.StringIO(places.roster.read_text(encoding="utf-8"))))[1:]


cell = st.one_of(
    st.sampled_from(
        ["", "ann", "ben", "zh", "en", "activations=+2d", "network=2026-12-24 12:00", "a@b.c", "'=x", "1001"]
    ),
    st.text(max_size=12),
)


@given(
    st.permutations(roster.FIELDS).flatmap(lambda names: st.integers(1, len(names)).map(lambda n: names[:n])),
    st.lists(st.lists(cell, max_size=9), max_size=5),
)
def test_what_is_taken_is_read_back_the_same_and_taken_again_changes_nothing(tmp_path_factory, names, rows):
    places = Places(tmp_path_factory.mktemp("roster"))
    text = io.StringIO()
    csv.writer(text).writerows([names, *rows])
    raw = text.getvalue().encode("utf-8", "surrogatepass")
    try:
        found, _ = import_roster(COURSE, places, raw, "class.csv")
    except TableError:
        assert not places.roster.exists()
        return
    assert roster.read_roster(places) == found
    assert import_roster(COURSE, places, places.roster.read_bytes(), "again.csv")[0] == found


# --- what others ask ---------------------------------------------------------------------------


def test_language_and_extension_are_asked_by_student(places):
    take(
        places,
        "id,language,extensions\nann,中文,activations=+2d; network=2026-12-24 12:00\nben,,\ncy,en-US,\n",
    )
    found = roster.read_roster(places)
    assert [found.language_of(one, "zh") for one in ("ann", "ben", "cy", "who")] == ["zh", "zh", "en", "zh"]
    assert found.extension_of("ann", "activations") == "+2d"
    assert str(roster.extension(COURSE, found, "ann", "activations")) == "2026-12-03 15:59:00+00:00"
    assert str(roster.extension(COURSE, found, "ann", "network")) == "2026-12-24 04:00:00+00:00"
    assert roster.extension(COURSE, found, "ben", "network") is None


def test_a_name_that_is_a_formula_comes_back_and_runs_in_no_spreadsheet(places):
    names = ["=1+1", "+2", "-3", "@x", "'=4", "O'Hara", "'quoted'"]
    take(places, "id,name\n" + "".join(f"s{number},{name}\n" for number, name in enumerate(names)))
    found = [one.name for one in roster.read_roster(places).students]
    assert found == ["=1+1", "+2", "-3", "@x", "=4", "O'Hara", "'quoted'"]
    cells = list(csv.reader(io.StringIO(places.roster.read_text(encoding="utf-8"))))
    assert not [cell for row in cells for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_without_a_roster_there_is_an_empty_class(places):
    assert roster.read_roster(places) == Roster()


# --- large -------------------------------------------------------------------------------------


def large(count):
    """A list without ids of ours, as an LMS exports it."""
    rows = (f"s{n}@example.edu,Student Number {n},{1_000_000 + n},Group {n % 40}" for n in range(count))
    return "\n".join(["email,name,lms_id,section", *rows])


@pytest.mark.full
def test_a_large_list_takes_a_time_in_proportion(places):
    """Twice as many take about twice as long, not four times, also where each has to be found again."""
    spent = []
    for count in (2_500, 10_000):
        text = large(count)
        began = time.process_time()
        take(places, text)
        assert len(take(places, text)) == count
        spent.append(time.process_time() - began)
    assert spent[1] < 10 * spent[0]
    assert "10000 students, var/roster.csv; the first 2000 are shown" in drawn(places, 200)


@pytest.mark.full
def test_a_roster_may_be_larger_than_any_other_table(places):
    """As that of four hundred thousand students is; fewer with more to say of each are read in less time."""
    rows = (f"s{n},Student Number {n},{n:0990}" for n in range(40_000))
    assert len(take(places, "\n".join(["id,name,number", *rows]))) == 40_000
    assert places.roster.stat().st_size > 1.2 * csv_tables.MAX_BYTES
    assert len(roster.read_roster(places).students) == 40_000


def test_no_roster_is_written_that_could_not_be_read_again(places, monkeypatch):
    monkeypatch.setattr(roster, "MAX_BYTES", 3_000)
    rows = [f"s{n},{'x' * 150}{n}@example.edu" for n in range(20)]
    take(places, "\n".join(["id,email", *rows[:14]]))
    before = places.roster.read_bytes()
    error = refused(places, "\n".join(["id,email", *rows[14:]]))
    assert "the roster would have more than" in str(error)
    assert places.roster.read_bytes() == before
    assert len(roster.read_roster(places).students) == 14


@pytest.mark.parametrize("field", ["login", "email", "number", "extensions"])
@pytest.mark.parametrize("size", [1_001, 131_071, 140_000])
def test_a_cell_without_end_is_named_with_its_line(places, field, size):
    error = refused(places, f"id,{field}\nann,{'=' * size}\n")
    assert error.where == "class.csv, line 2"
    assert not places.roster.exists()


# --- who is excused, and who came later ---------------------------------------------------------


def test_excused_assignments_and_the_day_of_joining_are_kept_with_the_student(places):
    take(places, "id,excused,joined\nann,activations; network,\nben,,2026-10-05\n")
    people = roster.read_roster(places)
    assert people.excused("ann") == {"activations", "network"}
    assert people.excused("nobody") == frozenset()
    assert roster.joined(COURSE, people, "ann") is None
    assert roster.joined(COURSE, people, "ben").isoformat().startswith("2026-10-0")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("id,excused\nann,sigmoid\n", "course.yml has no assignment 'sigmoid'"),
        ("id,joined\nann,in October\n", "is no moment"),
    ],
)
def test_an_excuse_or_a_day_that_means_nothing_is_refused_with_its_line(places, text, what):
    with pytest.raises(TableError, match=what) as failure:
        take(places, text)
    assert "line 2" in str(failure.value.where)
