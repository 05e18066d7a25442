"""What a suite sees of a student's code: the same over a real worker as over the loop-back of the desk."""

import builtins
import datetime as dt
import itertools
import textwrap
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from autograder.sandbox.process import DeadlinePassed, WireBroken, WorkerDied
from autograder.sandbox.proxy import (
    Instance,
    Loopback,
    NotAValue,
    NotDefined,
    Opaque,
    Student,
    StudentExited,
    WorkerChannel,
    mirrored,
    undo_changes,
)
from autograder.text import in_language
from autograder.worker import program, protocol

SECONDS = 5.0


@pytest.fixture(params=["loopback", "worker"])
def student_of(request):
    """Makes a student of a program's text."""

    def make(source):
        source = "import numpy as np\n" + textwrap.dedent(source)
        if request.param == "worker":
            return Student(WorkerChannel(request.getfixturevalue("worker_of")(source), SECONDS))
        session = program.Session(
            program.fresh_namespace(), lambda a: protocol.CallbackError(a.call, a.number)
        )
        ran = list(session.run(protocol.RunProgram(0, (protocol.ProgramCell("program", source),), 0, 1_000)))
        assert ran[0].error == ""
        return Student(Loopback(session))

    return make


@pytest.fixture
def remote_of(worker_of):
    """Makes a student in a worker, and the worker."""

    def make(source):
        worker = worker_of("import numpy as np\n" + textwrap.dedent(source))
        return Student(WorkerChannel(worker, SECONDS)), worker

    return make


# --- values ----------------------------------------------------------------------------------------


def test_a_value_comes_back_as_it_was_returned(student_of):
    student = student_of("def echo(x):\n    return x")
    for thing in (None, True, 3, 1.5, 2j, "text", b"bytes", [1, (2.0, "a")], {"a": {1: None}}, np.float32(2)):
        assert student.echo(thing) == thing
        assert type(student.echo(thing)) is type(thing)
    for array in (
        np.arange(6.0).reshape(2, 3).T,
        np.array(3),
        np.zeros((0, 2)),
        np.array([1, 2], dtype=">i2"),
    ):
        assert_array_equal(student.echo(array), array, strict=True)


RARE = [
    10**40,
    {1, (2, "a")},
    frozenset("ab"),
    Fraction(1, 3),
    Decimal("1.50"),
    dt.date(2020, 2, 29),
    dt.datetime(2020, 2, 29, 23, 59, tzinfo=dt.UTC),
    dt.timedelta(days=-1),
    range(3),
    {(1, 2): {Fraction(1, 2)}, dt.date(2020, 1, 1): Decimal(1)},
]


@pytest.mark.parametrize("thing", RARE, ids=lambda thing: type(thing).__name__)
def test_a_value_of_a_rarer_type_goes_there_and_comes_back(student_of, thing):
    student = student_of("def echo(x):\n    return x\ndef kind(x):\n    return type(x).__name__")
    assert student.echo(thing) == thing
    assert type(student.echo(thing)) is type(thing)
    assert student.kind(thing) == type(thing).__name__


def test_a_set_that_the_student_changed_is_changed_in_the_test(student_of):
    student = student_of("def f(x):\n    x.add(9)\ndef g(x):\n    return len(x)")
    own, same = {1}, {"a", "b", "c"}
    student.f(own)
    student.g(same)
    assert (own, same) == ({1, 9}, {"a", "b", "c"})
    undo_changes(student)
    assert own == {1}


def test_a_generator_is_asked_as_far_as_the_test_asks(student_of):
    student = student_of(
        """
        def primes():
            for number in range(2, 10**9):
                print(number)
                if all(number % other for other in range(2, number)):
                    yield number
        def stops():
            yield 1
            raise ValueError("no more")
        def endless():
            while True:
                yield 0
        class Own:
            def __iter__(self):
                return self
            def __next__(self):
                return Own()
        def own():
            return Own()
        """
    )
    assert list(itertools.islice(student.primes(), 4)) == [2, 3, 5, 7]
    items = student.primes()
    assert (next(items), next(items)) == (2, 3)
    one = student.stops()
    assert next(one) == 1
    with pytest.raises(ValueError, match="no more"):
        next(one)
    with pytest.raises(StopIteration):
        next(one)
    with pytest.raises(NotAValue, match="an iterator that goes on after 10000 items"):
        list(student.endless())
    with pytest.raises(NotAValue, match="an Own, not a number"):
        next(student.own()) + 1
    for use in (len, np.asarray, lambda got: got == [2], lambda got: got[0]):
        with pytest.raises(NotAValue, match="a generator, not a number"):
            use(student.primes())


TOO_MUCH = {
    "decimal.Decimal('sNaN')": "a Decimal that is no number",
    "decimal.Decimal('1E999999')": "more than 5000 places",
    "10 ** 10 ** 5": "more than 14000 bits",
    "fractions.Fraction(1, 10 ** 10 ** 5)": "more than 14000 bits",
    "range(10 ** 18)": "more than 100000 numbers",
    "set(range(20_000))": "more than 10000 items",
    "{object()}": "an item that cannot cross",
    "{print: 1}": "a key that cannot cross",
    "datetime.datetime(2020, 1, 1, tzinfo=Zone())": "a time zone of a type of its own",
    "[{frozenset(range(9_000))} for _ in range(12)]": "more than 100000 items",
}


@pytest.mark.parametrize("expression", TOO_MUCH)
def test_a_value_that_is_too_much_is_the_students_failure_with_its_reason_and_the_next_call_works(
    student_of, expression
):
    student = student_of(
        f"""
        import datetime, decimal, fractions
        class Zone(datetime.tzinfo):
            def utcoffset(self, moment):
                return datetime.timedelta(hours=1)
        def f():
            return {expression}
        def g():
            return 1
        """
    )
    with pytest.raises(NotAValue, match=TOO_MUCH[expression]):
        student.f()
    assert student.g() == 1


def test_why_a_value_cannot_be_judged_is_said_in_chinese_too(student_of):
    student = student_of("def f():\n    return {len}\ndef g():\n    return 10 ** 9000")
    for ask, words in ((student.f, "集合里有无法传递的元素"), (student.g, "14000")):
        with pytest.raises(NotAValue) as caught:
            ask()
        assert words in in_language(caught.value.what, "zh")


# --- variables, and what is printed ------------------------------------------------------------


def test_a_variable_is_as_its_own_cell_left_it():
    cells = (
        protocol.ProgramCell("mean", "total = 12\nmean = total / 4"),
        protocol.ProgramCell("spread", "mean = 0\nspread = [1, 2]"),
        protocol.ProgramCell("cell 3", "mean = 'played with'\nspread.append(3)\nlater = {1}"),
    )
    session = program.Session(program.fresh_namespace(), None)
    assert [ran.error for ran in list(session.run(protocol.RunProgram(0, cells, 0, 100)))[:3]] == [""] * 3
    student = Student(Loopback(session))
    assert student.variable("mean") == 3
    assert student.variable("total") == 12
    assert student.variable("later") == {1}
    with pytest.raises(NotDefined, match="median is not defined"):
        student.variable("median")


def test_what_a_cell_or_a_function_prints_is_a_text(student_of):
    student = student_of("def f(x):\n    print(x, end='')\nprint('from the program')")
    assert student.output_of("program") == "from the program\n"
    assert student.output_of(student.f, "Ünï") == "Ünï"
    assert len(student.output_of(student.f, "x" * 5_000)) == program.PRINTED_LIMIT
    with pytest.raises(NotDefined, match="greeting is not defined"):
        student.output_of("greeting")


def test_a_result_is_a_copy_that_cannot_be_written_to(student_of):
    student = student_of("kept = np.zeros(2)\ndef f():\n    return kept\ndef g():\n    kept[0] = 5")
    got = student.f()
    student.g()
    assert got.tolist() == [0.0, 0.0]
    assert not got.flags.writeable


def test_keywords_and_defaults_are_the_students(student_of):
    student = student_of("def f(a, b=2, *, c=3):\n    return [a, b, c]")
    assert student.f(1) == [1, 2, 3]
    assert student.f(b=5, a=4, c=6) == [4, 5, 6]
    with pytest.raises(TypeError, match="unexpected keyword"):
        student.f(1, d=1)


def test_what_a_student_says_is_cleaned(student_of):
    student = student_of(
        r"""
        def raises():
            raise ValueError("\x1b[2J\u202e evil \x00" + "x" * 100_000)
        Odd = type("\x1b[31mRed\u202e", (), {})
        def odd():
            return Odd()
        """
    )
    with pytest.raises(ValueError, match="evil") as caught:
        student.raises()
    assert not set("\x1b\u202e\x00") & set(str(caught.value))
    assert len(str(caught.value)) < 600
    with pytest.raises(NotAValue) as caught:
        student.odd() + 1
    assert not set("\x1b\u202e") & set(str(caught.value))


def test_the_seed_repeats_what_is_random(student_of):
    student = student_of("def f():\n    return np.random.rand(3)")
    student.seed(7)
    first = student.f()
    student.seed(7)
    assert_array_equal(student.f(), first)
    assert not np.array_equal(student.f(), first)


def test_a_name_that_is_missing_is_named_with_its_like(student_of):
    student = student_of("def Sigmoid(x):\n    return x")
    with pytest.raises(NotDefined, match="sigmoid is not defined; there is a Sigmoid"):
        student.sigmoid(1)
    with pytest.raises(NotDefined, match=r"^tanh is not defined$"):
        student.tanh(1)


def test_python_asks_a_student_nothing_by_accident(student_of):
    student = student_of("def f():\n    return 1")
    with pytest.raises(AttributeError):
        student.__len__  # noqa: B018
    assert repr(student.f) == "<the student's f>"


@pytest.mark.parametrize("expression", ["10 ** 5_000", "'\\ud800'", "[[]] * 200_000", "ring()"])
def test_what_cannot_be_carried_is_the_students_failure_and_the_next_call_works(student_of, expression):
    student = student_of(
        f"""
        def ring():
            x = []
            x.append(x)
            return x
        def f():
            return {expression}
        def g():
            return 1
        """
    )
    with pytest.raises(NotAValue, match="cannot be judged"):
        student.f()
    assert student.g() == 1


def test_a_result_far_larger_than_its_arguments_breaks_the_wire(student_of):
    student = student_of("def f(x, n):\n    return np.zeros(n)")
    assert student.f(1, 100_000).nbytes == 800_000
    assert student.f(np.zeros(10_000), 500_000).nbytes == 4_000_000  # at most 64 times what went in
    with pytest.raises(WireBroken):
        student.f(1, 1 << 18)


def test_an_empty_result_of_a_vast_shape_breaks_the_wire(student_of):
    with pytest.raises(WireBroken, match="too large"):
        student_of("def f():\n    return np.zeros((0, 1 << 40))").f()


def test_an_argument_that_cannot_be_carried_is_the_suites_error(student_of):
    student = student_of("def f(x):\n    return 1")
    with pytest.raises(TypeError, match="a suite cannot pass a object"):
        student.f(object())
    with pytest.raises(protocol.WireError):
        student.f(10**5_000)


# --- what is no value --------------------------------------------------------------------------------

ASKED = {
    "equals": lambda got: got == 1,
    "differs": lambda got: got != 1,
    "less": lambda got: got < 1,
    "truth": bool,
    "length": len,
    "float": float,
    "int": int,
    "complex": complex,
    "round": round,
    "abs": abs,
    "iterate": list,
    "unpack": lambda got: (lambda *_: 0)(*got),
    "index": lambda got: got[0],
    "assign": lambda got: got.__setitem__(0, 1),
    "contains": lambda got: 1 in got,
    "add": lambda got: got + 1,
    "radd": lambda got: 1 + got,
    "add array": lambda got: np.ones(2) + got,
    "matmul": lambda got: np.ones((2, 2)) @ got,
    "power": lambda got: got**2,
    "call": lambda got: got(),
    "text": str,
    "repr": repr,
    "format": lambda got: f"{got:.3f}",
    "shape": lambda got: got.shape,
    "np.shape": np.shape,
    "dtype": lambda got: got.dtype,
    "all": lambda got: got.all(),
    "asarray": np.asarray,
    "asarray float": lambda got: np.asarray(got, dtype=float),
    "isfinite": np.isfinite,
    "exp": np.exp,
    "allclose": lambda got: np.testing.assert_allclose(got, [1.0]),
    "concatenate": lambda got: np.concatenate([got, got]),
    "attribute": lambda got: got.anything,
    "set attribute": lambda got: setattr(got, "anything", 1),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("made", ["object()", "bytearray(2)", "np.array([None])", "print", "f"])
def test_on_what_is_no_value_everything_is_refused(ask, made):
    session = program.Session(program.fresh_namespace(), lambda a: protocol.CallbackError(a.call, a.number))
    list(
        session.run(
            protocol.RunProgram(
                0, (protocol.ProgramCell("p", f"import numpy as np\ndef f():\n    return {made}"),), 0, 9
            )
        )
    )
    got = Student(Loopback(session)).f()
    assert isinstance(got, Opaque)
    with pytest.raises((NotAValue, AssertionError)) as caught:
        ask(got)
    assert "returned a" in str(caught.value)


def test_numpy_calls_nothing_equal_to_what_is_no_value(student_of):
    got = student_of("def f():\n    return object()").f()
    assert not np.array_equal(got, [1.0])
    assert not np.array_equal(got, got)


def test_an_object_may_be_handed_back_to_the_student(student_of):
    student = student_of(
        "def make():\n    return {1, 2}\ndef count(s):\n    return len(s)\ndef get():\n    return count"
    )
    assert student.count(student.make()) == 2


# --- instances ---------------------------------------------------------------------------------------

NET = """
class NeuralNetwork:
    def __init__(self, inputs, hidden):
        self.weights = np.zeros((inputs, hidden))
        self.alias = self.weights
        self.layers = [self.weights]
        self.inner = object()
        self.function = max

    def forward(self, x):
        return x @ self.weights

    def me(self):
        return self

    @property
    def broken(self):
        raise ValueError("no")
"""


def test_an_instance_has_its_attributes_and_methods(student_of):
    net = student_of(NET).NeuralNetwork(2, 3)
    assert isinstance(net, Instance)
    assert net.weights.shape == (2, 3)
    assert_array_equal(net.forward(np.ones((1, 2))), np.zeros((1, 3)))
    net.weights = np.ones((2, 3))
    assert_array_equal(net.forward(np.ones((1, 2))), np.full((1, 3), 2.0))
    assert_array_equal(net.alias, np.zeros((2, 3)))


def test_an_attribute_edited_in_place_shows_in_its_other_names(student_of):
    student = student_of(NET)
    net = student.NeuralNetwork(2, 3)
    student.edit_in_place(net, "weights", (0, 1), 5.0)
    assert net.alias[0, 1] == 5.0
    assert net.layers[0][0, 1] == 5.0
    with pytest.raises(IndexError):
        student.edit_in_place(net, "weights", (9, 9), 5.0)


def test_two_instances_are_two(student_of):
    student = student_of(NET)
    one, two = student.NeuralNetwork(1, 1), student.NeuralNetwork(1, 1)
    one.weights = np.ones((1, 1))
    assert two.weights.tolist() == [[0.0]]


def test_a_missing_attribute_or_a_raising_one_is_the_students_exception(student_of):
    net = student_of(NET).NeuralNetwork(1, 1)
    with pytest.raises(AttributeError, match="has no attribute 'backward'"):
        net.backward(1)
    with pytest.raises(ValueError, match="no"):
        net.broken  # noqa: B018


@pytest.mark.parametrize("ask", [value for name, value in ASKED.items() if "attribute" not in name])
def test_an_instance_is_no_array(student_of, ask):
    with pytest.raises((NotAValue, AssertionError), match="returned a NeuralNetwork"):
        ask(student_of(NET).NeuralNetwork(1, 1))


def test_what_an_instance_holds_or_returns_is_no_instance(student_of):
    net = student_of(NET).NeuralNetwork(1, 1)
    for thing in (net.inner, net.me()):
        assert type(thing) is Opaque
    assert net.function(3, 4) == 4


def test_a_name_in_capitals_that_returns_a_number_is_a_function(student_of):
    assert student_of("def ReLU(x):\n    return x * 2").ReLU(3) == 6


# --- arguments that change ---------------------------------------------------------------------------


def test_an_array_changed_in_place_changes_in_the_suite(student_of):
    student = student_of("def f(x, *, y):\n    x[0] = 9\n    y += 1")
    x, y = np.zeros(2), np.zeros(2)
    student.f(x, y=y)
    assert x.tolist() == [9.0, 0.0]
    assert y.tolist() == [1.0, 1.0]


def test_an_array_that_is_only_read_stays(student_of):
    x = np.arange(4.0)
    student_of("def f(x):\n    x = x + 1\n    return x").f(x)
    assert x.tolist() == [0.0, 1.0, 2.0, 3.0]


def test_arrays_in_lists_of_tuples_change_in_the_suite(student_of):
    layers = [(np.zeros((2, 2)), np.zeros(2)), (np.zeros((2, 1)), np.zeros(1))]
    student_of(
        "def f(layers):\n    for weights, bias in layers:\n        bias += 1\n    layers[0][0][1, 1] = 3"
    ).f(layers)
    assert [bias.tolist() for _, bias in layers] == [[1.0, 1.0], [1.0]]
    assert layers[0][0].tolist() == [[0.0, 0.0], [0.0, 3.0]]


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("x.append(1)", [[0], {"a": 1}, 1]),
        ("x[0].append(5)", [[0, 5], {"a": 1}]),
        ("x[1]['b'] = 2", [[0], {"a": 1, "b": 2}]),
        ("x[1]['a'] = 2", [[0], {"a": 2}]),
        ("x.clear()", []),
        ("x[0] = 3", None),
        ("x.append(x)", None),
        ("x[0][0] = object()", None),
    ],
)
def test_lists_and_dicts_change_in_the_suite(student_of, body, after):
    x = [[0], {"a": 1}]
    student_of(f"def f(x):\n    {body}").f(x)
    if after is None:  # nothing that a suite could hold: all that it may know is that it is another
        with pytest.raises((AssertionError, NotAValue)):
            assert x == [[0], {"a": 1}]
    else:
        assert x == after


def test_a_change_before_an_exception_is_seen(student_of):
    x = np.zeros(2)
    with pytest.raises(ValueError, match="late"):
        student_of("def f(x):\n    x[0] = 1\n    raise ValueError('late')").f(x)
    assert x[0] == 1.0


@pytest.mark.parametrize("body", ["x.resize((3,), refcheck=False)", "x.resize((1, 2), refcheck=False)"])
def test_an_array_of_another_shape_is_visibly_another(student_of, body):
    for x in (np.ones(2), np.zeros(2)):
        before = x.copy()
        student_of(f"def f(x):\n    {body}").f(x)
        assert not np.array_equal(x, before)


def test_a_result_handed_on_may_be_changed_by_the_student(student_of):
    # It is read-only here, so that nobody can see it change; and the student's own array it is not.
    student = student_of("def make():\n    return np.zeros(2)\ndef f(x):\n    x += 1\n    return x")
    made = student.make()
    assert student.f(made).tolist() == [1.0, 1.0]
    assert made.tolist() == [0.0, 0.0]


def test_a_change_beside_functions_and_objects_is_seen(student_of):
    student = student_of(
        """
        def relu(x):
            return np.maximum(x, 0)
        alias = relu
        class Net: ...
        def f(function, x, net=None):
            x[0] = 9
            return function(x)
        """
    )
    for function in (np.abs, student.relu, student.alias, lambda x: x):
        x = np.zeros(2)
        assert student.f(function, x, student.Net())[0] == 9.0
        assert x[0] == 9.0


def test_a_function_in_a_list_is_itself_after_a_change(student_of):
    functions = [np.abs, [1]]
    student_of("def f(x):\n    x[1][0] = 2").f(functions)
    assert functions == [np.abs, [2]]


# --- callbacks ---------------------------------------------------------------------------------------

CALLS = """
def apply(function, *arguments):
    return function(*arguments)
def twice(function, x):
    return function(function(x))
def both(f, g, x):
    return [f(x), g(x)]
def swallow(function, x):
    try:
        return function(x)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
def named(function, x):
    return function(x=x)
def many(function, n):
    for _ in range(n):
        function(1.0)
    return n
def keep(function):
    global kept
    kept = function
    return 1
def later(x):
    return kept(x)
def give_back(function):
    return function
def call_object(function):
    return function(object())
def gradient(function, x):
    result = np.zeros_like(x)
    for i in range(x.size):
        old = x[i]
        x[i] = old + 1e-4
        above = function(x)
        x[i] = old - 1e-4
        result[i] = (above - function(x)) / 2e-4
        x[i] = old
    return result
def own(x):
    return x * 10
"""


def test_a_function_of_the_suites_can_be_called(student_of):
    student = student_of(CALLS)
    assert student.apply(np.tanh, 0.0) == 0.0
    assert student.twice(lambda x: x + 1, np.zeros(2)).tolist() == [2.0, 2.0]
    assert student.both(lambda x: x + 1, lambda x: x + 2, 0) == [1, 2]
    assert student.gradient(lambda v: (v**2).sum(), np.array([1.0, 2.0])) == pytest.approx([2.0, 4.0])


def test_a_function_of_the_students_own_can_be_passed(student_of):
    student = student_of(CALLS)
    assert student.twice(student.own, 1) == 100
    with pytest.raises(KeyError):
        student.twice(student.nothing, 1)


def test_a_callback_sees_the_arguments_as_they_are_then(student_of):
    seen = []
    student_of(CALLS).gradient(lambda v: seen.append(v.copy()) or 0.0, np.array([1.0]))
    assert [v[0] for v in seen] == pytest.approx([1.0001, 0.9999])


@pytest.mark.parametrize("function", [lambda x: 1 / 0, lambda x: [][0], lambda: 1, lambda x: object(), lambda x: exec("raise KeyError('secret 42')")])  # fmt: skip
def test_of_a_callbacks_exception_only_a_bare_no_crosses(student_of, function):
    told = student_of(CALLS).swallow(function, 1.0)
    assert told == "TypeError: the function that was passed in cannot take this argument"


@pytest.mark.parametrize("argument", ["'text'", "[1.0]", "(1.0,)", "None", "{}", "b'a'", "np.zeros(10_000)"])
def test_a_callback_takes_numbers_and_arrays_no_larger_than_the_calls(student_of, argument):
    called = []
    student = student_of(f"def f(function):\n    return function({argument})")
    with pytest.raises(TypeError, match="cannot take this argument"):
        student.f(called.append)
    assert called == []


def test_a_callback_takes_no_object_and_no_keyword(student_of):
    student = student_of(CALLS)
    with pytest.raises(TypeError, match="takes numbers and arrays, not object"):
        student.call_object(np.abs)
    with pytest.raises(TypeError, match="keyword"):
        student.named(np.abs, 1)


def test_a_callback_is_dead_when_its_call_is_closed(remote_of):
    student, worker = remote_of(CALLS)
    student.keep(np.abs)
    with pytest.raises(TypeError, match="in that call only"):
        student.later(1.0)
    assert student.many(lambda x: x, 3) == 3
    assert worker.alive


def test_a_kept_callback_is_never_taken_for_the_next_calls(remote_of):
    """Both would be number 0 if each call counted its own."""
    forged = CALLS + textwrap.dedent(
        """
        def again(function, x):
            kept.call = function.call  # as if it had come with this call
            return kept(x)
        """
    )
    student, worker = remote_of(forged)
    student.keep(np.abs)
    with pytest.raises(WireBroken, match="not open"):
        student.again(np.negative, 1.0)
    assert not worker.alive


def test_a_callback_that_is_returned_is_not_a_value(student_of):
    student = student_of(CALLS)
    with pytest.raises(NotAValue, match="the function that was passed in"):
        student.give_back(np.abs)
    assert student.many(lambda x: x, 3) == 3


def test_callbacks_are_counted_and_too_many_end_the_worker(remote_of):
    student, worker = remote_of(CALLS)
    assert student.many(lambda x: x, 1_000) == 1_000
    with pytest.raises(DeadlinePassed, match="too many calls"):
        student.many(lambda x: x, 10_001)
    # It still waits for an answer, so that no other call may reach it.
    assert not worker.alive
    with pytest.raises(WorkerDied):
        student.many(lambda x: x, 1)


def test_a_callbacks_bytes_are_counted(remote_of):
    student, worker = remote_of("def f(function, x):\n    for _ in range(20):\n        function(x)")
    with pytest.raises(WireBroken, match="too large calls"):
        student.f(lambda x: 0, np.zeros(1 << 17))
    assert not worker.alive


def test_a_swallowed_refusal_leaves_call_and_callback_in_step(student_of):
    student = student_of(
        """
        def f(function):
            found = []
            for argument in (1.0, "no", object(), 2.0):
                try:
                    found.append(function(argument))
                except TypeError:
                    found.append(None)
            return found
        """
    )
    assert student.f(lambda x: x * 2) == [2.0, None, None, 4.0]
    assert student.f(lambda x: x * 3) == [3.0, None, None, 6.0]


# --- exceptions --------------------------------------------------------------------------------------

PLAIN = [
    name
    for name, kind in vars(builtins).items()
    if isinstance(kind, type)
    and issubclass(kind, Exception)
    and "Group" not in name
    and "Unicode" not in name
]


@pytest.mark.parametrize("name", PLAIN)
def test_an_exception_arrives_as_itself_or_as_its_nearest_ancestor_that_is_harmless(name):
    session = program.Session(program.fresh_namespace(), lambda a: protocol.CallbackError(a.call, a.number))
    list(
        session.run(
            protocol.RunProgram(0, (protocol.ProgramCell("p", f"def f():\n    raise {name}('why')"),), 0, 9)
        )
    )
    with pytest.raises(Exception, match="why") as caught:
        Student(Loopback(session)).f()
    kind = type(caught.value)
    assert issubclass(getattr(builtins, name), kind)
    assert kind not in (StopIteration, StopAsyncIteration, Warning)
    if kind.__name__ != name and kind is not OSError:  # IOError is OSError
        assert str(caught.value) == f"{name}: why"


def test_an_instance_of_ones_own_class_stays_there_though_it_is_a_container(student_of):
    student = student_of(
        """
        from collections import Counter, namedtuple
        Pair = namedtuple("Pair", "a b")
        class Stack(list):
            def push(self, thing):
                self.append(thing)
                return self
        class Tally(Counter):
            def most(self):
                return max(self, key=self.get)
        def stack():
            return Stack([1])
        """
    )
    stack = student.Stack()
    stack.push(3)
    assert stack.pop() == 3
    assert student.Tally("aab").most() == "a"
    assert student.stack() == [1]  # no class that the suite called by name: by value
    assert student.Pair(1, 2) == (1, 2)


def test_ancestors_of_which_no_class_can_inherit_together_are_no_harm():
    kinds = ("OSError", "SyntaxError", "ImportError", "Exception")
    error = mirrored(protocol.Raised(0, "Odd", kinds, "why", "", 0, None, ""))
    assert type(error) is OSError


def test_an_exception_of_ones_own_arrives_as_its_ancestors_with_its_name(student_of):
    student = student_of(
        """
        class Wrong(KeyError): ...
        class Both(Wrong, ValueError): ...
        def f():
            raise Wrong("a")
        def g():
            raise Both("a")
        """
    )
    with pytest.raises(KeyError, match="Wrong: 'a'"):
        student.f()
    with pytest.raises(ValueError, match="Both: 'a'") as caught:
        student.g()
    assert isinstance(caught.value, KeyError)
    assert (caught.value.raised.cell, caught.value.raised.line) == ("program", 8)


@pytest.mark.parametrize(
    ("raising", "text"),
    [
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("import sys; sys.exit()", "SystemExit"),
        ("exit(1)", "SystemExit: 1"),
        ("raise GeneratorExit", "GeneratorExit"),
        ("raise type('Own', (BaseException,), {})('x')", "Own: x"),
        ("raise BaseExceptionGroup('g', [KeyboardInterrupt()])", "BaseExceptionGroup: g"),
    ],
)
def test_what_would_end_a_program_is_the_students_exit_and_the_next_call_works(student_of, raising, text):
    student = student_of(f"def f():\n    {raising}\ndef g():\n    return 1")
    with pytest.raises(StudentExited) as caught:
        student.f()
    assert str(caught.value).startswith(text)
    assert isinstance(caught.value, Exception)
    assert student.g() == 1


def test_an_interrupt_is_the_students_in_a_worker_and_the_persons_at_the_desk(remote_of):
    source = "def f():\n    raise KeyboardInterrupt"
    with pytest.raises(StudentExited, match="KeyboardInterrupt"):
        remote_of(source)[0].f()
    session = program.Session(program.fresh_namespace(), lambda a: protocol.CallbackError(a.call, a.number))
    list(session.run(protocol.RunProgram(0, (protocol.ProgramCell("p", source),), 0, 9)))
    with pytest.raises(KeyboardInterrupt):
        Student(Loopback(session)).f()


HOSTILE = {
    "huge": "raise ValueError('x' * 50_000_000)",
    "surrogate": "raise ValueError('\\ud800')",
    "text that raises": "raise type('E', (ValueError,), {'__str__': lambda self: 1 / 0})()",
    "text that exits": "raise type('E', (ValueError,), {'__str__': lambda self: exit()})()",
    "text that is no text": "raise type('E', (ValueError,), {'__str__': lambda self: 3})()",
    "long name": "raise type('E' * 1_000_000, (ValueError,), {})('x')",
    "deep family": "cls = ValueError\n    for i in range(300):\n        cls = type(f'E{i}', (cls,), {})\n    raise cls('x')",
    "posing as a builtin": "raise type('StopIteration', (ValueError,), {'__module__': 'builtins'})('x')",
    "chain": "error = ValueError('x')\n    error.__cause__ = error.__context__ = KeyError()\n    raise error",
    "group": "raise ExceptionGroup('g', [ValueError('x')] * 1000)",
    "recursion": "f()",
}  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_exception_is_an_exception_with_a_short_text(student_of, body):
    student = student_of(f"def f():\n    {body}\ndef g():\n    return 1")
    with pytest.raises(Exception) as caught:  # noqa: PT011
        student.f()
    assert len(str(caught.value)) < 700
    assert type(caught.value) not in (StopIteration, StudentExited)
    assert student.g() == 1


def test_no_raises_of_a_suite_takes_a_failure_of_the_workers(remote_of):
    student, _ = remote_of("import os\ndef f():\n    os._exit(0)")
    with pytest.raises(WorkerDied), pytest.raises(Exception):  # noqa: B017, PT011
        student.f()
    assert not issubclass(WorkerDied, Exception)


def test_the_course_runs_alike_over_both(student_of):
    root = Path(__file__).parents[3]
    student = student_of((root / "solutions" / "network.py").read_text(encoding="utf-8"))
    net = student.NeuralNetwork(3, 4, 2)
    output, hidden = net.forward(np.ones((5, 3)))
    assert output.shape == (5, 2)
    assert hidden.shape == (5, 4)
