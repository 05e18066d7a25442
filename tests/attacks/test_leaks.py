"""No number of a hidden test reaches a student, whatever their code does with what it is asked.

Each function of a class of attacks keeps every argument that it sees and tries to carry it out through one
channel: what it returns, raises or prints, how a name is spelt, which line stops, what it leaves behind.
In one assignment every channel is tried. In the others each function tries two, and its neighbours try others:
what a channel carries is the kit's matter, and in each suite several are tried.
The grader writes down the hidden tests' arguments; none of them may be in anything that is written.
"""

import json
import math
import re

import hand_ins
import msgspec
import numpy as np
import pytest

from autograder import hand_in, notebook, report
from autograder.classroom.autograded import autograded
from autograder.classroom.jobs import data_of
from autograder.course import load_course
from autograder.diagnosis import casebook, misconceptions
from autograder.grading.engine import Engine
from autograder.grading.suite import with_suites
from autograder.lms import gradescope_run
from autograder.pages import feedback_page
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from autograder.sandbox.proxy import channel_of
from autograder.worker import protocol

COURSE, PLACES = load_course(hand_ins.ROOT)
ASSIGNMENTS = [entry.name for entry in COURSE.assignments]
SECRETS = (b"a secret for the leaks, of 32 bytes", b"another secret, for other numbers")
WHOLE, SOME = "activations", 2
DIGITS = 8  # of a number, by which it is known; fewer are also there by chance

# Begins every program: `seen` has all numbers of all calls so far, `text` writes them out.
KEEPS = """
import numpy as np
seen = []
def numbers(thing):
    if isinstance(thing, (list, tuple)):
        return [number for part in thing for number in numbers(part)]
    if isinstance(thing, dict):
        return numbers([*thing.keys(), *thing.values()])
    if isinstance(thing, np.ndarray):
        return [float(number) for number in thing.ravel()[:400]]
    if isinstance(thing, (int, float, np.number)):
        return [float(thing)]
    return [float(ord(letter)) for letter in thing] if isinstance(thing, str) else []
def keep(*things):
    seen.extend(numbers(things))
def text():
    return " ".join(repr(number) for number in seen[-60:][::-1])
"""

# What a function does with what it was asked, by channel. `NAME` is its own name.
CHANNELS = {
    "returns a text": "return text()",
    "returns an array": "return np.array(seen[::-1])",
    "returns a dict": "return {text(): text()}",
    "returns an object named so": "return type(text(), (), {})()",
    "raises with a text": "raise ValueError(text())",
    "raises a kind named so": "raise type(text(), (ValueError,), {})()",
    "raises at a line of that number": "exec(compile('\\n' * int(abs(seen[-1]) * 1000 % 100_000) + '1 / 0', '<NAME>', 'exec'))",
    "raises in a cell named so": "exec(compile('1 / 0', '<' + text()[:70] + '>', 'exec'))",
    "prints": "print(text())",
    "prints and raises": "print(text()); raise KeyError(text())",
    "exits": "raise SystemExit(text())",
    "spells its name so": "globals()['NAME' + text()[:60]] = print; del globals()['NAME']",
    "answers later": "return seen[0] if len(seen) > 200 else np.array(seen)",
    "changes its arguments": "[part.__setitem__(Ellipsis, seen[-1]) for part in args if isinstance(part, np.ndarray) and part.ndim]",
    "leaves a file": "open('left.txt', 'a').write(text()); raise OSError(open('left.txt').read())",
    "asks another of its functions": "return [own(*args, **kwargs) for own in others('NAME')] + [text()]",
    "tells its next run": "import os, builtins; builtins.kept = seen; os.environ['KEPT'] = text(); raise RuntimeError(os.environ['KEPT'])",
}


def programs(assignment, names, classes):
    """Programs by the channels of their functions: each function has another one, and each program others."""
    channels, first = list(CHANNELS), 3 * ASSIGNMENTS.index(assignment)
    for number in range(math.ceil(len(channels) / len(names)) if assignment == WHOLE else SOME):
        chosen = [
            channels[(first + place + number * len(names)) % len(channels)] for place, _ in enumerate(names)
        ]
        bodies = {name: CHANNELS[channel] for name, channel in zip(names, chosen, strict=True)}
        yield " and ".join(chosen), program(names, classes, bodies)


def program(names, classes, bodies):
    """Every graded function of an assignment, each with its body."""
    parts = [KEEPS, f"def others(name):\n    return [globals()[own] for own in {names!r} if own != name]\n"]
    for name in names:
        own = bodies[name].replace("NAME", name)
        if name in classes:
            parts.append(
                f"class {name}:\n    def __init__(self, *args, **kwargs):\n        keep(args, kwargs)\n"
                f"    def __getattr__(self, name):\n        if name.startswith('__'):\n"
                f"            raise AttributeError(name)\n"
                f"        def method(*args, **kwargs):\n            keep(args, kwargs)\n            {own}\n"
                f"        return method\n"
            )
        else:
            parts.append(f"def {name}(*args, **kwargs):\n    keep(args, kwargs)\n    {own}\n")
    return "\n\n".join(parts)


def as_digits(number):
    """The first digits of a number as a program would write them; "" where it is too plain to be known by."""
    if not math.isfinite(number) or number == 0:
        return ""
    digits = f"{abs(number):.{DIGITS - 1}e}".split("e")[0].replace(".", "")
    return digits if len(digits.rstrip("0")) == DIGITS else ""


def numbers_in(value):
    """All numbers of a value on the wire."""
    match value:
        case protocol.List() | protocol.Tuple():
            return [number for item in value.items for number in numbers_in(item)]
        case protocol.Dict():
            return [number for pair in value.items for item in pair for number in numbers_in(item)]
        case protocol.Array() | protocol.Scalar():
            found = protocol.to_python(value, lambda thing: None)
            return [float(number) for number in np.ravel(found)[:400] if not np.iscomplexobj(found)]
        case bool():
            return []
        case int() | float():
            return [float(value)]
    return []


class Ear:
    """Writes down the numbers that visible and hidden tests ask about."""

    def __init__(self):
        self.asked = {True: set(), False: set()}

    def __call__(self, test, student, call):
        channel = channel_of(student)
        exchange = channel.exchange

        def listening(request, answer):
            if isinstance(request, protocol.Call):
                for part in (request.args, request.kwargs):
                    self.asked[test.visible] |= set(map(as_digits, numbers_in(protocol.unraw(part)))) - {""}
            return exchange(request, answer)

        channel.exchange = listening
        call(student)


def digits_in(text):
    """Whatever could be a number's first digits in a text, without what may set them apart."""
    runs = re.findall(rf"[0-9]{{{DIGITS},}}", text.replace(".", ""))
    return {run[start : start + DIGITS] for run in runs for start in range(len(run) - DIGITS + 1)}


def written(found, release, handed_in, order, hints):
    """All that a student may get to see of a report."""
    code = {cell.name: cell.source for cell in handed_in.cells if cell.role.is_function}
    pages = [
        feedback_page.page(found, COURSE, language=language, order=order, hints=hints, code=code)
        for language in COURSE.languages
    ]
    pages.append(autograded(release, handed_in.cells, found).decode())
    pages.append(report.encode(found).decode())
    pages.append(json.dumps(gradescope_run.results(found, COURSE, order, hints, "visible", {})))
    return pages


def public_part(found):
    """A report without what may depend on hidden numbers: whether a test failed, and by which kind of stop."""
    cells = {
        name: [
            (test.name, test.cell, test.line) + ((test.message, test.outcome) if test.visible else ())
            for test in cell.tests
        ]
        + [cell.diagnosis, cell.details, cell.relies_on]
        for name, cell in found.cells.items()
    }
    return cells, found.notes, found.run, found.manual


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_no_number_of_a_hidden_test_is_in_anything_that_a_student_gets(assignment):
    release = notebook.parse_notebook(PLACES.released(assignment).read_bytes(), assignment)
    reference = PLACES.solution(assignment).read_bytes()
    names = [name.removeprefix("test_") for name in release.tests]
    classes = [name for name in names if f"class {name}" in reference.decode()]
    hints = misconceptions.hints(PLACES.suites(assignment) / "misconceptions.yml")
    book = casebook.read_casebook(PLACES.release(assignment))
    words = msgspec.json.encode(hints).decode()
    leaks, differ, asked = [], [], set()

    def body(suites):
        tier, data = tiers.probe().tier, data_of(PLACES, assignment)
        with Zygote(tier, COURSE.imports_of(assignment), tiers.WorkerLimits(), data) as zygote:
            for channels, text in programs(assignment, names, classes):
                raw = hand_ins.as_bytes(hand_ins.spliced(assignment, text))
                handed_in = hand_in.read_hand_in(raw, release)
                public = digits_in(raw.decode() + words)
                parts = []
                for secret in SECRETS:
                    ear = Ear()
                    engine = Engine(
                        COURSE, COURSE.assignment(assignment), release, reference, suites, secret,
                        zygote.fork, tier, book, ear,
                    )  # fmt: skip
                    found = engine.judge("ada", handed_in)
                    hidden = ear.asked[False] - ear.asked[True] - public
                    asked.update(hidden)
                    for text in written(found, release, handed_in, list(release.tests), hints):
                        leaks.extend((channels, own) for own in hidden & digits_in(text))
                    parts.append(public_part(found))
                if parts[0] != parts[1]:
                    differ.append(channels)

    with_suites(PLACES, assignment, body)
    assert leaks == []
    assert differ == [], "a report says something that depends on the hidden tests' numbers"
    assert asked, "no hidden test draws a number by which it could be known"


def test_the_channels_carry_what_a_visible_check_asks():
    """Else the test above could not fail."""
    assignment = "activations"
    release = notebook.parse_notebook(PLACES.released(assignment).read_bytes(), assignment)
    reference = PLACES.solution(assignment).read_bytes()
    names = [name.removeprefix("test_") for name in release.tests]

    def body(suites):
        tier = tiers.probe().tier
        carried = {}
        with Zygote(tier, COURSE.imports_of(assignment), tiers.WorkerLimits()) as zygote:
            for channel in ("returns a text", "raises with a text", "raises a kind named so", "exits"):
                engine = Engine(
                    COURSE,
                    COURSE.assignment(assignment),
                    release,
                    reference,
                    suites,
                    SECRETS[0],
                    zygote.fork,
                    tier,
                )
                own = "seen[:] = [0.123456789]\n    " + CHANNELS[channel]
                text = program(names, [], dict.fromkeys(names, own))
                raw = hand_ins.as_bytes(hand_ins.spliced(assignment, text))
                found = engine.judge("ada", hand_in.read_hand_in(raw, release))
                carried[channel] = "0.123456789" in "".join(
                    str(test.message) for cell in found.cells.values() for test in cell.tests
                )
        return carried

    assert with_suites(PLACES, assignment, body) == {
        "returns a text": True,
        "raises with a text": True,
        "raises a kind named so": True,
        "exits": True,
    }
