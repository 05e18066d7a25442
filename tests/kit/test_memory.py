"""A program shares one run among its suites only where no call can leave anything behind."""

import functools

import numpy as np
import pytest

from autograder.worker.memory import binds_only, is_plain, is_stateless

PLAIN = "import numpy as np\nimport matplotlib.pyplot as plt\nRATE = 0.5\n"


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    return 1 / (1 + np.exp(-x))",
        "def f(x):\n    y = x.copy()\n    y[y < 0] = 0\n    return y",
        "def f(x):\n    return RATE * x",
        "f = lambda x: np.maximum(0, x)",
        "def helper(x):\n    return x\ndef f(x):\n    return [helper(each) for each in x]",
        "def f(x):\n    def inner(y):\n        return x + y\n    return inner(2)",
        "def f(n, seed):\n    rng = np.random.default_rng(seed)\n    return rng.normal(size=n)",
        "def f(x):\n    total = 0\n    for each in x:\n        total += each\n    return total",
        "def f(x):\n    try:\n        return np.linalg.norm(x)\n    except ValueError as error:\n        print(error)",
        "from math import exp\ndef f(x):\n    return exp(x)",
        "table = np.array([1, 2])\nprint(table)\ndef f(x):\n    return x",
        "def draw(x):\n    plt.plot(x)\n    plt.show()",
    ],
)
def test_functions_of_their_arguments_remember_nothing(source):
    assert is_stateless([PLAIN, source])


@pytest.mark.parametrize(
    "source",
    [
        "seen = []\ndef f(x):\n    seen.append(x)\n    return x",
        "def f(x, seen=[]):\n    seen.append(x)\n    return x",
        "def f(x):\n    global count\n    count = 1",
        "def f(x):\n    f.calls = 1\n    return x",
        "table = np.zeros(3)\ndef f(x):\n    table[0] += x\n    return table",
        "table = np.zeros(3)\ndef f(x):\n    return table",
        "def outer():\n    count = 0\n    def f(x):\n        nonlocal count\n        count += 1\n    return f\nf = outer()",
        "class Net:\n    seen = []\n    def forward(self, x):\n        self.seen.append(x)",
        "def f(x):\n    return x + np.random.randn()",
        "def f(x):\n    return np.random.default_rng().normal()",
        "def f(x):\n    np.seterr(all='raise')\n    return x",
        "import random\ndef f(x):\n    return random.random()",
        "import functools\n@functools.lru_cache\ndef f(x):\n    return x",
        "def f(x):\n    np.save('kept.npy', x)",
        "def f(x):\n    open('kept', 'w').write('1')",
        "def f(x):\n    np.exp.kept = x",
        "def f(x):\n    import numpy\n    numpy.kept = x",
        "def f(x):\n    exec('kept = 1', globals())",
        "def f(x):\n    f.__dict__['kept'] = x",
        "def f(x):\n    m = np\n    m.kept = x",
        "steps = iter([1, 2, 3])\ndef f(x):\n    return next(steps)",
        "def counter():\n    n = 0\n    while True:\n        n += 1\n        yield n\nc = counter()\ndef f(x):\n    return c.send(None)",
        "np.exp = lambda x: x\ndef f(x):\n    return np.exp(x)",
        "kept = np.zeros(1)\nf = lambda x, into=kept: into",
        "def f(x):\n    return np.add(x, 1, out=kept)\nkept = np.zeros(3)",
        "f = np.vectorize(lambda x: x)\ndef g(x):\n    return f(x)",
        "def f(x):\n    del g.seen\n",
        "def f(x):\n    return plt.rcParams.update({'calls': x})",
        "def f(x):\n    p = plt.rcParams\n    p['calls'] = x",
        "def f(x):\n    table = np.typecodes\n    table['calls'] = 'x'",
        "from numpy import typecodes\ndef f(x):\n    table = typecodes\n    table['calls'] = 'x'",
        "def f(x):\n    d = np.polynomial.Polynomial.domain\n    d[0] += 1",
        "def f(x):\n    x.tofile('kept')\n    return x",
        "def f(x):\n    return np.ma.core.np.random.rand()",
        "match [[]]:\n    case [list]:\n        pass\ndef f(x):\n    y = list\n    y.append(x)\n    return y",
        "def f(:",
    ],
)
def test_whatever_might_remember_counts_as_memory(source):
    assert not is_stateless([PLAIN, source])


def made():
    seen = []

    def remembering(x):
        seen.append(x)
        return seen

    return remembering


@pytest.mark.parametrize(
    "thing", [made(), [].append, functools.partial(max, []), np.vectorize(abs), functools.lru_cache(len)]
)
def test_what_a_call_made_a_function_of_may_remember(thing):
    assert not is_plain(thing)


@pytest.mark.parametrize("thing", [3, np.ones(2), "text", np.exp, np.linalg.norm, made, len, float, [made()]])
def test_plain_functions_and_values_remember_nothing(thing):
    assert is_plain(thing)


@pytest.mark.parametrize(
    "source",
    [
        "from autograder.check import check, hint\ncheck('f')",
        "table = np.array([[1, 2], [3, 4]])\nprint(table.shape, -table, RATE * table)",
        "def double(number):\n    return 2 * number\n\n\nprint(double(4.0), double(np.ones(2)))",
        "rng = np.random.default_rng(3)\nx = rng.normal(size=4)",
        "total = 0\nfor each in range(4):\n    total += each",
        "plt.plot([1, 2])\nplt.show()",
        "from math import exp\nprint(exp(1.0))",
    ],
)
def test_a_cell_that_binds_names_and_does_nothing_else_may_have_run_unseen(source):
    assert binds_only([PLAIN, source])


@pytest.mark.parametrize(
    "source",
    [
        "np.set_printoptions(precision=2)",
        "np.seterr(all='raise')",
        "np.random.seed(3)",
        "x = np.random.rand(3)",
        "x = np.random.default_rng()",
        "np.exp = abs",
        "np.kept = 1",
        "plt.rcParams['font.size'] = 9",
        "plt.style.use('ggplot')",
        "from numpy import random\nrandom.seed(3)",
        "import random",
        "import os",
        "import threading",
        "from time import perf_counter",
        "open('kept', 'w').write('1')",
        "np.save('kept.npy', np.ones(2))",
        "np.ones(2).tofile('kept')",
        "exec('import os')",
        "globals()['np'].kept = 1",
        "print.__self__.kept = 1",
        "def f():\n    np.random.seed(1)\nf()",
        "def f():\n    np.set_printoptions(precision=2)",
        "def f():\n    import os",
        "class Net:\n    pass",
        "m = np\nm.exp = abs",
        "del np",
        "unknown + 1",
        "1 +",
    ],
)
def test_a_cell_that_does_anything_else_may_not(source):
    assert not binds_only([PLAIN, source])
