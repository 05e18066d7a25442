"""Wrong programs that are no copy of a misconception, and the verdict on each hint that they got.

`wrong/<assignment>.yml` has them by function, with the diagnoses that have a verdict: `causes` name the cause or its
place, `symptoms` only what comes of it, `misleading` ones send to a wrong place.
A diagnosis that nobody has judged yet counts as misleading: judge it, or better show it to somebody else.

Where a program says what is wrong (`slip`) and which `line`, its author had seen only the notebooks, and two judges
gave the verdicts. The diagnosis `line` is that a repair's line is this one.

All of these programs were looked at while hints were written: how true hints are of programs that nobody has seen
is another question, and the answer is lower.

One program in five is asked, the same ones each time; `pytest tests/course/test_wrong.py --every-program` asks all.
"""

from collections import Counter

import hand_ins
import msgspec
import pytest

from autograder import hand_in, notebook
from autograder.classroom.jobs import data_of
from autograder.diagnosis import casebook, clues
from autograder.diagnosis.messages import DIAGNOSES
from autograder.diagnosis.repair_search import RepairSearch
from autograder.diagnosis.repairs import UNCLEAR
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from autograder.sandbox.proxy import Student, WorkerChannel
from autograder.sandbox.run import ProgramRun
from conftest import ASSIGNMENTS, COURSE, PLACES

pytestmark = pytest.mark.full

VERDICTS = ("causes", "symptoms", "misleading")
# What a program can be told beside the names of diagnoses and misconceptions.
OTHER = {"line", "nothing", "missing", "cell-stopped"}
LEAST_TRUE = 0.95  # of all programs; it would be more if a line were looked for in each that may have one
MOST_MISLEADING = 0.01
MOST_SILENT = 0.15
PART = 5  # one program in so many is asked, since all of them say hardly more and take five times as long


class Program(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wrong program, and the diagnoses that have a verdict."""

    wrong: str
    slip: str = ""
    line: str = ""
    causes: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()
    misleading: tuple[str, ...] = ()

    def judged(self):
        """The verdict on each diagnosis that has one."""
        return {name: kind for kind in VERDICTS for name in getattr(self, kind)}


def programs(assignment):
    """An assignment's programs, each with its place and its function."""
    file = hand_ins.HOME / "wrong" / f"{assignment}.yml"
    functions = msgspec.yaml.decode(file.read_bytes(), type=dict[str, dict[str, Program]])
    return [
        (f"{assignment}/{function}/{name}", function, program)
        for function, own in functions.items()
        for name, program in own.items()
    ]


@pytest.fixture(scope="module")
def verdicts(request):
    """What programs are told with the verdict on it, and whether the repairs' lines are the wrong line."""
    told, lines = {}, {}
    part = 1 if request.config.getoption("--every-program") else PART
    for assignment in ASSIGNMENTS:
        release = notebook.parse_notebook(PLACES.released(assignment).read_bytes(), assignment)
        book = casebook.read_casebook(PLACES.release(assignment))
        stubs = {name: cell.source for name, cell in release.functions.items()}
        imports, data = COURSE.imports_of(assignment), data_of(PLACES, assignment)
        with Zygote(tiers.probe().tier, imports, tiers.WorkerLimits(), data) as zygote:
            search = RepairSearch(book, stubs, COURSE.limits, zygote.fork)
            for place, function, program in programs(assignment)[::part]:
                raw = hand_ins.with_answer(assignment, function, program.wrong)
                handed_in = hand_in.read_hand_in(raw, release)
                run = ProgramRun(handed_in, stubs, COURSE.limits, 0, zygote.fork)
                worker = run.worker()
                found = book.diagnosis(function, Student(WorkerChannel(worker, 1.0)))
                variables = clues.variables_of(cell.source for cell in run.program)
                found = clues.or_clue(found, program.wrong, function, variables)
                worker.kill()
                name = found.name if found else "nothing"
                stopped = [note for note in run.notes if note.cell == function and note.error]
                name = "cell-stopped" if name == "missing" and stopped else name
                judged = program.judged()
                verdict = judged.get(name, "misleading")
                # Looking for a line takes longest by far: it is done for those that had one when they were judged.
                has_line = name in UNCLEAR and "line" in judged
                if has_line and (repair := search.repair(handed_in, function)):
                    verdict = judged["line"]
                    own = hand_in.code_of(handed_in, function)[-1].split("\n")[repair.line - 1]
                    lines[place] = own.strip() in program.line or program.line in own
                told[place] = (name, verdict)
    return told, lines


def test_every_verdict_is_on_a_misconception_or_a_general_diagnosis():
    known = {name for assignment in ASSIGNMENTS for name in hand_ins.misconceptions(assignment)}
    for assignment in ASSIGNMENTS:
        own = programs(assignment)
        assert len(own) >= 200, assignment
        for place, _, program in own:
            assert program.judged().keys() <= known | DIAGNOSES.keys() | OTHER, place


def test_most_hints_name_the_cause_and_hardly_any_a_wrong_one(verdicts):
    told, _ = verdicts
    counts = Counter(verdict for _, verdict in told.values())
    misleading = {place: name for place, (name, verdict) in told.items() if verdict == "misleading"}
    assert len(told) >= 1000
    assert counts["causes"] >= LEAST_TRUE * len(told), counts
    assert len(misleading) <= MOST_MISLEADING * len(told), misleading


def test_hardly_any_wrong_code_is_only_called_wrong(verdicts):
    told, _ = verdicts
    silent = [place for place, (name, _) in told.items() if name in ("nothing", "wrong")]
    assert len(silent) <= MOST_SILENT * len(told), silent


def test_a_repair_is_found_for_some_and_its_line_is_mostly_the_wrong_one(verdicts):
    _, lines = verdicts
    assert len(lines) >= 12
    assert sum(lines.values()) >= 0.75 * len(lines), [name for name, good in lines.items() if not good]
