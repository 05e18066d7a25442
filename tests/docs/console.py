"""A page's commands, and a terminal to type them in."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
SECONDS = 600.0  # patience, on a busy machine
_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.M | re.S)


class Line(NamedTuple):
    """A `$` line of a console block, and what the page shows below it."""

    number: int
    command: str
    output: list[str]


def blocks(page: Path) -> list[tuple[int, str, list[str]]]:
    """The fenced blocks of a page: number of the first line inside, language, lines without indentation."""
    text = page.read_text(encoding="utf-8")
    return [
        (text.count("\n", 0, found.start()) + 2, found[2], [line[len(found[1]) :] for line in found[3].splitlines()])
        for found in _BLOCK.finditer(text)
    ]  # fmt: skip


def commands(page: Path) -> list[Line]:
    """What a page tells people to type, in its order."""
    found: list[Line] = []
    for first, language, lines in blocks(page):
        for number, line in enumerate(lines, first):
            if language == "console" and line.startswith("$ "):
                found.append(Line(number, line[2:], []))
            elif language == "console":
                found[-1].output.append(line)
    return found


class Terminal:
    """A shell that keeps its folder from command to command, and ends its servers when it is closed.

    `.venv` of a course is the environment that runs the tests, and imports the kit from `$TREE`.
    Every other environment has only what the page's own commands have installed.
    """

    def __init__(self, folder: Path, log: Path, settings: Mapping[str, str]) -> None:
        self.folder, self.log, self.settings = folder, log, dict(settings)
        self.servers: list[subprocess.Popen[bytes]] = []
        self.installed: set[str] = set()

    def environment(self, command: str) -> dict[str, str]:
        is_course = ".venv/" in command or command.startswith("make ")
        return self.settings | ({"PYTHONPATH": self.settings["TREE"]} if is_course else {})

    def run(self, command: str, code: int = 0) -> str:
        """Type a command, answer its question with yes, and return what it printed."""
        where = self.log.with_suffix(".folder")
        script = f'{command}\ncode=$?\npwd > "{where}"\nexit $code'
        ran = subprocess.run(
            ["bash", "-c", script], cwd=self.folder, env=self.environment(command), timeout=SECONDS,
            input="y\n", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        assert ran.returncode == code, f"{command}\nended with {ran.returncode}, not {code}:\n{ran.stdout}"
        self.folder = Path(where.read_text(encoding="utf-8").rstrip("\n"))
        return ran.stdout

    def serve(self, command: str, ready: str) -> str:
        """Start a command that does not end, and wait until it prints what `ready` matches."""
        with self.log.open("wb") as opened:
            server = subprocess.Popen(
                ["bash", "-c", f"exec {command}"], cwd=self.folder, env=self.environment(command),
                stdin=subprocess.DEVNULL, stdout=opened, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        self.servers.append(server)
        until = time.monotonic() + SECONDS
        while not re.search(ready, printed := self.log.read_text(encoding="utf-8", errors="replace")):
            assert server.poll() is None, f"{command}\nended with {server.returncode}:\n{printed}"
            assert time.monotonic() < until, f"{command}\nnever printed {ready!r}:\n{printed}"
            time.sleep(0.1)
        return printed

    def close(self) -> None:
        for server in reversed(self.servers):
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()
