"""What a function is made of, read from its text: nothing of the student's runs for it."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import source_analysis
from autograder.grading.judge import describe
from autograder.sandbox.proxy import parsed_cells
from autograder.source_analysis import WrongConstruct
from autograder.text import in_language
from autograder.worker import protocol

GIVEN = "import numpy as np\ndef shown(x):\n    for part in x:\n        np.linalg.norm(part)\n"


def code(source, name="f"):
    cells = [protocol.ProgramCell("setup", GIVEN, given=True)]
    cells += [
        protocol.ProgramCell(f"cell {number}", textwrap.dedent(text))
        for number, text in enumerate(source.split("# ---"), 1)
    ]
    return source_analysis.student_code(name, parsed_cells(cells))


LOOPS = {
    "for": "def f(x):\n    for y in x:\n        pass",
    "while": "def f(x):\n    while x:\n        x -= 1",
    "in a helper": "def g(x):\n    for y in x:\n        pass\ndef f(x):\n    return g(x)",
    "in a helper's helper": "def h():\n    while 1:\n        pass\ndef g():\n    h()\ndef f(x):\n    return g()",
    "in a helper of another cell": "def f(x):\n    return g(x)\n# ---\ndef g(x):\n    for y in x:\n        pass",
    "in a function inside": "def f(x):\n    def g():\n        for y in x:\n            pass\n    return g()",
    "in the last of two": "def f(x):\n    return 1\n# ---\ndef f(x):\n    for y in x:\n        pass",
    "in a method": "class A:\n    def go(self):\n        for y in self.x:\n            pass\ndef f(x):\n    return A(x).go()",
    "in a decorator": "def twice(g):\n    def h(x):\n        for _ in 'ab':\n            g(x)\n    return h\n@twice\ndef f(x):\n    pass",
    "handed to map": "def g(x):\n    for y in x:\n        pass\ndef f(x):\n    return list(map(g, x))",
    "below an if": "if True:\n    def f(x):\n        for y in x:\n            pass\nelse:\n    pass",
    "under another name": "def g(x):\n    for y in x:\n        pass\nf = g",
    "decorated by hand": "def f(x):\n    for y in x:\n        pass\nf = print(f) or f",
}
NO_LOOPS = {
    "none": "def f(x):\n    return sum(x)",
    "in the first of two": "def f(x):\n    for y in x:\n        pass\n# ---\ndef f(x):\n    return 1",
    "in another function": "def g(x):\n    for y in x:\n        pass\ndef f(x):\n    return 1",
    "in what was handed out": "def f(x):\n    return shown(x)",
    "a comprehension": "def f(x):\n    return [y for y in x]",
    "in a text": "def f(x):\n    'for y in x: pass'\n    # for y in x\n    return x",
    "a variable of a helper's name": "def g(x):\n    for y in x:\n        pass\ndef f(x):\n    g = 1\n    return g",
    "a lambda": "f = lambda x: x + 1",
}


@pytest.mark.parametrize("where", LOOPS)
def test_a_loop_is_found_wherever_the_function_has_it(where):
    assert code(LOOPS[where]).uses("loop")
    code(LOOPS[where]).must_use("loop")
    with pytest.raises(WrongConstruct, match="wants f without a loop"):
        code(LOOPS[where]).must_not_use("loop")


@pytest.mark.parametrize("where", NO_LOOPS)
def test_what_is_no_loop_of_the_function_s_is_none(where):
    assert not code(NO_LOOPS[where]).uses("loop")
    with pytest.raises(WrongConstruct, match=r"asks for a loop .* in f, and there is none"):
        code(NO_LOOPS[where]).must_use("loop")
    code(NO_LOOPS[where]).must_not_use("loop")


def test_a_comprehension_is_a_loop_where_the_author_says_so():
    code("def f(x):\n    return [y for y in x]").must_use("loop", "comprehension")


RECURSIVE = {
    "direct": "def f(n):\n    return n and f(n - 1)",
    "mutual": "def f(n):\n    return n and g(n - 1)\ndef g(n):\n    return f(n)",
    "a lambda": "f = lambda n: n and f(n - 1)",
    "inside": "def f(n):\n    def go(n):\n        return n and go(n - 1)\n    return go(n)",
    "in a helper": "def g(n):\n    return n and g(n - 1)\ndef f(n):\n    return g(n)",
    "by map": "def f(t):\n    return 1 + sum(map(f, t))",
    "a method": "class T:\n    def depth(self):\n        return 1 + self.left.depth()\ndef f(t):\n    return T().depth()",
    "cached": "import functools\n@functools.cache\ndef f(n):\n    return n and f(n - 1)",
}
STRAIGHT = {
    "a loop": "def f(n):\n    while n:\n        n -= 1",
    "an earlier one": "def f(n):\n    return f(n)\n# ---\ndef f(n):\n    return g(n)\ndef g(n):\n    return n",
    "an argument of its name": "def f(f):\n    return f(1)",
    "a list's append": "class S:\n    def append(self, x):\n        self.items.append(x)\ndef f(x):\n    S().append(x)",
}


@pytest.mark.parametrize("how", RECURSIVE)
def test_recursion_is_found_direct_and_by_others(how):
    assert code(RECURSIVE[how]).uses("recursion")


@pytest.mark.parametrize("how", STRAIGHT)
def test_what_does_not_come_back_to_itself_is_no_recursion(how):
    assert not code(STRAIGHT[how]).uses("recursion")


FORBIDDEN = {
    "in full": "def f(x):\n    return np.linalg.inv(x)",
    "an alias": "import numpy.linalg as la\ndef f(x):\n    return la.inv(x)",
    "from": "from numpy import linalg as L\ndef f(x):\n    return L.inv(x)",
    "one function": "from numpy.linalg import inv as turned\ndef f(x):\n    return turned(x)",
    "everything": "from numpy.linalg import *\ndef f(x):\n    return inv(x)",
    "inside": "def f(x):\n    import numpy.linalg\n    return x",
    "inside, from": "def f(x):\n    from numpy import linalg\n    return linalg.inv(x)",
    "a variable": "la = np.linalg\ninv = la.inv\ndef f(x):\n    return inv(x)",
    "a local variable": "def f(x):\n    la = np.linalg\n    turn = la.inv\n    return turn(x)",
    "getattr": "def f(x):\n    return getattr(np, 'linalg').inv(x)",
    "a hidden getattr": "def f(x):\n    return getattr(np, 'lin' + 'alg').inv(x)",
    "import_module": "import importlib\ndef f(x):\n    return importlib.import_module('numpy.linalg').inv(x)",
    "__import__": "def f(x):\n    return __import__('numpy').linalg.inv(x)",
    "exec": "def f(x):\n    exec('y = np.linalg.inv(x)')",
    "computed before": "inverse = np.linalg.inv(np.eye(2))\ndef f(x):\n    return inverse @ x",
    "a helper": "def g(x):\n    return np.linalg.inv(x)\ndef f(x):\n    return g(x)",
    "a default": "def f(x, inv=np.linalg.inv):\n    return inv(x)",
}
ALLOWED = {
    "another part": "def f(x):\n    return np.linalgebra(x) + np.dot(x, x)",
    "a name of its own": "def f(linalg):\n    return linalg.inv(1)",
    "another function's import": "def g():\n    from numpy.linalg import inv as A\n    return A\ndef f(x):\n    A = x\n    return A",
    "what was handed out": "def f(x):\n    return shown(x)",
    "an attribute": "def f(x):\n    return x.linalg",
    "a getattr that says its name": "def f(x):\n    return getattr(np, 'dot')(x, x)",
}


@pytest.mark.parametrize("how", FORBIDDEN)
def test_a_forbidden_module_is_found_under_every_name(how):
    with pytest.raises(WrongConstruct, match="this line of yours has it"):
        code(FORBIDDEN[how]).must_not_use("np.linalg")


@pytest.mark.parametrize("how", ALLOWED)
def test_what_only_looks_like_it_is_not_forbidden(how):
    code(ALLOWED[how]).must_not_use("np.linalg")


def test_a_name_of_pythons_own_is_found_and_a_variable_of_that_name_is_not():
    with pytest.raises(
        WrongConstruct, match=r"without `sorted`, and this line of yours has it: return sorted\(x\)"
    ):
        code("def f(x):\n    return sorted(x)").must_not_use("sorted")
    with pytest.raises(WrongConstruct):
        code("order = sorted\ndef f(x):\n    return order(x)").must_not_use("sorted")
    code("def f(x):\n    sum = 0\n    for y in x:\n        sum = sum + y\n    return sum").must_not_use("sum")
    code("def sum(x):\n    return 1\ndef f(x):\n    return sum(x)").must_not_use("sum")
    with pytest.raises(WrongConstruct, match=r"`\.sort`"):
        code("def f(x):\n    x.sort()").must_not_use(".sort")
    with pytest.raises(WrongConstruct, match="`@`"):
        code("def f(x):\n    return x @ x").must_not_use("@")


def test_of_a_class_and_of_a_cell_all_is_read():
    assert code("class Net:\n    def go(self):\n        while True:\n            pass", "Net").uses("while")
    cells = [protocol.ProgramCell("mean", "total = 0\nfor x in [1, 2]:\n    total += x\nmean = total / 2")]
    assert source_analysis.student_code("mean", parsed_cells(cells)).uses("for")
    assert source_analysis.student_code("median", parsed_cells(cells)) is None


def test_a_means_that_the_author_misspelt_is_the_authors_error():
    with pytest.raises(ValueError, match="'a loop' is no means"):
        code("def f(x):\n    pass").must_use("a loop")


def test_a_student_reads_why_in_both_languages_of_a_hidden_test_too():
    with pytest.raises(WrongConstruct) as caught:
        code("def f(x):\n    return np.linalg.inv(x)").must_not_use("np.linalg")
    for visible in (True, False):
        words = describe(visible, caught.value)
        assert "return np.linalg.inv(x)" in in_language(words, "en")
        assert "这道题要求" in in_language(words, "zh")


@given(
    st.text(alphabet="def f(x):\n\t =lambda.,@*[]forinwhile123'\"#\\%", max_size=80) | st.text(max_size=60)
)
def test_no_text_of_a_students_stops_the_reader(text):
    cells = [
        protocol.ProgramCell("cell 1", text),
        protocol.ProgramCell("cell 2", f"def f(x):\n    return x\n{text}"),
    ]
    found = source_analysis.student_code("f", parsed_cells(cells))
    if found is not None:
        found.uses("loop", "recursion", "numpy.linalg", ".sort", "@")


@pytest.mark.parametrize(
    "text", ["def f(x):\n    return " + "-" * 50_000 + "1", "f = " + "(" * 500 + ")" * 500, "\0", "def f(:"]
)
def test_a_text_that_python_cannot_read_defines_nothing(text):
    assert source_analysis.student_code("f", parsed_cells([protocol.ProgramCell("cell 1", text)])) is None


def test_a_deep_text_that_python_can_read_is_read():
    deep = "def f(x):\n    return " + "+".join(["x"] * 900) + "\n"
    assert not source_analysis.student_code("f", parsed_cells([protocol.ProgramCell("cell 1", deep)])).uses(
        "loop", "recursion", "numpy"
    )
