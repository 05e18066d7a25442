"""average: the sum of all numbers, divided by how many there are."""

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
    """Give the average by another way."""
    return float(np.dot(np.full(len(own), 1 / len(own)), own))


@pytest.mark.weight(2)
def test_the_sum_divided_by_the_count(student, rng):
    """The average is the sum, divided by how many numbers there are.

    zh: 平均值等于总和除以数的个数。
    """
    for count in (2, 3, 5, 20):
        own = numbers(rng, count)
        close(student.average(list(own)), wished(own))
        own += own[:1] * 3  # numbers that come again each count
        close(student.average(list(own)), wished(own))


def test_whole_numbers(student, rng):
    """Whole numbers may have an average with decimals.

    zh: 整数的平均值可以有小数。
    """
    own = [int(number) for number in 4 * rng.integers(1, 20, size=4)]
    own[0] += 3  # so that a quarter or three are left over
    own[1] = 0  # a zero is a number like any other
    close(student.average(list(own)), wished(own))


def test_negative_numbers(student, rng):
    """Negative numbers count as well, and an average may be 0.

    zh: 负数也要算进去，平均值也可以是 0。
    """
    own = [*numbers(rng, 2), *(-3 * number for number in numbers(rng, 3))]
    close(student.average(list(own)), wished(own))
    warm = numbers(rng, 1)[0]
    close(student.average([warm, -warm]), 0)


@pytest.mark.side
def test_a_single_number(student, rng):
    """A list of one has that number as its average.

    zh: 只有一个数时，平均值就是它本身。
    """
    own = numbers(rng, 1)
    close(student.average(list(own)), wished(own))


@pytest.mark.side
def test_an_empty_list_is_refused(student):
    """An empty list is refused with ValueError.

    zh: 空列表要用 ValueError 拒绝。
    """
    with pytest.raises(ValueError):  # noqa: PT011 - the message is free
        student.average([])


@pytest.mark.side
def test_the_list_is_left_alone(student, rng):
    """The list that was passed in is the same afterwards.

    zh: 传入的列表保持不变。
    """
    own = numbers(rng, 5)
    before = list(own)
    student.average(own)
    assert own == before
