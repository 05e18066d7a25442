"""Feedback pages in the zip that an LMS's bulk upload takes, under the names that it gave us.

Canvas and Moodle find the student by the name of the file that they once sent; nothing else counts. So whose
hand-in did not come from there is left out, and told.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec

from autograder.errors import AutograderError
from autograder.files import zipped

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PDF_SECONDS = 60.0


class PackedFeedback(msgspec.Struct, frozen=True):
    """A zip to upload, whose pages are in it, and who was left out."""

    raw: bytes
    students: tuple[str, ...]
    left_out: tuple[str, ...]


def pack(pages: Mapping[str, Path], to: str, names: Mapping[str, str]) -> PackedFeedback:
    """One zip for Canvas or Moodle. `pages` has each student's file; `names` what the LMS called theirs."""
    files: dict[str, bytes] = {}
    packed, lost = [], []
    for student, page in sorted(pages.items()):
        entry = entry_name(to, names.get(student, ""), page.suffix)
        if entry is None or entry in files:
            lost.append(student)
        else:
            files[entry] = page.read_bytes()
            packed.append(student)
    return PackedFeedback(zipped(files), tuple(packed), tuple(lost))


def entry_name(to: str, original: str, suffix: str) -> str | None:
    """What a page must be called so that the LMS knows whose it is; None where it would not know.

    `original` is the path in the LMS's own zip. Canvas reads the first two numbers between underscores,
    Moodle the first piece of the path that looks like `Name_5001_assignsubmission_file`.
    """
    if to == "canvas":
        base = original.replace("\\", "/").rpartition("/")[2]
        pieces = base.split("_")
        numbers = [place for place, piece in enumerate(pieces) if piece.isascii() and piece.isdigit()]
        if len(numbers) < 2:
            return None
        kept = [piece for piece in pieces[: numbers[1] + 1] if piece != "LATE"]
        return f"{_plain('_'.join(kept))}_feedback{suffix}"
    for piece in original.replace("\\", "/").split("/"):
        if found := re.match(r"([^_]+)_(\d+)_assignsubmission_(?:file|onlinetext)", piece, re.ASCII):
            return f"{_plain(found[1])}_{found[2]}_assignsubmission_file_feedback{suffix}"
    return None


def _plain(name: str) -> str:
    """A name as one piece of a path, whatever the LMS let somebody call themselves."""
    return re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]', " ", name).lstrip(" .~") or "x"


# --- PDF ---------------------------------------------------------------------------------------


def browser() -> str:
    """The browser that prints, or an AutograderError that says how to get one."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise AutograderError(
        "--pdf",
        "a PDF is printed by Chromium, and there is none on this machine",
        "install it (Debian: apt-get install chromium), or go without: the HTML page prints from any browser",
    )


def print_pdf(page: Path) -> Path:
    """Print a page into a PDF beside it. The browser reaches no network: the page needs none."""
    program, target = browser(), page.with_suffix(".pdf")
    part = target.with_name(f".{target.name}.part")
    with tempfile.TemporaryDirectory(prefix="autograder-print-") as profile:
        command = [program, "--headless=new", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"]
        command += ["--disable-background-networking", "--disable-sync", "--disable-component-update"]
        command += ["--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={profile}"]
        if sys.platform == "linux" and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium refuses to start as root with it
        try:
            ran = subprocess.run(
                [*command, f"--print-to-pdf={part}", page.resolve().as_uri()],
                capture_output=True,
                timeout=PDF_SECONDS,
                text=True,
                errors="replace",
            )
        except subprocess.TimeoutExpired as error:
            raise AutograderError(page, f"was not printed in {PDF_SECONDS:g} s", "try again") from error
    if not part.is_file() or part.read_bytes()[:5] != b"%PDF-":
        last = ran.stderr.strip().rpartition("\n")[2]
        part.unlink(missing_ok=True)
        raise AutograderError(
            page, f"{program} made no PDF ({last[:200]})", "open the page and print it there"
        )
    part.replace(target)
    return target
