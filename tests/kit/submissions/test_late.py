"""Moments and lateness: what a clock on a wall shows, and what a day late costs."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import timestamps
from autograder.course import Late, parse_course
from autograder.errors import CourseError
from autograder.submissions import late_policy
from autograder.submissions.late_policy import Lateness

BERLIN, SHANGHAI = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Shanghai")
DUE = datetime(2026, 12, 1, 15, 59, tzinfo=UTC)
TEN = Late(percent_per_day=10)
hour, day = timedelta(hours=1), timedelta(days=1)


def costs(policy, by, **more):
    return late_policy.penalty(policy, DUE, DUE + by, **more).percent


# --- moments -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-01 23:59", datetime(2026, 12, 1, 15, 59, tzinfo=UTC)),
        ("2026-12-01 23:59 +0100", datetime(2026, 12, 1, 22, 59, tzinfo=UTC)),
        ("2026-12-01T23:59:30+01:00", datetime(2026, 12, 1, 22, 59, 30, tzinfo=UTC)),
        ("2026-12-01 9:05 Z", datetime(2026, 12, 1, 9, 5, tzinfo=UTC)),
    ],
)
def test_a_moment_without_an_offset_is_in_the_courses_zone(text, moment):
    assert timestamps.parse_timestamp(text, SHANGHAI) == moment


@pytest.mark.parametrize(
    "text", ["2026-12-01", "soon", "", "2026-02-30 10:00", "2026-12-01 25:00", "9999-12-31 23:59 -1200"]
)
def test_what_could_mean_two_moments_or_none_is_refused(text):
    with pytest.raises(ValueError, match="is no moment"):
        timestamps.parse_timestamp(text, SHANGHAI)


def test_a_time_that_the_clock_skips_or_shows_twice_is_refused():
    with pytest.raises(ValueError, match="skip"):
        timestamps.parse_timestamp("2026-03-29 02:30", BERLIN)
    with pytest.raises(ValueError, match="twice"):
        timestamps.parse_timestamp("2026-10-25 02:30", BERLIN)
    assert timestamps.parse_timestamp("2026-10-25 02:30 +0100", BERLIN) == datetime(
        2026, 10, 25, 1, 30, tzinfo=UTC
    )


def test_a_day_more_ends_at_the_same_time_of_the_clock():
    due = timestamps.parse_timestamp("2026-10-24 23:59", BERLIN)
    assert timestamps.later(due, "+2d", BERLIN) == timestamps.parse_timestamp("2026-10-26 23:59", BERLIN)
    assert timestamps.later(due, "+48h", BERLIN) == timestamps.parse_timestamp("2026-10-26 22:59", BERLIN)


def test_an_offset_in_a_timestamp_is_hours_and_not_seconds():
    assert timestamps.timestamp("2022-03-08 15:44:18 -0500") == datetime(2022, 3, 8, 20, 44, 18, tzinfo=UTC)
    assert timestamps.timestamp("2022-03-08 15:44:18 America/New_York") == datetime(
        2022, 3, 8, 20, 44, 18, tzinfo=UTC
    )


@given(st.text(max_size=60))
def test_any_text_is_a_moment_or_none(text):
    found = timestamps.timestamp(text)
    assert found is None or found.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("entry", "place", "says"),
    [
        ('due: "2026-12-01"', "line 4, assignments[0].due", "write day and time"),
        ('due: "2026-03-29 02:30"', "line 4, assignments[0].due", "skip"),
        ('closes: "then"', "line 4, assignments[0].closes", "is no moment"),
        (
            'due: "2026-12-02 12:00"\n    closes: "2026-12-01 12:00"',
            "line 5, assignments[0].closes",
            "before it is due",
        ),
    ],
)
def test_a_date_in_course_yml_is_read_strictly_and_its_line_is_named(entry, place, says):
    text = f"title: x\nassignments:\n  - name: a\n    {entry}\ntimezone: Europe/Berlin\n"
    with pytest.raises(CourseError) as caught:
        parse_course(text.encode())
    assert place in caught.value.where
    assert says in caught.value.what


def test_a_zone_that_does_not_exist_is_named_with_its_line():
    with pytest.raises(CourseError, match="line 2, timezone: 'Asia/Peking' is no time zone"):
        parse_course(b"title: x\ntimezone: Asia/Peking\nassignments: [{name: a}]\n")


# --- what it costs -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "percent"),
    [
        (-day, 0),
        (0 * hour, 0),
        (timedelta(seconds=1), 10),
        (day, 10),
        (day + timedelta(seconds=1), 20),
        (30 * day, 100),
    ],
)
def test_a_day_that_has_begun_counts(by, percent):
    assert costs(TEN, by) == percent


def test_within_the_grace_nothing_is_late_and_beyond_it_the_days_count_from_the_due_date():
    policy = Late(grace_minutes=60, percent_per_day=10)
    assert late_policy.penalty(policy, DUE, DUE + hour) == Lateness(False, hour, 0.0)
    assert costs(policy, hour + timedelta(seconds=1)) == 10
    assert costs(policy, day + timedelta(seconds=1)) == 20


def test_it_costs_no_more_than_the_cap_until_the_cut_off_takes_all():
    policy = Late(percent_per_day=10, cap_percent=30, cutoff_days=7)
    assert [costs(policy, n * day) for n in (2, 3, 5, 7)] == [20, 30, 30, 30]
    assert costs(policy, 7 * day + timedelta(seconds=1)) == 100


def test_an_extension_moves_the_due_date_and_never_makes_it_earlier():
    assert costs(TEN, 2 * day, extension=DUE + 2 * day) == 0
    assert costs(TEN, 2 * day + hour, extension=DUE + 2 * day) == 10
    assert costs(TEN, hour, extension=DUE - day) == 10


def test_a_day_is_24_hours_also_where_the_clocks_change():
    due = timestamps.parse_timestamp("2026-10-24 12:00", BERLIN)
    at_noon = timestamps.parse_timestamp("2026-10-25 12:00", BERLIN)
    assert late_policy.penalty(TEN, due, at_noon).by == 25 * hour
    assert late_policy.penalty(TEN, due, at_noon).percent == 20


def test_grace_and_extension_are_kept_to_the_second_across_a_night_in_which_clocks_change():
    policy = Late(grace_minutes=15, percent_per_day=10, cutoff_days=1)
    due = timestamps.parse_timestamp("2026-10-24 23:59", BERLIN)
    own = timestamps.later(due, "+1d", BERLIN)
    assert own - due == 25 * hour
    for written, wanted in (
        ("2026-10-26 00:14:00 +0100", (False, 0)),
        ("2026-10-26 00:14:01 +0100", (True, 10)),
        ("2026-10-26 23:59:00 +0100", (True, 10)),
        ("2026-10-26 23:59:01 +0100", (True, 100)),  # a day after their own due date it is cut off
    ):
        found = late_policy.penalty(policy, due, timestamps.parse_timestamp(written, BERLIN), own)
        assert (found.is_late, found.percent) == wanted, written


def test_without_a_due_date_or_a_moment_nothing_is_late():
    assert late_policy.penalty(TEN, None, DUE) == late_policy.penalty(TEN, DUE, None) == Lateness()


def test_late_by_nobody_knows_how_much_is_not_guessed():
    assert late_policy.penalty(TEN, DUE, None, said_late=True) == Lateness(True, None, None)
    assert late_policy.penalty(Late(), DUE, None, said_late=True).percent == 0
    assert late_policy.final(8.0, Lateness(True, None, None)).final == 8.0


def test_a_moment_counts_more_than_the_lmss_word_which_may_know_no_due_date():
    assert late_policy.penalty(TEN, DUE, DUE + day, said_late=False).percent == 10
    assert late_policy.penalty(TEN, DUE, DUE - day, said_late=True).percent == 0
    assert late_policy.penalty(TEN, DUE, None, said_late=False) == Lateness()


def test_percents_are_the_numbers_that_were_written():
    assert costs(Late(percent_per_day=3.3), 3 * day) == 9.9
    assert late_policy.final(10.0, Lateness(True, day, 9.9)).penalty == 0.99


@given(st.floats(0, 1e6), st.floats(0, 100))
def test_what_is_left_lies_between_nothing_and_the_score(score, percent):
    marked = late_policy.final(score, Lateness(True, day, percent))
    assert 0 <= marked.final <= score
    assert marked.penalty == float(Fraction(score) * Fraction(repr(percent)) / 100)


@given(st.integers(0, 40), st.integers(0, 100), st.integers(0, 100), st.integers(0, 10), st.integers(0, 120))
def test_later_never_costs_less(days, per_day, cap, cutoff, grace):
    policy = Late(grace_minutes=grace, percent_per_day=per_day, cap_percent=cap, cutoff_days=cutoff)
    one, two = costs(policy, days * day), costs(policy, days * day + 7 * hour)
    assert 0 <= one <= two <= 100
