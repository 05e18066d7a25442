"""mini_batches, at the student's desk."""

import numpy as np

INPUTS = [[0], [10], [20], [30], [40]]
TARGETS = [[0], [1], [0], [1], [0]]


def as_lists(portions):
    """The numbers of a list of pairs; the thing itself where it is no such list."""
    try:
        return [[np.array(table).tolist() for table in pair] for pair in portions]
    except (TypeError, ValueError):
        return portions


def dealt(student, size, order):
    """What comes back for the five samples of the text."""
    return as_lists(student.mini_batches(np.array(INPUTS), np.array(TARGETS), size, np.array(order)))


def test_the_example_by_hand(student):
    """Five samples in portions of 2, in the order 3, 0, 4, 1, 2.

    zh: 五个样本，每份 2 个，顺序是 3、0、4、1、2。
    """
    got = dealt(student, 2, [3, 0, 4, 1, 2])
    wished = [[[[30], [0]], [[1], [0]]], [[[40], [10]], [[0], [1]]], [[[20]], [[0]]]]
    assert got == wished, (
        f"portions of 2 in the order 3 0 4 1 2 gave {got}\nit should be {wished}\n"
        f"zh: 每份 2 个，顺序 3 0 4 1 2，得到 {got}\n应当是 {wished}"
    )


def test_portions_of_other_sizes(student):
    """Portions of 1 are five, of 3 two, of 5 and of 9 one; none is empty.

    zh: 每份 1 个共五份，3 个共两份，5 个、9 个都是一份；没有空的。
    """
    for size, counts in ((1, [1, 1, 1, 1, 1]), (3, [3, 2]), (5, [5]), (9, [5])):
        got = dealt(student, size, [0, 1, 2, 3, 4])
        is_list = isinstance(got, list)
        found = [len(pair[0]) for pair in got if len(pair)] if is_list else got
        assert found == counts, (
            f"portions of {size} out of 5 samples have the sizes {found}\nit should be {counts}\n"
            f"zh: 5 个样本，每份 {size} 个，各份的大小是 {found}\n应当是 {counts}"
        )


def test_each_input_keeps_its_target(student):
    """Inputs with two columns and targets with three are picked with the same numbers.

    zh: 输入有两列、目标有三列，挑的时候序号相同。
    """
    inputs, targets = np.arange(8.0).reshape(4, 2), np.arange(12.0).reshape(4, 3)
    got = as_lists(student.mini_batches(inputs, targets, 4, np.array([2, 0, 3, 1])))
    wished = [[inputs[[2, 0, 3, 1]].tolist(), targets[[2, 0, 3, 1]].tolist()]]
    assert got == wished, (
        f"four samples in the order 2 0 3 1 gave {got}\nit should be {wished}\n"
        f"zh: 四个样本，顺序 2 0 3 1，得到 {got}\n应当是 {wished}"
    )


def test_your_arrays_stay(student):
    """Inputs, targets and the order are the same afterwards.

    zh: 输入、目标和顺序在调用之后保持原样。
    """
    arrays = np.array(INPUTS), np.array(TARGETS), np.array([3, 0, 4, 1, 2])
    student.mini_batches(arrays[0], arrays[1], 2, arrays[2])
    after = [array.tolist() for array in arrays]
    assert after == [INPUTS, TARGETS, [3, 0, 4, 1, 2]], (
        f"inputs, targets and order were {[INPUTS, TARGETS, [3, 0, 4, 1, 2]]}; afterwards they are {after}\n"
        f"zh: 输入、目标和顺序原来是 {[INPUTS, TARGETS, [3, 0, 4, 1, 2]]}；调用之后变成了 {after}"
    )
