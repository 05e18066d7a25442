"""Names of functions that mean something else further down, and definitions below what stops a cell."""

import io

import numpy as np
import pytest

from autograder.worker import program, protocol

RELU = "def relu(x):\n    return np.maximum(0, x)"


def ran_cells(*sources, definitions=(), functions=()):
    """A session that has run `setup` and these cells; a pair has a label of the release's own."""
    cells = [protocol.ProgramCell("setup", "import numpy as np", "", True, True)]
    for number, source in enumerate(sources, 1):
        label, text = source if isinstance(source, tuple) else (f"cell {number}", source)
        cells.append(protocol.ProgramCell(label, text, "", False, " " not in label, number in definitions))
    session = program.Session(program.fresh_namespace(), None)
    *ran, ready = session.run(protocol.RunProgram(0, tuple(cells), 0, 10_000, functions))
    return session, ran[1:], ready


def told(ready):
    return {one.name: (one.cell, one.counts) for one in ready.overwritten}


@pytest.mark.parametrize(
    "line",
    [
        "relu = relu(np.array([1.0, -1.0]))",
        "x = relu = 3",
        "relu: float = 2.5",
        "for relu in range(3):\n    pass",
        "import io\nwith io.StringIO() as relu:\n    pass",
        "from math import pi as relu",
        "import math as relu",
        "relu, other = 1, 2",
        "(relu := 4)",
        "globals()['relu'] = None",
        "try:\n    1 / 0\nexcept ZeroDivisionError as relu:\n    pass",
        "del relu",
        "if True:\n    relu = [relu(1)]",
    ],
)
def test_a_name_that_is_given_to_no_function_still_means_the_function(line):
    session, ran, ready = ran_cells(("relu", RELU), line)
    assert ran[1].error == ""
    assert session.namespace["relu"](-2) == 0
    assert told(ready)["relu"] == ("cell 2", False)
    assert "relu" in ready.names


def test_a_module_stays_one_where_a_name_is_given_away():
    session, _, ready = ran_cells("np = 3", ("relu", RELU))
    assert session.namespace["np"] is np
    assert session.namespace["relu"](-2) == 0
    assert told(ready) == {"np": ("cell 1", False)}


def test_what_is_called_in_the_same_cell_overwrites_nothing_either():
    session, _, ready = ran_cells(("relu", f"{RELU}\nrelu = relu(np.ones(3))"))
    assert session.namespace["relu"](-2) == 0
    assert told(ready) == {"relu": ("relu", False)}


def test_the_students_own_cells_run_on_as_in_jupyter():
    _, ran, _ = ran_cells(("relu", RELU), "relu = relu(np.ones(3))", "print(relu.shape)")
    assert (ran[2].error, ran[2].output) == ("", "(3,)\n")


def test_a_cell_that_was_handed_out_finds_the_function():
    _, ran, _ = ran_cells(("relu", RELU), "relu = 3", ("picture_relu", "print(relu(-1))"))
    assert (ran[2].error, ran[2].output) == ("", "0\n")


@pytest.mark.parametrize(
    "again", ["def relu(x):\n    return 7", "relu = lambda x: 7", "class relu(int): pass"]
)
def test_another_function_of_the_name_counts_and_its_cell_is_told(again):
    session, _, ready = ran_cells(("relu", RELU), again)
    assert session.namespace["relu"] is not None
    assert session.namespace["relu"](7) == 7
    assert told(ready) == {"relu": ("cell 2", True)}


def test_an_object_of_a_class_does_not_take_its_place_even_if_it_can_be_called():
    net = "class Net:\n    def __call__(self, x):\n        return x"
    session, _, ready = ran_cells(("Net", net), "Net = Net()")
    assert isinstance(session.namespace["Net"], type)
    assert told(ready) == {"Net": ("cell 2", False)}


TOTAL = "def total(x):\n    return sum(x)"


@pytest.mark.parametrize(
    "line", ["sum = 0\nfor v in [1, 2]:\n    sum += v\nprint(sum)", "for sum in [1]:\n    pass"]
)
@pytest.mark.parametrize("first", [False, True])
def test_what_pythons_own_functions_are_called_is_kept_where_the_program_calls_them(line, first):
    sources = [line, ("total", TOTAL)] if first else [("total", TOTAL), line]
    session, ran, ready = ran_cells(*sources)
    assert not any(one.error for one in ran[:2])
    assert session.answer(protocol.Call(1, None, "total", raw(([1, 2],)), raw({}))).value == 3
    assert told(ready) == {"sum": (f"cell {1 if first else 2}", False)}


def test_data_that_has_the_name_of_a_function_of_pythons_is_data_where_nobody_calls_it():
    session, _, ready = ran_cells("max = 5", "def f(x):\n    return min(x, max)")
    assert session.answer(protocol.Call(1, None, "f", raw((7,)), raw({}))).value == 5
    assert told(ready) == {}


def test_a_solution_cell_in_another_language_is_an_attempt_and_says_so():
    cell = protocol.ProgramCell("relu", f"%%writefile relu.py\n{RELU}", "def relu(x):\n    pass", False, True)
    session = program.Session(program.fresh_namespace(), None)
    ran, _ = session.run(protocol.RunProgram(0, (cell,), 0, 100))
    assert not ran.skipped
    assert ran.error == "%%writefile: nothing in this cell was run as Python"


def test_of_what_is_defined_in_its_own_cell_after_all_nothing_is_told():
    _, _, ready = ran_cells("def relu(x):\n    return 3", "relu = 4", ("relu", RELU), ("relu", RELU))
    assert told(ready) == {}


@pytest.mark.parametrize(
    "answer", ["lambda x: np.maximum(x, 0)", "np.vectorize(lambda x: max(x, 0))", "np.abs"]
)
def test_an_answer_in_a_cell_of_ones_own_is_kept_however_it_is_written(answer):
    session, _, ready = ran_cells(f"relu = {answer}", "relu = relu(np.ones(2))", functions=("relu",))
    assert session.namespace["relu"](2) == 2
    assert told(ready) == {"relu": ("cell 2", False)}


def test_a_variable_that_held_a_function_for_a_while_is_no_function():
    session, _, ready = ran_cells("f = np.sin", "f = 0.5", "def half(x):\n    return f * x")
    assert session.answer(protocol.Call(1, None, "half", raw((2.0,)), raw({}))).value == 1.0
    assert told(ready) == {}


def raw(thing):
    return protocol.msgspec.Raw(protocol.raw(protocol.to_value(thing, lambda other: None)))


# --- below what stops -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "above",
    [
        "n = int(input('How many? '))",
        "print(undefined)",
        "import sys; sys.exit()",
        "assert False",
        "while True:\n    n = input()",
    ],
)
def test_a_def_below_what_stops_a_cell_comes_to_life(above):
    session, ran, _ = ran_cells(f"{above}\nSCALE = 2\n\ndef relu(x):\n    return SCALE * max(0, x)\nprint(1)")
    assert ran[0].error
    assert ran[0].below == ""
    assert "1" not in ran[0].output
    assert session.namespace["relu"](3) == 6


def test_what_could_not_be_defined_below_is_told(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())  # where a worker has nobody, pytest has its own word
    session, ran, _ = ran_cells("n = int(input())\ndef f(x, n=n):\n    return x\ndef g(x):\n    return x")
    assert ran[0].error == "EOFError: EOF when reading a line"
    assert ran[0].below == "f: NameError: name 'n' is not defined"
    assert "f" not in session.namespace
    assert session.namespace["g"](1) == 1


def test_below_what_stops_a_cell_nothing_else_happens():
    session, ran, _ = ran_cells(
        "1 / 0\nprint('no')\nfor i in range(3):\n    x = i\nif 1:\n    print(2)\ny = 3"
    )
    assert ran[0].output == ""
    assert "x" not in session.namespace
    assert session.namespace["y"] == 3


def test_a_line_of_the_rest_is_still_the_line_of_the_cell():
    session, _, _ = ran_cells("1 / 0\n\ndef f(x):\n    return 1 / x")
    raised = session.answer(protocol.Call(1, None, "f", raw((0,)), raw({})))
    assert (raised.cell, raised.line) == ("cell 1", 4)


def test_of_a_cell_that_ended_a_worker_only_what_it_defines_runs():
    text = (
        "from __future__ import annotations\nimport os\nw = np.ones(3)\nbad = relu(3)\n"
        "def relu(x: nothing):\n    return w\nos._exit(1)"
    )
    session, ran, _ = ran_cells(text, definitions=(1,))
    assert ran[0].error == ""
    assert session.namespace["relu"](1) is session.namespace["w"]
    assert "bad" not in session.namespace


# --- packages that are not here -----------------------------------------------------------------------


def lacking(*sources):
    return {one.package: set(one.needed_by) for one in ran_cells(*sources)[2].lacking}


@pytest.mark.parametrize(
    "source",
    [
        "import nowhere\ndef f(x):\n    return nowhere.g(x)",
        "import numpy as n, nowhere.part as w\ndef f(x):\n    return w.g(x)",
        "from nowhere import g as h\ndef f(x):\n    return h(x)",
        "from nowhere.deep import *\ndef f(x):\n    return h(x)",
        "def f(x):\n    import nowhere\n    return nowhere.g(x)",
        "def f(x):\n    from nowhere import g\n    return g(x)",
        "import nowhere\nmodel = nowhere.Model()\ndef f(x):\n    return model(x)",
        "import nowhere\ndef helper(x):\n    return nowhere.g(x)\ndef f(x):\n    return helper(x)",
        "from nowhere import jit\n@jit\ndef f(x):\n    return x",
        "try:\n    import nowhere\nexcept ImportError:\n    print('no')\ndef f(x):\n    return nowhere.g(x)",
        "try:\n    import nowhere\nexcept ImportError:\n    nowhere = None\ndef f(x):\n    return nowhere.g(x)",
        "import nowhere\nclass f:\n    def g(self):\n        return nowhere.g(1)",
        "%matplotlib inline\nimport nowhere\ndef f(x):\n    return nowhere.g(x)",
    ],
)
def test_a_function_that_needs_a_package_that_is_not_here_is_told(source):
    assert "f" in lacking(source)["nowhere"]


@pytest.mark.parametrize(
    "source",
    [
        "import nowhere\ndef f(x):\n    return x",
        "try:\n    import nowhere as np\nexcept ImportError:\n    import numpy as np\ndef f(x):\n    return np.exp(x)",
        "def f(x):\n    try:\n        import nowhere\n    except ImportError:\n        return x\n    return nowhere.g(x)",
        "# import nowhere\ndef f(x):\n    '''\n    from nowhere import g\n    '''\n    return x",
        "import nowhere\ndef f(nowhere):\n    return nowhere + 1",
        "from nowhere import *\ndef f(x):\n    y = x + 1\n    return y",
        "import numpy.nowhere\ndef f(x):\n    return numpy.nowhere(x)",
    ],
)
def test_a_function_that_does_not_need_it_is_not_told(source):
    assert "f" not in lacking(source).get("nowhere", ())
