"""Lanes: every job is done once, whatever becomes of the processes that do them."""

import os
import signal
import time
from multiprocessing.connection import wait

import pytest

from autograder.errors import SandboxError
from autograder.grading import pool


def written(folder):
    """The jobs that were done, as their files tell."""
    return sorted(int(file.name) for file in folder.iterdir() if file.name.isdigit())


def worker(folder, before=lambda job, first: None):
    """Work that notes what it did; `before` is told whether it is the job's first try."""

    def work(job):
        first = not (folder / f"tried{job}").exists()
        (folder / f"tried{job}").touch()
        before(job, first)
        (folder / str(job)).touch()

    return lambda: work


def kill_self():
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("count", [1, 2, 9])
def test_every_job_is_done_once_on_however_many_lanes(tmp_path, count):
    assert sorted(pool.run(5, count, worker(tmp_path))) == [(job, None) for job in range(5)]
    assert written(tmp_path) == [0, 1, 2, 3, 4]


def test_no_job_needs_no_lane(tmp_path):
    assert list(pool.run(0, 2, worker(tmp_path))) == []


def test_a_lane_that_dies_costs_a_try_of_its_own_job_alone(tmp_path):
    start = worker(tmp_path, lambda job, first: kill_self() if job == 1 and first else None)
    assert sorted(pool.run(4, 2, start)) == [(job, None) for job in range(4)]


def test_a_job_that_ends_two_lanes_is_told_and_the_others_are_done(tmp_path):
    start = worker(tmp_path, lambda job, first: kill_self() if job == 1 else None)
    lost = dict(pool.run(4, 2, start))
    assert [job for job, error in lost.items() if error is not None] == [1]
    assert "ended from outside" in str(lost[1])
    assert written(tmp_path) == [0, 2, 3]


@pytest.mark.full
def test_a_job_that_never_ends_is_given_up_and_the_others_are_done(tmp_path):
    start = worker(tmp_path, lambda job, first: time.sleep(600) if job == 1 else None)
    lost = dict(pool.run(4, 2, start, seconds=3.0))
    assert [job for job, error in lost.items() if error is not None] == [1]
    assert "loop that never ends" in str(lost[1])
    assert written(tmp_path) == [0, 2, 3]


def test_a_defect_of_ours_is_told_with_its_traceback(tmp_path):
    start = worker(tmp_path, lambda job, first: 1 // 0)
    ((_, error),) = pool.run(1, 1, start)
    assert "ZeroDivisionError" in str(error)
    assert "defect of the kit" in str(error)


def failing(folder, job, times):
    """Work whose sandbox fails at one job, so many times."""

    def before(at, first):
        if at == job and (first or times > 1):
            raise SandboxError("a worker", "it is gone", "look")

    return worker(folder, before)


def test_a_sandbox_that_fails_once_costs_one_try(tmp_path):
    assert sorted(pool.run(3, 1, failing(tmp_path, 1, 1))) == [(0, None), (1, None), (2, None)]


def test_a_sandbox_that_fails_twice_ends_it_all_with_its_own_words(tmp_path):
    with pytest.raises(SandboxError, match=r"a worker: it is gone\n  next: look"):
        list(pool.run(3, 1, failing(tmp_path, 1, 2)))


def test_a_lane_that_cannot_start_ends_it_all_with_the_reason():
    def start():
        raise SandboxError("the worker's start", "no such module", "look")

    with pytest.raises(SandboxError, match="no such module"):
        list(pool.run(3, 2, start))


def test_a_lane_that_is_killed_while_it_starts_is_replaced(tmp_path):
    def start():
        try:
            os.close(os.open(tmp_path / "once", os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return worker(tmp_path)()
        return kill_self()

    assert sorted(pool.run(3, 1, start)) == [(job, None) for job in range(3)]


def test_lanes_that_are_always_killed_while_they_start_end_it_all():
    with pytest.raises(pool.LaneLost, match="ended from outside"):
        list(pool.run(3, 1, lambda: kill_self()))


def test_whoever_stops_listening_ends_the_lanes(tmp_path):
    def before(job, first):
        (tmp_path / f"pid{os.getpid()}").touch()
        if job:
            time.sleep(60)

    running = pool.run(3, 2, worker(tmp_path, before))
    next(running)
    pids = [int(file.name[3:]) for file in tmp_path.glob("pid*")]
    descriptors = [os.pidfd_open(pid) for pid in pids]
    running.close()
    for descriptor in descriptors:
        assert wait([descriptor], timeout=0) == [descriptor]  # it is no more
        os.close(descriptor)


def test_lanes_work_while_something_else_is_done(tmp_path):
    def meanwhile():
        until = time.monotonic() + 30
        while not (tmp_path / "4").exists() and time.monotonic() < until:
            time.sleep(0.01)
        (tmp_path / "over").touch()

    running = pool.run(5, 2, worker(tmp_path), meanwhile=meanwhile)
    next(running)
    assert not (tmp_path / "over").exists()
    assert len(list(running)) == 4
    assert written(tmp_path) == [0, 1, 2, 3, 4]


def test_a_lane_that_takes_anothers_place_is_forked_when_that_is_over(tmp_path):
    def meanwhile():
        time.sleep(0.5)
        (tmp_path / "over").touch()

    def before(job, first):
        if job == 1 and first:
            kill_self()
        assert first or (tmp_path / "over").exists()

    found = dict(pool.run(4, 2, worker(tmp_path, before), meanwhile=meanwhile))
    assert found == dict.fromkeys(range(4))
