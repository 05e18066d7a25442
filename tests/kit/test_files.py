"""Files that a killed process left half written are removed; those of a living one stay."""

import os
import subprocess
import sys

import pytest

from autograder.files import is_running, remove_partial_files


@pytest.fixture
def ended():
    """A process that has ended and that its parent has not asked yet: a zombie."""
    process = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    process.stdout.read()
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    yield process.pid
    process.communicate()


def test_what_an_ended_process_left_is_removed_though_nobody_has_asked_for_its_end(tmp_path, ended):
    left, written = tmp_path / f".a.{ended}.part", tmp_path / f".a.{os.getpid()}.part"
    left.write_text("half")
    written.write_text("half")
    remove_partial_files(tmp_path)
    assert not left.exists()
    assert written.exists()


def test_a_file_of_somebody_else_with_such_a_name_stays_in_a_folder_of_others(tmp_path):
    theirs = tmp_path / ".film.mp4.part"
    theirs.write_text("half")
    remove_partial_files(tmp_path)
    assert theirs.exists()


def test_a_process_is_running_until_it_ends(ended):
    assert is_running(os.getpid())
    assert is_running(ended) is False
    assert is_running(1)
    assert is_running(1 << 22) is False  # the kernel gives no such number
    assert not is_running(1 << 80)
