"""`autograder check --watch` checks again after each save, and ends quietly with Ctrl-C."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import autograder

ROOT = Path(__file__).resolve().parents[2]
KIT = Path(autograder.__file__).parent
WAIT = 60


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C goes to a whole console there")
def test_it_checks_at_once_and_after_each_save_and_ends_with_ctrl_c(tmp_path):
    folder = tmp_path / "activations"
    shutil.copytree(ROOT / "release/activations", folder)
    file = folder / "activations.ipynb"
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "autograder.cli", "check", str(file), "--watch"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(KIT.parent)},
    )  # fmt: skip
    lines = []
    reading = threading.Thread(target=lambda: lines.extend(process.stdout), daemon=True)
    reading.start()

    def rounds(count):
        end = time.monotonic() + WAIT
        while sum("Waiting for the next save" in line for line in lines) < count:
            assert time.monotonic() < end and process.poll() is None, lines  # noqa: PT018
            time.sleep(0.05)

    try:
        rounds(1)
        assert any("sigmoid: not written yet" in line for line in lines)
        time.sleep(1.5)
        assert sum("Waiting" in line for line in lines) == 1  # nothing was saved
        file.write_text("{", encoding="utf-8")  # half written: said, and waited on
        rounds(2)
        shutil.copy(ROOT / "release/activations/activations.ipynb", file)
        rounds(3)
        process.send_signal(signal.SIGINT)
        assert process.wait(WAIT) == 130
    finally:
        process.kill()
        process.wait()
        reading.join()
        process.stdout.close()
    assert not any("Traceback" in line for line in lines)
