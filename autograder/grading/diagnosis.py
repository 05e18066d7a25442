"""Which mistake behaves like this code?

When a student fails, their function is asked a few labelled questions (the probes), and so are the
reference and each known misconception. What was heard is read in a fixed order, the first reading that
speaks wins: form that needs no comparison, a misconception with the same wrong answers, form that an
answer shows, a label that all wrong answers share, a distance, and last an honest description.

Pure: it compares what was heard. It runs in grading and at the desk alike.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from autograder.sandbox.proxy import NotAValue, NotDefined, Student, StudentExited

ENOUGH = 0.8  # of the wrong answers must be those of a misconception for it to be named
RTOL, ATOL = 1e-6, 1e-9


class Probe(msgspec.Struct, frozen=True):
    """One question about `function`: what is special about it, and how it is asked."""

    function: str
    labels: tuple[str, ...]
    ask: Callable[[Any], object]


class Heard(msgspec.Struct, frozen=True):
    """One answer: a value, or the name of what was raised."""

    value: Any = None
    raised: str = ""
    text: str = ""
    printed: bool = False


class Diagnosis(msgspec.Struct, frozen=True):
    """What was found: a misconception's name, or a reading's with its particulars."""

    name: str
    details: dict[str, str] = {}


def listen(probes: Iterable[Probe], student: Student) -> tuple[Heard, ...]:
    """Ask every probe. A WorkerFailure ends the questioning and is raised."""
    return tuple(_listen(probe, student) for probe in probes)


def _listen(probe: Probe, student: Student) -> Heard:
    try:
        return Heard(probe.ask(student), printed=bool(student._line.printed.strip()))
    except NotDefined as error:
        return Heard(raised="NotDefined", text=error.similar)
    except NotAValue:
        return Heard(raised="NotAValue")
    except StudentExited:
        return Heard(raised="StudentExited")
    except Exception as error:  # whatever the student's code, or a probe on its answer, ran into
        raised = getattr(error, "raised", None)
        return Heard(raised=type(error).__name__ if raised is not None else "Unusable", text=str(error))


# --- the same answer? --------------------------------------------------------------------------


def same(one: object, other: object) -> bool:
    """Whether two answers are the same: kind, shape and numbers, to the precision that suites use."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        alike = type(one) is type(other) and len(one) == len(other)
        return alike and all(same(a, b) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if _is_number(one) and _is_number(other):
        return _same_numbers(one, other)
    return type(one) is type(other) and bool(one == other)


def _same_numbers(one: Any, other: Any) -> bool:
    return np.shape(one) == np.shape(other) and _close(one, other)


def _is_number(thing: object) -> bool:
    numbers = int | float | complex | np.ndarray | np.generic
    return isinstance(thing, numbers) and not isinstance(thing, bool | np.bool_)


def _close(one: Any, other: Any) -> bool:
    with np.errstate(all="ignore"):
        return bool(np.allclose(one, other, rtol=RTOL, atol=ATOL, equal_nan=True))


def alike(one: Heard, other: Heard) -> bool:
    """Whether two students said the same: the same value, or the same kind of stop."""
    if one.raised or other.raised:
        return one.raised == other.raised
    return same(one.value, other.value)


# --- the readings ------------------------------------------------------------------------------


def diagnose(
    probes: Sequence[Probe],
    heard: Sequence[Heard],
    right: Sequence[Heard],
    known: Mapping[str, Sequence[Heard]],
) -> Diagnosis | None:
    """Read one function's answers; None where every answer is right. `known` is in the file's order."""
    wrong = [number for number in range(len(probes)) if not alike(heard[number], right[number])]
    if not wrong:
        return None
    return (
        _unmistakable(wrong, heard, right)
        or _match(wrong, heard, right, known)
        or _form(wrong, heard, right)
        or _contrast(wrong, probes)
        or _distance(wrong, heard, right)
        or Diagnosis("wrong")
    )


def _unmistakable(wrong: list[int], heard: Sequence[Heard], right: Sequence[Heard]) -> Diagnosis | None:
    """Form that no misconception could tell better."""
    answers = [heard[number] for number in wrong]
    if all(own.raised == "NotDefined" for own in answers):
        return Diagnosis("missing", {"similar": answers[0].text})
    wanted = [number for number in wrong if not right[number].raised and right[number].value is not None]
    if wanted and all(not heard[number].raised and heard[number].value is None for number in wanted):
        return Diagnosis("prints" if all(heard[number].printed for number in wanted) else "returns-nothing")
    if all(own.raised == "NotImplementedError" for own in answers):
        return Diagnosis("unfinished")
    if all(own.raised == "StudentExited" for own in answers):
        return Diagnosis("exits")
    return None


def _match(
    wrong: list[int], heard: Sequence[Heard], right: Sequence[Heard], known: Mapping[str, Sequence[Heard]]
) -> Diagnosis | None:
    """The misconception with the same answers where the student is wrong.

    Right answers say nothing: everything that is wrong at one spot resembles everything else that is.
    Only where all there is to compare are stops must the misconception also be right where the student is.
    """
    best, most = None, 0.0
    for name, answers in known.items():
        hits = [number for number in wrong if alike(heard[number], answers[number])]
        telling = [number for number in hits if not alike(answers[number], right[number])]
        if not telling or len(telling) / len(wrong) < ENOUGH:
            continue
        also = [number for number in range(len(right)) if not alike(answers[number], right[number])]
        overlap = len(telling) / len(set(also) | set(wrong))
        if all(heard[number].raised for number in telling) and overlap < ENOUGH:
            continue
        score = len(telling) / len(wrong) + overlap / 2
        if score > most + 1e-9:
            best, most = name, score
    return Diagnosis(best) if best else None


def _form(wrong: list[int], heard: Sequence[Heard], right: Sequence[Heard]) -> Diagnosis | None:
    """What kind of thing came back, where that is what is wrong."""
    answers = [(heard[number], right[number]) for number in wrong]
    stops = [own for own, _ in answers if own.raised]
    if len(stops) == len(answers):
        kinds = {own.raised for own in stops}
        if kinds == {"NotAValue"}:
            return Diagnosis("not-a-value")
        return Diagnosis("raises", {"error": sorted(kinds)[0], "text": stops[0].text})
    said = [(own.value, good.value) for own, good in answers if not own.raised and not good.raised]
    if not said:
        return Diagnosis("does-not-raise", {"error": answers[0][1].raised})
    if all(isinstance(own, list) and not isinstance(good, list) for own, good in said):
        return Diagnosis("list")
    for kind, name in ((str, "text"), (bool | np.bool_, "bool")):
        if all(isinstance(own, kind) and not isinstance(good, kind) for own, good in said):
            return Diagnosis(name)
    if all(_is_number(own) and _is_number(good) and np.shape(own) != np.shape(good) for own, good in said):
        own, good = max(said, key=lambda pair: np.size(pair[1]))
        turned = np.ndim(good) == 2 and np.shape(own) == np.shape(good)[::-1]
        shapes = {"came": str(np.shape(own)), "wanted": str(np.shape(good))}
        return Diagnosis("turned" if turned else "shape", shapes)
    values = [heard[number].value for number in range(len(heard)) if not heard[number].raised]
    if len(values) > 2 and len(said) > 1 and all(_constant(value, values[0]) for value in values):
        return Diagnosis("always-the-same")
    return None


def _constant(one: Any, other: Any) -> bool:
    if not (_is_number(one) and _is_number(other) and np.size(one) and np.size(other)):
        return same(one, other)
    return _close(np.ravel(one), np.ravel(one)[0]) and _close(np.ravel(one)[0], np.ravel(other)[0])


def _contrast(wrong: list[int], probes: Sequence[Probe]) -> Diagnosis | None:
    """A label that every wrong answer has and no right one."""
    if len(wrong) == len(probes):
        return None
    missed = [set(probes[number].labels) for number in wrong]
    passed = [set(probe.labels) for number, probe in enumerate(probes) if number not in wrong]
    for label in probes[wrong[0]].labels:
        if all(label in labels for labels in missed) and not any(label in labels for labels in passed):
            return Diagnosis("only", {"label": label})
    for label in dict.fromkeys(label for probe in probes for label in probe.labels):
        if all(label in labels for labels in passed) and not any(label in labels for labels in missed):
            return Diagnosis("all-but", {"label": label})
    return None


def _is_turned(own: Any, good: Any) -> bool:
    """Whether a square table came back with rows and columns exchanged."""
    return np.ndim(good) == 2 and np.shape(own) == np.shape(good)[::-1] and _close(own, np.transpose(good))


def _distance(wrong: list[int], heard: Sequence[Heard], right: Sequence[Heard]) -> Diagnosis | None:
    """How the numbers lie to the right ones: close, a factor, an offset, mirrored, turned."""
    pairs = [(heard[number].value, right[number].value) for number in wrong if not heard[number].raised]
    pairs = [(own, good) for own, good in pairs if _is_number(own) and _is_number(good)]
    pairs = [(own, good) for own, good in pairs if np.shape(own) == np.shape(good) and np.size(good)]
    if len(pairs) < len(wrong):
        return None
    own = np.concatenate([np.ravel(pair[0]).astype(complex).real for pair in pairs])
    good = np.concatenate([np.ravel(pair[1]).astype(complex).real for pair in pairs])
    if not (np.isfinite(own).all() and np.isfinite(good).all()):
        return Diagnosis("not-finite") if np.isfinite(good).all() else None
    gap = float(np.abs(own - good).max())
    if _close(own, -good):
        return Diagnosis("sign")
    if all(_is_turned(*pair) for pair in pairs):
        return Diagnosis("turned-values")
    if gap <= 0.05 * max(1.0, float(np.abs(good).max())):
        digits = next((places for places in range(1, 6) if _close(own, np.round(own, places))), None)
        return Diagnosis("rounded" if digits else "close", {"gap": f"{gap:.2g}"})
    if len(own) > 2:
        if _close(own - good, (own - good)[0]):
            return Diagnosis("offset", {"gap": f"{(own - good)[0]:+.4g}"})
        safe = np.abs(good) > 1e-12
        if safe.sum() > 2 and _close((own / np.where(safe, good, 1))[safe], (own[safe] / good[safe])[0]):
            return Diagnosis("factor", {"factor": f"{(own[safe] / good[safe])[0]:.4g}"})
    return None
