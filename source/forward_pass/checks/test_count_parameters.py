"""count_parameters, at the student's desk."""

import numpy as np


def is_number(got, wanted):
    """True where the answer is one number, not True or False, and equals the wanted one."""
    return np.shape(got) == () and not isinstance(got, bool | np.bool_ | str) and got == wanted


def test_three_layers(student):
    """All weights and all biases are counted, those of the second pair of layers too.

    zh: 所有权重和偏置都数到了，第二对相邻层的也在内。
    """
    got = student.count_parameters([2, 4, 1])
    assert is_number(got, 17), (
        f"count_parameters([2, 4, 1]) gave {got!r}\nit should be 17, since 2*4 + 4 + 4*1 + 1 = 17"
        f"\nzh: count_parameters([2, 4, 1]) 得到 {got!r}\n应当是 17，因为 2*4 + 4 + 4*1 + 1 = 17"
    )


def test_two_layers(student):
    """Two sizes are one pair: its weights, and one bias for each node of the second.

    zh: 两个层就是一对：数它的权重，再加上后一层每个节点一个偏置。
    """
    got = student.count_parameters([3, 2])
    assert is_number(got, 8), (
        f"count_parameters([3, 2]) gave {got!r}\nit should be 8, since 3*2 + 2 = 8"
        f"\nzh: count_parameters([3, 2]) 得到 {got!r}\n应当是 8，因为 3*2 + 2 = 8"
    )
    got = student.count_parameters([2, 3])
    assert is_number(got, 9), (
        f"count_parameters([2, 3]) gave {got!r}\nit should be 9, since 2*3 + 3 = 9"
        f"\nzh: count_parameters([2, 3]) 得到 {got!r}\n应当是 9，因为 2*3 + 3 = 9"
    )


def test_five_layers_and_sizes_of_one(student):
    """A longer network has more pairs; a layer may have one node, and two layers may be equal.

    zh: 网络更长，相邻的层就更多；一层可以只有一个节点，两层也可以一样大。
    """
    got = student.count_parameters([2, 2, 1, 1, 3])
    assert is_number(got, 17), (
        f"count_parameters([2, 2, 1, 1, 3]) gave {got!r}\nit should be 17, since the pairs give 6, 3, 2 and 6"
        f"\nzh: count_parameters([2, 2, 1, 1, 3]) 得到 {got!r}\n应当是 17，因为每一对相邻的层分别是 "
        "6、3、2 和 6"
    )


def test_one_size_alone(student):
    """One size has no neighbour, so there is nothing to count.

    zh: 只有一个层就没有相邻的层，没有什么可数。
    """
    got = student.count_parameters([7])
    assert is_number(got, 0), (
        f"count_parameters([7]) gave {got!r}\nit should be the number 0"
        f"\nzh: count_parameters([7]) 得到 {got!r}\n应当是数 0"
    )


def test_the_list_stays_as_it_was(student):
    """The list is the same after the call as before.

    zh: 调用之后，列表保持原样。
    """
    sizes = [5, 3, 2]
    student.count_parameters(sizes)
    assert sizes == [5, 3, 2], (
        f"count_parameters changed the list from [5, 3, 2] to {sizes}"
        f"\nzh: count_parameters 把列表从 [5, 3, 2] 改成了 {sizes}"
    )
