"""The recipe of docs/jupyterhub.md on a real hub: fetch, check, submit, collect, grade, and feedback back."""

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import hand_ins
import hub as hubs
import made
import pytest

ROOT = hubs.ROOT
SLIP = "def double(x):\n    return 2 * x + 1\n\n\ndef halve(x):\n    return x / 2\n"


class Teacher:
    """An instructor's terminal in the course, on the machine that sees the exchange."""

    def __init__(self, root: Path, hub: hubs.Hub) -> None:
        self.root = root
        settings = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
        settings = settings.replace('"default_course"', repr(hubs.COURSE_ID))
        (root / "nbgrader_config.py").write_text(
            f"{settings}\nc.Exchange.root = {str(hub.exchange)!r}\n", encoding="utf-8"
        )
        self.home = root.parent / "home"
        self.home.mkdir()

    def run(self, *command: str) -> str:
        """A command, which has to succeed."""
        own = {
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.home),
            "JUPYTER_CONFIG_DIR": str(self.home / "jupyter"),
        }
        ran = subprocess.run(
            [sys.executable, "-m", *command], cwd=self.root, env=os.environ | own, capture_output=True, text=True
        )  # fmt: skip
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def teacher(hub, tmp_path_factory):
    return Teacher(made.built(tmp_path_factory.mktemp("teacher") / "course"), hub)


def solve(student, root, answers):
    """Type answers into the notebook that was fetched, and save it, as JupyterLab saves it."""
    document = hand_ins.spliced("small", answers, root)
    student.ask(
        "api/contents/small/small.ipynb", {"type": "notebook", "format": "json", "content": document}, "PUT"
    )


def test_from_fetch_to_feedback_each_student_has_their_own_work_and_nobody_elses(hub, teacher):
    teacher.run("nbgrader", "release_assignment", "small")
    ada, ben = hub.student("ada"), hub.student("ben")
    for student in (ada, ben):
        assert student.assignments() == [("small", "released")]
        student.do("fetch", "small")
        assert ("small", "fetched") in student.assignments()
        assert not [
            file for file in student.home.rglob("*") if "suites" in file.parts or "solutions" in file.parts
        ]

    # At the desk: the visible checks, in a kernel of the student's own server.
    printed = ada.run(
        "small", "from autograder.check import check\ndef double(x):\n    return x", 'check("double")'
    )
    assert "double(2) gave 2; it should be 4" in printed
    printed = ada.run(
        "small", "from autograder.check import check\ndef double(x):\n    return 2 * x", 'check("double")'
    )
    assert "1 of 1 visible checks pass" in printed

    for student, answers in ((ada, made.RIGHT), (ben, SLIP)):
        solve(student, teacher.root, answers)
        student.do("submit", "small")
        assert ("small", "submitted") in student.assignments()

    teacher.run("nbgrader", "collect", "small")
    assert sorted(os.listdir(teacher.root / "var/submitted")) == ["ada", "ben"]
    told = teacher.run("autograder.cli", "grade", "small")
    assert re.search(r"ada .*8 / 10", told)
    assert re.search(r"ben .*4 / 10", told)
    teacher.run("autograder.cli", "feedback", "small")
    teacher.run("nbgrader", "release_feedback", "small")

    for student, other in ((ada, "ben"), (ben, "ada")):
        student.do("fetch_feedback", "small")
        (page,) = student.home.glob("small/feedback/*/small.html")
        text = page.read_text(encoding="utf-8")
        assert f"<bdi>{student.name}</bdi>" in text
        assert other not in re.sub(r"(?s)<style.*?</style>", "", text)
        assert "assert student" not in text


def test_a_second_hand_in_is_collected_graded_and_answered_by_a_follower(hub, teacher):
    cy = hub.student("cy")
    cy.do("fetch", "small")
    solve(cy, teacher.root, SLIP)
    cy.do("submit", "small")
    own = {"PYTHONPATH": str(ROOT), "HOME": str(teacher.home)}
    following = subprocess.Popen(
        [sys.executable, "-m", "autograder.cli", "grade", "small", "--follow"],
        cwd=teacher.root, env=os.environ | own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    printed = []
    listening = threading.Thread(target=lambda: printed.extend(following.stdout))
    listening.start()
    try:
        teacher.run("nbgrader", "collect", "small")
        hub.until(lambda: any("cy: 4 / 10" in line for line in printed), "the first grade")
        solve(cy, teacher.root, made.RIGHT)
        cy.do("submit", "small")
        teacher.run("nbgrader", "collect", "small", "--update")
        hub.until(lambda: any("cy: 8 / 10" in line for line in printed), "the second grade")
    finally:
        following.send_signal(signal.SIGINT)
        following.wait(hubs.SECONDS)
        listening.join()
        following.stdout.close()
    teacher.run("nbgrader", "release_feedback", "small")
    cy.do("fetch_feedback", "small")
    pages = sorted(cy.home.glob("small/feedback/*/small.html"))
    assert b"solved" in pages[-1].read_bytes()
