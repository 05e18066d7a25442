"""A class that is as it was left is not read again; whatever was touched since is."""

import json
import os
import shutil
import subprocess
import sys

import made
import pytest
from made import run

from autograder.classroom import grade, jobs, records, unchanged
from autograder.course import load_course
from autograder.sandbox import tiers
from autograder.sandbox.tiers import Tier
from autograder.submissions import attempts
from autograder.submissions.attempts import Attempt

WRONG = "def double(x):\n    return 3 * x\n\n\ndef halve(x):\n    return x / 2\n"
# Runs a command, and lists at its end which files below var/ it opened, which processes it started, and which
# modules it loaded.
WATCHED = """
import sys
told, var = sys.argv[1:3]
opened = []
def hear(event, arguments):
    if event == "open" and str(arguments[0]).startswith(var):
        opened.append(str(arguments[0])[len(var):])
    if event in ("subprocess.Popen", "os.fork"):
        opened.append(event)
sys.addaudithook(hear)
sys.argv[1:] = sys.argv[3:]
from autograder.cli import main
try:
    main()
finally:
    with open(told, "w") as file:
        print(*sorted(opened), sep="\\n", file=file)
        print(*sys.modules, file=file)
"""
PROBES = """
def probes():
    yield "double", ("a number",), lambda student: student.double(3)
    yield "double", ("a negative number",), lambda student: student.double(-2)


ZH = {"a number": "数", "a negative number": "负数"}
"""
TABLE = """\
tripled:
  function: double
  wrong: "def double(x): return 3 * x"
  hint: {en: "Count the x that you add.", zh: "数一数加了几个 x。"}
  concept: twice
  level: math
"""


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A course with a class that has been graded once: one by hand, one with two attempts."""
    root = made.course(tmp_path_factory.mktemp("told") / "course")
    run(root, "build")
    (root / "var/roster.csv").write_text("id,name\nada,Ada\n")
    made.hand_in(root, "ada", made.RIGHT)
    file = made.hand_in(root, "bob", WRONG)
    collected(root, "bob", file, "2026-11-01 10:00")
    collected(root, "bob", made.hand_in(root, "bob", made.RIGHT), "2026-11-02 10:00")
    run(root, "grade", "small")
    return root


def collected(root, student, file, when):
    """The file as one more attempt, as `collect` leaves it."""
    _, places = load_course(root)
    raw = file.read_bytes()
    said = Attempt(0, attempts.hand_in.bytes_digest(raw), f"{when.replace(' ', 'T')}:00+00:00", lms="folder")
    attempts.take_attempt(places.work("small", student), raw, said)
    attempts.put_latest(places.work("small", student))


@pytest.fixture
def root(first, tmp_path):
    """A copy of it to touch. What `stat` says of a copy is something else: it is graded once, from its reports."""
    copy = tmp_path / "course"
    shutil.copytree(first, copy)
    assert unchanged_class(copy) is None
    grade.grade(jobs.prepare(copy, "small"))
    return copy


def unchanged_class(root):
    return unchanged.unchanged_class(jobs.prepare(root, "small"))


def append(path, text=" "):
    """In place, so that the folder's own time stays."""
    with open(path, "a", encoding="utf-8") as file:
        file.write(text)


def replaced(path, old, new):
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def forged(path):
    """Another byte, and the time as it was."""
    before = path.stat()
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def emptied(path):
    path.write_bytes(b"")


def renewed(path):
    """The same bytes in another file."""
    shutil.copy2(path, path.with_name("other"))
    path.with_name("other").replace(path)


TOUCHED = {
    "a hand-in": lambda root: append(root / "var/submitted/ada/small/small.ipynb"),
    "a hand-in, its time forged": lambda root: forged(root / "var/submitted/ada/small/small.ipynb"),
    "a hand-in's moment": lambda root: (root / "var/submitted/ada/small/timestamp.txt").write_text(
        "2026-11-20 10:00:00 UTC"
    ),
    "one more student": lambda root: made.hand_in(root, "cy", made.RIGHT),
    "one student less": lambda root: shutil.rmtree(root / "var/submitted/ada"),
    "an attempt's record": lambda root: append(root / "var/attempts/bob/small/1/attempt.json"),
    "an attempt's notebook": lambda root: append(root / "var/attempts/bob/small/1/small.ipynb"),
    "an attempt's report": lambda root: append(root / "var/attempts/bob/small/2/report.json"),
    "one attempt more": lambda root: collected(
        root, "bob", root / "var/attempts/bob/small/1/small.ipynb", "2026-11-03 10:00"
    ),
    "a report": lambda root: append(root / "var/reports/ada/small/report.json"),
    "a report that is gone": lambda root: (root / "var/reports/ada/small/report.json").unlink(),
    "what is known of a report": lambda root: append(root / "var/reports/ada/small/report.meta.json"),
    "an autograded notebook": lambda root: append(root / "var/autograded/ada/small/small.ipynb"),
    "an autograded notebook, the same again": lambda root: renewed(
        root / "var/autograded/ada/small/small.ipynb"
    ),
    "the gradebook": lambda root: renewed(root / "var/gradebook.db"),
    "the gradebook, gone": lambda root: (root / "var/gradebook.db").unlink(),
    "the roster": lambda root: append(root / "var/roster.csv", "bob,Bob\n"),
    "the secret": lambda root: (root / "var/secret").write_bytes(b"t" * 32),
    "a hidden suite": lambda root: append(root / "tests/suites/small/test_halve.py", "\n\n# a word\n"),
    "a visible check": lambda root: append(root / "source/small/checks/test_halve.py", "\n\n# a word\n"),
    "the release": lambda root: append(root / "release/small/small.ipynb"),
    "the solution": lambda root: append(root / "solutions/small.py", "# a word\n"),
    "a limit": lambda root: replaced(root / "course.yml", "call_seconds: 1", "call_seconds: 2"),
    "the late policy": lambda root: append(root / "course.yml", "late: {percent_per_day: 10}\n"),
    "what the sandbox must be": lambda root: replaced(root / "course.yml", "sandbox: none", "sandbox: limited"),
    "the note itself": lambda root: emptied(root / "var/told/small.json"),
}  # fmt: skip


def test_a_class_that_nobody_touched_is_as_it_was_left(root):
    found = unchanged_class(root)
    assert list(found.students) == ["ada", "bob"]
    assert [one.score for one in found] == [8, 8]


@pytest.mark.parametrize("touch", TOUCHED.values(), ids=TOUCHED)
def test_whatever_is_touched_is_seen(root, touch):
    touch(root)
    assert unchanged_class(root) is None


@pytest.mark.parametrize("what", ["__version__", "tier"])
def test_another_kit_and_another_sandbox_are_seen(root, monkeypatch, what):
    if what == "tier":
        probed = jobs.tiers.probe().tier
        other = next(tier for tier in jobs.Tier if tier is not probed)
        monkeypatch.setattr(jobs, "find_tier", lambda *_: other)
    else:
        monkeypatch.setattr(jobs, "__version__", "0.1.77")
    assert unchanged_class(root) is None


def test_another_version_of_the_course_changes_no_digest_and_grades_nobody(root):
    before = jobs.prepare(root, "small")
    append(root / "course.yml", "version: '2.0'\n")
    after = jobs.prepare(root, "small")
    assert after.course.version == "2.0"
    assert (after.bases, after.view, after.parts) == (before.bases, before.view, before.parts)
    assert unchanged_class(root) is not None


def test_another_wording_of_a_hint_grades_nobody_and_is_on_the_page(tmp_path):
    root = made.course(tmp_path / "course")
    (root / "source/small/checks/probes.py").write_text(PROBES)
    (root / "source/small/checks/ideas.yml").write_text("double: {en: Add it to itself., zh: 加上它自己。}\n")
    table = root / "tests/suites/small/misconceptions.yml"
    table.write_text(TABLE)
    run(root, "build")
    made.hand_in(root, "bob", WRONG)
    run(root, "grade", "small")
    before = jobs.prepare(root, "small")
    replaced(table, "Count", "Look: count")
    replaced(root / "source/small/checks/ideas.yml", "Add it", "Add x")
    run(root, "build")
    after = jobs.prepare(root, "small")
    assert (after.bases, after.view, after.parts) == (before.bases, before.view, before.parts)
    assert unchanged_class(root) is not None
    run(root, "feedback", "small")
    assert "Look: count the x" in (root / "var/feedback/bob/small/small.html").read_text()


def test_another_wrong_answer_among_the_known_ones_is_a_change(tmp_path):
    root = made.course(tmp_path / "course")
    (root / "source/small/checks/probes.py").write_text(PROBES)
    table = root / "tests/suites/small/misconceptions.yml"
    table.write_text(TABLE)
    run(root, "build")
    before = jobs.prepare(root, "small")
    replaced(table, "3 * x", "5 * x")
    run(root, "build")
    assert jobs.prepare(root, "small").bases != before.bases


def test_what_came_while_the_class_was_graded_is_for_the_next_time(root, monkeypatch):
    job = jobs.prepare(root, "small")
    real = grade.records.record_grades

    def slow(*arguments):
        made.hand_in(root, "cy", made.RIGHT)
        return real(*arguments)

    monkeypatch.setattr(grade.records, "record_grades", slow)
    append(root / "var/roster.csv", "bob,Bob\n")  # so that there is something to do
    assert [one.student for one in grade.grade(job)] == ["ada", "bob"]
    assert unchanged_class(root) is None


def test_a_hand_in_that_could_not_be_graded_comes_again(root):
    job = jobs.prepare(root, "small")
    file = root / "var/reports/ada/small/report.meta.json"
    known = json.loads(file.read_bytes())
    assert records.is_settled(job, grade.GradingTask("ada"))
    file.write_text(json.dumps(known | {"run": {}}))  # as `store_lost` leaves it
    assert not records.is_settled(job, grade.GradingTask("ada"))


def test_of_several_attempts_each_must_have_its_report(root):
    append(root / "course.yml", "attempts: best\n")
    grade.grade(jobs.prepare(root, "small"))
    assert unchanged_class(root) is None  # what lay there by hand has become an attempt meanwhile
    grade.grade(jobs.prepare(root, "small"))
    assert unchanged_class(root) is not None
    (root / "var/attempts/bob/small/1/report.json").unlink()
    assert not records.is_settled(jobs.prepare(root, "small"), grade.GradingTask("bob", 1, False))
    assert unchanged_class(root) is None


def watched(root, folder, *arguments):
    """The command's end, the files below var/ that it opened, and the modules that it loaded."""
    note = folder / "opened"
    command = [sys.executable, "-c", WATCHED, str(note), str(root / "var")]
    ran = subprocess.run([*command, *arguments, "--course", str(root)], capture_output=True, text=True)
    *opened, modules = note.read_text().splitlines()
    return ran, opened, set(modules.split())


@pytest.mark.full
def test_an_unchanged_class_costs_no_open_file_a_student_and_no_module_for_grading(root, tmp_path):
    for number in range(5):
        shutil.copytree(root / "var/submitted/ada", root / f"var/submitted/s{number}")
    watched(root, tmp_path, "grade", "small")
    ran, opened, modules = watched(root, tmp_path, "grade", "small")
    assert ran.returncode == 0
    was_tried = set() if tiers.probe().tier is Tier.STRONG else {"subprocess.Popen"}
    assert set(opened) <= {"/secret", "/told/small.json", "/told/small.table"} | was_tried
    heavy = "autograder.classroom.grade autograder.classroom.records multiprocessing sqlalchemy pytest numpy dateutil"
    assert not modules & {*heavy.split(), "importlib.metadata", "rich.table", "rich.console", "logging"}


def test_no_sandbox_is_tried_for_a_class_that_was_graded_in_the_strongest(root, monkeypatch):
    as_graded_in(Tier.STRONG, root, monkeypatch)
    monkeypatch.setattr(tiers, "probe", lambda: pytest.fail("a sandbox was tried"))
    job, found = unchanged.without_sandbox(root, "small")
    assert (job.tier, list(found.students)) == (Tier.STRONG, ["ada", "bob"])
    append(root / "var/submitted/ada/small/small.ipynb")
    assert unchanged.without_sandbox(root, "small") is None


def test_where_a_better_sandbox_may_be_had_it_is_tried(root, monkeypatch):
    as_graded_in(Tier.GOOD, root, monkeypatch)
    assert unchanged_class(root) is not None
    assert unchanged.without_sandbox(root, "small") is None


def as_graded_in(tier, root, monkeypatch):
    """Let the machine have this sandbox, and the class be graded in it."""
    monkeypatch.setattr(tiers, "probe", lambda: tiers.TierProbe(tier, {}))
    job = jobs.prepare(root, "small")
    seen = unchanged.saved(job).seen
    unchanged.save(job, unchanged.fingerprint(job), unchanged.gradebook_stat(job), False, seen)


@pytest.mark.full
def test_an_unchanged_class_is_shown_as_it_was_the_first_time(root, tmp_path):
    replaced(root / "course.yml", "- name: small", '- name: small\n    due: "2026-11-01 12:00"')
    append(root / "course.yml", "late: {percent_per_day: 10}\n")
    made.hand_in(root, "cy", b"{")  # no notebook
    made.hand_in(root, "dora", WRONG)
    (root / "var/submitted/dora/small/timestamp.txt").write_text("2026-11-20 10:00:00 UTC")
    late = root / "var/attempts/bob/small/2/attempt.json"
    known = json.loads(late.read_bytes()) | {"late": True}
    del known["submitted_at"]  # late, and nobody knows by how much
    late.write_text(json.dumps(known))
    shown = run(root, "grade", "small", code=3).stdout
    again = watched(root, tmp_path, "grade", "small")
    assert again[0].returncode == 3
    assert "cy needs a person" in shown
    assert "bob is late, and nobody has said by how much" in shown
    assert "totals are before lateness, which takes off: dora 100 %" in shown
    assert shown == again[0].stdout
    assert "autograder.classroom.grade" not in again[2]
    as_left = run(root, "grade", "small", "--json", code=3).stdout
    assert as_left == run(root, "grade", "small", "--json", "--force", code=3).stdout


def test_who_handed_in_too_late_is_named_each_time(root, tmp_path):
    replaced(root / "course.yml", "- name: small", '- name: small\n    closes: "2026-11-20 12:00"')
    made.hand_in(root, "cy", WRONG)
    (root / "var/submitted/cy/small/timestamp.txt").write_text("2026-11-21 10:00:00 UTC")
    shown = run(root, "grade", "small").stdout
    again = watched(root, tmp_path, "grade", "small")
    assert "cy handed in after it closed: kept, not graded" in shown
    assert shown == again[0].stdout
    assert "autograder.classroom.grade" not in again[2]
    assert list(unchanged_class(root).students) == ["ada", "bob"]


def test_a_table_that_cannot_be_kept_is_printed_all_the_same(root, monkeypatch):
    first = run(root, "grade", "small").stdout
    (root / "var/told/small.table").unlink()
    (root / "var/told/small.table").mkdir()
    assert run(root, "grade", "small").stdout == first
