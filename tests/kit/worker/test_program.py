"""A student's text becomes a program; the program answers, and whatever it does becomes a reply."""

import ast
import subprocess
import sys
import textwrap
import time
import warnings
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.worker import program, protocol
from autograder.worker.cells import is_untouched, plain_python

# --- text to code ------------------------------------------------------------------------------


def run(source):
    """The names that a cell defines."""
    names = {}
    exec(plain_python(source), names)
    return names


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "%load_ext autoreload",
        "%timeit np.exp(1)",
        "!pip install numpy",
        "!ls -la | grep x",
        "files = !ls",
        "spent = %timeit -o f()",
        "a, b = !ls",
        "np.exp?",
        "np.exp??",
        "?np.exp",
        "??np.exp",
        "table[0]?",
    ],
)
def test_a_line_of_ipythons_does_nothing_and_its_neighbours_run(line):
    assert run(f"before = 1\n{line}\nafter = 2")["after"] == 2
    indented = f"def f():\n    {line}\n    return 3\nafter = f()"
    assert run(indented)["after"] == 3


@pytest.mark.parametrize("magic", ["%%time", "%%timeit -n 1", "%%capture out", "%%prun", "\n\n  %%time"])
def test_the_python_below_a_cell_magic_runs(magic):
    assert run(f"{magic}\nx = 1")["x"] == 1


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%javascript", "%%writefile a.py", "%%latex", "%%sh"])
def test_another_language_is_left_out(magic):
    assert plain_python(f"{magic}\nx = 1\n<b>") == ""


@pytest.mark.parametrize(
    "source",
    [
        "a = 7\nb = 5\nx = a %b",
        "a = 7\nb = 5\nx = (a\n  %b)",
        "a = 7\nx = 1 if a != 5 else 0",
        "x = '%d' % 3",
        "x = '''\n%matplotlib\n!ls\nwhat?\n'''",
        "x = f'{3!r}'",
        "def f(a):\n    '''What is it?\n    !\n    '''\n    return a\nx = f(1)",
        "x = [\n    1,\n]",
    ],
)
def test_what_is_python_stays_as_it_is(source):
    assert plain_python(source) == source
    assert "x" in run(source)


def test_an_operator_is_no_magic_beside_a_real_one():
    assert run("%matplotlib inline\na = 7\nb = 5\nx = a %b\ny = a != b")["x"] == 2
    assert run("%matplotlib inline\nx = (7\n     % 5)\ny = (x\n     != 3)")["x"] == 2
    assert run("!ls\nx = '''\n%keep\nwhat?\n'''\nnp.exp?")["x"] == "\n%keep\nwhat?\n"
    assert run("!ls\n" * 200 + "x = 1")["x"] == 1


def test_a_timed_statement_runs():
    assert run("%time x = 2")["x"] == 2
    assert run("if True:\n    %time   x = 2\n%time\n%time !ls")["x"] == 2


@given(
    st.lists(st.sampled_from(["%m", "!ls", "x?", "x = 1", "", "  pass", "def f(:", "%%time", "'''", "a %b"]))
)
def test_the_number_of_lines_stays(lines):
    source = "\n".join(lines)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert plain_python(source).count("\n") in (source.count("\n"), 0)


@pytest.mark.parametrize("line", [f"{' ' * 20_000}$", f"{' ' * 20_000}={' ' * 20_000}$", f"a{' ' * 20_000}$"])
def test_a_long_line_of_blanks_is_read_in_a_moment(line):
    """The grader reads these texts itself: a line of a million blanks had taken it hours."""
    began = time.process_time()
    assert plain_python(line) == line
    assert time.process_time() - began < 1


@given(st.text(max_size=200).filter(lambda text: "\0" not in text))  # submission takes them out
def test_any_text_becomes_text(source):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert isinstance(plain_python(source), str)


def test_an_error_is_on_the_students_own_line():
    _, ran = ran_cells("%matplotlib inline\n\n!ls\nx = 1 / 0")
    assert (ran[0].error, ran[0].line) == ("ZeroDivisionError: division by zero", 4)


# --- untouched? ----------------------------------------------------------------------------------

STUB = '''
def sigmoid(x):
    """Squeeze x.

    >>> sigmoid(0.0)
    0.5
    """
    # YOUR CODE HERE
    raise NotImplementedError()
'''
GIVEN_STUB = STUB.replace("    # YOUR", "    steps = 3\n    print('Start here')\n    # YOUR")


@pytest.mark.parametrize(
    "source",
    [
        STUB,
        STUB.replace("raise NotImplementedError()", "raise NotImplementedError"),
        STUB.replace("raise NotImplementedError()", "pass"),
        STUB.replace("raise NotImplementedError()", "..."),
        STUB.replace("raise NotImplementedError()", '"""later"""'),
        STUB.replace("# YOUR CODE HERE", "# I do not know how"),
        STUB.replace("Squeeze x.", "Squeeze x, my way."),
        STUB.replace("(x)", "(x, y=1)"),
        STUB.replace("\n", "\n\n"),
        "%matplotlib inline\n" + STUB,
        "import numpy as np\n" + STUB,
        "",
        "# nothing",
        "def sigmoid(x):\n    pass",
    ],
)
def test_a_stub_is_untouched_whatever_stands_around_nothing(source):
    assert is_untouched(source, STUB)


@pytest.mark.parametrize(
    "body",
    [
        "return None",
        "return",
        "return x",
        "x = 1",
        "print(x)",
        "for _ in x:\n        pass",
        "raise ValueError()",
        "if x:\n        pass",
        "x",
        "return (",
    ],
)
def test_a_statement_of_ones_own_is_an_attempt(body):
    assert not is_untouched(STUB.replace("raise NotImplementedError()", body), STUB)


def test_given_lines_are_no_attempt_even_reworded():
    assert is_untouched(GIVEN_STUB, GIVEN_STUB)
    assert is_untouched(GIVEN_STUB.replace("Start here", "Hello"), GIVEN_STUB)
    assert not is_untouched(GIVEN_STUB.replace("steps = 3", "steps = 4"), GIVEN_STUB)
    assert not is_untouched(GIVEN_STUB + "\nsigmoid(1)", GIVEN_STUB)


def test_an_import_that_brings_what_the_stub_asks_for_is_an_answer():
    assert not is_untouched("from numpy import tanh as sigmoid", STUB)
    assert is_untouched(f"from numpy import tanh\n{STUB}", STUB)


def test_a_class_is_untouched_until_a_method_says_something():
    stub = "class Net:\n    def __init__(self):\n        raise NotImplementedError()\n"
    assert is_untouched(stub, stub)
    assert is_untouched(stub + "    def more(self):\n        pass", stub)
    assert not is_untouched(stub.replace("raise NotImplementedError()", "self.w = 1"), stub)


def test_text_that_is_no_python_is_an_attempt():
    for source in ("def sigmoid(x)\n return", "\x00", "(" * 500, "x = '\ud800"):
        assert not is_untouched(source, STUB)


def test_each_stub_of_the_course_is_untouched_and_each_answer_an_attempt():
    root = Path(__file__).parents[3]
    for solution in sorted((root / "solutions").glob("*.py")):
        answers = ast.parse(solution.read_text(encoding="utf-8"))
        file = root / "release" / solution.stem / f"{solution.stem}.ipynb"
        bodies = {node.name: ast.unparse(node) for node in answers.body if hasattr(node, "name")}
        for cell in msgspec.json.decode(file.read_bytes())["cells"]:
            own = cell["metadata"].get("nbgrader", {})
            if own.get("solution") and cell["cell_type"] == "code":
                stub = "".join(cell["source"])
                assert is_untouched(stub, stub)
                assert not is_untouched(bodies[own["grade_id"]], stub)


# --- the session ---------------------------------------------------------------------------------


def ran_cells(*sources, output_limit=1_000, seed=0, stub=""):
    session = program.Session(
        program.fresh_namespace(), lambda asked: protocol.CallbackError(asked.call, asked.number)
    )
    cells = tuple(protocol.ProgramCell(f"cell {n}", text, stub) for n, text in enumerate(sources, 1))
    return session, list(session.run(protocol.RunProgram(0, cells, seed, output_limit)))


def raw(thing):
    return msgspec.Raw(protocol.raw(protocol.to_value(thing, lambda other: None)))


def call(session, name, *args, handle=None, **kwargs):
    return session.answer(protocol.Call(5, handle, name, raw(args), raw(kwargs)))


def python(value):
    return protocol.to_python(value, lambda reference: reference)


def test_a_cell_that_raises_is_recorded_and_the_next_one_runs():
    for raising in ("1 / 0", "import sys; sys.exit(3)", "raise KeyboardInterrupt", "def f(:", "exit()"):
        _, ran = ran_cells(raising, "x = 1")
        assert ran[0].error
        assert ran[1].error == ""
        assert "x" in ran[2].names


def test_an_untouched_stub_is_skipped_and_an_attempt_runs():
    _, ran = ran_cells(STUB, "def sigmoid(x):\n    return x", stub=STUB)
    assert [cell.skipped for cell in ran[:2]] == [True, False]
    assert "sigmoid" in ran[2].names


def test_printed_text_is_kept_to_its_limit_whatever_is_printed():
    _, ran = ran_cells("for _ in range(1000):\n    print('é' * 1000)", output_limit=100)
    assert ran[0].output == "é" * 100
    _, ran = ran_cells("import sys\nprint('\\ud800'); print('to stderr', file=sys.stderr)")
    assert ran[0].output == "?\nto stderr\n"
    protocol.frame(ran[0])


def test_a_strange_escape_in_a_text_prints_no_warning_of_pythons():
    # In a process of its own, where warnings are shown as they are in a worker.
    lines = (
        "from autograder.worker import program, protocol",
        "session = program.Session(program.fresh_namespace(), None)",
        r"cells = (protocol.ProgramCell('a', 'x = \"\\d\"\nassert (1, 2)\ny = 1 is 1'),)",
        "print(repr(next(session.run(protocol.RunProgram(0, cells, 0, 1000))).output))",
    )
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", "\n".join(lines)], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "''", done.stdout + done.stderr


def test_the_seed_decides_what_is_random():
    text = "import random\nimport numpy as np\nx = (random.random(), np.random.rand())"
    drawn = [ran_cells(text, seed=seed)[0].namespace["x"] for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
    session, _ = ran_cells("import numpy as np\ndef f():\n    return np.random.rand()")
    for seed in (0, 2**63 - 1):
        session.answer(protocol.Seed(1, seed))
        first = call(session, "f").value
        session.answer(protocol.Seed(1, seed))
        assert call(session, "f").value == first


def test_a_call_answers_with_value_and_printed_text():
    session, _ = ran_cells("def f(a, *, b):\n    print('hello')\n    return a + b")
    reply = call(session, "f", 1, b=2)
    assert (reply.call, python(reply.value), reply.changed, reply.printed) == (5, 3, None, "hello\n")
    session, _ = ran_cells("def f():\n    print('x' * 10**6)")
    assert len(call(session, "f").printed) == program.PRINTED_LIMIT


@pytest.mark.parametrize(
    ("body", "is_seen"),
    [
        ("x[0] = 9", True),
        ("x += 1", True),
        ("x.resize(5, refcheck=False)", True),
        ("x = x + 1", False),
        ("x[0] = x[0]", False),
        ("x.sort(); x.sort()", False),
    ],
)
def test_an_argument_changed_in_place_is_seen_and_no_other(body, is_seen):
    session, _ = ran_cells(f"def f(x):\n    {body}")
    for reply in (call(session, "f", np.arange(3.0)), call(session, "f", x=np.arange(3.0))):
        assert (reply.changed is not None) == is_seen


def test_a_change_is_seen_deep_inside_and_before_an_exception():
    session, _ = ran_cells(
        "def f(layers):\n    layers[0][1][0] = 9\n    raise ValueError('late')\n"
        "def g(table):\n    table['new'] = 1\n"
        "def h(items):\n    items.append(items)"
    )
    reply = call(session, "f", [(1, np.zeros(2))])
    assert python(reply.changed)[0][0][0][1].tolist() == [9.0, 0.0]
    assert call(session, "g", {"a": 1}).changed is not None
    assert call(session, "h", [1]).changed == protocol.Tuple(())


def test_an_exception_comes_with_its_ancestors_its_text_and_the_students_innermost_line():
    session, _ = ran_cells(
        "import numpy as np\n\n\ndef f(x):\n    return inner(x)\n",
        "class Own(KeyError):\n    pass\n\n\ndef inner(x):\n    if x:\n        raise Own('bad')\n"
        "    return np.zeros(3).reshape(2, 2)",
    )
    reply = call(session, "f", 1)
    assert (reply.typename, reply.text, reply.cell, reply.line) == ("Own", "'bad'", "cell 2", 7)
    assert reply.ancestors[:3] == ("KeyError", "LookupError", "Exception")
    reply = call(session, "f", 0)
    assert (reply.typename, reply.cell, reply.line) == ("ValueError", "cell 2", 8)


def test_an_exception_whose_text_raises_has_none():
    session, _ = ran_cells(
        "class Bad(Exception):\n    def __str__(self):\n        raise SystemExit\ndef f():\n    raise Bad"
    )
    assert call(session, "f").text == ""
    protocol.frame(call(session, "f"))


def test_a_missing_name_is_told_with_the_one_that_looks_like_it():
    session, _ = ran_cells("def Sigmoid(x): ...\ndef rectified(x): ...\n_sigmoid_ = 3")
    assert call(session, "sigmoid") == protocol.Missing(5, "sigmoid", "Sigmoid")
    assert call(session, "signoid").similar == "Sigmoid"
    assert call(session, "tanh").similar == ""


def test_a_name_above_a_locked_cell_may_be_meant_and_one_in_it_may_not():
    session, _ = ran_cells("def sigmiod(x): ...")
    locked = protocol.ProgramCell("given", "def softmix(x): ...", given=True)
    list(session.run(protocol.RunProgram(0, (locked,), 0, 100)))
    assert call(session, "sigmoid").similar == "sigmiod"
    assert call(session, "softmax").similar == ""


def test_what_cannot_be_carried_is_said_by_name():
    session, _ = ran_cells(
        "def deep():\n    x = []\n    x.append(x)\n    return x\n"
        "def big():\n    return 10 ** 5000\ndef text():\n    return '\\ud800'\n"
        "def many():\n    return [0] * 200_000"
    )
    for name, says in (("deep", "deep"), ("big", "14000 bits"), ("text", "Unicode"), ("many", "items")):
        reply = call(session, name)
        assert isinstance(reply, protocol.Unable)
        assert says in reply.reason


def test_an_object_stays_and_answers_by_its_number():
    session, _ = ran_cells(
        "import numpy as np\nclass Net:\n    def __init__(self, n):\n        self.w = np.zeros(n)\n"
        "        self.same = self.w\n    def total(self):\n        return self.w.sum()"
    )
    net = call(session, "Net", 3).value
    assert net == protocol.Handle(net.id, "Net", False)
    session.answer(protocol.Edit(6, net.id, "w", 0, 5.0))
    assert python(session.answer(protocol.Get(7, net.id, "same")).value).tolist() == [5.0, 0.0, 0.0]
    assert python(call(session, "total", handle=net.id).value) == 5.0
    session.answer(protocol.Set(8, net.id, "w", protocol.to_value(np.ones(2), lambda other: None)))
    assert python(call(session, "total", handle=net.id).value) == 2.0
    assert session.answer(protocol.Get(9, net.id, "nothing")).typename == "AttributeError"


def test_what_the_student_gets_can_be_written_to():
    session, _ = ran_cells("def f(x, layers):\n    x += 1\n    layers[0][0][0] = 2\n    return x")
    assert isinstance(call(session, "f", np.zeros(2), [(np.zeros(1),)]), protocol.Returned)


@pytest.mark.parametrize("name", ["exit", "quit"])
def test_a_call_that_ends_the_program_is_an_exception_like_any_other(name):
    session, _ = ran_cells(f"def f():\n    {name}()\ndef g():\n    return 1")
    assert call(session, "f").ancestors == ("SystemExit", "BaseException", "object")
    assert python(call(session, "g").value) == 1


def test_the_notebooks_surroundings_are_there_and_do_nothing():
    _, ran = ran_cells(
        "get_ipython().run_line_magic('matplotlib', 'inline')\ndisplay(1, 2)\nassert __name__ == '__main__'"
    )
    assert ran[0].error == ""


# --- the inert autograder ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "from autograder.check import check, hint\nassert check('sigmoid') is None\nhint('x', 1, more=2)",
        "import autograder\nautograder.check.check('x')",
        "import autograder.check as own\nown.check('x')",
        "import autograder\nautograder.anything(1)",
    ],
)
def test_a_check_in_a_worker_does_nothing(worker_of, source):
    worker_of(source)


@pytest.mark.parametrize(
    "source",
    [
        "from IPython.display import Audio, display\ndisplay(Audio([0.0, 0.5], rate=8000))",
        "import IPython.display as ipd\nipd.display(ipd.HTML('<b>x</b>'))\nipd.clear_output(wait=True)",
        "import IPython\nIPython.get_ipython().run_line_magic('matplotlib', 'inline')",
        "from IPython import get_ipython, display\nget_ipython().system('ls')",
    ],
)
def test_sound_and_rich_output_do_nothing_in_a_worker(worker_of, source):
    worker_of(f"{source}\nimport sys\nassert 'IPython.core' not in sys.modules")


def test_a_file_beside_a_notebook_may_have_the_name_of_a_module_of_ours(worker_of):
    worker_of(
        textwrap.dedent("""
            import pathlib
            import sys

            sys.path.insert(0, "")
            for name in "cells codec drawing needs pictures program protocol worker zygote".split():
                pathlib.Path(f"{name}.py").write_text("whose = 'mine'")
                assert __import__(name).whose == "mine"
        """)
    )


def test_of_the_real_package_a_worker_sees_nothing(worker_of):
    worker_of(
        textwrap.dedent("""
            import importlib
            for name in "report hand_in grading sandbox worker.protocol errors course".split():
                try:
                    importlib.import_module(f"autograder.{name}")
                except ImportError:
                    continue
                raise AssertionError(name)
        """)
    )
