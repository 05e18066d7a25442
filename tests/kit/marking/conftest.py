"""A course with answers to mark, and sessions that mark them: fixtures."""

import shutil
import signal

import pytest
from made import do
from marker import Session, build, hand_in


@pytest.fixture
def session():
    """Starts sessions, and ends them."""
    started = []

    def start(root, *arguments):
        started.append(Session(root, *arguments))
        return started[-1]

    yield start
    for one in started:
        one.end(signal.SIGKILL)


@pytest.fixture(scope="session")
def graded(tmp_path_factory):
    """A class of three with answers in words; one more is on the roster."""
    root = build(tmp_path_factory.mktemp("marking") / "course")
    (root / "class.csv").write_text(
        "id,name,email\nada,Ada Lovelace,ada@example.edu\nbob,Bob <b>final</b>\ncy,赛 小明\ndee,Dee Late\n",
        encoding="utf-8",
    )
    do(root, "roster", str(root / "class.csv"))
    hand_in(root, "ada", "The slope is small at 8.")
    hand_in(root, "bob", "<script>alert(1)</script> & <b>2 of 2</b>\n\n✓ saved: 2")
    hand_in(root, "cy", "斜率很小。")
    do(root, "grade", "small")
    return root


@pytest.fixture
def course(graded, tmp_path):
    """A copy of it to mark."""
    copy = tmp_path / "course"
    shutil.copytree(graded, copy)
    return copy
