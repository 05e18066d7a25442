"""Which tests `make test` leaves out, which worker gets which, and which sandbox a run has.

The sandbox's tier is told, and demanded by REQUIRE_TIER.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
import scheduling

from autograder.sandbox import tiers
from autograder.sandbox.tiers import Tier

HERE = Path(__file__).parent
# Folders that `--quick` leaves out whole; elsewhere the marker `full` says it of one test.
FULL = {
    "attacks": "attacks on the sandbox and the suites",
    "browser": "pages and notebooks in a real browser",
    "container": "a container and old kernels",
    "docs": "every command of the docs",
    "hub": "a JupyterHub",
    "faults": "kills, full disks, two commands at once",
    "nbgrader": "nbgrader's own tests and its commands",
    "term": "a term played from the command line",
}
FOLDERS = {HERE / name for name in FULL}
# What a kernel of `kernels` begins with.
ALONE = """
def _refuse(*_, **__):
    raise OSError("this notebook asked for a network")

import resource as _limits
import socket as _sockets

_sockets.socket.connect = _sockets.getaddrinfo = _refuse
_limits.setrlimit(_limits.RLIMIT_CPU, ({0}, {0}))
del _limits, _sockets, _refuse
"""


@pytest.fixture(scope="session")
def offline():
    """Settings with which pip installs the locked wheels from `make .venv/wheels`, and reaches no index."""
    folder = Path(sys.prefix) / "wheels"
    assert folder.is_dir(), "run `make .venv/wheels`"
    ours = {
        name: text for name, text in os.environ.items() if not name.startswith(("PIP_", "PYTHON", "JUPYTER"))
    }
    source = {"NO_INDEX": "1", "FIND_LINKS": folder.as_uri(), "CONFIG_FILE": os.devnull}
    quick = {"NO_COMPILE": "1", "DISABLE_PIP_VERSION_CHECK": "1"}  # of a thousand modules a test imports few
    return ours | {f"PIP_{name}": value for name, value in (source | quick).items()}


@pytest.fixture(scope="module")
def kernels(tmp_path_factory):
    """Notebooks' kernels reach no network, and end after this many seconds of a processor."""
    seconds, folder = 20, tmp_path_factory.mktemp("ipython")
    (folder / "profile_default/startup").mkdir(parents=True)
    (folder / "profile_default/startup/alone.py").write_text(ALONE.format(seconds))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(folder))
        yield seconds


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take `--quick`, which `make test` gives."""
    parser.addoption(
        "--quick", action="store_true", help="leave out what takes long; the end says what that was"
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over the folders that `--quick` leaves out."""
    return True if config.getoption("--quick") and collection_path in FOLDERS else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the single tests that `--quick` leaves out."""
    if config.getoption("--quick"):
        full = [item for item in items if item.get_closest_marker("full")]
        config.hook.pytest_deselected(items=full)
        items[:] = [item for item in items if item not in full]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Have two workers more than there are cores: a test often waits, for a limit, a server or a browser."""
    return (os.cpu_count() or 1) + 2


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give workers the units of `scheduling`: with `--dist loadfile`, in whose place this is."""
    if config.getoption("dist") != "loadfile":
        return None  # as somebody wants it who typed something else
    from xdist.scheduler import LoadScopeScheduling  # here, since a run without workers does without it

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return scheduling.unit(nodeid)

        def _assign_work_unit(self, node: Any) -> None:
            first = scheduling.first(self.workqueue)
            self.workqueue.move_to_end(first, last=False)
            super()._assign_work_unit(node)

    return Scheduling(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name what was left out, and the command that runs it."""
    if config.getoption("--quick"):
        terminalreporter.section("left out here; `make test-all` runs everything")
        for folder, what in FULL.items():
            terminalreporter.line(f"tests/{folder}: {what}")
        terminalreporter.line("elsewhere: each test that is marked `full`")


def pytest_report_header() -> list[str]:
    """Name the tier, and why it is no better."""
    probed = tiers.probe()
    lost = [f"  not {tier}: {reason}" for tier, reason in probed.missing.items()]
    return [f"sandbox: {probed}", *lost]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Let Ctrl-C end what is tested, and fail where CI demands a tier that this machine does not offer."""
    # A shell lets what it starts in the background ignore Ctrl-C, and so would every command that is tested.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    wanted = os.environ.get("REQUIRE_TIER")
    if wanted:  # what is skipped is not tested
        probed = tiers.probe()
        if not probed.tier.holds(Tier(wanted)):
            pytest.exit(
                f"REQUIRE_TIER={wanted}, but the sandbox is {probed.tier}: {probed.missing}", returncode=1
            )
