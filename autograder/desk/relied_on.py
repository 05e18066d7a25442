"""What a wrong function calls: another graded one that is wrong too, or a name that is no function."""

import ast
from collections.abc import Callable, Collection, Iterable, Mapping

from autograder.diagnosis.clues import CLUES
from autograder.diagnosis.diagnose import Diagnosis
from autograder.diagnosis.repairs import readable
from autograder.grading.reliance import needed_names, replaceable
from autograder.report import clean
from autograder.worker import protocol

# Diagnoses from a function's own text or name, whatever it calls. Others go by its answers.
_OF_ITS_OWN = CLUES | {"missing", "misnamed", "cell-stopped", "returns-nothing", "prints", "exits"}
_SHOWN = 40  # characters of a type's name


def or_relied_on(
    found: Diagnosis | None,
    name: str,
    program: Iterable[protocol.ProgramCell],
    checked: Collection[str],
    is_wrong: Callable[[str], bool],
) -> Diagnosis | None:
    """Return `found`, or that the function `name` calls a wrong one, where `found` goes by its answers.

    `checked` are the functions that have checks of their own; `is_wrong` says whether one of them fails.
    At the desk there is no reference to answer in that function's place, as there is in grading.
    """
    if found is not None and found.name in _OF_ITS_OWN:
        return found
    needed = needed_names(program, {*checked, name})
    wrong = [other for other in replaceable(name, checked, needed) if is_wrong(other)]
    if not wrong:
        return found
    first = min(wrong, key=lambda other: len(needed[other].intersection(wrong)))
    return Diagnosis("relies-on-wrong", {"other": first})


def overwritten(source: str, name: str, namespace: Mapping[str, object]) -> Diagnosis | None:
    """Return that a name which the function calls stands for something else in the running notebook.

    That is Python's own `sum` after `sum = 0`, or a function of the notebook after `relu = relu(x)`.
    """
    if (definition := readable(source, name)) is None:
        return None
    own = set[str]()
    for node in ast.walk(definition):
        match node:
            case ast.arg(arg=bound) | ast.Name(id=bound, ctx=ast.Store()):
                own.add(bound)
            case ast.FunctionDef(name=bound) | ast.ClassDef(name=bound):
                own.add(bound)
            case ast.alias(name=module, asname=bound):
                own.add(bound or module)
    for node in ast.walk(definition):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id not in own:
            thing = namespace.get(node.func.id, callable)
            if not callable(thing):
                kind = clean(type(thing).__name__, _SHOWN)
                return Diagnosis("overwritten", {"name": node.func.id, "kind": kind})
    return None
