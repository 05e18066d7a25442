"""Another assignment's notebook under this one's name: recognized by its cells, and never a zero."""

from autograder import hand_in
from autograder.classroom.jobs import Job
from autograder.submissions.submitted_files import released
from autograder.text import AnyText, lazy_gettext

ENOUGH = 0.5  # of a release's cells: a notebook with so many of them is taken for this assignment's


def why_foreign(job: Job, raw: bytes) -> AnyText:
    """Return why a notebook cannot be this assignment's; "" if it can, or is no notebook at all."""
    try:
        handed_in = hand_in.read_hand_in(raw, job.release)
    except hand_in.Unreadable:
        return ""
    if handed_in.share >= ENOUGH:
        return ""
    if other := _other(job, raw):
        return lazy_gettext(
            "this is the notebook of {other}, not of {name}: that of {name} has to be handed in",
            other=f"`{other}`",
            name=f"`{job.name}`",
        )
    if handed_in.is_foreign:
        return lazy_gettext(
            "nothing of {name} is in this notebook, neither its cells nor its functions: that of {name} has "
            "to be handed in",
            name=f"`{job.name}`",
        )
    return ""


def _other(job: Job, raw: bytes) -> str:
    """Return the assignment whose notebook a file resembles most; "" if it is this one, or none."""
    likes = {job.name: hand_in.likeness(raw, job.release)}
    for name in job.course.notebooks:
        if name != job.name and (release := released(job.places, name)):
            likes[name] = hand_in.likeness(raw, release)
    best = max(likes, key=lambda name: likes[name])
    if likes[best] > likes[job.name]:
        return best
    said = hand_in.assignment(raw)  # all there is to go by where no other release lies, as in Gradescope
    return said if said not in likes and likes[job.name] < ENOUGH else ""
