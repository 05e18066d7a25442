"""A Matplotlib that writes down what is drawn: what beginners draw, to the pixel, and nothing that it cannot hold."""

import hashlib
import json
import os
import subprocess
import sys
from contextlib import suppress

import matplotlib
import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.worker import drawing, protocol, recorder

matplotlib.use("agg")  # as in a worker

WRITTEN = {
    "a curve": "plt.plot([1, 2, 4], label='a')\nplt.title('x')\nplt.xlabel('a')\nplt.legend()\nplt.grid(True)\nplt.show()",
    "arrays": "plt.plot(np.linspace(0, 1, 9), np.linspace(0, 1, 9) ** 2, 'o--', color=(0, 0, 1))",
    "numpy's numbers": "plt.scatter([np.float64(1), np.int64(2)], [np.float32(3), True], s=np.ones(2))",
    "axes": "fig, ax = plt.subplots()\nax.set_title('x')\nax.set_xlim(0, 3)\nfig.tight_layout()",
    "a row": "fig, (a, b) = plt.subplots(1, 2)\na.plot([1, 2])\nb.imshow([[1, 2]])\nplt.colorbar(b.imshow([[1, 3]]), ax=b)",
    "a column": "fig, axes = plt.subplots(3, sharex=True)\nfor ax in axes:\n    ax.plot([1, 3])",
    "a table": "fig, axes = plt.subplots(2, 3)\naxes[1, 2].hist([1, 2])\naxes.flat[0].bar(['a', 'b'], [1, 2])",
    "unsqueezed": "fig, axes = plt.subplots(1, 1, squeeze=False)\naxes[0, 0].plot([1, 2])",
    "of a figure": "axes = plt.figure().subplots(2, 2)\naxes[0, 0].plot([1, 2])\nplt.figure().add_subplot(121).plot([2, 1])",
    "by number": "plt.subplot(1, 2, 1)\nplt.plot([1, 2])\nplt.subplot(122)\nplt.scatter([1], [2])\nplt.tight_layout()",
    "two figures": "plt.figure(figsize=(3, 2))\nplt.bar(range(3), [1, 2, 3])\nplt.figure(figsize=(3, 3))\nplt.pie([1, 2])",
    "one that is closed": "plt.plot([1])\nplt.close()\nplt.plot([2, 3])",
    "the same axes": "plt.plot([1, 2])\nplt.gca().set_aspect('equal')\nplt.gca().twinx().plot([5, 4])",
    "by its name": "from matplotlib import pyplot\nfrom matplotlib.pyplot import plot\nplot([1, 2])\npyplot.title('b')",
    "a formula": "plt.title('$x^2$')\nplt.text(0.5, 0.5, np.float64(0.1))\nplt.semilogy([1, 10, 100])",
    "outside of its sheet": "plt.plot([1, 2], label='far')\nplt.legend(bbox_to_anchor=(1.5, 1))\nplt.text(3, 1, 'away')",
    "a coloured sheet": "plt.figure(facecolor=(1, 0, 0, 0.2))\nplt.plot([1, 2])",
    "its own layout": "plt.figure(layout='constrained')\nplt.imshow([[1, 2]])\nplt.colorbar(label='c')",
    "nothing": "plt.show()",
    "an empty sheet": "plt.figure()",
}  # fmt: skip
LOST = {
    "what a histogram counts": "counts, edges, patches = plt.hist([1.0, 2.0])",
    "a line": "line, = plt.plot([1, 2])",
    "the first of them": "plt.plot([1, 2])[0].set_color('red')",
    "limits": "low, high = plt.xlim()",
    "a settings table": "plt.rcParams['figure.figsize'] = (4, 4)",
    "a style": "plt.style.use('ggplot')",
    "another style": "import matplotlib as mpl\nmpl.use('agg')",
    "a colour map": "plt.imshow([[1]], cmap=plt.cm.viridis)",
    "a star": "from matplotlib.pyplot import *",
    "an animation": "from matplotlib.animation import FuncAnimation",
    "in space": "from mpl_toolkits.mplot3d import Axes3D",
    "a patch": "import matplotlib.patches as patches",
    "a file": "plt.savefig('x.png')",
    "a function": "plt.gca().yaxis.set_major_formatter(lambda x, place: 'x')",
    "a stream": "plt.plot(map(abs, [1, 2]))",
    "words of a dict": "plt.bar({'a': 1}.keys(), {'a': 1}.values())",
    "a masked array": "plt.plot(np.ma.masked_array([1.0, 2.0], [True, False]))",
    "a spine": "plt.gca().spines['top'].set_visible(False)",
    "a comparison": "plt.gca() == plt.gca()",
    "a truth": "plt.gca() or 1",
    "its text": "str(plt.gca())",
    "its length": "len(plt.plot([1]))",
    "two lists": "plt.plot([1]) + plt.plot([2])",
    "an attribute": "plt.gca().title = 'x'",
    "a function of our own": "plt.plot = plt.bar",
    "a figure from before": "old.set_title('x')",
    "too many numbers": "plt.plot(np.zeros(300_000))",
    "too many axes": "plt.subplots(30, 30)",
    "a whole number that is none": "plt.subplots('2')",
}
RUN = """
import json, sys
from autograder.worker import recorder
found = {}
for name, program in json.load(sys.stdin).items():
    recorder._book.__init__()
    recorder.install()
    names = {}
    exec("import numpy as np\\nimport matplotlib.pyplot as plt\\nfigure, old = plt.subplots()", names)
    recorder.begin()
    try:
        exec(program, names)
        error = ""
    except Exception as raised:
        error = f"{type(raised).__name__}: {raised}"
    recorder.keep("picture")
    kept = recorder.kept("picture")
    found[name] = [kept.hex() if isinstance(kept, bytes) else None, kept if isinstance(kept, str) else "", error]
print(json.dumps(found))
"""

# Draws each of these records in a process of its own.
ALONE = """
import hashlib, json, os, sys
from autograder.worker import drawing
found = []
for record in json.load(sys.stdin):
    read, write = os.pipe()
    if os.fork() == 0:
        os.write(write, hashlib.sha256(repr(drawing.draw(bytes.fromhex(record))).encode()).hexdigest().encode())
        os._exit(0)
    found.append(os.read(read, 64).decode())
print(json.dumps(found))
"""


def digest(drawn):
    return hashlib.sha256(repr(drawn).encode()).hexdigest()


@pytest.fixture(scope="module")
def recorded():
    """What each of these programs leaves: its record, why it has none, and what it raised."""
    asked = json.dumps(WRITTEN | LOST)
    done = subprocess.run(
        [sys.executable, "-c", RUN], input=asked, capture_output=True, text=True, timeout=60, cwd="/"
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def beside(program):
    """What a program draws in the real Matplotlib's own process."""
    names = {}
    exec("import numpy as np\nimport matplotlib.pyplot as plt", names)
    drawing.begin()
    exec(program, names)
    drawing.keep("picture")
    return drawing.kept("picture")


@pytest.mark.full
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", WRITTEN)
def test_a_record_draws_what_the_program_draws_to_the_pixel(recorded, name):
    record, why, error = recorded[name]
    assert (why, error) == ("", "")
    assert drawing.draw(bytes.fromhex(record)) == beside(WRITTEN[name])


def test_where_there_is_no_title_the_texts_of_a_picture_are_what_it_is_called():
    ((_, seen),) = beside("plt.text(0, 0, 'digit')\nplt.text(1, 0, 'edges')")
    assert msgspec.msgpack.decode(seen)[0][0] == "digit, edges"
    ((_, seen),) = beside("plt.text(0, 0, 'digit' * 999)\nplt.title('x')")
    assert msgspec.msgpack.decode(seen)[0][0] == "x"


@pytest.mark.parametrize("name", LOST)
def test_what_cannot_be_written_down_leaves_no_record(recorded, name):
    record, why, _ = recorded[name]
    assert record is None
    assert why


def test_the_same_calls_are_the_same_bytes_and_others_are_not(recorded):
    first, again = ("plt.plot([1, 2], color='red')" for _ in range(2))
    programs = {"first": first, "again": again, "other": "plt.plot([1, 2.0000001], color='red')"}
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        input=json.dumps(programs),
        capture_output=True,
        text=True,
        timeout=60,
        cwd="/",
    )
    found = json.loads(done.stdout)
    assert found["first"] == found["again"] != found["other"]


NUMBERS = st.floats(width=32) | st.integers(-1000, 1000) | st.sampled_from([0.1, 1e300, -1e-300, 1 / 3])
ROWS = st.lists(NUMBERS, min_size=1, max_size=5)
CALLS = st.lists(
    st.tuples(st.sampled_from(["plot", "scatter", "bar"]), st.tuples(ROWS, ROWS), st.just({}))
    | st.tuples(st.sampled_from(["plot", "hist"]), st.tuples(ROWS.map(np.array)), st.just({}))
    | st.tuples(st.sampled_from(["axhline", "axvline"]), st.tuples(NUMBERS), st.just({"linestyle": ":"}))
    | st.tuples(st.sampled_from(["xlim", "ylim"]), st.tuples(NUMBERS, NUMBERS), st.just({}))
    | st.tuples(st.sampled_from(["title", "xlabel"]), st.tuples(st.text(max_size=8)), st.just({}))
    | st.tuples(st.just("text"), st.tuples(NUMBERS, NUMBERS, NUMBERS), st.just({}))
    | st.tuples(st.just("imshow"), st.tuples(st.tuples(ROWS).map(np.array)), st.just({}))
    | st.tuples(st.just("subplot"), st.tuples(st.just(1), st.just(2), st.integers(1, 2)), st.just({})),
    max_size=6,
)


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=25)
@given(CALLS)
def test_whatever_is_asked_for_the_record_draws_the_same_or_is_refused_with_it(calls):
    import matplotlib.pyplot as plt

    recorder._book.__init__()
    recorder.begin()
    drawing.begin()
    refused = False
    for name, args, named in calls:
        recorder._Method(None, name)(*args, **named)
        try:
            getattr(plt, name)(*args, **named)
        except Exception:
            refused = True
            break
    recorder.keep("picture")
    try:
        if not refused:
            drawing.keep("picture")
    except Exception:  # only when it is drawn, such as a text that is no formula
        refused = True
    if refused:
        with pytest.raises(Exception):  # noqa: B017, PT011
            drawing.draw(recorder.kept("picture"))
    else:
        assert drawing.draw(recorder.kept("picture")) == drawing.kept("picture")


@pytest.mark.full
@pytest.mark.filterwarnings("ignore")
@settings(max_examples=6, deadline=None)
@given(st.randoms(use_true_random=False), CALLS)
def test_a_picture_is_the_same_alone_and_after_any_others(recorded, chance, calls):
    """All records of a hand-in are drawn in one process, and the next hand-in's in another one."""
    records = [bytes.fromhex(recorded[name][0]) for name in chance.sample(sorted(WRITTEN), 4)]
    recorder._book.__init__()
    recorder.begin()
    for name, args, named in calls:
        recorder._Method(None, name)(*args, **named)
    recorder.keep("picture")
    others = [recorder.kept("picture"), *records]
    before = dict(matplotlib.rcParams)
    for record in others:
        with suppress(Exception):  # what Matplotlib refuses half-way must leave nothing behind either
            drawing.draw(record)
    assert dict(matplotlib.rcParams) == before
    again = [drawing.draw(record) for record in records]
    done = subprocess.run(
        [sys.executable, "-c", ALONE], input=json.dumps([one.hex() for one in records]),
        capture_output=True, text=True, timeout=120, cwd="/", env=os.environ | {"MPLBACKEND": "agg"},
    )  # fmt: skip
    assert json.loads(done.stdout) == [digest(drawn) for drawn in again]


# --- what a record may not ask for --------------------------------------------------------------


def as_record(*calls):
    """A record as somebody made it by hand."""

    def keep(thing):
        return thing  # a handle

    return protocol.raw(protocol.List(tuple(protocol.to_value(call, keep) for call in calls)))


def handle(number):
    return protocol.Handle(number, "", False)


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"\xc1",
        protocol.raw(None),
        protocol.raw(protocol.List((None,))),
        as_record((None, "savefig", ("/tmp/x.png",), {})),
        as_record((None, "imread", ("/etc/passwd",), {})),
        as_record((None, "__init__", (), {})),
        as_record((None, "figure", (), {}), (handle(0), "savefig", ("/tmp/x.png",), {})),
        as_record((None, "figure", (), {}), (handle(0), "__class__", (), {})),
        as_record((handle(3), "plot", ([1],), {})),
        as_record((handle(0), "plot", ([1],), {})),
        as_record((None, recorder.ITEM, (0,), {})),
        as_record((None, "plot", ([1, 2], [1, 2, 3]), {})),
        as_record((None, "plot", ([1],), {"nonsense": 1})),
    ],
)
def test_a_record_that_asks_for_anything_else_is_refused(record):
    with pytest.raises(Exception):  # noqa: B017, PT011 - of whichever kind: the worker answers that it was refused
        drawing.draw(record)


def test_no_name_that_a_record_may_hold_begins_with_an_underscore():
    assert not [name for name in recorder.PYPLOT | recorder.METHODS if name.startswith("_")]
    assert not {"savefig", "imread", "imsave", "switch_backend", "rc", "setp"} & (
        recorder.PYPLOT | recorder.METHODS
    )
