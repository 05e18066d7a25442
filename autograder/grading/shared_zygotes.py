"""Zygotes that lanes share: each lane can ask for the same kinds of workers."""

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Self

from autograder.sandbox.process import Zygote

LANES_A_ZYGOTE = 12  # a fork takes 2 ms, and a lane asks for one every 25 ms


class SharedZygotes:
    """The zygotes of some lanes. `begin` starts what one lane needs, which may be of several kinds."""

    def __init__(self, lanes: int, begin: Callable[[], Sequence[Zygote]]) -> None:
        self.begin = begin
        with ExitStack() as stack:  # if one cannot be started, those before it end
            self.groups = [
                [stack.enter_context(zygote) for zygote in begin()] for _ in range(0, lanes, LANES_A_ZYGOTE)
            ]
            self.stack = stack.pop_all()

    def confirm(self) -> None:
        """Wait until all zygotes are ready: a lane that is forked before that cannot wait for them."""
        for zygote in (zygote for group in self.groups for zygote in group):
            zygote.confirm()

    def of_lane(self) -> Sequence[Zygote]:
        """Return the zygotes of the lane in whose process this is called; if one has ended, start others."""
        group = self.groups[os.getpid() % len(self.groups)]
        return self.begin() if any(zygote.has_ended() for zygote in group) else group

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stack.close()
