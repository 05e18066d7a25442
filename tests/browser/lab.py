"""JupyterLab as a person starts it, with nobody's settings, and what they do with a notebook in it."""

import json
import os
import re
import secrets
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from screen import Place, Screen
from selenium.webdriver.remote.webelement import WebElement

STARTS_WITHIN = 120.0


class Lab:
    """A server on a free port of this machine only. `folder` is what it shows, `home` where it keeps its own."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.home, self.token = folder, home, secrets.token_hex(16)
        self.settings("notification", {"fetchNews": "false", "checkForUpdates": False})
        places = {"CONFIG": "config", "DATA": "data", "RUNTIME": "runtime"}
        own = {f"JUPYTER_{name}_DIR": str(home / place) for name, place in places.items()}
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
        command += ["--port=0", f"--ServerApp.root_dir={folder}", "--expose-app-in-browser"]
        self.log = home / "lab.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env=os.environ | own | {"IPYTHONDIR": str(home / "ipython"), "JUPYTER_TOKEN": self.token},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < end and self.process.poll() is None:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/", self.log.read_text(errors="replace")):
                self.port = int(found[1])
                with suppress(OSError), urllib.request.urlopen(self.url("api/status"), timeout=STARTS_WITHIN):
                    return
            time.sleep(0.1)
        self.stop()
        raise AssertionError(f"JupyterLab did not start: {self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        """End the server and its kernels."""
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def url(self, path: str) -> str:
        """An address on this server."""
        return f"http://127.0.0.1:{self.port}/{quote(path)}?token={self.token}"

    def page(self, screen: Screen) -> None:
        """Show JupyterLab, unless it is shown: that takes seconds. Tests of one file share the page."""
        if not screen.driver.current_url.startswith(f"http://127.0.0.1:{self.port}/lab"):
            screen.open(self.url("lab") + "&reset")
            screen.until(lambda: screen.run("return window.jupyterapp !== undefined"), "JupyterLab")

    def settings(self, plugin: str, values: dict[str, object]) -> None:
        """A person's settings; JupyterLab reads them when a page is opened."""
        file = (
            self.home
            / f"config/lab/user-settings/@jupyterlab/apputils-extension/{plugin}.jupyterlab-settings"
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values), encoding="utf-8")


# Closes what the test before has left, and ends its kernel.
_OPEN = """
const [path, theme, done] = arguments, app = window.jupyterapp;
app.restored
  .then(() => [...app.shell.widgets("main")].forEach((tab) => tab.dispose()))
  .then(() => app.serviceManager.sessions.shutdownAll())
  .then(() => app.commands.execute("apputils:change-theme", { theme }))
  .then(() => app.commands.execute("docmanager:open", { path }))
  .then(() => done(""), (error) => done(`${error}`));
"""


class NotebookTab:
    """A notebook, alone in JupyterLab. A cell is named by a piece of its text. The theme is `Light` or `Dark`."""

    def __init__(self, screen: Screen, lab: Lab, file: Path, theme: str = "Light") -> None:
        self.screen = screen
        lab.page(screen)
        own = file.relative_to(lab.folder).as_posix()
        why = screen.driver.execute_async_script(_OPEN, own, f"JupyterLab {theme}")
        assert not why, why
        screen.see(f"body[data-jp-theme-name='JupyterLab {theme}'] .jp-Notebook .jp-CodeCell")
        self.wait_for_kernel()

    def wait_for_kernel(self) -> None:
        """Until the kernel has nothing to do."""
        self.screen.see(".jp-Notebook-ExecutionIndicator[data-status=idle]")

    def type_into(self, text: str, code: str) -> None:
        """Put the cursor at the end of a cell, and write over what stands in its last line."""
        self._select_last_line(text)
        self.screen.type(code)

    def paste_into(self, text: str, code: str) -> None:
        """Put code into the place of a cell's last line."""
        self._select_last_line(text)
        self.screen.paste(code)

    def _select_last_line(self, text: str) -> None:
        self.screen.click(".cm-line:last-child", within=_cell(text))
        self.screen.press("Control+End")
        self.screen.press("Shift+Home")

    def run_cell(self, text: str) -> None:
        """Shift and Enter in a cell, and wait for its result: until another number stands beside it."""
        prompt = (".jp-InputPrompt", "")
        before = self.screen.until(lambda: self.screen.see(*prompt, within=_cell(text)).text, "a prompt")
        self.screen.click(".cm-content", within=_cell(text))
        self.screen.press("Shift+Enter")
        self.screen.until(
            lambda: self.screen.see(*prompt, within=_cell(text)).text not in (before, "[*]:"),
            f"the cell run that begins with {text[:40]!r}",
        )
        self.wait_for_kernel()

    def run_all(self) -> None:
        """Run > Run All Cells, where nothing has run yet. What waits shows a star."""
        self.screen.click(".lm-MenuBar-item", "Run")
        self.screen.click(".lm-Menu-item[data-command='runmenu:run-all']")
        self.screen.see(".jp-InputPrompt", "[1]")
        self.screen.until(lambda: not self.screen.all(".jp-InputPrompt", "[*]"), "the end of the run")
        self.wait_for_kernel()

    def output(self, text: str) -> WebElement:
        """What stands below a cell."""
        return self.screen.see(".jp-Cell-outputArea .jp-OutputArea-output", within=_cell(text))

    def save(self) -> None:
        """Control and S, and wait until the tab's dot is gone."""
        self.screen.press("Control+s")
        self.screen.until(lambda: not self.screen.all(".jp-mod-dirty"), "the notebook saved")


def _cell(text: str) -> Place:
    return ".jp-Notebook .jp-CodeCell", text
