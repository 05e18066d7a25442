"""Golden reports: what a hand-in came to, word for word. `--update-golden` writes them; read that diff."""

import golden
import pytest

from autograder import report

pytestmark = pytest.mark.full


def test_examples_give_their_golden_reports(graded, request):
    found = {golden.REFERENCE: graded.reports["reference"], **graded.starting("example/")}
    found = {name: golden.comparable(one) for name, one in found.items()}
    if request.config.getoption("--update-golden"):
        golden.write(graded.assignment, found)
    kept = golden.read(graded.assignment)
    for name, one in found.items():
        assert kept.get(name) == one, f"{name}: if the new report is right, run pytest --update-golden"
    assert kept.keys() == found.keys(), "an example is gone: run pytest --update-golden"


def test_the_same_hand_in_gives_the_same_bytes(graded):
    first = graded.reports[
        "example/one_wrong_each" if "example/one_wrong_each" in graded.reports else "reference"
    ]
    assert report.decode(report.encode(first)) == first
