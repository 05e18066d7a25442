"""Sentences on lateness, in a reader's language."""

from datetime import timedelta

from autograder.submissions.late_policy import FinalScore, Lateness
from autograder.text import N_, Language, say

_UNITS = (
    (86_400, N_("{count} day"), N_("{count} days")),
    (3_600, N_("{count} hour"), N_("{count} hours")),
    (60, N_("{count} minute"), N_("{count} minutes")),
    (1, N_("{count} second"), N_("{count} seconds")),
)
_COSTS = N_(
    "You earned {score}. The hand-in came {by} after the due date, which takes off {percent} %, "
    "that is {penalty}. What counts is {final}."
)
_COSTS_NOTHING = N_("The hand-in came {by} after the due date. That takes nothing off.")
_UNKNOWN = N_("The hand-in came after the due date. What that takes off, your teacher decides.")


def sentence(lateness: Lateness, total: FinalScore, language: Language) -> str:
    """Return a sentence on what lateness does to a score; "" if the hand-in was in time."""
    if not lateness.is_late:
        return ""
    if lateness.percent is None or lateness.by is None:
        return say(_UNKNOWN, language) if lateness.percent != 0 else ""
    by = duration(lateness.by, language)
    if not lateness.percent:
        return say(_COSTS_NOTHING, language, by=by)
    return say(
        _COSTS,
        language,
        by=by,
        percent=f"{lateness.percent:g}",
        score=f"{total.score:.4g}",
        penalty=f"{total.penalty:.4g}",
        final=f"{total.final:.4g}",
    )


def duration(by: timedelta, language: Language) -> str:
    """Return a time span in its two largest units: `1 day 3 hours`, `35 minutes`."""
    left, counts = max(1, int(by.total_seconds())), []
    for seconds, single, many in _UNITS:
        count, left = divmod(left, seconds)
        if count:
            counts.append(say(single if count == 1 else many, language, count=count))
    return " ".join(counts[:2])
