"""powers：学生自己运行的检查。"""

from itertools import islice


def test_the_first_four_powers_of_two(student):
    """2 的前四个幂是 1、2、4、8。"""
    got = list(islice(student.powers(2), 4))
    assert got == [1, 2, 4, 8], f"powers(2) 的前四项是 {got}\n应当是 [1, 2, 4, 8]"
