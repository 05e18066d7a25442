"""in_order：学生自己运行的检查。"""


def test_four_numbers(student):
    """四个数从小到大排列，相同的数都在。"""
    got = student.in_order([3, 1, 2, 1])
    assert got == [1, 1, 2, 3], f"in_order([3, 1, 2, 1]) 得到 {got}\n应当是 [1, 1, 2, 3]"


def test_it_is_your_own(student):
    """排序是自己写的。"""
    student.code_of("in_order").must_not_use("sorted", ".sort", "min", "max", "heapq")
