"""What the names in a line held where Python stopped: shapes, numbers, lengths, and nothing of the student's runs."""

import msgspec
import numpy as np
import pytest

from autograder.worker import held_names
from autograder.worker.program import Session, fresh_namespace
from autograder.worker.protocol import Call, ProgramCell, RunProgram, Tuple, raw, to_value


class Net:
    __module__ = "__main__"

    def __init__(self):
        self.bias = np.zeros((1, 3))


HERE = {
    "x": np.zeros((3, 2)),
    "labels": np.array([1, 2]),
    "n": 4,
    "rate": 0.25,
    "half": 2.0,
    "row": np.int64(2),
    "far": 1e20,
    "word": "hello",
    "vast": 10**400,
    "nothing": None,
    "layers": [np.zeros((2, 5)), 7],
    "slopes": {"bias": np.zeros((1, 2))},
    "net": Net(),
    "act": len,
}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("y = x @ labels", "x: (3, 2), labels: (2,) int64"),
        ("return n * rate + n", "n: 4, rate: 0.25"),
        ("for i in range(half, row, far):", "half: 2.0, row: 2, far: 1e+20"),
        ("y = act(word, axis=n) + vast", "act: builtin_function_or_method, word: str[5], n: 4, vast: int"),
        ("z = x.T + nothing", "x: (3, 2), nothing: None"),
        ("z = layers[0] + layers[1] + layers[2]", "layers[0]: (2, 5), layers[1]: 7, layers: list[2]"),
        ('z = slopes["bias"] + slopes["weights"]', 'slopes["bias"]: (1, 2), slopes: dict[1]'),
        ("z = net.bias + net.weights", "net.bias: (1, 3)"),
        ("print('x and n', other)  # and rate", ""),
    ],
)
def test_each_name_is_told_once_by_what_somebody_would_print_first(line, said):
    assert held_names.held(line, HERE) == said


def test_nothing_of_the_students_is_run():
    class Own:
        def __getattr__(self, name):
            raise SystemExit

        __len__ = __str__ = __format__ = __getattr__

    class Row(np.ndarray):
        def __getattribute__(self, name):
            raise SystemExit

    class Many(list):
        def __len__(self):
            raise SystemExit

    row = np.zeros(3).view(Row)
    assert held_names.held("a + b + c", {"a": Own(), "b": row, "c": Many()}) == "a: Own, b: Row, c: Many"


def test_the_line_is_that_of_the_cell_that_was_called():
    session = Session(fresh_namespace(), lambda asked: pytest.fail("nothing is asked"))
    cells = (
        ProgramCell("helper", "import numpy as np\ndef helper(a):\n    return a @ a\n"),
        ProgramCell("f", "def f(x):\n    y = x + 1\n    return helper(y)\n"),
    )
    list(session.run(RunProgram(0, cells, 0, 1000)))
    asked = Call(1, None, "f", raw(Tuple((to_value(np.zeros((2, 3)), None),))), raw(to_value({}, None)))
    reply = session.answer(asked)
    assert (reply.cell, reply.line) == ("helper", 3)
    assert (reply.code, reply.holds) == ("return helper(y)", "y: (2, 3)")
    assert reply.inner == "return a @ a"
    alone = session.answer(msgspec.structs.replace(asked, name="helper"))
    assert (alone.code, alone.holds, alone.inner) == ("return a @ a", "a: (2, 3)", "")
