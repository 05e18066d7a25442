"""Functions that rely on each other, and the reference in the place of one that is wrong.

A mistake is charged once. Where `forward` calls `dense`, and `dense` is wrong, `forward` is judged once
more in a worker of its own, in which a call of `dense` is answered by the reference's. Only values cross,
so the reference stays where the student's code is not.
"""

import ast
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count

import msgspec

from autograder.sandbox.process import WireBroken, Worker, WorkerFailure
from autograder.sandbox.proxy import (
    MAX_CALLBACK_BYTES,
    MAX_CALLBACKS,
    AnswerCallback,
    Channel,
    WorkerChannel,
)
from autograder.sandbox.run import ProgramRun
from autograder.worker import cells, protocol


def needed_names(
    program: Iterable[protocol.ProgramCell], names: Collection[str] | None = None
) -> dict[str, frozenset[str]]:
    """Map these top-level names of a program to the names that each needs, directly or through others.

    Without `names` all are looked up: of a student's program, which may chain a hundred thousand, only some
    should be. Only the text is read: no code of the student's runs. A call that the text does not show, such
    as one through `globals()`, is not among them.
    """
    needs: dict[str, set[str]] = {}
    for cell in program:
        for statement in cells.statements(cell.source):
            loaded = frozenset(_names(statement, ast.Load))
            for name in _bound(statement):
                needs.setdefault(name, set()).update(loaded)
    wanted = needs if names is None else needs.keys() & names
    return {name: frozenset(cells.reached(name, needs)) for name in wanted}


def _bound(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that a top-level statement binds."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
    else:
        yield from _names(statement, ast.Store)
        for node in ast.walk(statement):  # such as a function below an `if`
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield node.name


def _names(tree: ast.AST, context: type[ast.expr_context]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, context):
            yield node.id


def replaceable(
    function: str, wrong: Iterable[str], reached: Mapping[str, frozenset[str]]
) -> tuple[str, ...]:
    """Return the functions of `wrong` for which the reference may answer while `function` is judged.

    A function that needs `function` is none of them: two functions, each written with the other, are both
    worth nothing. So of functions that need each other in a circle at least one is judged as it is.
    """
    needed = reached.get(function, frozenset())
    return tuple(
        other
        for other in wrong
        if other != function and other in needed and function not in reached.get(other, frozenset())
    )


class ReferenceWorker:
    """A worker that runs the reference, started when it is first asked, and again if a call ended it."""

    def __init__(self, start: Callable[[], Worker], seconds: float, until: float) -> None:
        self.start, self.seconds, self.until = start, seconds, until
        self.worker: Worker | None = None
        self.calls = count(1)

    def ask(self, name: str, args: protocol.Tuple, kwargs: protocol.Dict) -> protocol.Reply:
        """Return the reference's reply to a call of `name`; raise WorkerFailure if it takes too long."""
        given, named = (msgspec.Raw(protocol.raw(part)) for part in (args, kwargs))
        return self._exchange(protocol.Call(next(self.calls), None, name, given, named))

    def seed(self, seed: int) -> None:
        self._exchange(protocol.Seed(next(self.calls), seed))

    def _exchange(self, request: protocol.Request) -> protocol.Reply:
        if self.worker is None or not self.worker.alive:
            self.worker = self.start()
        return WorkerChannel(self.worker, self.seconds, self.until).exchange(request, protocol.refused)

    def close(self) -> None:
        """End the worker, if there is one."""
        if self.worker is not None:
            self.worker.kill()


class ReplacedRun:
    """A program in whose workers the reference answers for the functions `names`."""

    def __init__(self, run: ProgramRun, names: tuple[str, ...], reference: ReferenceWorker) -> None:
        self.run, self.names, self.reference = run, names, reference
        self.limits, self.program = run.limits, run.program

    def worker(self) -> Worker | None:
        """Return a fresh worker in which the program has run, and then its functions were replaced."""
        worker = self.run.worker()
        if worker is None:
            return None
        try:
            channel = self.run.channel(worker, self.limits.call_seconds)
            channel.exchange(protocol.Replace(0, self.names), protocol.refused)
        except WorkerFailure:
            return None
        return worker

    def channel(self, worker: Worker, seconds: float, until: float = math.inf) -> Channel:
        return _ReplacedChannel(self.run.channel(worker, seconds, until), self.names, self.reference)


class _ReplacedChannel:
    """A channel to a student's program in which the reference answers for the functions `names`."""

    def __init__(self, channel: Channel, names: Sequence[str], reference: ReferenceWorker) -> None:
        self.channel, self.names, self.reference = channel, names, reference

    def exchange(self, request: protocol.Request, answer: AnswerCallback) -> protocol.Reply:
        """Return the final reply to `request`. Calls of the replaced functions are answered on the way."""
        if isinstance(request, protocol.Seed):
            self.reference.seed(request.seed)
        calls, size = 0, 0

        def answer_or_replace(
            callback: protocol.CallbackRequest,
        ) -> protocol.CallbackResult | protocol.CallbackError:
            nonlocal calls, size
            if callback.id >= 0:
                return answer(callback)
            calls, size = calls + 1, size + _size(callback.args) + _size(callback.kwargs)
            if calls > MAX_CALLBACKS or size > MAX_CALLBACK_BYTES or -callback.id > len(self.names):
                raise WireBroken("too many or too large calls of a function that was replaced")
            return self.replaced(callback)

        return self.channel.exchange(request, answer_or_replace)

    def end(self) -> None:
        self.channel.end()

    def replaced(
        self, callback: protocol.CallbackRequest
    ) -> protocol.CallbackResult | protocol.CallbackError:
        """Return the reference's answer, or an error without a reason. Only values cross, either way."""
        if not protocol.is_plain(callback.args) or not protocol.is_plain(callback.kwargs):
            raise WireBroken("a function that was replaced takes values")
        reply = self.reference.ask(self.names[-callback.id - 1], callback.args, callback.kwargs)
        if isinstance(reply, protocol.Returned):
            changed = reply.changed
            if protocol.is_plain(reply.value) and (changed is None or protocol.is_plain(changed)):
                return protocol.CallbackResult(callback.call, callback.number, reply.value, changed)
        return protocol.refused(callback)


def _size(value: protocol.Value) -> int:
    """Estimate the bytes of a callback's arguments."""
    match value:
        case protocol.Array():
            return len(value.data)
        case protocol.List() | protocol.Tuple():
            return sum(map(_size, value.items))
        case protocol.Dict():
            return sum(_size(key) + _size(item) for key, item in value.items)
        case protocol.Object():
            return _size(value.attributes)
        case str():
            return len(value)
    return 8
