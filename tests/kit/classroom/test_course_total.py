"""The whole course of one student: exact, nobody's open result a number, and nothing missing a zero in silence."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.classroom import class_results, course_total
from autograder.classroom.class_results import Result
from autograder.course import parse_course
from autograder.errors import CourseError
from autograder.submissions.roster import Roster, RosterEntry

NOW = datetime(2026, 12, 1, tzinfo=UTC)
ANN = RosterEntry("ann")


def course(total="{}", assignments="[{name: one}, {name: two}, {name: three}]"):
    return parse_course(f"{{title: T, total: {total}, assignments: {assignments}}}".encode())


def scored(score, worth=10.0):
    return Result(ANN, "final", worth, score)


WAITS = Result(ANN, "waits", 10.0, waits=("explore",))
MISSING = Result(ANN, "missing", 10.0)


def total(
    results, rules="{}", assignments="[{name: one}, {name: two}, {name: three}]", person=ANN, begun=None
):
    names = ("one", "two", "three")
    return course_total.student_total(
        course(rules, assignments),
        Roster((person,)),
        person,
        dict(zip(names, results, strict=False)),
        names if begun is None else begun,
        NOW,
    )


def standings(student):
    return [entry.standing for entry in student.entries]


def test_a_total_is_the_mean_of_the_shares_and_a_third_stays_a_third():
    found = total([scored(10.0), scored(0.0), scored(0.0)])
    assert found.total == Fraction(100, 3)
    assert course_total.two_decimals(found.total) == 33.33


def test_a_score_counts_as_it_is_written_and_half_a_hundredth_goes_up():
    assert total([scored(7.3)], begun=["one"]).total == 73
    assert course_total.two_decimals(Fraction("82.345")) == 82.35
    assert course_total.two_decimals(Fraction("82.125")) == 82.13


def test_weights_are_as_course_yml_says():
    found = total(
        [scored(10.0), scored(5.0, 5.0), scored(0.0)],
        assignments="[{name: one, weight: 0.1}, {name: two, weight: 0.2}, {name: three, weight: 0.3}]",
    )
    assert found.total == 50


def test_who_waits_has_no_total_and_what_is_decided_is_told_apart():
    found = total([scored(10.0), WAITS, scored(5.0)])
    assert (found.total, found.so_far, found.waits) == (None, 75, ("two",))


@pytest.mark.parametrize(
    ("missing", "expected", "how"),
    [("blank", None, "missing"), ("zero", 50, "counts"), ("left_out", 75, "left_out")],
)
def test_what_is_missing_is_blank_or_zero_or_left_out_as_course_yml_says(missing, expected, how):
    found = total([scored(10.0), MISSING, scored(5.0)], f"{{missing: {missing}}}")
    assert found.total == expected
    assert standings(found)[1] == how


def test_nothing_missing_is_a_zero_unless_course_yml_says_so():
    assert total([scored(10.0), MISSING, MISSING]).total is None


def test_what_is_not_due_yet_is_missing_for_nobody():
    rules = "[{name: one}, {name: two, due: '2026-12-24 12:00'}, {name: three, due: '2026-11-01 12:00', closes: '2026-12-24 12:00'}]"
    found = total([scored(10.0), MISSING, MISSING], "{missing: zero}", rules)
    assert standings(found) == ["counts", "open", "open"]
    assert found.total == 100


def test_a_students_own_extension_keeps_an_assignment_open_for_them():
    rules = "[{name: one}, {name: two, due: '2026-11-01 12:00'}, {name: three}]"
    person = RosterEntry("ann", extensions="two=2026-12-24 12:00")
    results = [scored(10.0), MISSING, scored(10.0)]
    assert standings(total(results, "{missing: zero}", rules, person))[1] == "open"
    assert standings(total(results, "{missing: zero}", rules))[1] == "counts"


def test_an_assignment_in_which_nobody_is_graded_is_in_no_total():
    found = total([scored(10.0)], "{missing: zero}", begun=["one"])
    assert standings(found) == ["counts", "open", "open"]
    assert found.total == 100


def test_what_came_after_closing_is_as_missing_as_what_never_came():
    late = Result(ANN, "waits", 10.0, waits=(class_results.AFTER_CLOSING,))
    assert total([scored(10.0), late, scored(10.0)], "{missing: left_out}").total == 100
    again = Result(ANN, "waits", 10.0, waits=("explore", class_results.CHANGED))
    assert total([scored(10.0), again, scored(10.0)], "{missing: left_out}").total is None


def test_an_excused_assignment_does_not_count_whatever_was_handed_in():
    person = RosterEntry("ann", excused="two; three")
    found = total([scored(8.0), scored(1.0), MISSING], "{missing: zero}", person=person)
    assert standings(found) == ["counts", "excused", "excused"]
    assert found.total == 80


def test_who_joined_late_need_not_have_handed_in_what_was_due_before():
    rules = "[{name: one, due: '2026-10-01 12:00'}, {name: two, due: '2026-10-02 12:00'}, {name: three, due: '2026-11-01 12:00'}]"
    person = RosterEntry("ann", joined="2026-10-05")
    found = total([MISSING, scored(6.0), MISSING], "{missing: zero}", rules, person)
    assert standings(found) == ["before", "counts", "counts"]
    assert found.total == 30


def test_the_lowest_are_dropped_and_a_missing_one_is_the_lowest():
    rules = "{missing: zero, drop_lowest: 1}"
    found = total([scored(10.0), MISSING, scored(5.0)], rules)
    assert standings(found) == ["counts", "dropped", "counts"]
    assert found.total == 75


def test_of_equally_low_ones_the_heaviest_is_dropped():
    rules = "[{name: one, weight: 1}, {name: two, weight: 3}, {name: three, weight: 1}]"
    assert standings(total([scored(4.0), scored(4.0), scored(8.0)], "{drop_lowest: 1}", rules)) == [
        "counts",
        "dropped",
        "counts",
    ]


def test_what_may_not_be_dropped_stays_however_low_it_is():
    rules = "[{name: one, may_drop: false}, {name: two}, {name: three}]"
    found = total([scored(0.0), scored(5.0), scored(10.0)], "{drop_lowest: 1}", rules)
    assert standings(found) == ["counts", "dropped", "counts"]


def test_nothing_is_dropped_where_that_would_lower_the_total():
    """Mid-term, 58 percent and a missing project that may not be dropped were "0 so far"."""
    rules = "[{name: one}, {name: two, may_drop: false}, {name: three}]"
    found = total([scored(5.8), MISSING, WAITS], "{missing: zero, drop_lowest: 1}", rules)
    assert standings(found) == ["counts", "counts", "waits"]
    assert found.so_far == 29
    lower = total([scored(5.8), scored(6.0), scored(0.5)], "{drop_lowest: 2}", rules)
    assert standings(lower) == ["dropped", "counts", "dropped"]


def test_the_only_result_is_never_dropped():
    assert total([scored(4.0)], "{drop_lowest: 2}", begun=["one"]).total == 40


def test_extra_credit_is_not_cut_off():
    assert total([scored(11.0)], begun=["one"]).total == 110


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from((1, 2, 5)), st.booleans()), min_size=3, max_size=3
    ),
    st.integers(0, 2),
)
def test_dropping_never_lowers_a_total_whatever_weighs_or_must_stay(results, drop):
    drop = min(drop, sum(may for _, _, may in results))
    rules = ", ".join(
        f"{{name: {name}, weight: {weight}, may_drop: {str(may).lower()}}}"
        for name, (_, weight, may) in zip(("one", "two", "three"), results, strict=True)
    )
    scores = [scored(value / 4) for value, _, _ in results]
    dropped = total(scores, f"{{drop_lowest: {drop}}}", f"[{rules}]")
    assert dropped.total >= total(scores, assignments=f"[{rules}]").total
    assert len(dropped.of("dropped")) <= drop


@given(st.lists(st.integers(0, 40), min_size=3, max_size=3), st.integers(0, 2))
def test_dropping_never_lowers_a_total_of_equal_weights(quarters, drop):
    results = [scored(value / 4) for value in quarters]
    dropped = total(results, f"{{drop_lowest: {drop}}}")
    assert dropped.total >= total(results).total
    kept = sorted(quarters)[drop:]
    assert dropped.total == Fraction(sum(kept), len(kept)) * Fraction(100, 40)


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("total: {drop_lowest: 2}\n", "line 3, total.drop_lowest", "drop every assignment"),
        ("total: {drop_lowest: -1}\n", "line 3, total.drop_lowest", ">= 0"),
        ("total: {missing: none}\n", "line 3, total.missing", "Invalid enum value"),
        ("total: {best: 3}\n", "line 3, total", "unknown field"),
    ],
)
def test_a_rule_that_cannot_be_kept_names_its_line(text, place, what):
    with pytest.raises(CourseError, match=what) as failure:
        parse_course(f"title: T\nassignments: [{{name: one}}, {{name: two}}]\n{text}".encode())
    assert place in str(failure.value.where)


def test_a_weight_of_a_rehearsal_and_more_drops_than_may_be_are_refused():
    with pytest.raises(CourseError, match="does not count, so it has no weight"):
        parse_course(b"title: T\nassignments: [{name: one, counts: false, weight: 2}, {name: two}]\n")
    rules = b"title: T\nassignments: [{name: one, may_drop: false}, {name: two, may_drop: false}]\ntotal: {drop_lowest: 1}\n"
    with pytest.raises(CourseError, match="only 0 may be dropped"):
        parse_course(rules)
