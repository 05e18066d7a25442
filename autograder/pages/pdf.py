"""PDFs of feedback pages, printed by Chromium."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.errors import AutograderError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PDF_SECONDS = 60.0


def browser() -> str:
    """Return the path of the browser that prints; raise an AutograderError that says how to get one."""
    for name in BROWSERS:
        if program := shutil.which(name):
            return program
    raise AutograderError(
        "--pdf",
        "a PDF is printed by Chromium, and there is none on this machine",
        "install it (Debian: apt-get install chromium), or go without: the HTML page prints from any browser",
    )


def print_pdf(page: Path) -> Path:
    """Print a page into a PDF beside it, and return its path. The browser reaches no network."""
    program, target = browser(), page.with_suffix(".pdf")
    part = target.with_name(f".{target.name}.part")
    with tempfile.TemporaryDirectory(prefix="autograder-print-") as profile:
        command = [program, "--headless=new", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]
        command += ["--disable-background-networking", "--disable-sync", "--disable-component-update"]
        command += ["--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={profile}"]
        if sys.platform == "linux" and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium refuses to start as root with it
        try:
            done = subprocess.run(
                [*command, f"--print-to-pdf={part}", page.resolve().as_uri()],
                capture_output=True,
                timeout=PDF_SECONDS,
                text=True,
                errors="replace",
            )
        except subprocess.TimeoutExpired as error:
            raise AutograderError(page, f"was not printed in {PDF_SECONDS:g} s", "try again") from error
    if not part.is_file() or part.read_bytes()[:5] != b"%PDF-":
        last = done.stderr.strip().rpartition("\n")[2]
        part.unlink(missing_ok=True)
        raise AutograderError(
            page, f"{program} made no PDF ({last[:200]})", "open the page and print it there"
        )
    part.replace(target)
    return target
