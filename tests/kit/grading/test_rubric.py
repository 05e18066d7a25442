"""Verdicts in, points out: exact, never more than there are, and never a mark for nothing."""

from fractions import Fraction

import msgspec
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from autograder.grading.rubric import outcome, score
from autograder.report import Outcome, Verdict, Voided, total

PASSED, FAILED, ERROR = Outcome.PASSED, Outcome.FAILED, Outcome.ERROR


def visible(found=PASSED):
    return Verdict("seen", True, found)


def hidden(found=PASSED, weight=1):
    return Verdict("value", False, found, weight)


def side(found=PASSED, weight=1):
    return Verdict("side", False, found, weight, side=True)


def test_an_error_of_ours_leaves_the_cell_ungraded():
    assert score(6.0, 0.4, "one_test", [hidden(), hidden(ERROR)]) is None
    assert score(6.0, 0.4, "one_test", [hidden(), visible(ERROR)]) is None


def test_a_suite_that_ran_nothing_is_not_full_marks():
    assert score(6.0, 0.4, "one_test", []) is None


@pytest.mark.parametrize("verdicts", [[visible()], [side()], [visible(), side()]])
def test_without_a_hidden_value_test_a_person_must_look(verdicts):
    assert score(6.0, 0.4, "one_test", verdicts) is None


def test_a_table_of_the_visible_examples_earns_nothing():
    assert score(6.0, 0.4, "one_test", [visible(), visible(), side(), hidden(FAILED)]) == 0.0


def test_visible_and_hidden_tests_share_as_the_course_says():
    assert score(10.0, 0.4, "one_test", [visible(FAILED), hidden()]) == 6.0
    assert score(10.0, 0.4, "one_test", [visible(), visible(FAILED), hidden(), hidden(FAILED)]) == 5.0
    assert score(10.0, 0.0, "one_test", [visible(FAILED), hidden()]) == 10.0
    assert score(10.0, 1.0, "one_test", [visible(), hidden(), hidden(FAILED)]) == 10.0


def test_without_visible_tests_the_hidden_ones_carry_all():
    assert score(10.0, 0.4, "one_test", [hidden(), hidden(FAILED)]) == 5.0


def test_a_weight_counts_within_its_side():
    assert score(10.0, 0.4, "one_test", [visible(), hidden(weight=3), hidden(FAILED)]) == 4.0 + 4.5
    assert score(10.0, 0.0, "one_test", [hidden(FAILED, 2), side(weight=2), hidden(weight=1)]) == 6.0


def test_one_third_is_as_near_as_a_float_can_be():
    assert score(1.0, 0.4, "one_test", [hidden(), hidden(FAILED), hidden(FAILED)]) == 1 / 3
    assert score(0.3, 0.1, "one_test", [visible(), hidden()]) == 0.3


# --- how far visible checks and side tests count --------------------------------------------------


def test_by_the_rule_of_kit_0_1_one_value_test_opens_everything():
    found = [visible(), hidden(weight=1), hidden(FAILED, 9), side(weight=10)]
    assert score(10.0, 0.5, "one_test", found) == 5.0 + 5.0 * 11 / 20


def test_where_half_of_the_value_weight_passes_everything_is_open():
    found = [visible(), hidden(weight=3), hidden(FAILED, 2), hidden(FAILED, 1), side(weight=6)]
    assert score(10.0, 0.5, "half_weight", found) == 5.0 + 5.0 * 9 / 12


def test_below_half_of_the_value_weight_twice_the_share_is_open():
    found = [visible(), hidden(weight=1), hidden(FAILED, 4), side(weight=5)]
    assert score(10.0, 0.5, "half_weight", found) == 5.0 * 2 / 5 + 5.0 * (1 + 5 * 2 / 5) / 10
    assert score(10.0, 0.5, "half_weight", [visible(), hidden(FAILED), side()]) == 0.0


def test_side_tests_open_nothing():
    found = [visible(), hidden(), *[hidden(FAILED)] * 3, side(weight=20)]
    assert score(1.0, 1.0, "half_weight", found) == 0.5


def test_an_opening_is_an_exact_fraction():
    found = [visible(), hidden(), *[hidden(FAILED)] * 6]
    assert score(7.0, 1.0, "half_weight", found) == 2.0


verdicts = st.builds(
    Verdict,
    st.just("t"),
    st.booleans(),
    st.sampled_from([PASSED, FAILED]),
    st.integers(1, 7),
    st.booleans(),
).map(lambda verdict: verdict if not verdict.visible else Verdict("t", True, verdict.outcome))
points = st.floats(0.001, 1000, allow_subnormal=False) | st.integers(1, 100).map(float)
shares = st.floats(0, 1)
rules = st.sampled_from(["one_test", "half_weight"])


@given(points, shares, rules, st.lists(verdicts, max_size=12))
def test_a_score_lies_between_nothing_and_all_and_only_all_is_all(worth, share, rule, found):
    earned = score(worth, share, rule, found)
    if earned is None:
        assert not any(not verdict.visible and not verdict.side for verdict in found)
        return
    assert 0 <= earned <= worth
    if all(verdict.outcome is PASSED for verdict in found):
        assert earned == worth
        assert outcome(worth, earned, found) is PASSED
    if not any(verdict.outcome is PASSED and not verdict.visible and not verdict.side for verdict in found):
        assert earned == 0


@given(points, shares, rules, st.lists(verdicts, min_size=1, max_size=8), st.data())
def test_one_more_test_passed_never_costs_a_point(worth, share, rule, found, data):
    place = data.draw(st.integers(0, len(found) - 1))
    better = [*found]
    better[place] = Verdict("t", found[place].visible, PASSED, found[place].weight, found[place].side)
    before, after = score(worth, share, rule, found), score(worth, share, rule, better)
    assume(before is not None)
    assert after >= before


@given(points, shares, st.lists(verdicts, max_size=12))
def test_a_rule_that_asks_for_half_never_gives_more_than_one_that_asks_for_one_test(worth, share, found):
    strict, mild = (score(worth, share, rule, found) for rule in ("half_weight", "one_test"))
    assert (strict is None) is (mild is None)
    assert strict is None or strict <= mild


@given(points, shares, rules, st.lists(verdicts, min_size=1, max_size=8), st.data())
def test_a_void_that_gives_never_costs_a_point(worth, share, rule, found, data):
    place = data.draw(st.integers(0, len(found) - 1))
    before = score(worth, share, rule, found)
    assume(before is not None)
    found[place] = msgspec.structs.replace(found[place], void=Voided("given", "It was wrong."))
    assert score(worth, share, rule, found) >= before


@given(points, shares, rules, st.lists(verdicts, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_tests_does_not_matter(worth, share, rule, found, random):
    shuffled = [*found]
    random.shuffle(shuffled)
    assert score(worth, share, rule, found) == score(worth, share, rule, shuffled)


@given(points, shares, rules, st.lists(verdicts, max_size=8), st.integers(0, 8))
def test_one_error_is_enough(worth, share, rule, found, place):
    assert score(worth, share, rule, [*found[:place], hidden(ERROR), *found[place:]]) is None


@given(st.lists(st.decimals(0, 100, places=2).map(float), max_size=30))
@example([0.1] * 10)
def test_full_marks_of_all_cells_are_exactly_all_points(worths):
    scores = {
        str(number): score(worth, 0.4, "one_test", [visible(), hidden(), side()])
        for number, worth in enumerate(worths)
    }
    assert total(scores) == float(sum(map(Fraction, worths), Fraction(0)))


def test_a_cells_outcome_in_one_word():
    assert outcome(3.0, None, []) is ERROR
    assert outcome(3.0, 3.0, [hidden()]) is PASSED
    assert outcome(3.0, 3.0, [hidden(), visible(FAILED)]) is FAILED
    assert outcome(3.0, 1.5, [hidden(), hidden(FAILED)]) is FAILED
    assert outcome(3.0, 0.0, [hidden(FAILED)]) is FAILED
