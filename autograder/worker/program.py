"""The student's program: run cell by cell, then asked for answers, one request at a time.

A `Session` holds the namespace and answers requests of the wire. It is the same code in a locked worker, at
the student's desk and for the reference, so that all three are judged alike. It defends nothing: code that
runs here may change all of it, and can then only lie about its own answers.
"""

import ast
import builtins
import difflib
import io
import random
import sys
import traceback
import types
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

import numpy as np

from . import bindings, cells, codec, held_names, needs, pictures, protocol

Ask = Callable[[protocol.CallbackRequest], protocol.CallbackResult | protocol.CallbackError]
PRINTED_LIMIT = 2_000
_LINE = 160  # characters of a line of code that are reported
_UNBOUND = object()
# Sound and rich output are for the desk, and the real IPython would take 0.16 s in each fork that imports it.
INERT = ("autograder", "autograder.check", "IPython", "IPython.display")


# --- what the program finds around it --------------------------------------------------------


class _Printed(io.TextIOBase):
    """Standard output, kept up to a limit; the rest is dropped, without an error."""

    def __init__(self, limit: int) -> None:
        self.limit, self.parts, self.size = limit, [""], 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self.size < self.limit:
            self.parts.append(text[: self.limit - self.size])
        self.size += len(text)
        return len(text)

    def text(self) -> str:
        return "".join(self.parts).encode(errors="replace").decode()


class Printing:
    """Context manager that captures what is printed, up to a limit.

    It is not the stream itself, which a student's code may enter and leave too: `with sys.stdout:`.
    """

    def __init__(self, limit: int) -> None:
        self.printed = _Printed(limit)

    def __enter__(self) -> _Printed:
        self.before = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = self.printed
        return self.printed

    def __exit__(self, *_: object) -> None:
        sys.stdout, sys.stderr = self.before


class _Silent:
    """Context manager that ignores warnings, in a tenth of the time of `warnings.catch_warnings`."""

    def __enter__(self) -> None:
        self.before = warnings.filters
        warnings.filters = [("ignore", None, Warning, None, 0)]

    def __exit__(self, *_: object) -> None:
        warnings.filters = self.before


class _Inert(types.ModuleType):
    """A module that accepts anything and does nothing: `check`, `hint`, `display`."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if name == "version_info":
            return (9, 0)  # Matplotlib asks IPython for it
        return pictures.Anything if name == "get_ipython" else _nothing


def _nothing(*_: object, **__: object) -> None:
    return None


def prepare_cells(released: tuple[protocol.ProgramCell, ...]) -> None:
    """Parse released cells before the fork, so that no fork parses those that a hand-in left unchanged."""
    for cell in released:
        with suppress(*cells.NOT_PYTHON):  # a hand-in that contains it gets the error
            cells.compiled(cell.source, f"<{cell.label}>")
            cells.said(cell.stub)


def make_inert() -> None:
    """Put the modules of INERT where `import` finds them."""
    for name in INERT:
        module = _Inert(name)
        module.__path__ = []
        sys.modules[name] = module
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, module)


def fresh_namespace() -> dict[str, Any]:
    """Return the globals of a notebook that has run nothing yet."""
    main = types.ModuleType("__main__")
    main.__dict__.update(
        __builtins__=builtins, get_ipython=pictures.Anything, display=_nothing, exit=sys.exit, quit=sys.exit
    )
    return main.__dict__


# --- the session -----------------------------------------------------------------------------


class Session:
    """One program's namespace, and the objects of it that the grader holds by number."""

    def __init__(self, namespace: dict[str, Any] | None = None, ask: Ask = protocol.refused) -> None:
        self.namespace, self.ask = fresh_namespace() if namespace is None else namespace, ask
        self.objects: list[object] = []
        self.sources: dict[str, str] = {}
        self.given_names: dict[str, object] = {}  # what locked cells defined, by name
        self.texts: tuple[str, ...] = ()  # of all cells
        self.bindings = bindings.Bindings(self.namespace, lambda: self.texts)
        self.open_call, self.asked = 0, 0
        self.instances: list[object] = []  # of the program's classes, which came by value with the open call
        self.outputs: dict[str, str] = {}  # what each cell that has a name printed
        self.left: dict[str, dict[str, object]] = {}  # the variables that it set, with their values

    def run(self, request: protocol.RunProgram) -> Iterator[protocol.CellFinished | protocol.Ready]:
        """Run each cell and yield its result; after one that raises the next still runs. Yield Ready last."""
        self.seed(request.seed)
        if request.codecs:
            codec.use_source(request.codecs)
        self.texts = tuple(cell.source for cell in request.cells)
        self.bindings.functions = request.functions
        for index, cell in enumerate(request.cells):
            if cell.stub and cells.is_untouched(cell.source, cell.stub):
                yield protocol.CellFinished(request.call, index, True, "", 0, "")
                continue
            if cell.released:
                self.bindings.restore()
            before = dict(self.namespace)
            with Printing(request.output_limit) as printed:
                error, line, below = self.run_cell(cell)
            bound = {
                name: thing
                for name, thing in self.namespace.items()
                if before.get(name, _UNBOUND) is not thing
            }
            if cell.label.isidentifier():
                self.outputs[cell.label], self.left[cell.label] = printed.text(), bound
            if cell.given:
                self.given_names |= bound
            self.bindings.look(cell.label, cell.released)
            yield protocol.CellFinished(request.call, index, False, error, line, printed.text(), below)
        self.bindings.restore()
        names = tuple(str(name) for name in self.namespace if not name.startswith("_"))
        lacking = needs.lacking(self.texts, self.namespace)
        yield protocol.Ready(request.call, names, self.bindings.overwritten(), lacking)

    def run_cell(self, cell: protocol.ProgramCell) -> tuple[str, int, str]:
        """Run a cell; return its error as `Type: text`, the line, and what below it could not be defined.

        A cell that stops is no reason to lose a function further down: `input()` above it stops a cell.
        """
        filename = f"<{cell.label}>"
        self.sources[filename] = cell.source
        if cell.stub and (magic := cells.other_language(cell.source)):
            return f"{magic}: nothing in this cell was run as Python", 1, ""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the compiler's, too: they would count as printed
            if cell.definitions:
                return "", 0, self.define(cell, 0, self.is_calm)
            error, line, stop, code = "", 0, 0, None
            try:
                code = cells.compiled(cell.source, filename)
                exec(code, self.namespace)
            except BaseException as raised:  # SystemExit and KeyboardInterrupt of the student's too
                error, line = f"{type(raised).__name__}: {_text(raised)}", self.place(raised)[1]
                stop = _line_of(raised, filename)
            if code is not None:
                self.keep_overwritten(cell, code)
            return error, line, self.define(cell, stop) if stop else ""

    def keep_overwritten(self, cell: protocol.ProgramCell, code: types.CodeType) -> None:
        """Keep functions of a cell that itself gives their names to something else further down."""
        names = {
            name
            for name in cells.defined(code)
            if name in self.namespace and not callable(self.namespace[name])
        }
        if names:
            left = {name: self.namespace[name] for name in names}
            self.define(cell, 0, lambda node: getattr(node, "name", "") in names)
            self.bindings.look(cell.label, cell.released)
            self.namespace.update(left)

    def define(
        self, cell: protocol.ProgramCell, after: int, wanted: Callable[[ast.stmt], bool] = lambda node: True
    ) -> str:
        """Run each definition of a cell below line `after`; return a line on each function that failed."""
        rest = {place: node for place, node in cells.definitions(cell.source, after).items() if wanted(node)}
        if rest:
            self.bindings.restore()
        failed = []
        for place, node in rest.items():
            try:
                exec(cells.compiled_one(cell.source, f"<{cell.label}>", place), self.namespace)
            except BaseException as error:  # as above
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                    failed.append(f"{node.name}: {type(error).__name__}: {_text(error)}")
        return "\n".join(failed)[:PRINTED_LIMIT]

    def is_calm(self, node: ast.stmt) -> bool:
        """Return True if a definition of a cell that ended a worker may run: it calls modules' functions."""
        called = cells.calls(node)
        return all(isinstance(self.namespace.get(name), types.ModuleType) for name in called)

    def answer(self, request: protocol.Request) -> protocol.Reply:
        """Carry out one request; whatever the student's code does becomes a reply."""
        self.open_call, self.asked, self.instances = request.call, 0, []
        arguments, changed = None, None
        with Printing(PRINTED_LIMIT) as printed:
            try:
                if isinstance(request, protocol.Call):
                    function = self.find(request.handle, request.name)
                    if function is None:
                        return protocol.Missing(request.call, request.name, self.similar(request.name))
                    arguments = CallArguments(self, request)
                    result = arguments.call(function)
                    changed = arguments.changed()
                elif isinstance(request, protocol.Read):
                    result = self.printed(request.name) if request.printed else self.variable(request.name)
                    if result is _UNBOUND:
                        return protocol.Missing(request.call, request.name, "")
                else:
                    result = self.touch(request)
                is_own = isinstance(request, protocol.Call) and self.is_own_container(result, request.name)
                value = self.keep(result) if is_own else protocol.to_value(result, self.keep)
            except protocol.WireError as error:
                return protocol.Unable(request.call, str(error))
            except BaseException as error:
                changed = arguments.changed() if arguments else None
                return self.raised(request.call, error, changed, printed.text())
        return protocol.Returned(request.call, value, changed, printed.text())

    def is_own_container(self, result: object, name: str) -> bool:
        """Return True if an object is of the program's own class of this name, and a list, dict or set."""
        kind = type(result)
        return (
            isinstance(result, list | dict | set)
            and kind is self.namespace.get(name)
            and kind.__module__ == self.namespace["__name__"]
        )

    def find(self, handle: int | None, name: str) -> Any:
        """Return the function or method that a call names, or None if the program has no such function."""
        return self.namespace.get(name) if handle is None else getattr(self.objects[handle], name)

    def variable(self, name: str) -> object:
        """Return a variable as the cell of its name left it, else the first named cell, else the program."""
        places = (self.left.get(name, {}), *self.left.values(), self.namespace)
        return next((place[name] for place in places if name in place), _UNBOUND)

    def printed(self, name: str) -> object:
        """Return what the cell of this name printed. A program that is no notebook has one cell, named ""."""
        return self.outputs.get(name, self.outputs.get("", _UNBOUND))

    def touch(self, request: protocol.Request) -> object:
        """Carry out a request that is neither a call nor a read, and return its result."""
        match request:
            case protocol.Seed():
                self.seed(request.seed)
            case protocol.Get():
                return getattr(self.objects[request.handle], request.name)
            case protocol.Next():
                return next(self.objects[request.handle])  # type: ignore[call-overload]
            case protocol.Set():
                setattr(self.objects[request.handle], request.name, self.take(request.value))
            case protocol.Replace():
                for number, name in enumerate(request.names, 1):
                    self.namespace[name] = _Callback(self, -number)
            case protocol.Edit():
                array = getattr(self.objects[request.handle], request.name)
                array[self.take(request.index)] = self.take(request.value)
        return None

    def seed(self, seed: int) -> None:
        """Set every global random state that beginners use."""
        random.seed(seed)
        np.random.seed(seed % 2**32)

    def keep(self, thing: object) -> protocol.Value:
        """Encode an object that stays here as a reference for the grader, such as a handle with a number."""
        if isinstance(thing, _Callback):
            return protocol.Callback(thing.id)
        if any(thing is own for own in self.instances):
            return self.by_value(thing)
        self.objects.append(thing)
        return _handle(len(self.objects) - 1, thing)

    def take(self, value: protocol.Value) -> Any:
        """Decode a value of the grader's, with arrays that the student may write to."""
        return protocol.to_python(value, self.refer, writable=True)

    def by_value(self, thing: object) -> protocol.Value:
        """Encode an instance of one of the program's own classes by its attributes; TypeError for others."""
        kind, attributes = type(thing), getattr(thing, "__dict__", None)
        if self.namespace.get(kind.__name__) is not kind or type(attributes) is not dict:
            raise TypeError(f"numbers, arrays and other values can be passed here, not {kind.__name__}")
        held: Any = protocol.to_value(dict(attributes), self.by_value)
        return protocol.Object(kind.__name__, held)

    def refer(self, value: protocol.Reference) -> object:
        """Return the object that a reference in an argument stands for."""
        match value:
            case protocol.Object():
                thing = object.__new__(self.namespace[value.typename])
                vars(thing).update(self.take(value.attributes))
                self.instances.append(thing)
                return thing
            case protocol.Handle():
                return self.objects[value.id]
            case protocol.Named():
                return self.namespace[value.name]
        return _Callback(self, value.id)

    def similar(self, name: str) -> str:
        """Return a name of the student's own that looks like `name`; "" if there is none."""
        own = [
            key
            for key, thing in self.namespace.items()
            if callable(thing) and not key.startswith("_") and self.given_names.get(key) is not thing
        ]
        folded = {key.lower().replace("_", ""): key for key in own}
        close = difflib.get_close_matches(name.lower().replace("_", ""), folded, n=1, cutoff=0.75)
        return folded[close[0]] if close else ""

    def raised(
        self, call: int, error: BaseException, changed: protocol.Tuple | None, printed: str
    ) -> protocol.Raised:
        """Encode an exception: its name, its ancestors' names, its text and the student's own line."""
        cell, line = self.place(error)
        ancestors = tuple(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins")
        name = str(type(error).__name__)[:100]
        passed = [*traceback.walk_tb(error.__traceback__)]
        is_own = bool(passed) and self.own_line(*passed[-1]).startswith("raise ")
        left = ("", "", "") if is_own else self.left_at(passed)
        text, kinds = _text(error), ancestors[:64]
        return protocol.Raised(call, name, kinds, text, cell, line, changed, printed, is_own, *left)

    def left_at(self, passed: list[tuple[types.FrameType, int]]) -> tuple[str, str, str]:
        """Return the line at which an exception left the cell that was called, and what names in it held.

        A function of another cell may be right, and stop because of the arguments of this call. Its line, at
        which Python stopped, is the last one that is returned; "" if Python stopped in the cell itself.
        """
        own = [(frame, line) for frame, line in passed if self.own_line(frame, line)]
        if not own:
            return "", "", ""
        cell = own[0][0].f_code.co_filename
        frame, line = [each for each in own if each[0].f_code.co_filename == cell][-1]
        code = self.own_line(frame, line)[:_LINE]
        inner = "" if frame is own[-1][0] else self.own_line(*own[-1])[:_LINE]
        return code, held_names.held(code, frame.f_locals), inner

    def own_line(self, frame: types.FrameType, line: int) -> str:
        """Return a line of the student's own; "" if the code is not theirs."""
        lines = self.sources.get(frame.f_code.co_filename, "").split("\n")
        return lines[line - 1].strip() if 0 < line <= len(lines) else ""

    def place(self, error: BaseException) -> tuple[str, int]:
        """Return cell and line of the student's innermost code that an exception passed, or "" and 0."""
        if isinstance(error, SyntaxError) and error.filename in self.sources:
            return str(error.filename)[1:-1], error.lineno or 0
        found = ("", 0)
        for frame, line in traceback.walk_tb(error.__traceback__):
            if frame.f_code.co_filename in self.sources:
                found = (frame.f_code.co_filename[1:-1], line)
        return found


class CallArguments:
    """One call's arguments: as they came, and as the student's code left them."""

    def __init__(self, session: Session, request: protocol.Call) -> None:
        self.session, self.request = session, request
        self.came: Any = protocol.unraw(request.args)
        self.args = session.take(self.came)
        named = bytes(request.kwargs)
        self.kwargs = {} if named == protocol.NO_NAMES else session.take(protocol.unraw(named))

    def call(self, function: Any) -> object:
        with _Silent(), np.errstate(all="ignore"):
            return function(*self.args, **self.kwargs)

    def changed(self) -> protocol.Tuple | None:
        """Return args and kwargs if the call changed them, without items if they cannot cross, else None."""
        if not self.kwargs and all(map(_is_as_it_came, self.args, self.came.items)):
            return None
        before = bytes(self.request.args), bytes(self.request.kwargs)
        try:
            after = protocol.to_value(self.args, self.keep), protocol.to_value(self.kwargs, self.keep)
            return (
                protocol.Tuple(after) if (protocol.raw(after[0]), protocol.raw(after[1])) != before else None
            )
        except protocol.WireError:  # changed into something that cannot even cross
            return protocol.Tuple(())

    def keep(self, thing: object) -> protocol.Value:
        for name, own in self.session.namespace.items():
            if own is thing:
                return protocol.Named(name)
        for number, own in enumerate(self.session.objects):
            if own is thing:
                return _handle(number, thing)
        return self.session.keep(thing)


def _handle(number: int, thing: object) -> protocol.Handle:
    kind = type(thing)
    return protocol.Handle(number, kind.__name__[:100], callable(thing), hasattr(kind, "__next__"))


def _line_of(error: BaseException, filename: str) -> int:
    """Return the line of a cell that an exception passed; 0 if the cell could not even be compiled."""
    frames = traceback.walk_tb(error.__traceback__)
    return next((line for frame, line in frames if frame.f_code.co_filename == filename), 0)


def _is_as_it_came(own: Any, came: protocol.Value) -> bool:
    """Return True if an argument certainly is unchanged, so that it need not be encoded to compare."""
    if type(came) is protocol.Array:
        return bool(own.shape == came.shape and own.dtype.str == came.dtype and own.tobytes() == came.data)
    if type(came) is protocol.Coded:
        return protocol.is_key(came)
    return type(came) in _IMMUTABLE


_IMMUTABLE = (float, int, bool, str, type(None), protocol.Scalar, protocol.Callback)


class _Callback:
    """A function of the grader's, as the student's code sees it."""

    def __init__(self, session: Session, number: int) -> None:
        self.session, self.id, self.call = session, number, session.open_call

    def __call__(self, *args: object, **kwargs: object) -> object:
        session, is_replaced = self.session, self.id < 0
        if not is_replaced and self.call != session.open_call:
            raise TypeError("the function that was passed in can be called in that call only")
        if not is_replaced and kwargs:
            raise TypeError("the function that was passed in takes no keyword arguments")
        other = session.by_value if is_replaced else _no_object
        positional: Any = protocol.to_value(args, other)
        named: Any = protocol.to_value(kwargs, other)
        number = session.asked + 1
        result = session.ask(protocol.CallbackRequest(session.open_call, number, self.id, positional, named))
        session.asked = number  # only now: what was never asked must not count
        if isinstance(result, protocol.CallbackError):
            raise TypeError("the function that was passed in cannot take this argument")
        if result.changed is not None:
            after: Any = session.take(result.changed)
            become((args, kwargs), after, _take_attributes)
        return session.take(result.value)


def _take_attributes(own: Any, new: Any) -> None:
    """Change an object of the student's own class as a replaced function changed its copy."""
    if hasattr(own, "__dict__"):
        vars(own).update(vars(new))


def become(own: Any, new: Any, other: Callable[[Any, Any], None] = lambda own, new: None) -> None:
    """Change arguments in place as a called function changed its copies of them, as far as types allow.

    `other` changes a value that is neither an array nor a container, or leaves it as it is.
    """
    if isinstance(own, np.ndarray):
        if not own.flags.writeable:
            return  # such as a result that was passed on: the suite cannot see it change
        if isinstance(new, np.ndarray) and new.shape == own.shape:
            own[...] = new.astype(own.dtype, copy=False)
        elif own.size:
            own[...] = 0 if np.any(own) else 1  # no array of this shape any more: show the change
    elif isinstance(own, list):
        if isinstance(new, list) and len(new) == len(own):
            _become_each(own, enumerate(new), other)
        else:
            own[:] = new if isinstance(new, list) else [None]
    elif isinstance(own, tuple):
        if isinstance(new, tuple) and len(own) == len(new):
            for mine, theirs in zip(own, new, strict=True):
                become(mine, theirs, other)
    elif isinstance(own, dict):
        if isinstance(new, dict) and new.keys() == own.keys():
            _become_each(own, new.items(), other)
        else:
            own.clear()
            own.update(new if isinstance(new, dict) else {})
    elif isinstance(own, set):
        own.clear()
        own.update(new if isinstance(new, set) else ())
    elif (known := codec.codec_of(type(own))) is not None:
        if known.become is not None:
            known.become(own, new)
    else:
        other(own, new)


def _become_each(own: Any, items: Iterable[tuple[Any, Any]], other: Callable[[Any, Any], None]) -> None:
    for key, theirs in items:
        if isinstance(own[key], np.ndarray | list | dict | tuple):
            become(own[key], theirs, other)
        else:
            own[key] = theirs


def _no_object(thing: object) -> protocol.Value:
    raise TypeError(f"the function that was passed in takes numbers and arrays, not {type(thing).__name__}")


def writable(thing: Any) -> Any:
    """Return a copy of a value, with arrays that may be written to."""
    if type(thing) is np.ndarray:
        return thing.copy()
    if type(thing) is list:
        return [writable(item) for item in thing]
    if type(thing) is tuple:
        return tuple(writable(item) for item in thing)
    if type(thing) is dict:
        return {key: writable(item) for key, item in thing.items()}
    if type(thing) is set:
        return set(thing)
    known = codec.codec_of(type(thing))
    return known.copy(thing) if known is not None and known.copy is not None else thing


def _text(error: BaseException) -> str:
    """Return an exception's text; its `__str__` is the student's code and may do anything."""
    try:
        # A SyntaxError's own text repeats file and line, which are reported separately.
        text = str(error.msg) if isinstance(error, SyntaxError) else str(error)
        return text[:PRINTED_LIMIT].encode(errors="replace").decode()
    except BaseException:  # the text is not worth the worker
        return ""
