"""A term, played by the command line: what an instructor types from the roster to the archive, and looks at.

Thirty students, two assignments, one from Canvas and one from Moodle, in three waves each. A step is a
function that types and looks; `STEPS` has them in the term's order.
"""

import csv
import io
import json
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import hand_ins
from nbgrader.api import Gradebook

from autograder.course import load_course
from autograder.gradebook import grades
from autograder.sandbox import tiers

ONE, TWO = "activations", "forward_pass"
SETTINGS = """\
title: A term
languages: [en, zh]
timezone: Asia/Shanghai
imports: [numpy]
limits: {call_seconds: 1, cell_seconds: 2, submission_seconds: 60}
sandbox: good
late: {grace_minutes: 15, percent_per_day: 10, cap_percent: 50, cutoff_days: 7}
assignments:
  - name: activations
    due: "2026-10-01 23:59"
    attempts: best
  - name: forward_pass
    due: "2026-10-15 23:59"
"""
NAMES = """Ada Example|Alan Ó Súilleabháin|Barbara Pérez|陈 静|Dorothy Sample|Edsger van Dijk|费 雨|Grace Müller|
    韩梅梅|Hedy Example|John =1+1|Karen Åström|Katherine Sample|李雷|Linus Example|Margaret Sample|梅 兰|明 远|
    Radia Example|Rosa Núñez|Shafi Sample|Sofya Kovač|王 芳|魏 来|Yan Example|Zoë Sample|赵 云|Ivan O'Neil|
    Nina Example|Omar Sample"""
ON_TIME, DAY_LATE, OLD = "2026-10-01 20:00", "2026-10-02 20:00", "2026-09-20 09:00"
ADDED = '''

def test_whole_numbers_stay_whole(student):
    """Whole numbers come back as whole numbers.

    zh: 整数进，整数出。
    """
    assert student.relu(np.array([-1, 2])).dtype.kind == "i"
'''
REASON = "It asked for more than the text says."
VOID = f"""\
    void:
      - test: test_relu::test_whole_numbers_stay_whole
        reason: {REASON}
"""


class Term:
    """A copy of the course, and its class."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in (ONE, TWO):
            for part in (f"source/{name}", f"tests/suites/{name}"):
                ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
                shutil.copytree(hand_ins.ROOT / part, root / part, ignore=ignored)
        shutil.copy(hand_ins.ROOT / "nbgrader_config.py", root)
        (root / "course.yml").write_text(SETTINGS, encoding="utf-8")
        self.desk = root.parent / f"{root.name}-downloads"
        self.desk.mkdir()
        names = [" ".join(name.split()) for name in NAMES.split("|")]
        self.people = {f"s{number:02}": name for number, name in enumerate(names)}
        self.serial = 0
        self.answers: dict[str, list[bytes]] = {}
        self.chinese: dict[str, bytes] = {}  # the notebook that the bundle holds
        self.kept: dict[str, Any] = {}
        weak = not tiers.probe().tier.holds(tiers.Tier.GOOD)
        self.weak = ("--allow-weak-sandbox",) if weak else ()

    def type(self, *arguments: str, code: int = 0, root: Path | None = None) -> str:
        """A command, as a teacher types it; all that it said."""
        command = [sys.executable, "-m", "autograder.cli", *arguments, "--course", str(root or self.root)]
        ran = subprocess.run(command, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)
        assert ran.returncode == code, f"{arguments}: {ran.stdout}{ran.stderr}"
        return ran.stdout + ran.stderr

    def grade(self, assignment: str, *more: str, code: int = 0) -> str:
        return self.type("grade", assignment, *self.weak, *more, code=code)

    def url(self) -> str:
        return grades.address(*load_course(self.root))

    def standing(self, assignment: str, student: str) -> grades.GradebookEntry:
        return grades.scores(self.url(), assignment)[student]

    def code_score(self, assignment: str, student: str) -> float:
        """What the student's functions earned, without the question."""
        cells = self.standing(assignment, student).cells
        return sum(cell.score for name, cell in cells.items() if name != "explore")

    def report(self, assignment: str, student: str) -> dict[str, Any]:
        file = self.root / "var/reports" / student / assignment / "report.json"
        return json.loads(file.read_text(encoding="utf-8"))

    def meta(self, assignment: str, student: str) -> dict[str, Any]:
        file = self.root / "var/reports" / student / assignment / "report.meta.json"
        return json.loads(file.read_text(encoding="utf-8"))

    def canvas(self, wave: int, came: dict[str, tuple[bytes, str]]) -> list[str]:
        """Canvas's zip of submissions, and a table of their times, which it does not hold."""
        entries = {}
        for student, (raw, when) in came.items():
            self.serial += 1
            flat = re.sub(r"[\W\d_]", "", self.people[student]).lower()
            late = "LATE_" if when > "2026-10-01 23:59" else ""
            again = f"-{wave}" if wave > 1 else ""
            own = f"{flat}_{late}{lms_id(student)}_{90_000 + self.serial}_{ONE}{again}.ipynb"
            entries[own] = self.written(ONE, student, raw)
        table = self.desk / f"canvas-{wave}.csv"
        rows = [("id", "submitted_at"), *((student, when) for student, (_, when) in came.items())]
        write_csv(table, rows)
        return [zipped(self.desk / f"canvas-{wave}.zip", entries), str(table)]

    def written(self, assignment: str, student: str, raw: bytes) -> bytes:
        """A hand-in as this student has it: with a Chinese name, in the Chinese notebook."""
        if not is_chinese(self.people[student]) or not raw.rstrip().endswith(b"}"):
            return raw
        document = json.loads(self.chinese[assignment])
        theirs = hand_ins.named(json.loads(raw))
        for name, cell in hand_ins.named(document).items():
            cell["source"] = theirs[name]["source"] if name in theirs else cell["source"]
        return hand_ins.as_bytes(document)

    def moodle(self, wave: int, came: dict[str, tuple[bytes, str]]) -> list[str]:
        """Moodle's zip of submissions, and its grading worksheet."""
        entries = {
            f"{self.people[student]}_{participant(student)}_assignsubmission_file/{TWO}.ipynb": self.written(
                TWO, student, raw
            )
            for student, (raw, _) in came.items()
        }
        sheet = self.desk / f"Grades-{wave}.csv"
        write_csv(sheet, self.worksheet({student: when for student, (_, when) in came.items()}))
        return [zipped(self.desk / f"moodle-{wave}.zip", entries), str(sheet)]

    def worksheet(self, came: dict[str, str]) -> list[tuple[str, ...]]:
        head = (
            "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
            "Last modified (submission),Last modified (grade),Feedback comments"
        )
        rows = [tuple(head.split(","))]
        for student, name in self.people.items():
            when = came.get(student, "-")
            status = "Submitted for grading" if student in came else "No submission"
            who = (f"Participant {participant(student)}", name, f"{student}@example.edu")
            rows.append((*who, status, "", "25.00", "Yes", when, "-", ""))
        return rows


def is_chinese(name: str) -> bool:
    return any(char > "\u4e00" for char in name)


def lms_id(student: str) -> int:
    return 1000 + int(student[1:])


def participant(student: str) -> int:
    return 5000 + int(student[1:])


def write_csv(file: Path, rows: list[tuple[str, ...]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)


def read_csv(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


def zipped(file: Path, entries: dict[str, bytes]) -> str:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in entries.items():
            packed.writestr(name, raw)
    return str(file)


def answered(raw: bytes, text: str = "") -> bytes:
    document = hand_ins.answered(json.loads(raw))
    if text:
        hand_ins.named(document)["explore"]["source"] = text
    return hand_ins.as_bytes(document)


def right(assignment: str, root: Path) -> bytes:
    return answered(hand_ins.as_bytes(hand_ins.reference(assignment, root)))


def class_of(assignment: str) -> list[bytes]:
    """Thirty notebooks: half of them right in some style, the others wrong as people are wrong."""
    chance = random.Random(8)
    whole = right(assignment, hand_ins.ROOT)
    wrong = [
        answered(hand_ins.with_answer(assignment, function, text))
        for function, text in hand_ins.misconceptions(assignment).values()
        if "while" not in text
    ]
    styles = [
        answered(hand_ins.with_answer(assignment, function, text))
        for function, _, text in hand_ins.variants(assignment)
    ]
    return [whole, *chance.sample(styles, 13), *chance.sample(wrong, 16)]


# --- the term ----------------------------------------------------------------------------------


def the_class_comes_in(term: Term) -> None:
    rows = [("id", "name", "lms_id", "email", "language", "extensions")]
    for student, name in term.people.items():
        extension = f"{ONE}=+2d" if student == "s05" else ""
        language = "zh" if is_chinese(name) else ""
        rows.append((student, name, str(lms_id(student)), f"{student}@example.edu", language, extension))
    write_csv(term.desk / "class.csv", rows)
    assert "30 read: 30 new" in term.type("roster", str(term.desk / "class.csv"))
    assert "30 read: 0 new, 0 changed" in term.type("roster", str(term.desk / "class.csv"))
    said = term.type("build")
    assert f"{ONE}: " in said
    assert f"{TWO}: " in said
    term.type("build", "--check")


def it_is_handed_out(term: Term) -> None:
    """The students' zip, as `make bundle` makes it; who reads Chinese works in its Chinese notebook."""
    wheels = term.desk / "wheels"
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", wheels, hand_ins.ROOT], check=True)
    (wheel,) = wheels.glob("*.whl")
    target = term.desk / "students.zip"
    assert str(target) in term.type("bundle", "--wheel", str(wheel), "-o", str(target))
    with zipfile.ZipFile(target) as packed:
        (folder,) = {name.split("/")[0] for name in packed.namelist()}
        names = {name.removeprefix(f"{folder}/") for name in packed.namelist()}
        assert {
            f"{language}/{name}/{name}.ipynb" for language in ("en", "zh") for name in (ONE, TWO)
        } <= names
        assert {wheel.name, "requirements.txt", "README.md", "README.zh.md"} <= names
        for name in (ONE, TWO):
            assert (
                packed.read(f"{folder}/en/{name}/{name}.ipynb")
                == (term.root / f"release/{name}/{name}.ipynb").read_bytes()
            )
            term.chinese[name] = packed.read(f"{folder}/zh/{name}/{name}.ipynb")
            suites = (term.root / "tests/suites" / name).glob("*.*")
            assert not [
                file.name for file in suites if any(one.endswith(f"suites/{file.name}") for one in names)
            ]


def first_wave(term: Term) -> None:
    """Twenty-two hand in on time; one of the files broke on its way."""
    term.answers = {name: class_of(name) for name in (ONE, TWO)}
    students = list(term.people)
    came = {student: (raw, OLD) for student, raw in zip(students[:22], term.answers[ONE], strict=False)}
    came["s21"] = (came["s21"][0][: len(came["s21"][0]) // 2], OLD)
    files = term.canvas(1, came)
    said = term.type("collect", ONE, *files)
    assert "22 new, 0 of them a further attempt" in said
    assert "8 on the roster have handed in nothing: s22, s23" in said
    again = term.type("collect", ONE, *files)
    assert "0 new, 0 of them a further attempt; 22 known before" in again
    came = {student: (raw, OLD) for student, raw in zip(students[:25], term.answers[TWO], strict=False)}
    assert "25 new" in term.type("collect", TWO, *term.moodle(1, came))


def second_wave(term: Term) -> None:
    """The rest come in, some late; some hand in again, better or worse."""
    students, answers = list(term.people), term.answers[ONE]
    came = {student: (answers[int(student[1:])], ON_TIME) for student in students[22:28]}
    came |= {student: (answers[0], ON_TIME) for student in ("s20", "s21")}  # better, and whole
    came["s01"] = (answered(hand_ins.as_bytes(hand_ins.released(ONE, term.root))), ON_TIME)  # worse
    came["s28"] = (answers[0], DAY_LATE)
    came["s05"] = (answered(answers[0], "A longer answer."), DAY_LATE)  # has two days more
    said = term.type("collect", ONE, *term.canvas(2, came))
    assert "11 new, 4 of them a further attempt" in said
    assert "1 on the roster has handed in nothing: s29" in said
    answers = term.answers[TWO]
    came = {student: (answers[int(student[1:])], "2026-10-15 21:00") for student in students[25:]}
    came["s10"] = (answers[0], "2026-10-15 21:00")
    assert "6 new, 1 of them a further attempt" in term.type("collect", TWO, *term.moodle(2, came))


def grading(term: Term) -> None:
    said = term.grade(ONE)
    assert "29 graded" in said
    assert "30 graded" in term.grade(TWO)
    assert term.code_score(ONE, "s00") == 20
    assert [term.code_score(ONE, f"s{number:02}") for number in range(14)] == [20.0] * 14
    assert all(term.code_score(ONE, f"s{number:02}") < 20 for number in (14, 15, 16, 17, 18, 19))
    # The better of two counts, whichever came last; a broken file counts only where there is no other.
    assert (term.meta(ONE, "s20")["attempt"], term.code_score(ONE, "s20")) == (2, 20.0)
    assert (term.meta(ONE, "s01")["attempt"], term.code_score(ONE, "s01")) == (1, 20.0)
    assert (term.meta(ONE, "s21")["attempt"], term.report(ONE, "s21")["status"]) == (2, "graded")
    first = json.loads((term.root / f"var/attempts/s21/{ONE}/1/report.json").read_text())
    assert first["status"] == "error"
    # A day late costs ten percent; with an extension it is not late.
    assert term.standing(ONE, "s28").penalty == 2.0
    assert term.standing(ONE, "s05").penalty == 0.0
    # The same again changes nothing.
    before = term.report(ONE, "s17"), term.meta(ONE, "s17")
    term.grade(ONE)
    assert (term.report(ONE, "s17"), term.meta(ONE, "s17")) == before


def marks_by_hand(term: Term) -> None:
    """All answers but one are marked, through nbgrader's own programme interface."""
    for name in (ONE, TWO):
        with Gradebook(term.url()) as book:
            for student in [own.student.id for own in book.assignment_submissions(name)]:
                if (name, student) == (ONE, "s19"):
                    continue
                grade = book.find_grade("explore", name, name, student)
                grade.manual_score, grade.needs_manual_grade = 4.0, False
                book.find_comment("explore", name, name, student).manual_comment = "Look at 0 as well."
            book.db.commit()
    term.grade(ONE)
    own = term.standing(ONE, "s28")
    assert (own.score, own.penalty, own.final) == (24.0, 2.4, 21.6)
    told = json.loads((term.root / f"var/reports/s28/{ONE}/history.json").read_text())
    assert [(one["cell"], one["new"], one["reasons"][0]["kind"]) for one in told] == [
        ("explore", 4.0, "marked")
    ]
    assert term.standing(ONE, "s19").needs_manual_grade


def third_wave(term: Term) -> None:
    """Who has been marked hands in again: the same answer keeps its mark, another one waits for a person."""
    answers = term.answers[ONE]
    came = {
        "s14": (answers[0], ON_TIME),
        "s15": (answered(answers[0], "Something else entirely."), ON_TIME),
        "s29": (answers[29], DAY_LATE),
    }
    assert "3 new, 2 of them a further attempt" in term.type("collect", ONE, *term.canvas(3, came))
    came = {"s24": (term.answers[TWO][0], "2026-10-17 12:00")}
    term.type("collect", TWO, *term.moodle(3, came))
    term.grade(ONE)
    term.grade(TWO)
    kept, waits = term.standing(ONE, "s14"), term.standing(ONE, "s15")
    assert (kept.score, kept.needs_manual_grade) == (24.0, False)
    assert (waits.cells["explore"].manual_score, waits.needs_manual_grade) == (4.0, True)
    late = term.standing(TWO, "s24")
    assert late.penalty == round(late.score * 0.2, 6)


def a_test_is_changed(term: Term) -> None:
    """A test is added in week three, turns out to be unfair, and is taken back with a reason."""
    suite = term.root / f"tests/suites/{ONE}/test_relu.py"
    suite.write_text(suite.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    scores = {student: own.score for student, own in grades.scores(term.url(), ONE).items()}
    preview = term.grade(ONE, "--preview")
    assert "test_whole_numbers_stay_whole" in preview
    assert {student: own.score for student, own in grades.scores(term.url(), ONE).items()} == scores
    term.grade(ONE)
    lowered = {student: own.score for student, own in grades.scores(term.url(), ONE).items()}
    lost = [student for student, score in lowered.items() if score < scores[student]]
    assert lost
    settings = term.root / "course.yml"
    settings.write_text(settings.read_text().replace("    attempts: best\n", f"    attempts: best\n{VOID}"))
    term.grade(ONE)
    after = {student: own.score for student, own in grades.scores(term.url(), ONE).items()}
    assert all(after[student] >= scores[student] - 1e-9 for student in scores)
    told = json.loads((term.root / f"var/reports/{lost[0]}/{ONE}/history.json").read_text())
    assert any(reason.get("text") == REASON for change in told for reason in change["reasons"])
    # A person's marks are as they were.
    assert term.standing(ONE, "s28").cells["explore"].manual_score == 4.0
    term.kept["lost"] = lost[0]


def feedback_goes_out(term: Term) -> None:
    said = term.type("feedback", ONE, "--to", "canvas", code=3)
    assert "3 pages wait for a person" in said
    assert "s15 (explore), s19 (explore), s29 (explore)" in said
    said = term.type("feedback", ONE, "--to", "canvas", "--yes")
    assert "30 pages for canvas" in said
    term.type("feedback", TWO, "--to", "moodle", "--yes")
    with zipfile.ZipFile(term.root / f"var/exports/{ONE}-feedback-canvas.zip") as packed:
        names = packed.namelist()
        assert len(names) == 30
        assert all(re.search(rf"_{lms_id(student)}_\d+_", " ".join(names)) for student in term.people)
    with zipfile.ZipFile(term.root / f"var/exports/{TWO}-feedback-moodle.zip") as packed:
        assert all("_assignsubmission_file" in name for name in packed.namelist())
        assert len(packed.namelist()) == 30
    page = (term.root / f"var/feedback/{term.kept['lost']}/{ONE}/{ONE}.html").read_text(encoding="utf-8")
    assert REASON in page
    assert "Look at 0 as well." in page
    late = (term.root / f"var/feedback/s28/{ONE}/{ONE}.html").read_text(encoding="utf-8")
    assert "2.4" in late
    assert '<html lang="zh' in (term.root / f"var/feedback/s03/{ONE}/{ONE}.html").read_text(encoding="utf-8")


def scores_go_out(term: Term) -> None:
    for to in ("csv", "canvas", "gradescope"):
        said = term.type("export", ONE, "--to", to, *(["--column", "Lab 1 (301)"] if to == "canvas" else []))
        assert "s15" in said or to != "canvas"
    rows = {row["student"]: row for row in read_csv(term.root / f"var/exports/{ONE}-csv.csv")}
    assert len(rows) == 30
    assert {student for student, row in rows.items() if row["status"] == "waits"} == {"s15", "s19", "s29"}
    assert all(row["score"] == "" for row in rows.values() if row["status"] == "waits")
    assert float(rows["s28"]["score"]) == 21.6
    assert not [value for row in rows.values() for value in row.values() if value and value[0] in "=+@"]
    canvas = read_csv(term.root / f"var/exports/{ONE}-canvas.csv")
    scores = {row["ID"]: row["Lab 1 (301)"] for row in canvas if row["ID"]}
    assert len(scores) == 27
    assert scores[str(lms_id("s28"))] == "21.60"
    gradescope = {row["SID"]: row for row in read_csv(term.root / f"var/exports/{ONE}-gradescope.csv")}
    assert gradescope["s28"]["Total Score"] == "21.60"
    assert {who for who, row in gradescope.items() if not row["Total Score"]} == {"s15", "s19", "s29"}
    assert [gradescope[who]["Submission Count"] for who in ("s00", "s14", "s21", "s29")] == [
        "1",
        "2",
        "2",
        "1",
    ]
    sheet = term.desk / "Grades-now.csv"
    write_csv(sheet, term.worksheet(dict.fromkeys(term.people, "Thursday, 15 October 2026, 9:00 PM")))
    term.type("export", TWO, "--to", "moodle", "--from", str(sheet))
    moodle = read_csv(term.root / f"var/exports/{TWO}-moodle.csv")
    grades = {row["Identifier"]: row["Grade"] for row in moodle}
    assert len(grades) == 30
    assert float(grades[f"Participant {participant('s00')}"]) == 24.0


def the_class_is_looked_at(term: Term) -> None:
    said = term.type("report", ONE)
    assert "27 final, 3 wait for a person, 0 handed nothing in" in said
    term.type("report", ONE, "--pseudonyms")
    shown = term.type("show", "s16", ONE, *term.weak)
    assert "for staff only" in shown
    assert (term.root / f"var/staff/s16/{ONE}/{ONE}.html").is_file()
    assert not list((term.root / "var/feedback").rglob("*staff*"))
    page = (term.root / f"var/class/{ONE}-pseudonyms.html").read_text(encoding="utf-8")
    assert not [name for name in term.people.values() if name in page]


def kept_and_restored(term: Term) -> None:
    """An archive, and the same course elsewhere, filled from it."""
    file = term.desk / "term.zip"
    assert "each was read back" in term.type("archive", str(file))
    other = term.root.parent / f"{term.root.name}-restored"
    ignored = shutil.ignore_patterns("var", "release", "solutions")
    shutil.copytree(term.root, other, ignore=ignored)
    term.type("build", root=other)
    said = term.type("restore", str(file), root=other)
    assert "other ones now" not in said
    there = grades.address(*load_course(other))
    for name in (ONE, TWO):
        assert grades.scores(there, name) == grades.scores(term.url(), name)
        term.type("grade", name, *term.weak, root=other)
        assert grades.scores(there, name) == grades.scores(term.url(), name)
    assert (other / f"var/attempts/s21/{ONE}/1/report.json").read_bytes() == (
        term.root / f"var/attempts/s21/{ONE}/1/report.json"
    ).read_bytes()
    term.type("feedback", ONE, "--student", "s28", root=other)
    page = f"var/feedback/s28/{ONE}/{ONE}.html"
    assert (other / page).read_bytes() == (term.root / page).read_bytes()


def the_old_is_deleted(term: Term) -> None:
    """What was handed in before October goes everywhere; what came later stays, with its scores."""
    before = grades.scores(term.url(), ONE)
    said = term.type("purge", "--before", "2026-09-30", "--yes")
    assert f"{ONE}: the work of " in said
    after = grades.scores(term.url(), ONE)
    later = {"s01", "s05", "s14", "s15", "s20", "s21", *(f"s{number}" for number in range(22, 30))}
    assert set(after) == later
    assert all(after[student] == before[student] for student in later)
    for folder in ("submitted", "attempts", "reports", "autograded", "feedback", "staff"):
        left = {path.parent.name for path in (term.root / "var" / folder).glob(f"*/{ONE}")}
        assert left <= later, folder
    assert "s00" not in grades.scores(term.url(), TWO)  # handed both in before
    assert "s00" not in (term.root / "var/roster.csv").read_text(encoding="utf-8")
    term.type("purge", "--student", "s28", "--yes")
    with closing(sqlite3.connect(term.root / "var/gradebook.db")) as book:
        assert book.execute("SELECT count(*) FROM student WHERE id = 's28'").fetchone() == (0,)
    assert not [path for path in (term.root / "var").rglob("*") if "s28" in path.parts]
    term.grade(ONE)
    assert (term.root / "source" / ONE / f"{ONE}.ipynb").is_file()


PAGES = (
    the_class_comes_in,
    it_is_handed_out,
    first_wave,
    second_wave,
    grading,
    marks_by_hand,
    third_wave,
    a_test_is_changed,
    feedback_goes_out,
    scores_go_out,
    the_class_is_looked_at,
)
STEPS = (*PAGES, kept_and_restored, the_old_is_deleted)
