"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the function, what is special about the question, and the question itself. Two more words where
needed: no part, and True for a question that nearly everybody answers right.
"""

import numpy as np

ZH = {
    "two lists": "两个列表",
    "two arrays": "两个数组",
    "a list and an array": "一个列表和一个数组",
    "whole numbers": "整数",
    "negative numbers": "负数",
    "one pair": "只有一对",
    "no pairs": "一对也没有",
    "different lengths": "长度不同",
    "three values and one weight": "三个数值配一个权重",
    "your own rows afterwards": "运行之后你自己的两行数",
    "a wide table": "列比行多的表",
    "a tall table": "行比列多的表",
    "a square table": "行数和列数相等的表",
    "one row": "只有一行",
    "one column": "只有一列",
    "your own table afterwards": "运行之后你自己的表",
    "a column of equal numbers": "有一列的数全都相等",
    "columns of very different size": "各列的大小相差很多",
    "every class occurs": "每个类别都出现了",
    "the highest class does not occur": "最大的类别没有出现",
    "a label occurs twice": "有标签出现了两次",
    "as many labels as classes": "标签和类别一样多",
    "one label": "只有一个标签",
    "no labels": "没有标签",
    "a label below 0": "有小于 0 的标签",
    "a label that is too large": "有太大的标签",
    "your own labels afterwards": "运行之后你自己的标签",
}


def probes():
    """All questions about this assignment's functions."""
    yield from about_weighted_sum()
    yield from about_a_table("row_means")
    yield from about_a_table("standardize")
    yield from about_one_hot()


def about_weighted_sum():
    """Questions about weighted_sum."""

    def ask(values, weights, *labels):
        return (
            "weighted_sum",
            labels,
            lambda student: student.weighted_sum(
                values.copy(), weights.copy() if isinstance(weights, np.ndarray) else list(weights)
            ),
        )

    array = np.array
    yield ask(array([1.0, 2.0, 3.0]), array([0.5, -1.0, 2.0]), "two arrays", "negative numbers")
    yield ask(array([3.0, 5.0]), array([2.0, 0.5]), "two arrays")
    yield ask(array([0.5, 1.5, 2.0, 4.0, 3.0]), array([3.0, 1.0, 0.25, 2.0, 1.5]), "two arrays")
    yield ask([2.5, 3.0], [10.0, 1.5], "two lists")
    yield ask([4, 1, 6], [2, 3, 7], "two lists", "whole numbers")
    yield ask([1.5, 3.0, 2.0], array([10.0, 1.0, 4.0]), "a list and an array")
    yield ask(array([1, 2, 3]), array([0.5, 0.5, 0.25]), "two arrays", "whole numbers")
    yield ask(array([4.0]), array([2.5]), "two arrays", "one pair")
    yield ask([], [], "two lists", "no pairs")
    yield ask(array([1.0, 2.0, 3.0]), array([1.0, 2.0]), "different lengths")
    yield ask([1.0, 2.0], [3.0, 1.0, 5.0], "different lengths")
    yield ask(array([1.0, 2.0, 3.0]), array([2.0]), "different lengths", "three values and one weight")

    def unchanged(student):
        values, weights = array([1.0, -2.0, 3.0]), array([0.5, 1.5, -1.0])
        student.weighted_sum(values, weights)
        return np.array_equal(values, [1.0, -2.0, 3.0]), np.array_equal(weights, [0.5, 1.5, -1.0])

    yield "weighted_sum", ("your own rows afterwards",), unchanged, "", True


def about_a_table(function):
    """Questions about row_means and standardize."""

    def ask(table, *labels):
        return function, labels, lambda student: getattr(student, function)(np.array(table))

    yield ask([[3.0, 10.0], [9.0, 30.0], [11.0, 10.0], [17.0, 30.0]], "a tall table")
    yield ask([[1.0, 2.0, 4.5], [4.0, 6.0, 7.0]], "a wide table")
    yield ask([[0.5, 5.0], [2.0, 25.0]], "a square table")
    yield ask([[2.0, 0.0, 5.0], [1.0, 8.0, 3.0], [9.0, 4.0, 6.5]], "a square table")
    yield ask([[3, 10], [8, 31], [11, 10]], "a tall table", "whole numbers")
    yield ask([[1, 2, 4], [4, 9, 7]], "a wide table", "whole numbers")
    yield ask([[-1, -2], [1, -4], [3, 1]], "a tall table", "whole numbers", "negative numbers")
    yield ask([[-1.5, -2.0, 0.25], [2.5, -6.0, -3.0]], "a wide table", "negative numbers")
    yield ask([[2.0, 400.0], [1.0, 900.0], [4.0, 500.0]], "a tall table", "columns of very different size")
    yield ask([[4.0], [1.5], [-2.0]], "one column")
    yield ask([[4.0, 5.0, -6.0]], "one row")
    yield ask([[1.0, 7.0], [3.0, 7.0], [4.0, 7.0]], "a tall table", "a column of equal numbers")

    def unchanged(student):
        table = np.array([[2.0, 6.0], [1.0, 3.0], [5.0, 4.0]])
        getattr(student, function)(table)
        return np.array_equal(table, [[2.0, 6.0], [1.0, 3.0], [5.0, 4.0]])

    yield function, ("your own table afterwards",), unchanged, "", True


def about_one_hot():
    """Questions about one_hot."""

    def ask(labels, num_classes, *special):
        return (
            "one_hot",
            special,
            lambda student: student.one_hot(np.array(labels, dtype=int), num_classes),
        )

    yield ask([2, 0, 1], 3, "every class occurs", "as many labels as classes")
    yield ask([1, 0], 4, "the highest class does not occur")
    yield ask([3, 1, 2, 3, 0], 4, "every class occurs", "a label occurs twice")
    yield ask([1, 1, 0, 1], 2, "every class occurs", "a label occurs twice")
    yield ask([2, 2, 0], 5, "the highest class does not occur", "a label occurs twice")
    yield ask([1, 2, 3, 0], 4, "every class occurs", "as many labels as classes")
    yield ask([2], 3, "one label")
    yield ask([], 3, "no labels")
    yield ask([0, -1], 3, "a label below 0")
    yield ask([1, 3, 0], 3, "a label that is too large")
    yield ask([5], 2, "a label that is too large", "one label")

    def unchanged(student):
        labels = np.array([1, 0, 2])
        student.one_hot(labels, 3)
        return np.array_equal(labels, [1, 0, 2])

    yield "one_hot", ("your own labels afterwards",), unchanged, "", True
