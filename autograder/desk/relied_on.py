"""What to repair first where a wrong function calls another graded one that is wrong too."""

from collections.abc import Callable, Collection, Iterable

from autograder.diagnosis.diagnose import Diagnosis
from autograder.diagnosis.repairs import UNCLEAR
from autograder.grading.reliance import needed_names, replaceable
from autograder.worker import protocol


def or_relied_on(
    found: Diagnosis | None,
    name: str,
    program: Iterable[protocol.ProgramCell],
    checked: Collection[str],
    is_wrong: Callable[[str], bool],
) -> Diagnosis | None:
    """Return `found`, or that the function `name` calls a wrong one, where `found` tells a symptom only.

    `checked` are the functions that have checks of their own; `is_wrong` says whether one of them fails.
    At the desk there is no reference to answer in that function's place, as there is in grading.
    """
    if found is not None and found.name not in UNCLEAR | {"unfinished"}:
        return found
    needed = needed_names(program, {*checked, name})
    wrong = [other for other in replaceable(name, checked, needed) if is_wrong(other)]
    if not wrong:
        return found
    first = min(wrong, key=lambda other: len(needed[other].intersection(wrong)))
    return Diagnosis("relies-on-wrong", {"other": first})
