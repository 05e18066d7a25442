"""Steps of the hints for a function in this session: one further each time that a hint is asked for.

Steps are counted for one version of the code: a changed function starts with the first again, but one
further for each version that failed before. The idea comes last, and not after a single version, unless a
hint is asked for PATIENCE times.
"""

import hashlib
import types
from collections.abc import Iterator

LOOK, CAUSE, IDEA = 1, 2, 3
PATIENCE = 4  # hints asked for on the same code, after which somebody is stuck


class HintSteps:
    """Failed versions and hints of each function, counted."""

    def __init__(self) -> None:
        self._failed: dict[str, list[str]] = {}
        self._asked: dict[tuple[str, str], int] = {}

    def failed(self, name: str, code: str) -> int:
        """Note that this code failed, and return how many versions have failed by now."""
        versions = self._failed.setdefault(name, [])
        if code not in versions:
            versions.append(code)
        return len(versions)

    def passed(self, name: str) -> None:
        """Forget what failed: whatever comes next is new."""
        self._failed.pop(name, None)

    def ask(self, name: str, code: str) -> tuple[int, bool]:
        """Count a hint; return the step that is due, and whether the next one waits for another try."""
        asked = self._asked[name, code] = self._asked.get((name, code), 0) + 1
        versions = max(1, len(self._failed.get(name, ())))
        step = min(asked + versions - 1, IDEA)
        is_told = versions > 1 or asked >= PATIENCE
        return (step if is_told else min(step, CAUSE)), not is_told and step >= CAUSE


def code_digest(thing: object) -> str:
    """Return a digest of a function or class: the same one if the same code is run again."""
    whole = hashlib.sha256()
    for part in _code(thing):
        whole.update(part + b"\0")
    return whole.hexdigest()[:16]


def codes_of(thing: object) -> list[types.CodeType]:
    """Return the code objects of a function, or of each method of a class; none for anything else."""
    if isinstance(thing, type):
        return [each.__code__ for each in vars(thing).values() if isinstance(each, types.FunctionType)]
    code = getattr(thing, "__code__", None)
    return [code] if isinstance(code, types.CodeType) else []


def _code(thing: object) -> Iterator[bytes]:
    waiting = codes_of(thing)
    if not waiting:
        yield type(thing).__name__.encode()
    while waiting:
        code = waiting.pop()
        yield code.co_code
        yield repr((code.co_name, code.co_names, code.co_varnames)).encode()
        for constant in code.co_consts:
            if isinstance(constant, types.CodeType):
                waiting.append(constant)
            else:
                yield repr(constant).encode("utf-8", "replace")
