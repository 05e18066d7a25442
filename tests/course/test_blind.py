"""Wrong programs of an author who had seen only the notebooks, and what two judges said of each hint.

`blind/<assignment>.yml` has, by program, what is wrong (`slip`), the wrong `line`, and under `told` the verdict on
each diagnosis that it got: `true` names the cause or its place, `vague` a symptom, `false` sends to the wrong one.
`line` is the verdict on a repair's line.
A diagnosis that nobody has judged yet counts as false: judge it, or better show it to somebody else.

All of these programs were looked at while hints were written: how true hints are of programs that nobody has seen
is another question, and the answer is lower.
"""

from collections import Counter
from itertools import cycle
from pathlib import Path

import hand_ins
import msgspec
import pytest

from autograder import hand_in, notebook
from autograder.classroom.jobs import data_of
from autograder.diagnosis import casebook, clues
from autograder.diagnosis.repair_search import RepairSearch
from autograder.diagnosis.repairs import UNCLEAR
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from autograder.sandbox.proxy import Student, WorkerChannel
from autograder.sandbox.run import ProgramRun
from conftest import ASSIGNMENTS, COURSE, PLACES

pytestmark = pytest.mark.full

LEAST_TRUE = 0.91  # of all programs; it would be more if a line were looked for in each that may have one
MOST_FALSE = 0.01


class Program(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wrong program. `told` is a verdict by diagnosis."""

    function: str
    slip: str
    line: str
    told: dict[str, str]
    wrong: str


def programs(assignment):
    """An assignment's programs; none as long as no stranger has written some."""
    file = Path(__file__).parent / "blind" / f"{assignment}.yml"
    return msgspec.yaml.decode(file.read_bytes(), type=dict[str, Program]) if file.is_file() else {}


@pytest.fixture(scope="module")
def verdicts():
    """The verdict on each program, and the repairs' lines that are the wrong line or not."""
    judged, lines, fourth = {}, {}, cycle((True, False, False, False))
    for assignment in ASSIGNMENTS:
        release = notebook.parse_notebook(PLACES.released(assignment).read_bytes(), assignment)
        book = casebook.read_casebook(PLACES.release(assignment))
        stubs = {name: cell.source for name, cell in release.functions.items()}
        imports, data = COURSE.imports_of(assignment), data_of(PLACES, assignment)
        with Zygote(tiers.probe().tier, imports, tiers.WorkerLimits(), data) as zygote:
            search = RepairSearch(book, stubs, COURSE.limits, zygote.fork)
            for name, program in programs(assignment).items():
                raw = hand_ins.with_answer(assignment, program.function, program.wrong)
                handed_in = hand_in.read_hand_in(raw, release)
                run = ProgramRun(handed_in, stubs, COURSE.limits, 0, zygote.fork)
                worker = run.worker()
                found = book.diagnosis(program.function, Student(WorkerChannel(worker, 1.0)))
                variables = clues.variables_of(cell.source for cell in run.program)
                found = clues.or_clue(found, program.wrong, program.function, variables)
                worker.kill()
                told = found.name if found else "nothing"
                stopped = [note for note in run.notes if note.cell == program.function and note.error]
                told = "cell-stopped" if told == "missing" and stopped else told
                verdict = program.told.get(told, "false")
                # Looking for a line takes longest by far: it is done for one of four that had one when they were
                # judged. The others count by what they are told alone.
                has_line = told in UNCLEAR and "line" in program.told
                is_next = has_line and next(fourth)
                if is_next and (repair := search.repair(handed_in, program.function)):
                    verdict = program.told.get("line", verdict)
                    own = hand_in.code_of(handed_in, program.function)[-1].split("\n")[repair.line - 1]
                    lines[f"{assignment}/{name}"] = own.strip() in program.line or program.line in own
                judged[f"{assignment}/{name}"] = f"{verdict}: {told}"
    return judged, lines


def test_most_hints_name_the_cause_and_hardly_any_a_wrong_one(verdicts):
    judged, _ = verdicts
    counts = Counter(said.partition(":")[0] for said in judged.values())
    false = {name: said for name, said in judged.items() if said.startswith("false")}
    assert len(judged) >= 800
    assert counts["true"] >= LEAST_TRUE * len(judged), counts
    assert len(false) <= MOST_FALSE * len(judged), false


def test_a_repair_is_found_for_some_and_its_line_is_mostly_the_wrong_one(verdicts):
    _, lines = verdicts
    assert len(lines) >= 12
    assert sum(lines.values()) >= 0.75 * len(lines), [name for name, good in lines.items() if not good]
