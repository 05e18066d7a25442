"""flatten：学生自己运行的检查。"""


def test_three_levels_become_one(student):
    """三层嵌套的列表展平成一层。"""
    got = student.flatten([1, [2, [3, 4]], [], 5])
    assert got == [1, 2, 3, 4, 5], f"flatten([1, [2, [3, 4]], [], 5]) 得到 {got}\n应当是 [1, 2, 3, 4, 5]"


def test_it_calls_itself(student):
    """函数调用自己。"""
    student.code_of("flatten").must_use("recursion")
