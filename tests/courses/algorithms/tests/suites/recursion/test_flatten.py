"""flatten：嵌套的列表。"""

import pytest


def nested(rng, depth):
    """随机的嵌套列表。"""
    parts = [int(number) for number in rng.integers(-99, 99, size=rng.integers(1, 4))]
    return [*parts, nested(rng, depth - 1), [], int(rng.integers(100))] if depth else parts


def numbers_in(text):
    """用另一种办法得到答案：读它写出来的样子。"""
    return [int(part) for part in text.replace("[", " ").replace("]", " ").replace(",", " ").split()]


@pytest.mark.weight(2)
@pytest.mark.parametrize("depth", [1, 4])
def test_the_numbers_are_all_there_in_their_order(student, rng, depth):
    """所有的数都在，次序不变。"""
    given = [nested(rng, depth), nested(rng, 2)]
    assert student.flatten(given) == numbers_in(str(given))


@pytest.mark.side
def test_the_list_is_left_alone(student, rng):
    """传入的列表保持原样。"""
    given = nested(rng, 2)
    before = str(given)
    student.flatten(given)
    assert str(given) == before


@pytest.mark.side
def test_it_calls_itself(student):
    """函数调用自己。"""
    student.code_of("flatten").must_use("recursion")
