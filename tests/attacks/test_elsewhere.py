"""Attacks on the suites of other assignments: what a student finds who has read them all."""

from functools import partial

import hand_ins
import pytest
from attacks import read_elsewhere

from autograder import notebook
from autograder.classroom.jobs import data_of
from autograder.course import load_course
from autograder.diagnosis.casebook import Reference
from autograder.grading import plugin
from autograder.grading.engine import Engine
from autograder.grading.suite import with_suites
from autograder.sandbox import tiers
from autograder.sandbox.process import Zygote
from autograder.sandbox.proxy import Student, channel_of, undo_changes
from autograder.worker import protocol

COURSE, PLACES = load_course(hand_ins.ROOT)
ATTACKS = read_elsewhere()
# A function without arguments has one answer, which everybody may know.
NO_ARGUMENTS = {("images", "test_load_digits_scaled")}
SECRETS = [b"a secret", b"another", b"and one more"]
OTHERS = [b"%d" % number for number in range(8)]  # a size out of five may be the same by chance


def graded(assignment):
    """The reports on an assignment's attacks, with each secret: pairs of a name and a report."""
    release = notebook.parse_notebook(PLACES.released(assignment).read_bytes(), assignment)
    reference = PLACES.solution(assignment).read_bytes()
    raws = {
        name: hand_ins.as_bytes(hand_ins.spliced(assignment, attack.program))
        for (other, name), attack in ATTACKS.items()
        if other == assignment
    }

    def body(suites):
        tier, data = tiers.probe().tier, data_of(PLACES, assignment)
        with Zygote(tier, COURSE.imports_of(assignment), tiers.WorkerLimits(), data) as zygote:
            course = (COURSE, COURSE.assignment(assignment), release, reference, suites)
            engines = [Engine(*course, secret, zygote.fork, tier) for secret in SECRETS]
            return [(name, engine.grade(name, raw)) for name, raw in raws.items() for engine in engines]

    return with_suites(PLACES, assignment, body)


@pytest.mark.parametrize("assignment", sorted({assignment for assignment, _ in ATTACKS}))
def test_no_point_is_earned_by_who_has_read_the_suites(assignment):
    for name, report in graded(assignment):
        assert report.status == "graded"
        assert all(cell.score is not None for cell in report.cells.values()), name
        assert (report.score or 0) <= ATTACKS[assignment, name].points, (name, report.cells)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=map("__".join, ATTACKS))
def test_each_names_the_promise_that_it_tries_to_break(attack):
    assert len(attack.attempt) > 10


class ProbeAnswer:
    """A channel that notes what a suite asks."""

    def __init__(self, channel):
        self.channel, self.calls = channel, []

    def exchange(self, request, answer):
        if isinstance(request, protocol.Call):
            self.calls.append((request.name, bytes(request.args), bytes(request.kwargs)))
        elif isinstance(request, protocol.Set | protocol.Edit):
            self.calls.append((request.name, repr(request.value), ""))
        return self.channel.exchange(request, answer)


@pytest.mark.parametrize("assignment", [one.name for one in COURSE.assignments])
def test_what_opens_the_points_asks_what_nobody_can_foresee(assignment):
    """A hidden value test that always asks the same is a table at home: it must be marked `side`."""

    def asked(reference, test, secret):
        heard = ProbeAnswer(channel_of(reference.student()))
        student = Student(heard)
        seed = partial(plugin.seed_of, secret, "digest", test.id)
        test.run(plugin.FixtureValues(student, reference.student, seed))
        undo_changes(student)
        return heard.calls

    def body(suites):
        reference = Reference(PLACES.solution(assignment).read_bytes(), assignment)
        return [
            test.id
            for cell, tests in suites.cells.items()
            if (assignment, cell) not in NO_ARGUMENTS
            for test in tests
            if not test.visible and not test.side
            if not any(
                asked(reference, test, other) != asked(reference, test, SECRETS[0]) for other in OTHERS
            )
        ]

    assert with_suites(PLACES, assignment, body) == []
