"""Students' code run for the pages of a class, on all cores; a page does without what did not come of it."""

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
Progress = Callable[[str, int, int], None]  # what is being done, how much of it, of all
Begin = Callable[[Tier, WorkerLimits, str], Sequence[Zygote]]  # with the folder of data
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
    """Do something for each of these students, where the sandbox is what the course demands.

    `begin` starts a lane's zygotes, and `start` makes what a lane does for a student. `what` names what the
    pages get of it; `tell` is told where they get none.
    """
    tier = tiers.probe().tier
    if not tier.holds(Tier(course.sandbox)):
        why = f"the sandbox here is {tier}, not {course.sandbox}"
        tell(f"no {what}: students' code has to run for them, and {why}")
        return
    limits = WorkerLimits(memory_bytes=course.limits.memory_mb << 20)
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
