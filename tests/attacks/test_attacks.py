"""Every attack at every tier: no point earned, nothing of ours seen, nobody else harmed, ended in time."""

import re

import arena
import msgspec
import pytest
from expectations import ATTACKS, CLASSES

from autograder import report

NAMES = sorted(arena.attacks())
SLACK = 6.0
# A slip of ours in a case would look like an attack that was held.
SLIPS = re.compile(r"^(SyntaxError|IndentationError|NameError|ModuleNotFoundError|UnboundLocalError)")


def test_each_attack_has_a_class_a_promise_and_an_expectation():
    assert sorted(ATTACKS) == NAMES
    for name, file in arena.attacks().items():
        assert name.partition("_")[0] in CLASSES
        assert file.read_text().startswith("# ")
        assert len(arena.promise(file)) > 20, f"{name}: say which promise it tries to break"


@pytest.mark.parametrize("attack", NAMES)
def test_no_point_is_earned(graded, attack):
    """Nothing for what is not honest code; and a decision, since a person's time can be attacked too."""
    found = graded.reports[attack]
    expected = ATTACKS[attack]
    if expected.status == "error":
        assert found.score is None
        assert found.status == "error"
        return
    assert found.status == "graded", found.reason
    wrongly = {name: score for name, score in arena.earned(found).items() if name not in expected.honest}
    assert not wrongly


@pytest.mark.parametrize("attack", NAMES)
def test_nothing_of_ours_is_seen(graded, attack):
    found, own = graded.reports[attack], arena.sources(graded, attack)
    texts = {"report": arena.said(found), "page": graded.page(attack), "notebook": graded.notebook(attack)}
    for where, text in texts.items():
        seen = {
            origin for line, origin in arena.canaries(graded.root).items() if line in text and line not in own
        }
        assert not seen, f"in the {where}"
    assert "BREACH" not in arena.said(found)
    assert "STOLEN" not in arena.hidden_messages(found)


@pytest.mark.parametrize("attack", NAMES)
def test_nobody_else_is_harmed(graded, attack):
    """The neighbours' reports are that of somebody who was graded alone, to the byte."""
    for neighbour in graded.neighbours(attack):
        assert report.encode(msgspec.structs.replace(neighbour, student=arena.QUIET)) == report.encode(graded.alone)


@pytest.mark.parametrize("attack", NAMES)
def test_it_ended_in_time(graded, attack):
    assert graded.seconds(attack) < arena.SUBMISSION_SECONDS + SLACK


@pytest.mark.parametrize("attack", NAMES)
def test_the_attack_was_made(graded, attack):
    slips = [note.error for note in graded.reports[attack].run if SLIPS.match(note.error)]
    assert not slips or ATTACKS[attack].slips


def test_the_neighbour_who_was_graded_alone_has_all_points(graded):
    waiting = {name for name, cell in graded.alone.cells.items() if cell.score != cell.points}
    assert not waiting
    assert graded.alone.sandbox == graded.tier


def test_no_scratch_is_left_behind(graded):
    assert not graded.left_behind
