"""Sentences on a score that has changed, and why, in a reader's language."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from autograder.classroom.history import Change, Reason
from autograder.text import N_, Language, in_language, say

_CHANGED = N_("Changed on {day} from {old} to {new}, because {why}.")
_OF = N_("{score} of {points}")
_OPEN = N_("not decided")
_AND = N_("; ")

REASONS = {
    "handed_in": N_("another hand-in counts"),
    "suite": N_("the tests of this function were changed"),
    "reference": N_("the reference solution was changed"),
    "limits": N_("a limit of time or memory, or what is loaded, was changed"),
    "given": N_("the given code was changed"),
    "support": N_("files that the tests use were changed"),
    "secret": N_("the hidden tests got other numbers"),
    "kit": N_("the grader was updated"),
    "share": N_("visible and hidden tests were weighted anew"),
    "explore": N_("the question is counted in another way"),
    "promise": N_("the rule about lower scores was changed"),
    "points": N_("the points were changed"),
    "void": N_("the test “{test}” was taken back ({text})"),
    "unvoid": N_("the test “{test}” counts again"),
    "forced": N_("it was graded again"),
    "marked": N_("it was marked by hand"),
    "unmarked": N_("a mark by hand was taken back"),
}


def sentence(change: Change, zone: tzinfo, language: Language) -> str:
    """Return the sentence on one change: its day, the score before and after, and every possible reason."""
    day = datetime.fromisoformat(change.when).replace(tzinfo=UTC).astimezone(zone).date()
    is_worth_more = change.points[0] != change.points[1]
    old, new = (
        _score(score, points if is_worth_more else None, language)
        for score, points in zip((change.old, change.new), change.points, strict=True)
    )
    why = all_reasons(change.reasons, language)
    return say(_CHANGED, language, day=day.isoformat(), old=old, new=new, why=why)


def all_reasons(reasons: Sequence[Reason], language: Language) -> str:
    """Join several reasons, each as a clause."""
    return say(_AND, language).join(reason(each, language) for each in reasons)


def reason(change: Reason, language: Language) -> str:
    """Return one reason as a clause."""
    test, text = (in_language(said, language).strip().rstrip(".。") for said in (change.test, change.text))
    return say(REASONS.get(change.kind, REASONS["forced"]), language, test=test, text=text)


def _score(score: float | None, points: float | None, language: Language) -> str:
    if score is None:
        return say(_OPEN, language)
    shown = f"{round(score, 2):g}"
    return shown if points is None else say(_OF, language, score=shown, points=f"{points:g}")
