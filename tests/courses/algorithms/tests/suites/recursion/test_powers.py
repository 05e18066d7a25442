"""powers：base 的各次幂。"""

from itertools import islice

import pytest


@pytest.mark.weight(2)
def test_each_is_the_next_power(student, rng):
    """每一项都是下一个幂，再大也一位不差。"""
    base = int(rng.integers(3, 50)) * int(rng.choice([-1, 1]))
    count = int(rng.integers(30, 60))
    assert list(islice(student.powers(base), count)) == [pow(base, power) for power in range(count)]


@pytest.mark.side
def test_two_generators_do_not_disturb_each_other(student):
    """两个生成器互不干扰。"""
    one, other = student.powers(2), student.powers(3)
    assert [next(one), next(other), next(one), next(other)] == [1, 1, 2, 3]
