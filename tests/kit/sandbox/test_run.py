"""One hand-in's program in real workers: a cell that hangs or exits costs that cell only."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from autograder import hand_in
from autograder.course import Limits
from autograder.notebook import Notebook, parse_notebook
from autograder.sandbox.process import DeadlinePassed, WireBroken, WorkerDied
from autograder.sandbox.run import MAX_RUNS, ProgramRun, failure_message, tidy
from autograder.worker import protocol

LIMITS = Limits(call_seconds=10, cell_seconds=10, submission_seconds=60, output_kb=1)
QUICK = msgspec.structs.replace(LIMITS, cell_seconds=1)  # where a cell never ends
FORGE = """
import os, socket, stat
for number in range(64):
    try:
        if stat.S_ISSOCK(os.fstat(number).st_mode):
            own = socket.socket(fileno=os.dup(number))
    except OSError:
        pass
own.sendall({})
"""


def cell(source, name="", **flags):
    own = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    metadata = {"nbgrader": own | {"grade_id": name} | flags} if name else {}
    return {"cell_type": "code", "metadata": metadata, "source": source, "id": name or "x"}


def raw(*cells):
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


@pytest.fixture
def run_of(zygote):
    """Makes the run of a notebook's cells; its workers are ended."""
    workers = []

    def fork():
        workers.append(zygote.fork())
        return workers[-1]

    def make(*cells, limits=LIMITS, release=None, stubs=None):
        cells = [cell(each) if isinstance(each, str) else each for each in cells]
        handed_in = hand_in.read_hand_in(raw(*cells), release or Notebook((), {}))
        found = ProgramRun(handed_in, stubs or {}, limits, 7, fork)
        found.forks = workers
        return found

    yield make
    for worker in workers:
        worker.kill()


def errors(run):
    return {note.number: str(note.error) for note in run.notes if note.error}


def test_a_program_runs_from_top_to_bottom(run_of):
    run = run_of("x = 1", "y = x + 1\nprint(y)", "def f(): ...", "_hidden = 3")
    assert run.worker().alive
    assert {"x", "y", "f"} <= run.names
    assert "_hidden" not in run.names
    assert [(note.cell, note.number, note.error, note.output) for note in run.notes] == [
        ("cell 2", 1, "", "2\n")
    ]


def test_a_cell_that_raises_costs_that_cell_only(run_of):
    run = run_of("x = 1", "\ny = 1 / 0", "z = 3", "def f(:")
    assert run.worker().alive
    assert {"x", "z"} <= run.names
    assert errors(run)[1] == "ZeroDivisionError: division by zero (line 2)"
    assert errors(run)[3].startswith("SyntaxError:")
    assert len(run.forks) == 1


@pytest.mark.parametrize(
    ("deadly", "says"),
    [
        ("while True:\n    pass", "no answer within 1 s"),
        ("import time; time.sleep(60)", "no answer within 1 s"),
        ("import os; os._exit(0)", "ended the program"),
        ("import ctypes; ctypes.string_at(0)", "ended the program"),
        (FORGE.format("b'\\0\\0\\0\\1x'"), "cannot be read"),
        (FORGE.format("b'\\xff' * 4"), "cannot be read"),
        (FORGE.format(repr(msgspec.msgpack.encode(["ready", 0, ["sigmoid"]]))), "cannot be read"),
    ],
)
def test_a_cell_that_ends_the_worker_costs_that_cell_only(run_of, deadly, says):
    run = run_of("x = 1", deadly, "z = 3", limits=QUICK)
    assert run.worker().alive
    assert {"x", "z"} <= run.names
    assert list(errors(run)) == [1]
    assert says in errors(run)[1]
    # It is known by now: the next grade cell's worker starts without it.
    began = len(run.forks)
    assert run.worker().alive
    assert len(run.forks) == began + 1


@pytest.mark.parametrize("polite", ["exit()", "import sys; sys.exit(1)", "raise KeyboardInterrupt", "quit()"])
def test_a_polite_exit_ends_no_worker(run_of, polite):
    run = run_of(polite, "z = 3")
    assert run.worker().alive
    assert len(run.forks) == 1
    assert "z" in run.names


@pytest.mark.parametrize(
    "deadly", ["import os; os._exit(0)", "while True:\n    pass", "import ctypes; ctypes.string_at(0)"]
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_what_a_deadly_cell_defines_is_kept(run_of, deadly, place):
    define = "def f(x):\n    return x"
    both = f"{deadly}\n{define}" if place == "above" else f"{define}\n{deadly}"
    run = run_of("x = 1", both, limits=QUICK)
    assert run.worker().alive
    assert {"x", "f"} <= run.names
    assert errors(run)[1].endswith("Only what this cell defines was kept.")


def test_a_cell_whose_very_definitions_are_deadly_is_left_out(run_of):
    run = run_of("class C:\n    import os; os._exit(0)\ndef f(x):\n    return x", "z = 3")
    assert run.worker().alive
    assert "z" in run.names
    assert "f" not in run.names
    assert errors(run) == {0: str(failure_message(WorkerDied("gone"), 1))}


def test_a_def_below_input_comes_to_life_and_the_student_reads_what_input_does(run_of):
    run = run_of("n = int(input('How many? '))\ndef f(x):\n    return x\ndef g(x=n):\n    return x")
    assert run.worker().alive
    assert "f" in run.names
    said = errors(run)[0]
    assert said.startswith("EOFError: EOF when reading a line (line 1)\ninput() waits for somebody to type")
    assert said.endswith("could not be defined:\ng: NameError: name 'n' is not defined")


def test_a_name_that_is_given_away_is_named_with_its_cell(run_of):
    run = run_of(cell("def f(x):\n    return x", "f"), "f = f(3)", release=RELEASE, stubs=STUBS)
    assert run.worker().alive
    assert "f" in run.names
    (remark,) = map(str, run.remarks)
    assert remark.startswith("cell 4 gives the name `f` to something else")  # two were put back


def test_a_package_that_is_not_here_is_told_by_who_needs_it(run_of):
    run = run_of("import nowhere", "def f(x):\n    return nowhere.g(x)", "def g(x):\n    return x")
    assert run.worker().alive
    assert run.lacking["f"] == ("nowhere",)
    assert "g" not in run.lacking


def test_several_deadly_cells_cost_themselves(run_of):
    run = run_of(*["import os; os._exit(0)", "x = 1"] * 3)
    assert run.worker().alive
    assert "x" in run.names
    assert list(errors(run)) == [0, 2, 4]


def test_a_notebook_of_deadly_cells_is_given_up(run_of):
    run = run_of("x = 1", *["import os; os._exit(0)"] * (MAX_RUNS + 1))
    assert run.worker() is None
    assert len(run.forks) == 2 * MAX_RUNS  # each cell twice: the first time may have been chance
    assert run.names == frozenset()
    assert len(errors(run)) == MAX_RUNS


@pytest.fixture
def busy_core():
    """A processor that somebody else keeps busy."""
    core = min(os.sched_getaffinity(0))
    loop = f"import os; os.sched_setaffinity(0, {{{core}}}); print(flush=True)\nwhile True: pass"
    with subprocess.Popen([sys.executable, "-c", loop], stdout=subprocess.PIPE) as busy:
        busy.stdout.readline()
        yield core
        busy.kill()


def test_a_cell_that_got_no_processor_is_run_once_more(run_of, busy_core):
    began = time.process_time()
    sum(range(1_000_000))
    turns = round(
        0.3 / (time.process_time() - began)
    )  # a third of a second here, of four that a cell may take
    limits = msgspec.structs.replace(LIMITS, cell_seconds=4)
    run = run_of(f"for n in range({turns}):\n    sum(range(1_000_000))", limits=limits)
    fork = run.fork

    def last_in_line():
        """A worker that gets next to nothing of a processor, if it is the first."""
        worker = fork()
        if len(run.forks) == 1:
            os.sched_setaffinity(worker.pid, {busy_core})
            os.setpriority(os.PRIO_PROCESS, worker.pid, 19)
            group = Path(
                f"/proc/{worker.pid}/autogroup"
            )  # a session has a priority of its own, on some machines
            if group.exists():
                group.write_text("19")
        return worker

    run.fork = last_in_line
    assert run.worker().alive
    assert "n" in run.names
    assert errors(run) == {}
    assert len(run.forks) == 2


def test_a_submission_has_one_deadline(run_of):
    limits = msgspec.structs.replace(LIMITS, cell_seconds=60, submission_seconds=0.6)
    run = run_of("while True:\n    pass", "x = 1", "while True:\n    pass", limits=limits)
    began = time.monotonic()
    assert run.worker() is None
    assert run.worker() is None
    assert time.monotonic() - began < 30


def test_what_is_printed_is_kept_to_its_limit(run_of):
    run = run_of("for _ in range(100_000):\n    print('x' * 100)", "print('a\\x1b[31mb\\u202e')")
    assert run.worker().alive
    assert len(run.notes[0].output) == 1 << 10
    assert run.notes[1].output == "a\ufffd[31mb\ufffd\n"


def test_every_worker_starts_from_the_same_seed(run_of):
    run = run_of("import random\nimport numpy as np\nprint(random.random(), np.random.rand())")
    run.worker()
    first = run.notes
    again = run_of("import random\nimport numpy as np\nprint(random.random(), np.random.rand())")
    again.worker()
    assert first == again.notes


RELEASE = parse_notebook(
    raw(
        cell("import numpy as np", "setup", locked=True),
        cell("def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()", "f", solution=True),
        cell('check("f")', "test_f", grade=True, locked=True, points=3),
    ),
    "release",
)
STUBS = {"f": RELEASE.cells[1].source}


@pytest.mark.parametrize(
    ("cells", "is_untouched"),
    [
        ([cell(STUBS["f"], "f")], True),
        ([cell("def f(x):\n    # I do not know\n    pass", "f")], True),
        ([cell(STUBS["f"], "f"), cell(STUBS["f"], "f")], True),
        ([], True),
        ([cell("", "f")], True),
        ([cell("def f(x):\n    return x", "f")], False),
        ([cell("def f(x):\n    return x", "f"), cell(STUBS["f"], "f")], False),
        ([cell(STUBS["f"], "f"), cell("def f(x):\n    return x")], False),
        ([cell("def f(x)\n    return x", "f")], False),
        ([cell("import os; os._exit(1)", "f")], False),
    ],
)
def test_a_function_is_untouched_where_no_cell_says_anything_of_it(run_of, cells, is_untouched):
    run = run_of(*cells, release=RELEASE, stubs=STUBS)
    run.worker()
    assert run.is_untouched("f") == is_untouched


def test_an_untouched_stub_is_not_run_over_a_solution_elsewhere(run_of):
    run = run_of(
        cell("f = lambda x: x"), cell(STUBS["f"].replace("# YOUR", "# my"), "f"), release=RELEASE, stubs=STUBS
    )
    run.worker()
    assert not run.is_untouched("f")


def test_a_text_is_the_same_on_every_run():
    text = "<object at 0x7f0012345678> in /tmp/autograder-x1/file.txt \x1b[0m"
    assert tidy(text) == "<object at 0x…> in /tmp/… \ufffd[0m"


def test_a_workers_end_is_told_in_the_students_words():
    assert "within 2.5 s" in str(failure_message(DeadlinePassed("late"), 2.5))
    assert "cannot be read" in str(failure_message(WireBroken("tag"), 1))
    assert "memory" in str(failure_message(WorkerDied("gone"), 1))


@pytest.mark.parametrize("line", [2**62, -(2**62), -1, 0, 1_000])
def test_a_line_that_a_cell_does_not_have_is_told_to_nobody(run_of, line):
    """A cell that answers in the grader's own words, in the place of the worker."""
    forged = protocol.frame(protocol.CellFinished(0, 0, False, "ValueError: x", line, ""))
    forged += protocol.frame(protocol.Ready(0, ("x",)))
    run = run_of(FORGE.replace("{}", repr(bytes(forged))) + "\nimport time; time.sleep(60)\n")
    run.worker()
    assert [note.line for note in run.notes if note.number == 0] == [0]
    assert "line" not in errors(run)[0]
