"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the function, what is special about the question, and the question itself. Two more words where
needed: the part of a class, and True for a question that nearly everybody answers right.
"""

import numpy as np

ZH = {
    "decimals": "小数",
    "whole numbers": "整数",
    "negative weights": "负的权重",
    "a sum below 0": "和小于 0",
    "a single weight": "只有一个权重",
    "your own arrays afterwards": "调用之后你自己的数组",
    "a wide picture": "宽的图片",
    "a high picture": "高的图片",
    "a square picture": "方的图片",
    "the smallest picture": "最小的图片",
    "a picture as large as a digit": "和数字图片一样大的图片",
    "the shape of the result": "结果的形状",
    "a picture of whole numbers": "图片里是整数",
    "several filters": "几个滤波器",
    "one filter": "一个滤波器",
    "biases of different signs": "偏置有正有负",
    "no bias": "偏置都是 0",
    "as many filters as rows and columns": "滤波器和行、列一样多",
    "a wide map": "宽的特征图",
    "a high map": "高的特征图",
    "a square map": "方的特征图",
    "only negative numbers": "全是负数",
    "blocks of 1": "大小为 1 的块",
    "blocks of 3": "大小为 3 的块",
    "one block": "只有一块",
    "several classes": "几个类别",
    "one class": "一个类别",
    "negative scores": "得分是负数",
    "the order of the row": "那一行数的顺序",
}

EDGE = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.5, 2.0], [-1.0, 0.0, 3.0]])
LINE = np.array([[0.5, 1.0, -0.5], [2.0, -1.0, 0.25], [1.5, 0.75, -2.0]])
SPOT = np.array([[-0.5, -1.0, 0.25], [-1.0, 3.0, -0.75], [-0.25, -1.5, -0.5]])


def picture(rows, columns, start=0.3, step=0.37):
    """Make a picture of decimals without any pattern that a mistake could hide in."""
    return (start + step * np.arange(rows * columns) ** 1.5).reshape(rows, columns) % 1.0


def probes():
    """All questions about this assignment's functions."""
    yield from about_the_patch()
    yield from about_the_window()
    yield from about_the_maps()
    yield from about_the_blocks()
    yield from about_the_scores()


def kept(name, *given):
    """Ask whether the arrays that went in are the same afterwards."""

    def question(student):
        own = [np.copy(part) if isinstance(part, np.ndarray) else part for part in given]
        getattr(student, name)(*own)
        return [bool(np.array_equal(part, old)) for part, old in zip(own, given, strict=True)]

    return name, ("your own arrays afterwards",), question, "", True


def asked(name, labels, *given):
    """Ask a function about copies of these arguments."""

    def question(student):
        return getattr(student, name)(
            *[np.copy(part) if isinstance(part, np.ndarray) else part for part in given]
        )

    return name, labels, question


def about_the_patch():
    """Questions about match_patch."""
    name = "match_patch"
    yield asked(name, ("decimals",), picture(3, 3), EDGE)
    yield asked(name, ("decimals", "negative weights"), picture(3, 3, 0.8), LINE)
    yield asked(
        name,
        ("whole numbers",),
        np.array([[2, 7, 1], [8, 2, 8], [1, 8, 3]]),
        np.array([[1, -2, 0], [3, 1, -1], [2, 0, 4]]),
    )
    yield asked(name, ("decimals", "a sum below 0"), picture(3, 3, 0.1), -np.abs(LINE))
    yield asked(
        name,
        ("a single weight",),
        picture(3, 3),
        np.array([[0.0, 0.0, 2.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]),
    )
    yield asked(
        name,
        ("a single weight",),
        picture(3, 3),
        np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 1.5, 0.0]]),
    )
    yield asked(name, ("decimals",), picture(3, 3, 0.6), np.abs(SPOT))
    yield asked(name, ("decimals",), picture(3, 3, 0.2), SPOT)
    yield kept(name, picture(3, 3), EDGE)


def about_the_window():
    """Questions about convolve."""
    name = "convolve"
    whole = np.array([[3, 0, 2, 5], [1, 4, 1, 0], [6, 2, 7, 3], [0, 5, 2, 8]])
    yield asked(name, ("a wide picture",), picture(4, 6), EDGE)
    yield asked(name, ("a high picture",), picture(7, 4), LINE)
    yield asked(name, ("a square picture",), picture(5, 5), SPOT)
    yield asked(name, ("a square picture",), picture(6, 6, 0.7), LINE)
    yield asked(name, ("a picture as large as a digit", "a square picture"), picture(8, 8, 0.4), EDGE)
    yield asked(name, ("the smallest picture",), picture(3, 3), EDGE)
    yield asked(name, ("a picture of whole numbers", "a square picture"), whole, np.abs(LINE) / 2)
    yield asked(
        name, ("whole numbers", "a square picture"), whole, np.array([[1, 0, -1], [2, 1, 0], [0, -1, 3]])
    )
    yield asked(
        name,
        ("a single weight", "a wide picture"),
        picture(4, 5),
        np.array([[0.0, 0.0, 2.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]),
    )
    yield asked(name, ("a wide picture", "negative weights"), picture(4, 7, 0.5), -np.abs(EDGE))
    yield asked(name, ("the smallest picture", "a wide picture"), picture(3, 5), LINE)
    yield (
        name,
        ("the shape of the result",),
        lambda student: np.shape(student.convolve(picture(9, 6), EDGE.copy())),
    )
    yield kept(name, picture(4, 5), EDGE)


def about_the_maps():
    """Questions about feature_maps."""
    name = "feature_maps"
    three, mixed = np.array([EDGE, LINE, SPOT]), np.array([0.7, -0.4, 0.3])
    yield asked(name, ("several filters", "biases of different signs"), picture(4, 6), three, mixed)
    yield asked(name, ("several filters", "no bias"), picture(5, 4), three, np.zeros(3))
    yield asked(name, ("as many filters as rows and columns",), picture(5, 5), three, -mixed)
    yield asked(name, ("one filter",), picture(4, 5), np.array([LINE]), np.array([0.6]))
    yield asked(name, ("one filter",), picture(5, 4, 0.9), np.array([-EDGE]), np.array([-0.2]))
    yield asked(
        name,
        ("several filters", "biases of different signs"),
        picture(3, 5),
        three[1:],
        np.array([-0.8, 0.9]),
    )
    yield asked(
        name,
        ("several filters", "biases of different signs"),
        picture(6, 4),
        -three[:2],
        np.array([1.2, -0.3]),
    )
    yield asked(name, ("several filters",), picture(4, 4), np.abs(three), np.array([-3.5, -4.0, -2.5]))
    yield kept(name, picture(4, 4), three, mixed)


def about_the_blocks():
    """Questions about max_pool."""
    name = "max_pool"
    yield asked(name, ("a wide map",), picture(4, 6), 2)
    yield asked(name, ("a high map",), picture(8, 4, 0.6), 2)
    yield asked(name, ("a square map",), picture(6, 6), 2)
    yield asked(name, ("blocks of 3", "a square map"), picture(6, 6, 0.9), 3)
    yield asked(name, ("blocks of 3", "a wide map"), picture(3, 9), 3)
    yield asked(name, ("one block",), picture(4, 4, 0.2), 4)
    yield asked(name, ("blocks of 1",), picture(2, 3), 1)
    yield asked(name, ("only negative numbers", "a square map"), picture(4, 4) - 2.0, 2)
    yield asked(name, ("a wide map",), picture(2, 8, 0.45) - 0.5, 2)
    yield asked(
        name,
        ("whole numbers", "a square map"),
        np.array([[3, 9, 4, 1], [0, 2, 7, 5], [8, 6, 12, 10], [11, 1, 0, 3]]),
        2,
    )
    yield name, ("the shape of the result",), lambda student: np.shape(student.max_pool(picture(6, 8), 2))
    yield kept(name, picture(4, 4), 2)


def about_the_scores():
    """Questions about cnn_scores."""
    name = "cnn_scores"
    two, three = np.array([EDGE, LINE]), np.array([EDGE, LINE, SPOT])
    corner = np.zeros((2, 3, 3))
    corner[0, 0, 0] = corner[1, 1, 2] = 1.0

    def last(rows, columns, start=0.3):
        return picture(rows, columns, start) * 4 - 2

    yield asked(
        name,
        ("several classes",),
        picture(6, 8),
        two,
        np.array([0.5, -0.4]),
        2,
        last(12, 3),
        np.array([1.5, -1.0, 0.4]),
    )
    yield asked(
        name,
        ("several classes", "a square picture"),
        picture(6, 6),
        three,
        np.array([0.5, -0.4, 0.8]),
        2,
        last(12, 4, 0.8),
        np.array([1.5, -1.0, 0.4, 2.0]),
    )
    yield asked(
        name,
        ("one block", "several classes"),
        picture(5, 5),
        three,
        np.array([0.2, 0.7, -0.3]),
        3,
        last(3, 2),
        np.array([0.8, -0.6]),
    )
    yield asked(
        name, ("one class",), picture(4, 6), np.array([LINE]), np.array([0.6]), 2, last(2, 1), np.array([1.7])
    )
    yield asked(
        name,
        ("negative scores", "several classes"),
        picture(4, 4),
        np.abs(two),
        np.array([0.1, 0.2]),
        2,
        -np.abs(last(2, 3)) - 0.1,
        np.array([-1.0, -0.5, -2.0]),
    )
    yield asked(
        name,
        ("the order of the row",),
        picture(4, 5),
        corner,
        np.array([0.2, 0.1]),
        1,
        np.eye(12),
        np.zeros(12),
    )
    yield asked(
        name,
        ("blocks of 1", "several classes"),
        picture(4, 4, 0.5),
        two,
        np.array([-0.6, 0.4]),
        1,
        last(8, 3),
        np.array([0.3, 0.9, -1.1]),
    )
    yield asked(
        name,
        ("several classes",),
        picture(8, 6),
        -two,
        np.array([0.9, 1.4]),
        2,
        last(12, 2, 0.6),
        np.array([-0.7, 0.25]),
    )
    yield kept(name, picture(4, 4), two, np.array([0.5, -0.4]), 2, last(2, 3), np.array([1.0, 2.0, 3.0]))
