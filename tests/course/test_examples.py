"""Golden reports: what a hand-in came to, word for word. `--update-golden` writes them; read that diff."""

import hand_ins
import msgspec

from autograder import report


def test_examples_give_their_golden_reports(graded, request):
    for name, found in graded.starting("example/").items():
        # The tier is the machine's, not the hand-in's.
        same = report.encode(msgspec.structs.replace(found, student="example", sandbox="any"))
        golden = hand_ins.HOME / "examples" / graded.assignment / name / "report.json"
        if request.config.getoption("--update-golden"):
            golden.write_bytes(same)
        assert golden.read_bytes() == same, f"{name}: if the new report is right, run pytest --update-golden"


def test_the_same_hand_in_gives_the_same_bytes(graded):
    first = graded.reports[
        "example/one_wrong_each" if "example/one_wrong_each" in graded.reports else "reference"
    ]
    assert report.decode(report.encode(first)) == first
