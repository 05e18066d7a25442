"""in_order：从小到大。"""

from fractions import Fraction

import pytest


@pytest.mark.weight(2)
@pytest.mark.parametrize("kind", [int, Fraction])
def test_the_numbers_are_in_order(student, rng, kind):
    """数从小到大排列，一个也不少。"""
    given = [int(number) for number in rng.integers(-9, 9, size=int(rng.integers(12, 20)))]
    numbers = [Fraction(number, 7) if kind is Fraction else number for number in given]
    assert student.in_order(numbers) == sorted(numbers)


@pytest.mark.side
def test_the_list_is_left_alone(student, rng):
    """传入的列表保持原样。"""
    numbers = [int(number) for number in rng.permutation(9)]
    before = list(numbers)
    student.in_order(numbers)
    assert numbers == before


@pytest.mark.side
def test_it_is_the_student_s_own(student):
    """排序是自己写的，没有用现成的函数。"""
    student.code_of("in_order").must_not_use("sorted", ".sort", "min", "max", "heapq")
