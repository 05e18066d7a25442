"""Every attack at every tier: no point earned, nothing of ours seen, nobody else harmed, ended in time."""

import re

import arena
import pytest
import table
import whole_notebooks
from attacks import ATTACKS, CLASSES

NAMES = arena.wanted()
# A slip of ours in a case would look like an attack that was held, as would one that looks for a module of the
# worker's by a former name: a KeyError.
SLIPS = re.compile(
    r"^(SyntaxError|IndentationError|NameError|KeyError|ModuleNotFoundError|UnboundLocalError)"
)


def test_each_attack_has_a_class_a_promise_and_an_expectation():
    assert {name.partition("_")[0] for name in ATTACKS} == CLASSES.keys()
    made = {name for name, attack in ATTACKS.items() if not attack.program}
    assert made == {name for name, thing in vars(whole_notebooks).items() if callable(thing)}
    assert all(len(attack.attempt) > 10 for attack in ATTACKS.values()), "say what it tries"


@pytest.mark.parametrize("attack", NAMES)
def test_it_breaks_no_promise(graded, attack):
    """No point earned, nothing of ours seen, nobody else harmed, ended in time."""
    assert not arena.broken(graded, attack, ATTACKS[attack])


@pytest.mark.parametrize("attack", NAMES)
def test_the_attack_was_made(graded, attack):
    slips = [note.error for note in graded.reports[attack].run if SLIPS.match(str(note.error))]
    assert not slips or ATTACKS[attack].slips


def test_the_neighbour_who_was_graded_alone_has_all_points(graded):
    waiting = {name for name, cell in graded.alone.cells.items() if cell.score != cell.points}
    assert not waiting
    assert graded.alone.sandbox == graded.tier


def test_no_scratch_is_left_behind(graded):
    assert not graded.left_behind


def test_the_table_in_the_docs_says_what_was_found(graded):
    """`python tests/attacks/table.py` writes it; a machine without a tier cannot, and compares only its own column."""
    found, column = table.held(graded), 3 + table.TIERS.index(graded.tier)
    lines = [[cell.strip() for cell in line.split("|")] for line in table.written().split("\n")[2:]]
    assert [line[1] for line in lines] == [*CLASSES.values(), "all"]
    assert [line[column] for line in lines[:-1]] == [f"{found[kind]} held" for kind in CLASSES]
