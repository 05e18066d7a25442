"""Visible checks and hidden suites, collected once by pytest and then run for many hand-ins.

A test that asks only for our fixtures and its own parameters is called directly, which costs a
hundredth of pytest's protocol; any other goes through the protocol. A test holds both to be alike.
"""

import inspect
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
from _pytest.assertion.rewrite import AssertionRewritingHook
from _pytest.runner import runtestprotocol

from autograder import notebook, text
from autograder.diagnosis.casebook import in_folder
from autograder.errors import SuiteError
from autograder.grading import our_side_limits, plugin
from autograder.paths import Places
from autograder.sandbox.proxy import Student, channel_of, undo_changes

FIXTURES = frozenset({"student", "reference", "rng"})
# Parts of pytest that would write, print or start threads.
_UNUSED = """cacheprovider doctest faulthandler junitxml logging pastebin terminal threadexception
    unraisableexception""".split()
_FORBIDDEN = ("skip", "skipif", "xfail")
Result = TypeVar("Result")


class Test:
    """A collected test: its title, weight and marks, and the way to run it."""

    __test__ = False  # it is not one of the tests of the module that imports it

    def __init__(self, item: pytest.Function, cell: str, visible: bool) -> None:
        self.item, self.cell, self.visible = item, cell, visible
        self.name = item.name
        self.id = f"{'visible' if visible else 'hidden'}:{cell}:{item.name}"
        self.title = text.title(item.obj.__doc__, item.originalname)
        self.languages = text.translated_into(_source(item.path))
        self.weight = _weight(item, self.id)
        self.side = item.get_closest_marker("side") is not None
        self.slow = item.get_closest_marker("slow") is not None
        self.refused = next((name for name in _FORBIDDEN if item.get_closest_marker(name)), "")
        if inspect.iscoroutinefunction(item.obj):
            self.refused = "async"
        self.arguments = _direct_arguments(item)
        names = item._fixtureinfo.argnames
        self.fixtures = tuple(name for name in names if name in FIXTURES)
        self.own = {name: given for name, given in (self.arguments or {}).items() if name in names}

    def run(self, values: plugin.FixtureValues) -> None:
        """Run the test once with these fixture values; raise whatever it raises."""
        if self.item.cls is not None:
            for kept in ("_instance", "_obj"):  # by pytest, for one run: what a test keeps in `self` goes too
                vars(self.item).pop(kept, None)
        if self.arguments is None:
            self.item.config.stash[plugin.FIXTURE_VALUES] = values
            self._run_with_pytest()
            return
        fixtures = {name: getattr(values, name) for name in self.fixtures}
        self.item.obj(**fixtures, **self.own)

    def _run_with_pytest(self) -> None:
        caught = _Caught()
        manager = self.item.config.pluginmanager
        manager.register(caught)
        try:
            reports = runtestprotocol(self.item, log=False, nextitem=None)
        finally:
            manager.unregister(caught)
        if caught.error is not None:
            raise caught.error
        if any(not report.passed for report in reports):
            raise SuiteError(self.id, "pytest did not run it", "run the suite with plain pytest")


@lru_cache(64)
def _source(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def _weight(item: pytest.Function, where: str) -> int:
    mark = item.get_closest_marker("weight")
    weight = 1 if mark is None else mark.args[0] if len(mark.args) == 1 else None
    if not isinstance(weight, int) or weight < 1:
        raise SuiteError(
            where, "its mark `weight` has no whole number above 0", "write @pytest.mark.weight(2)"
        )
    return weight


class _Caught:
    """Plugin that keeps the first exception of a protocol run."""

    error: BaseException | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, call: "pytest.CallInfo[None]") -> Iterator[None]:
        if call.excinfo is not None and self.error is None:
            self.error = call.excinfo.value
        return (yield)


def _direct_arguments(item: pytest.Function) -> dict[str, Any] | None:
    """Return the test's parameters, if it can be called without pytest; None if it asks for more."""
    params = dict(item.callspec.params) if hasattr(item, "callspec") else {}
    for name in item.fixturenames:
        if name == "request" and name not in item._fixtureinfo.argnames:
            continue  # our own fixtures ask for it
        if name in FIXTURES:
            if len(item._fixtureinfo.name2fixturedefs.get(name, ())) > 1:
                return None  # a suite's own fixture of this name
        elif name not in params or _is_indirect(item, name):
            return None
    return params


def _is_indirect(item: pytest.Function, name: str) -> bool:
    """Return True if a parameter goes through a fixture of the suite's."""
    fixtures = item._fixtureinfo.name2fixturedefs.get(name, ())
    return any(definition.func.__module__ != "_pytest.python" for definition in fixtures)


@contextmanager
def quietly() -> Iterator[None]:
    """Run tests, in the block, without warnings and output, and with large arrays cut short in messages."""
    with (
        open(os.devnull, "w", encoding="utf-8") as nowhere,
        redirect_stdout(nowhere),
        warnings.catch_warnings(),
        np.printoptions(threshold=200, edgeitems=1),
    ):
        warnings.simplefilter("ignore")
        yield


class Suites:
    """All tests of one assignment, by grade cell, visible ones first."""

    def __init__(self, tests: Sequence[Test]) -> None:
        self.cells: dict[str, tuple[Test, ...]] = {}
        for test in sorted(tests, key=lambda test: not test.visible):
            self.cells[test.cell] = (*self.cells.get(test.cell, ()), test)

    def lengths(self) -> dict[str, int]:
        """Map each container in a variable of the suites' files to its length: it outlives every test."""
        return {
            f"`{name}` in {Path(str(module.__file__)).name}": len(thing)
            for module in {test.item.module for tests in self.cells.values() for test in tests}
            for name, thing in vars(module).items()
            if isinstance(thing, dict | list | set) and not name.startswith("__")
        }

    def call(
        self, test: Test, student: Student, reference: Callable[[], Student], seed: Callable[[], int]
    ) -> None:
        """Run a test with `student` in the student's place; raise whatever it raises."""
        try:
            with our_side_limits.time_limited():
                test.run(plugin.FixtureValues(student, reference, seed))
        except our_side_limits.TooLargeToShow:
            channel_of(student).end()
            raise
        finally:
            undo_changes(student)


class _Collector:
    """Plugin that hands the collected tests over at the point where pytest would run them."""

    def __init__(self, places: Places, assignment: str, body: Callable[[Suites], Any]) -> None:
        self.visible = places.checks(assignment)
        self.body = body
        self.problems: list[tuple[str, str]] = []
        self.result: Any = None
        self.error: BaseException | None = None

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            text = str(report.longrepr).strip().split("\n")
            self.problems.append((report.nodeid, text[-1]))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if not self.problems:
            items = [item for item in session.items if isinstance(item, pytest.Function)]
            try:
                tests = [Test(item, item.path.stem, item.path.parent == self.visible) for item in items]
                self.result = self.body(Suites(tests))
            except BaseException as error:  # pytest would print it and go on
                self.error = error
        return True


def with_suites(places: Places, assignment: str, body: Callable[[Suites], Result]) -> Result:
    """Collect an assignment's checks and suites once, and call `body` with them while they live."""
    folders = [folder for folder in (places.checks(assignment), places.suites(assignment)) if folder.is_dir()]
    if not folders:
        if tests_itself(places, assignment):
            return body(Suites(()))
        raise SuiteError(
            f"the assignment {assignment}",
            "it has neither checks nor suites",
            "write them: `autograder docs authors checks` and `autograder docs authors suites`",
        )
    collector = _Collector(places, assignment, body)
    arguments = [
        *map(str, folders),
        f"--rootdir={places.root}",
        f"--config-file={os.devnull}",
        f"--confcutdir={places.suites(assignment)}",
        "--import-mode=importlib",
        "--capture=no",
        "--assert=plain",
        *(part for name in _UNUSED for part in ("-p", f"no:{name}")),
    ]
    with _undisturbed(), in_folder(places.source(assignment).parent):
        code = pytest.main(arguments, plugins=[plugin, collector])
    if collector.error is not None:
        raise collector.error
    if collector.problems:
        where, what = collector.problems[0]
        raise SuiteError(where, f"cannot be collected: {what}", "run plain pytest on it and fix it")
    if code == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt  # a Ctrl-C while it collected; pytest keeps it to itself
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise SuiteError(
            f"the suites of {assignment}", f"pytest stopped with {code!r}", "run plain pytest on them"
        )
    return collector.result  # type: ignore[no-any-return]


def tests_itself(places: Places, assignment: str) -> bool:
    """Return True if an assignment's tests are in its notebook's own cells."""
    file = places.source(assignment)
    where = f"source/{assignment}/{file.name}"
    return file.is_file() and notebook.parse_notebook(file.read_bytes(), where).tests_itself


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Import suites as they stand, and forget them: the next course's may have the same names.

    Nothing is written beside them, no plugin of this machine's is loaded, and a check's message reaches the
    student as its author wrote it: no pytest around us may rewrite its assertions either.
    """
    before = set(sys.modules)
    hooks = [hook for hook in sys.meta_path if not isinstance(hook, AssertionRewritingHook)]
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "dont_write_bytecode", True)
            patch.setattr(sys, "meta_path", hooks)
            patch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
            for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS"):
                patch.delenv(name, raising=False)
            yield
    finally:
        for name in set(sys.modules) - before:
            file = getattr(sys.modules[name], "__file__", None) or ""
            if os.path.basename(file).startswith(("test_", "conftest")):
                del sys.modules[name]
