"""Rules that find the mistake that behaves like a student's code.

When a student fails, their function is asked a few labelled questions (the probes), and so are the
reference and each known misconception. `diagnose` compares the answers by rules in its own order, and the
first that matches wins: form that needs no comparison, a misconception with the same wrong answers, form and
numbers that an answer shows, a label that all wrong answers share, and last an honest description.

Comparing is pure; `ask_probes` alone asks the student's program. It runs in grading and at the desk alike.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import msgspec
import numpy as np

from autograder.diagnosis import python_messages
from autograder.hand_in import MAX_SOURCE
from autograder.report import RunNote, clean
from autograder.sandbox.proxy import (
    Function,
    NotAValue,
    NotDefined,
    Opaque,
    Student,
    StudentExited,
    undo_changes,
)
from autograder.text import N_, AnyText, lazy_gettext
from autograder.worker import codec, protocol
from autograder.worker.program import writable

ENOUGH = 0.8  # share of the wrong answers that must be a misconception's for it to be named
FEW = 6  # wrong answers: if there are fewer, each number must be the misconception's
LEAST = 0.2  # share of what the student or the misconception has wrong that must be the same
NEAR = 0.05  # relative to the right number, or to 1: what still counts as close
TELLING = 4  # different numbers, at least, that follow from those of a known mistake by a factor
VAST = 20_000  # numbers or items: a larger answer is not compared
RTOL, ATOL = 3e-6, 3e-7  # float32 is no mistake
_LARGEST_EXACT = 1 << 53  # a larger whole number is no float, and is compared as it is
_NUMBER = re.compile(r"\d+")  # a number in a message of Python's, such as a shape's or an index
_THING = re.compile(r"('[\w.]+' object|attribute '\w+')")

# One step that is taken too often, or left out at the end: its words, and what it does to right numbers.
STEPS: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    (N_("squaring"), np.square),
    (N_("the square root"), np.sqrt),
    (N_("making every number positive"), np.abs),
    ("sigmoid", lambda z: 1 / (1 + np.exp(-z))),
    ("tanh", np.tanh),
    (N_("the exponential e^x"), np.exp),
    (N_("the natural logarithm"), np.log),
    (N_("taking it away from 1"), lambda z: 1 - z),
    (N_("dividing 1 by it"), lambda z: 1 / z),
)


class Probe(msgspec.Struct, frozen=True):
    """One question about `function`: what is special about it, and how it is asked.

    A class is asked part by part, in the order in which its parts need each other. A question is `aside`
    where nearly everybody gives the right answer, such as whether an argument is unchanged.
    """

    function: str
    labels: tuple[AnyText, ...]
    ask: Callable[[Any], object]
    part: str = ""
    aside: bool = False


class ProbeAnswer(msgspec.Struct, frozen=True):
    """Answer to one probe: a value, or the name of what was raised, and where."""

    value: Any = None
    raised: str = ""
    text: str = ""
    printed: bool = False
    cell: str = ""
    line: int = 0
    is_own: bool = False  # whether a `raise` or an `assert` of the student's own stopped it
    code: str = ""  # the line at which it stopped, in the cell that was asked
    holds: str = ""  # and what the names in it held
    inner: str = ""  # the line at which it stopped, if that is in another cell


class Diagnosis(msgspec.Struct, frozen=True):
    """A diagnosis: a misconception's name, or a general one with its particulars.

    One is weak if little speaks for a known mistake: it answers otherwise at some questions, or stops.
    """

    name: str
    details: dict[str, AnyText] = {}
    is_weak: bool = False


def stop(answer: ProbeAnswer) -> Diagnosis:
    """Return the diagnosis of a stop: Python's own words, the line of the cell, what the names in it held."""
    details: dict[str, AnyText] = {
        "error": answer.raised,
        "text": answer.text,
        "code": answer.code,
        "holds": answer.holds,
        "inner": answer.inner,
    }
    return Diagnosis("raises", {key: said for key, said in details.items() if said})


def unless_stopped(diagnosis: Diagnosis, function: str, notes: Iterable[RunNote]) -> Diagnosis:
    """Return the diagnosis, but `cell-stopped` for `missing` if the name's own cell stopped before it."""
    stopped = next((note.error for note in notes if note.cell == function and note.error), "")
    is_late = diagnosis.name == "missing" and stopped
    return Diagnosis("cell-stopped", {"error": stopped}) if is_late else diagnosis


def ask_probes(probes: Iterable[Probe], student: Student) -> tuple[ProbeAnswer, ...]:
    """Ask every probe. A WorkerFailure ends the questioning and is raised."""
    return tuple(_ask_probe(probe, student) for probe in probes)


def _ask_probe(probe: Probe, student: Student) -> ProbeAnswer:
    try:
        value = writable(probe.ask(student))  # a copy: it may hold an argument, which is put back below
        if _is_vast(value) or _holds_an_object(value):
            return ProbeAnswer(raised="NotAValue")
        return ProbeAnswer(value, printed=bool(student._connection.printed.strip()))
    except NotDefined as error:
        return ProbeAnswer(raised="NotDefined", text=error.similar)
    except (NotAValue, StudentExited) as error:
        return ProbeAnswer(raised=type(error).__name__)
    except Exception as error:  # whatever the student's code, or a probe on its answer, ran into
        raised = getattr(error, "raised", None)
        if not isinstance(raised, protocol.Raised):
            return ProbeAnswer(raised="Unusable", text=str(error))
        return stopped_answer(raised, type(error).__name__, str(error))
    finally:
        undo_changes(student)  # probes are asked again, of other students


def stopped_answer(raised: protocol.Raised, kind: str, text: str) -> ProbeAnswer:
    """Return the answer that the student's code gave by stopping: Python's words, and the lines."""
    cell, line = (raised.cell, raised.line) if 0 < raised.line <= MAX_SOURCE else ("", 0)
    code, holds, inner = clean(raised.code, 160), clean(raised.holds, 300), clean(raised.inner, 160)
    is_own = raised.is_own or code.startswith("assert ")
    return ProbeAnswer(None, kind, text, False, clean(cell, 80), line, is_own, code, holds, inner)


def _is_vast(value: object) -> bool:
    """Return True if an answer is larger than any probe asks for: comparing it would only take time."""
    if isinstance(value, np.ndarray):
        return value.size > VAST
    return isinstance(value, list | tuple | dict | str) and len(value) > VAST


def _holds_an_object(value: object) -> bool:
    """Return True if something that cannot be compared, such as a function, is in an answer."""
    if isinstance(value, dict):
        return any(map(_holds_an_object, (*value.keys(), *value.values())))
    if isinstance(value, list | tuple | set | frozenset):
        return any(map(_holds_an_object, value))
    if isinstance(value, np.ndarray) and value.dtype.kind == "O":
        return any(map(_holds_an_object, value.flat))  # a probe that puts answers into an array
    return isinstance(value, Opaque | Function)


# --- the same answer? --------------------------------------------------------------------------


def same_answer(one: Any, other: Any, rtol: float = RTOL, atol: float = ATOL) -> bool:
    """Return True if two answers have the same kind, shape and numbers, to the precision given."""

    def same(one: Any, other: Any) -> bool:
        return same_answer(one, other, rtol, atol)

    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return type(one) is type(other) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if _is_number(one) and _is_number(other):
        is_one_kind = np.shape(one) == np.shape(other) and _is_bool(one) == _is_bool(other)
        return is_one_kind and _close(one, other, rtol, atol)
    if type(one) is type(other) and (known := codec.codec_of(type(one))) and not known.is_key:
        return same(known.write(one), known.write(other))  # a table's numbers, to the same precision
    return type(one) is type(other) and bool(one == other)


def _is_number(thing: object) -> bool:
    if isinstance(thing, int):
        return not isinstance(thing, bool) and abs(thing) < _LARGEST_EXACT
    return isinstance(thing, float | complex | np.ndarray | np.generic) and not isinstance(thing, np.bool_)


def _is_row(thing: object) -> bool:
    return isinstance(thing, np.ndarray) and thing.ndim > 0


def _is_bool(thing: object) -> bool:
    return isinstance(thing, bool | np.bool_) or (isinstance(thing, np.ndarray) and thing.dtype.kind == "b")


def _close(one: Any, other: Any, rtol: float = RTOL, atol: float = ATOL) -> bool:
    """Compare as np.allclose does with `equal_nan`, in a fifth of its time."""
    with np.errstate(all="ignore"):
        one, other = (np.asarray(side, complex if np.iscomplexobj(side) else float) for side in (one, other))
        near = np.abs(one - other) <= atol + rtol * np.abs(other)
        return bool((near & np.isfinite(other) | (one == other) | ((one != one) & (other != other))).all())


def alike(one: ProbeAnswer, other: ProbeAnswer) -> bool:
    """Return True if two students said the same: the same value, or the same kind of stop."""
    if one.raised or other.raised:
        return one.raised == other.raised
    return same_answer(one.value, other.value)


def has_form_of(one: ProbeAnswer, other: ProbeAnswer) -> bool:
    """Return True if two answers are of one kind: the same stop, numbers in one shape, or one type."""
    if one.raised or other.raised:
        return one.raised == other.raised
    if _is_number(one.value) and _is_number(other.value):
        return bool(np.shape(one.value) == np.shape(other.value))
    return type(one.value) is type(other.value)


# --- the rules, in their order -----------------------------------------------------------------

Pair = tuple[ProbeAnswer, ProbeAnswer]  # the answer to one probe, and the right one


def diagnose(
    probes: Sequence[Probe],
    heard: Sequence[ProbeAnswer],
    right: Sequence[ProbeAnswer],
    known: Mapping[str, Sequence[ProbeAnswer]],
    again: Callable[[], Sequence[ProbeAnswer]] = lambda: (),
) -> Diagnosis | None:
    """Diagnose one function's answers; None where every answer is right. `known` is in the file's order.

    `again` asks everything a second time, where no one cause explains it all.
    """
    pairs = list(zip(heard, right, strict=True))
    everything = range(len(pairs))
    wrong = [number for number in everything if not alike(*pairs[number])]
    if not wrong:
        return None
    unmistakable = _unmistakable([pairs[number] for number in wrong])
    if whole := unmistakable or _match(wrong, wrong, everything, heard, right, known):
        return whole
    # No one cause explains it all. First things first: what is wrong in the first part that is wrong?
    part = [number for number in everything if probes[number].part == probes[wrong[0]].part]
    first = [number for number in part if number in wrong]
    asked, amiss = [pairs[number] for number in part], [pairs[number] for number in first]
    return (
        _unmistakable(amiss)
        or _in_part(_match(first, wrong, part, heard, right, known), first, wrong, heard, probes, known)
        or _refused(first, heard, right, probes)
        or _changing(heard, right, again())
        or _form(amiss, len(asked))
        or _exact(amiss)
        or _step(amiss)
        or _unfilled(amiss, asked)
        or _rows_alike(amiss)
        or _bounded(amiss, asked)
        or _counted(amiss)
        or (_one_of_several(amiss) if wrong == first else None)
        or _cut(amiss)
        or _beside_another(first, heard, right, known)
        or _misshapen(amiss)
        or _contrast(first, wrong, probes, right)
        or _rough(amiss)
        or _honest([came for came, _ in amiss], first, part, probes)
    )


def _honest(
    answers: Sequence[ProbeAnswer], first: list[int], part: list[int], probes: Sequence[Probe]
) -> Diagnosis:
    """Describe answers for which no cause stands out: by where they stop, or by the part to begin with.

    If all that is wrong in a part has something in common that nothing right there has, that says more.
    """
    stops = [answer for answer in answers if answer.raised not in ("", "Unusable", "NotAValue")]
    if len(stops) >= len(answers) / 2 and len({answer.raised for answer in stops}) == 1:
        return stop(stops[0])
    if not probes[first[0]].part:
        return Diagnosis("wrong")
    name, *labels = probes[first[0]].labels
    right = {label for number in part if number not in first for label in probes[number].labels}
    shared = [each for each in labels if all(each in probes[number].labels for number in first)]
    return Diagnosis("begin", {"label": next((each for each in shared if each not in right), name)})


def _unmistakable(wrong: Sequence[Pair]) -> Diagnosis | None:
    """Diagnose form that no misconception could tell better: no such name, no result, no code, an exit."""
    answers = [came for came, _ in wrong]
    if all(answer.raised == "NotDefined" for answer in answers):
        return Diagnosis("missing", {"similar": answers[0].text})
    wanted = [came for came, right in wrong if not right.raised and right.value is not None]
    if wanted and all(not came.raised and came.value is None for came in wanted):
        return Diagnosis("prints" if all(came.printed for came in wanted) else "returns-nothing")
    if all(answer.raised == "NotImplementedError" for answer in answers):
        return Diagnosis("unfinished")
    if all(answer.raised == "StudentExited" for answer in answers):
        return Diagnosis("exits")
    return None


def _match(
    wrong: list[int],
    all_wrong: list[int],
    asked: Sequence[int],
    heard: Sequence[ProbeAnswer],
    right: Sequence[ProbeAnswer],
    known: Mapping[str, Sequence[ProbeAnswer]],
) -> Diagnosis | None:
    """Find the misconception with the same answers where the student is wrong.

    Where the student is right says little: mistakes at one spot all agree on the rest. But a misconception
    that is wrong nearly everywhere is not named for a slip at one spot, and if there are only stops to
    compare it must also be right where the student is.
    """
    best, most, is_sure = None, 0.0, False
    for name, answers in known.items():
        hits = _hits(wrong, heard, answers)
        if not hits:
            continue
        share = len(hits) / len(wrong)
        told = {number for number in range(len(right)) if not alike(answers[number], right[number])}
        also, elsewhere = told & set(asked), told - set(asked)
        if len(elsewhere & set(all_wrong)) < ENOUGH * len(elsewhere):
            continue  # it would be seen in another part too
        overlap = len(hits) / len({*also, *wrong})
        is_told_apart = overlap >= LEAST
        if all(heard[number].raised for number in hits):
            is_told_apart = overlap >= ENOUGH and also <= set(wrong)
        score = share + overlap / 2
        if is_told_apart and score > most + 1e-9:
            best, most = name, score
            is_sure = overlap == share == 1 and _is_telling([heard[number] for number in hits])
    return Diagnosis(best, is_weak=not is_sure) if best else None


def _in_part(
    found: Diagnosis | None,
    first: list[int],
    wrong: list[int],
    heard: Sequence[ProbeAnswer],
    probes: Sequence[Probe],
    known: Mapping[str, Sequence[ProbeAnswer]],
) -> Diagnosis | None:
    """Return a known mistake of the first part, with its name if the code has others in later parts."""
    later = [number for number in wrong if number not in first]
    if found is None or all(alike(heard[number], known[found.name][number]) for number in later):
        return found
    return msgspec.structs.replace(found, details={"part": probes[first[0]].labels[0]})


def _is_telling(answers: Sequence[ProbeAnswer]) -> bool:
    """Return True if answers say much: stops do not, nor does the same number for everything."""
    values = [answer.value for answer in answers if not answer.raised]
    return bool(values) and (len(values) < 3 or not all(_constant(value, values[0]) for value in values))


def _hits(wrong: list[int], heard: Sequence[ProbeAnswer], answers: Sequence[ProbeAnswer]) -> list[int]:
    """Return the wrong probes that a misconception answers as the student did; none if they are not ENOUGH.

    If there are but a FEW, each number counts. A stop at an edge, or a probe's words, may depend on style.
    """
    hits, left = [], len(wrong)
    for number in wrong:
        if alike(heard[number], answers[number]) and _means_the_same(heard[number], answers[number]):
            hits.append(number)
        else:
            left -= 1
            is_counted = _is_number(heard[number].value) and _is_number(answers[number].value)
            if left < ENOUGH * len(wrong) or (len(wrong) < FEW and is_counted):
                return []
    return hits


def _means_the_same(one: ProbeAnswer, other: ProbeAnswer) -> bool:
    """Return True if two answers mean the same; stops of one kind do if Python's messages do.

    The questions are the same, so one mistake meets the same shapes and places, and the same kind of thing.
    """
    if not one.raised:
        return True
    texts = ["" if each.is_own else each.text for each in (one, other)]
    if len({python_messages.meaning(one.raised, text, "en") for text in texts}) > 1:
        return False
    own, known = (_THING.findall(text) for text in texts)
    fewer, more = sorted(({*_NUMBER.findall(text)} for text in texts), key=len)
    return not all(texts) or (own == known and fewer <= more)


def _changing(
    heard: Sequence[ProbeAnswer], right: Sequence[ProbeAnswer], again: Sequence[ProbeAnswer]
) -> Diagnosis | None:
    """Find another answer to the same question: something is kept between calls, or drawn by chance."""
    if all(map(alike, heard, again)):
        return None
    is_right_once = alike(heard[0], right[0]) and not alike(again[0], right[0])
    return Diagnosis("first-call-only" if is_right_once else "changing")


def _refused(
    first: list[int], heard: Sequence[ProbeAnswer], right: Sequence[ProbeAnswer], probes: Sequence[Probe]
) -> Diagnosis | None:
    """Find a `raise` of the student's own that should not be reached, or that raises the wrong exception."""
    own = [number for number in first if heard[number].is_own]
    if 2 * len(own) < len(first) or any(heard[number].raised and number not in own for number in first):
        return None
    error, wanted = heard[own[0]].raised, right[own[0]].raised
    if wanted:
        kind = "own-assert" if heard[own[0]].code.startswith("assert ") else "own-raise-kind"
        return Diagnosis(kind, {"error": error, "wanted": wanted})
    others = {label for n, probe in enumerate(probes) if not heard[n].is_own for label in probe.labels}
    labels = probes[own[0]].labels
    label = next((label for label in labels if label not in others), labels[-1])  # what is special about it
    return Diagnosis("own-raise", {"error": error, "label": label})


def _form(wrong: Sequence[Pair], asked: int) -> Diagnosis | None:
    """Diagnose the kind of thing that came back: a stop, a tuple, a list, text, another shape and others.

    `asked` is the number of all questions, those with right answers too.
    """
    stops = [came for came, _ in wrong if came.raised]
    if len(stops) == len(wrong):
        if all(answer.raised == "NotAValue" for answer in stops):
            return Diagnosis("not-a-value")
        raised = [answer for answer in stops if answer.raised != "Unusable"]
        if not raised:
            return None
        found = stop(raised[0])
        errors = {good.raised for _, good in wrong}
        if raised[0].code and len(errors) == 1 and "" not in errors:  # they should have been refused
            return Diagnosis("refused-late", found.details | {"wanted": errors.pop()})
        return found
    whole = [(came.value, good.value) for came, good in wrong if not came.raised and not good.raised]
    if not whole:
        refused = [good.raised for _, good in wrong if good.raised]
        return Diagnosis("does-not-raise", {"error": refused[0]}) if refused else None
    if all(isinstance(value, tuple) and _is_row(good) and len(value) == len(good) for value, good in whole):
        return Diagnosis("tuple")
    came, wanted = (
        {len(value) if isinstance(value, tuple) else 1 for value in side} for side in zip(*whole, strict=True)
    )
    is_counted = all(isinstance(value, tuple) or _is_number(value) for pair in whole for value in pair)
    if is_counted and len(came) == len(wanted) == 1 and came != wanted:
        return Diagnosis("count", {"came": str(came.pop()), "wanted": str(wanted.pop())})
    if entries := _entries(whole):
        return entries
    said = list(_wrong_values(whole))
    if all(_is_number(good) for _, good in said):
        if all(isinstance(value, list) for value, _ in said):
            return Diagnosis("list" if any(np.ndim(good) for _, good in said) else "list-for-number")
        if all(isinstance(value, str) for value, _ in said):
            return Diagnosis("text")
        if all(_is_bool(value) and not _is_bool(good) for value, good in said):
            return Diagnosis("bool")
    if other := _other_container(said):
        return other
    is_numbers = all(_is_number(value) and _is_number(good) for value, good in said)
    if is_numbers and 2 * len(stops) <= len(wrong) and (shape := _shape(said)):
        return shape
    if len(said) > max(2, asked / 2) and all(_constant(value, said[0][0]) for value, _ in said):
        return Diagnosis("always-the-same")
    return None


def _entries(whole: Sequence[tuple[Any, Any]]) -> Diagnosis | None:
    """Find dictionaries of numbers that all have an entry too many, or all lack one."""
    sides = [side for both in whole for side in both]
    if not all(isinstance(side, dict) and all(map(_is_number, side.values())) for side in sides):
        return None  # words of a probe are no entries
    for name, entries in (
        ("entry-too-many", [[key for key in value if key not in good] for value, good in whole]),
        ("entry-missing", [[key for key in good if key not in value] for value, good in whole]),
    ):
        if all(entries):
            return Diagnosis(name, {"key": clean(repr(entries[0][0]), 40)})
    return None


def _other_container(said: Sequence[tuple[Any, Any]]) -> Diagnosis | None:
    """Find a list where always a dictionary is wanted, or another two of Python's containers."""
    kinds = {(type(value), type(good)) for value, good in said}
    if len(kinds) != 1:
        return None
    ((came, wanted),) = kinds
    if came is wanted or not {came, wanted} <= {list, tuple, dict, set}:
        return None
    return Diagnosis("container", {"came": came.__name__, "wanted": wanted.__name__})


def _shape(said: list[tuple[Any, Any]]) -> Diagnosis | None:
    """Diagnose numbers that came in another shape than was wanted, or with rows and columns exchanged."""
    value, good = max(said, key=lambda pair: np.size(pair[1]))
    details: dict[str, AnyText] = {"came": str(np.shape(value)), "wanted": str(np.shape(good))}
    shapes = [(np.shape(came), np.shape(wanted)) for came, wanted in said]
    is_other = all(came != wanted for came, wanted in shapes)
    if all(_is_turned(*pair) for pair in said):
        return Diagnosis("turned" if np.shape(value) != np.shape(good) else "turned-values", details)
    if is_other and all(_is_in_order(*pair) for pair in said):
        return Diagnosis("reshaped", details)
    if np.size(good) > 1 and all(_is_first_only(*pair) for pair in said):
        return Diagnosis("first-only")
    if not is_other:
        return None
    if np.ndim(good) == 2 and np.shape(value) == np.shape(good)[::-1]:
        return Diagnosis("turned", details)
    differs = _differs(shapes)
    return Diagnosis("shape", details | ({"differs": differs} if differs else {}))


def _differs(shapes: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]) -> str:
    """Return how all shapes differ from those that were wanted; "" if not all differ in the same way."""
    lengths = [(len(came), len(wanted)) for came, wanted in shapes]
    if all(came == 0 for came, _ in lengths):
        return "one-number"
    if all(wanted == 0 for _, wanted in lengths):
        return "many-numbers"
    if all(came < wanted for came, wanted in lengths):
        return "too-flat"
    if all(came > wanted for came, wanted in lengths):
        return "too-deep"
    if all(each == (1, 1) for each in lengths):
        return "length"
    if all(each == (2, 2) for each in lengths):
        fits = {(came[0] == wanted[0], came[1] == wanted[1]) for came, wanted in shapes}
        return "rows" if fits == {(False, True)} else "columns" if fits == {(True, False)} else ""
    return ""


def _is_in_order(came: Any, good: Any) -> bool:
    """Return True if the same numbers came in the same order, in whatever shape."""
    return np.size(came) == np.size(good) and _close(np.ravel(came), np.ravel(good))


def _is_first_only(came: Any, good: Any) -> bool:
    """Return True if the first row, or the first number, came back alone."""
    is_row = np.size(good) > 0 and np.ndim(good) > 0
    return is_row and (same_answer(came, good[0]) or same_answer(came, np.ravel(good)[0]))


def _is_turned(value: Any, good: Any) -> bool:
    """Return True if a table came back with rows and columns exchanged."""
    is_table = np.ndim(good) == 2 and np.shape(value) == np.shape(good)[::-1]
    return is_table and _close(value, np.transpose(good))


def _wrong_values(pairs: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """Yield what came and what was wanted; of several values that came together, those that are wrong."""
    for value, good in pairs:
        if isinstance(value, tuple) and isinstance(good, tuple) and len(value) == len(good):
            yield from ((a, b) for a, b in zip(value, good, strict=True) if not same_answer(a, b))
        elif isinstance(value, dict) and isinstance(good, dict) and value.keys() == good.keys():
            yield from ((value[key], good[key]) for key in good if not same_answer(value[key], good[key]))
        else:
            yield value, good


def _constant(one: Any, other: Any) -> bool:
    if not (_is_number(one) and _is_number(other) and np.size(one) and np.size(other)):
        return same_answer(one, other)
    return _close(np.ravel(one), np.ravel(one)[0]) and _close(np.ravel(one)[0], np.ravel(other)[0])


def _contrast(
    first: list[int], wrong: list[int], probes: Sequence[Probe], right: Sequence[ProbeAnswer]
) -> Diagnosis | None:
    """Find a label that all wrong answers share and no right one has, or the other way round."""
    # Wrong answers in later parts, too: those are not "elsewhere".
    missed = [set(probes[number].labels) for number in wrong]
    passed = [number for number in range(len(probes)) if number not in wrong]
    elsewhere = {label for number in passed for label in probes[number].labels}
    for label in probes[first[0]].labels if passed else ():
        if label not in elsewhere and all(label in labels for labels in missed):
            return Diagnosis("only", {"label": label})
    # A refusal is often a line that was given: that it works tells nothing of the rest.
    telling = [probes[number] for number in passed if not probes[number].aside and not right[number].raised]
    if len(telling) < 3:
        return None  # so few right answers may be luck
    parts = {probe.labels[0] for probe in probes if probe.part}  # a part by itself may be right by chance
    for label in dict.fromkeys(label for probe in probes for label in probe.labels if label not in parts):
        if all(label in probe.labels for probe in telling) and not any(label in labels for labels in missed):
            return Diagnosis("all-but", {"label": label})
    return None


# --- rules that compare numbers ------------------------------------------------------------------


def _number_pairs(pairs: Iterable[Pair]) -> list[tuple[Any, Any]]:
    """Return pairs of numbers that came and were wanted; none if anything else is among them."""
    answers = list(pairs)
    if any(came.raised or good.raised for came, good in answers):
        return []
    values = list(_wrong_values((came.value, good.value) for came, good in answers))
    return values if all(_is_number(value) and _is_number(good) for value, good in values) else []


def _finite_pairs(pairs: Iterable[Pair]) -> list[tuple[Any, Any]]:
    """Return pairs of finite real numbers that came and were wanted; none if anything else is among them."""
    values = _number_pairs(pairs)
    if any(np.iscomplexobj(value) or not np.isfinite(np.asarray(value, float)).all() for value, _ in values):
        return []
    return [(np.asarray(value, float), np.asarray(good, float)) for value, good in values]


def _numbers(pairs: Iterable[Pair]) -> tuple[Any, Any]:
    """Return all numbers that came, and the right ones in their places; none if not all answers are such."""
    values = _number_pairs(pairs)
    if not values or not all(np.shape(value) == np.shape(good) and np.size(good) for value, good in values):
        return np.empty(0), np.empty(0)
    came, good = (
        np.concatenate([np.ravel(each).astype(complex).real for each in side])
        for side in zip(*values, strict=True)
    )
    return (came, good) if np.isfinite(good).all() else (np.empty(0), np.empty(0))


def _are_numbers(came: ProbeAnswer, good: ProbeAnswer) -> bool:
    """Return True if numbers came where numbers were wanted, and no words of a probe about them."""
    return not came.raised and not good.raised and _is_number(came.value) and _is_number(good.value)


def _mostly_numbers(wrong: Sequence[Pair]) -> Sequence[Pair]:
    """Return the wrong answers that are numbers if most are, leaving out words; else all."""
    told = [pair for pair in wrong if _are_numbers(*pair)]
    return told if len(told) >= 3 and len(told) > len(wrong) / 2 else wrong


def _exact(wrong: Sequence[Pair]) -> Diagnosis | None:
    """Find a rule by which every wrong number follows from the right one: the sign, an offset, a factor."""
    values, good = _numbers(wrong)
    if not len(values):
        return None
    if not np.isfinite(values).all():
        return Diagnosis("not-finite")
    if _close(values, -good):
        return Diagnosis("sign")
    if len(values) < 3:
        return None  # two numbers follow too many rules
    if _close(values - good, (values - good)[0]):
        return Diagnosis("offset", {"gap": f"{(values - good)[0]:+.4g}"})
    factor = _factor(values, good)
    if factor and _close(values, factor * good):
        return Diagnosis("factor", {"factor": f"{factor:.4g}"})
    return None


def _factor(values: Any, good: Any) -> float:
    """Return the number by which the right numbers come nearest to those that came."""
    return float(np.dot(values, good) / np.dot(good, good)) if good.any() else 0.0


def _step(wrong: Sequence[Pair]) -> Diagnosis | None:
    """Find one of STEPS that every result took once too often, or that is still missing in every result."""
    values, good = _numbers(wrong)
    if len(np.unique(good)) < 3 or len(np.unique(values)) < 3:
        return None
    with np.errstate(all="ignore"):
        for words, step in STEPS:
            if _follows(values, step(good)):
                return Diagnosis("step-too-many", {"step": lazy_gettext(words)})
            if _follows(good, step(values)):
                return Diagnosis("step-missing", {"step": lazy_gettext(words)})
    return None


def _follows(one: Any, other: Any) -> bool:
    return bool(np.isfinite(other).all()) and _close(one, other)


def _unfilled(wrong: Sequence[Pair], asked: Sequence[Pair]) -> Diagnosis | None:
    """Find right numbers beside places that stay empty: a loop ends in its first round, or counts too few.

    A right answer with something in such a place speaks against it: 0 is then only a wrong number.
    """
    everything = _finite_pairs(wrong)
    filled_elsewhere = [
        np.ravel(came.value) for came, good in asked if _are_numbers(came, good) and alike(came, good)
    ]
    if not all(np.ndim(good) and np.shape(value) == np.shape(good) for value, good in everything):
        return None
    for pairs in (everything, [(np.ravel(value), np.ravel(good)) for value, good in everything]):
        long = [pair for pair in pairs if len(pair[1]) > 1]  # a single place is the first and the last
        if len(long) < max(2, len(pairs) / 2):
            continue
        for name, filled, empty in (
            ("first-place-only", slice(0, 1), slice(1, None)),
            ("first-place-empty", slice(1, None), slice(0, 1)),
            ("last-place-empty", slice(0, -1), slice(-1, None)),
        ):
            if all(
                _close(value[filled], good[filled]) and not np.any(value[empty]) for value, good in long
            ) and any(np.any(value[filled]) for value, _ in long):
                is_filled = any(len(value) > 1 and np.any(value[empty]) for value in filled_elsewhere)
                return None if is_filled else Diagnosis(name)
    return None


def _rows_alike(wrong: Sequence[Pair]) -> Diagnosis | None:
    """Find tables whose rows are all the same, where each should have its own numbers."""
    tables = [
        (value, good)
        for value, good in _finite_pairs(wrong)
        if np.shape(value) == np.shape(good) and np.ndim(good) == 2 and len(good) > 1
    ]
    if len(tables) < max(2, len(wrong) / 2):
        return None
    is_alike = all(_close(value, value[:1]) and not _close(good, good[:1]) for value, good in tables)
    return Diagnosis("rows-alike") if is_alike else None


def _one_of_several(wrong: Sequence[Pair]) -> Diagnosis | None:
    """Find the one of several returned values that is always wrong."""
    together = [both for both in map(_together, wrong) if both is not None]
    if any(value.keys() != good.keys() or len(good) < 2 for value, good in together):
        return None
    places = {
        tuple(name for name in good if not same_answer(value[name], good[name])) for value, good in together
    }
    match list(places):
        case [(name,)] if len(together) >= max(2, len(wrong) / 2):
            kind, detail = ("one-of-several", "number") if isinstance(name, int) else ("one-of-named", "name")
            return Diagnosis(kind, {detail: str(name)})
    return None


def _together(pair: Pair) -> tuple[dict[Any, Any], dict[Any, Any]] | None:
    """Return values that came together and those that were wanted, by name or by place, counted from 1."""
    answer, good = pair
    both = answer.value, good.value
    if answer.raised or good.raised:
        return None
    if all(isinstance(each, tuple) for each in both):
        one, other = (dict(enumerate(each, 1)) for each in both)
        return one, other
    is_named = all(isinstance(each, dict) for each in both) and all(map(_is_row, good.value.values()))
    return both if is_named else None  # not what a probe says in words


def _bounded(wrong: Sequence[Pair], asked: Sequence[Pair]) -> Diagnosis | None:
    """Find a bound up to which all results are right, and beyond which none lies."""
    if not all(_are_numbers(*pair) for pair in wrong):
        return None
    values, good = _numbers(pair for pair in asked if _are_numbers(*pair))
    off = ~np.isclose(values, good, rtol=RTOL, atol=ATOL)
    if off.sum() < 3 or off.all() or len(np.unique(good[off])) < 2 or not _close(values[off], values[off][0]):
        return None
    limit = float(values[off][0])
    for bound, name in ((np.minimum, "never-above"), (np.maximum, "never-below")):
        if np.any(~off & ~np.isclose(good, limit)) and _close(values, bound(good, limit)):
            return Diagnosis(name, {"limit": f"{limit:.4g}"})
    return None


def _counted(wrong: Sequence[Pair]) -> Diagnosis | None:
    """Find a wrong count: each result is the right one times n, 1/n or the like, and n varies."""
    pairs = [
        (np.ravel(value), np.ravel(good))
        for value, good in _finite_pairs(wrong)
        if np.any(good) and np.shape(value) == np.shape(good)
    ]
    if len(pairs) < 3 or len(pairs) < ENOUGH * len(wrong):
        return None
    if any(all(_close(value, np.round(good, places)) for value, good in pairs) for places in range(6)):
        return None  # rounded
    factors = [_factor(came, good) for came, good in pairs]
    if not all(
        factor > 0 and _is_of_counts(factor) and _close(came, factor * good)
        for factor, (came, good) in zip(factors, pairs, strict=True)
    ):
        return None
    if len({round(factor, 6) for factor in factors}) < 2:
        return None
    other = next(factor for factor in factors if abs(factor - factors[0]) > 1e-6)
    return Diagnosis("counted", {"one": f"{factors[0]:.4g}", "other": f"{other:.4g}"})


def _is_of_counts(factor: float) -> bool:
    """Return True if a factor is n, 1/n, n/(n - 1) or n/(n + 1) for an n that a small example can hold."""
    shapes = [shape for n in range(1, 41) for shape in (n, 1 / n, n / (n + 1), (n + 1) / n)]
    return any(abs(factor - shape) <= RTOL * shape for shape in shapes)


def _beside_another(
    wrong: list[int],
    heard: Sequence[ProbeAnswer],
    right: Sequence[ProbeAnswer],
    known: Mapping[str, Sequence[ProbeAnswer]],
) -> Diagnosis | None:
    """Find a known mistake whose answers come times a number: the first of two mistakes.

    If every sign is reversed, that is told instead: the known mistake's hint may say that signs are right. A
    mistake in the form alone is left out: its hint says that the numbers are right.
    """
    came, wanted = _numbers((heard[number], right[number]) for number in wrong)
    if not np.isfinite(came).all():
        return None
    is_turned = len(came) > 0 and bool((came * wanted <= 0).all())
    for name, answers in known.items():
        differ = [number for number in wrong if not alike(answers[number], right[number])]
        if all(_differs_in_form_alone(answers[number], right[number]) for number in differ):
            continue
        _, telling = _numbers((heard[number], answers[number]) for number in differ)
        values, good = _numbers((heard[number], answers[number]) for number in wrong)
        if len(differ) < 2 or len(np.unique(telling)) < TELLING:
            continue
        factor = _factor(values, good)
        if factor and abs(factor - 1) > RTOL and _close(values, factor * good):
            if is_turned:
                return Diagnosis("sign-beside")
            return Diagnosis(name, {"factor": f"{factor:.4g}"}, is_weak=True)
    return None


def _differs_in_form_alone(answer: ProbeAnswer, right: ProbeAnswer) -> bool:
    """Return True if an answer has the right numbers in other shapes."""
    pairs = _number_pairs([(answer, right)])
    return bool(pairs) and all(
        np.size(came) == np.size(good) and np.allclose(np.ravel(came), np.ravel(good)) for came, good in pairs
    )


def _misshapen(wrong: Sequence[Pair]) -> Diagnosis | None:
    """Find several values that came together, of which always one or another has a wrong shape."""
    misshapen = [
        [both for both in _number_pairs([pair]) if np.shape(both[0]) != np.shape(both[1])] for pair in wrong
    ]
    return _shape([*chain(*misshapen)]) if all(misshapen) else None


def _cut(wrong: Sequence[Pair]) -> Diagnosis | None:
    """Find numbers that have lost what comes after the point."""
    values, good = _numbers(_mostly_numbers(wrong))
    is_cut = values.any() and (_close(values, np.trunc(good)) or _close(values, np.floor(good)))
    return Diagnosis("cut") if is_cut else None


def _rough(wrong: Sequence[Pair]) -> Diagnosis | None:
    """Find numbers that are nearly right: rounded, or close."""
    values, good = _numbers(_mostly_numbers(wrong))
    if not len(values):
        return None
    gaps = np.abs(values - good)
    gap = f"{float(gaps.max()):.2g}"
    if any(_close(values, np.round(good, places)) for places in range(6)):
        return Diagnosis("rounded", {"gap": gap})
    if (gaps <= NEAR * np.maximum(1.0, np.abs(good))).all():
        return Diagnosis("close", {"gap": gap})
    return None
