"""Runs of students' code for the pages of a class, on all cores; a page does without what fails."""

import os
from collections.abc import Callable, Sequence

from autograder.classroom import jobs
from autograder.course import Course
from autograder.errors import AutograderError
from autograder.grading import pool
from autograder.grading.shared_zygotes import SharedZygotes
from autograder.paths import Places
from autograder.sandbox import scratch, tiers
from autograder.sandbox.process import Zygote
from autograder.sandbox.tiers import Tier, WorkerLimits

Tell = Callable[[str], None]
Progress = Callable[[str, int, int], None]  # what is being done, how many are done, how many there are
Begin = Callable[[Tier, WorkerLimits, str], Sequence[Zygote]]  # the str is the folder of support files
Start = Callable[[Sequence[Zygote]], Callable[[str], None]]


def run_for_each(
    course: Course,
    places: Places,
    name: str,
    students: Sequence[str],
    begin: Begin,
    start: Start,
    what: str,
    tell: Tell,
    progress: Progress,
) -> None:
    """Call a function for each of these students, if the sandbox is as strong as the course demands.

    `begin` starts a lane's zygotes, and `start` makes that function for a lane. `what` names what pages get
    from it, such as "pictures"; `tell` gets a sentence where they get none.
    """
    tier = tiers.probe().tier
    if not tier.holds(Tier(course.sandbox)):
        why = f"the sandbox here is {tier}, not {course.sandbox}"
        tell(f"no {what}: students' code has to run for them, and {why}")
        return
    limits = tiers.worker_limits(course.limits)
    data, lanes = jobs.data_of(places, name), os.cpu_count() or 1
    try:
        jobs.refuse_exposed(places, data)
        with SharedZygotes(lanes, lambda: begin(tier, limits, data)) as zygotes:
            zygotes.confirm()

            def work() -> pool.Work:
                do = start(zygotes.of_lane())
                return lambda number: do(students[number])

            progress(what, 0, len(students))
            for done, (number, lost) in enumerate(pool.run(len(students), lanes, work), 1):
                progress(what, done, len(students))
                if lost is not None:
                    tell(f"no {what} for {students[number]!r}: {lost.what}")
    except AutograderError as error:
        tell(f"no {what}: {error}")
    finally:
        scratch.sweep()
