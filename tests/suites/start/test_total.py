"""total: the sum of all numbers in a list."""

import numpy as np
import pytest


def close(got, wanted):
    """Hold an answer against the right number: one number, to the precision of the course."""
    assert not isinstance(got, bool | np.bool_)
    assert isinstance(got, int | float | np.number | np.ndarray)
    assert np.ndim(got) == 0
    assert abs(float(got) - wanted) <= 1e-8 + 1e-6 * abs(wanted)


def numbers(rng, count):
    """Draw decimals above 1, as a list."""
    return [float(number) for number in rng.uniform(1.1, 9, size=count)]


def wished(own):
    """Give the sum by another way."""
    return float(np.dot(np.ones(len(own)), own))


@pytest.mark.weight(2)
def test_all_numbers_are_added_up(student, rng):
    """All numbers of the list are added up, however long it is.

    zh: 不管列表有多长，所有的数都加起来。
    """
    for count in (2, 4, 7, 30):
        own = numbers(rng, count)
        close(student.total(list(own)), wished(own))


def test_negative_numbers(student, rng):
    """Negative numbers are added up as well.

    zh: 负数也要加进去。
    """
    own = numbers(rng, 3) + [-number for number in numbers(rng, 2)]
    own = [own[place] for place in rng.permutation(5)]
    close(student.total(list(own)), wished(own))


def test_whole_numbers(student, rng):
    """Whole numbers are added up as well, and equal ones each count.

    zh: 整数同样相加，相同的数每一个都要算。
    """
    own = [int(number) for number in rng.integers(3, 50, size=5)]
    own += own[:2]
    close(student.total(list(own)), wished(own))


@pytest.mark.side
def test_one_number_and_none(student, rng):
    """A list of one gives that number, and an empty list gives 0.

    zh: 只有一个数时就是它本身，空列表是 0。
    """
    own = numbers(rng, 1)
    close(student.total(list(own)), wished(own))
    close(student.total([]), 0)


@pytest.mark.side
def test_the_list_is_left_alone(student, rng):
    """The list that was passed in is the same afterwards.

    zh: 传入的列表保持不变。
    """
    own = numbers(rng, 5)
    before = list(own)
    student.total(own)
    assert own == before
