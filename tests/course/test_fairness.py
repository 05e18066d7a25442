"""The course judges like a fair teacher: what is right gets all points, what is wrong loses some."""

import hand_ins

from autograder.report import Outcome


def points(report):
    return {name: cell.score for name, cell in report.cells.items()}


def unpassed(report):
    return {
        f"{name}.{test.name}": test.message
        for name, cell in report.cells.items()
        for test in cell.tests
        if test.outcome is not Outcome.PASSED
    }


def calls(assignment, one, other):
    """Whether the reference of one grade cell calls that of the other: then a `None` is passed on."""
    functions, _ = hand_ins.pieces(
        (hand_ins.ROOT / "solutions" / f"{assignment}.py").read_text(encoding="utf-8")
    )
    return f"{other.removeprefix('test_')}(" in functions[one.removeprefix("test_")]


def test_the_reference_gets_every_point(graded):
    report = graded.reports["reference"]
    assert unpassed(report) == {}
    assert points(report) == {name: cell.points for name, cell in report.cells.items()}
    assert report.notes == ()


def test_the_released_notebook_is_not_attempted_and_gets_nothing(graded):
    report = graded.reports["stub"]
    assert {cell.outcome for cell in report.cells.values()} == {Outcome.NOT_ATTEMPTED}
    assert report.score == 0.0
    assert not any(report.manual.values())


def test_answers_that_say_nothing_get_nothing(graded):
    for kind, report in graded.starting("empty/").items():
        assert report.score == 0.0, (kind, points(report))


def test_every_style_of_a_function_serves_those_that_call_it(graded):
    """What each earns in its own cell is proved in test_proof.py."""
    lost = {
        name: (points(report), unpassed(report))
        for name, report in graded.starting("variant/").items()
        if points(report) != {cell: own.points for cell, own in report.cells.items()} or unpassed(report)
    }
    assert lost == {}


def test_a_misconception_of_each_function_loses_points_in_its_own_cell_only(graded):
    """That each loses some in its own cell is proved in test_proof.py, and that most are seen at the desk."""
    for name, report in graded.starting("wrong/").items():
        cell = f"test_{name.rpartition('/')[2]}"
        own = report.cells[cell]
        assert own.outcome is Outcome.FAILED, name
        assert own.score < own.points, name
        assert any(not test.visible and test.outcome is Outcome.FAILED for test in own.tests), name
        for other, found in report.cells.items():
            if other != cell and not calls(graded.assignment, other, cell):
                assert found.score == found.points, (name, other)


def test_no_test_ends_in_an_error_of_ours(graded):
    for name, report in graded.reports.items():
        assert all(cell.outcome is not Outcome.ERROR for cell in report.cells.values()), name
