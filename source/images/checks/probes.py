"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the function, what is special about the question, and the question itself. Two more words where
needed: the part of a class, and True for a question that nearly everybody answers right.
"""

import numpy as np

ZH = {
    "the shape of the pictures": "图片的形状",
    "the shape of the labels": "标签的形状",
    "the pixels": "像素的值",
    "the labels": "标签",
    "two classes": "两个类别",
    "more classes than pictures": "类别比图片多",
    "more pictures than classes": "图片比类别多",
    "as many pictures as classes": "图片和类别一样多",
    "a single picture": "只有一张图片",
    "a single class": "只有一个类别",
    "equal scores": "得分相同",
    "whole numbers": "整数",
    "scores far from 0": "离 0 很远的得分",
    "very large scores": "很大的得分",
    "very small scores": "很小的得分",
    "ordinary scores": "一般的得分",
    "very large and ordinary scores in one table": "同一张表里既有很大的得分，也有一般的得分",
    "very large and very small scores in one row": "同一行里既有很大的得分，也有很小的得分",
    "equal largest entries": "有几个一样大的最大值",
    "entries close together": "几个数很接近",
    "the largest entry comes first": "最大的数排在最前面",
    "your own table afterwards": "调用之后你自己的表",
    "several classes": "几个类别",
    "everything right": "全部答对",
    "everything wrong": "全部答错",
    "pairs that repeat": "重复出现的组合",
    "classes that never occur": "从没出现过的类别",
    "unequal lengths": "长度不同",
    "your own arrays afterwards": "调用之后你自己的数组",
}


def probes():
    """All questions about this assignment's functions."""
    yield from about_the_digits()
    yield from about_softmax()
    yield from about_the_answer()
    yield from about_the_table()


# --- load_digits_scaled ----------------------------------------------------------------------


def about_the_digits():
    """Questions about load_digits_scaled, which takes nothing."""

    def shape(place):
        return lambda student: part_of(student.load_digits_scaled(), place, np.shape)

    def numbers(place):
        return lambda student: part_of(student.load_digits_scaled(), place, ends)

    def pixels(student):
        one, other = (part_of(student.load_digits_scaled(), 0, ends) for _ in range(2))
        return one if str(one) == str(other) else "other numbers with every call"

    yield "load_digits_scaled", ("the shape of the pictures",), shape(0)
    yield "load_digits_scaled", ("the shape of the labels",), shape(1)
    yield "load_digits_scaled", ("the pixels",), pixels
    yield "load_digits_scaled", ("the labels",), numbers(1)


def part_of(got, place, look):
    """What there is to see in one of the two things; None stays None."""
    if got is None:
        return None
    if isinstance(got, tuple | list):
        return look(got[place]) if len(got) == 2 else f"{len(got)} things"
    return "one thing" if len(got[:1]) else "nothing"


def ends(array):
    """The first and the last numbers of an array."""
    flat = np.ravel(array)
    return np.concatenate([flat[:8], flat[-8:]]) * 1.0


# --- softmax ---------------------------------------------------------------------------------


def about_softmax():
    """Questions about softmax: first ordinary scores, then those that are far from 0."""

    def ask(part, *labels, scores):
        return "softmax", (part, *labels), lambda student: student.softmax(np.array(scores)), part

    near, far = "ordinary scores", "scores far from 0"

    def unchanged(student):
        scores = np.array([[2.0, -1.0], [0.5, 1.0]])
        student.softmax(scores)
        return bool(np.array_equal(scores, [[2.0, -1.0], [0.5, 1.0]]))

    yield ask(near, "two classes", "a single picture", scores=[[2.0, 0.5]])
    yield ask(near, "more classes than pictures", scores=[[1.0, -0.5, 2.0], [0.0, 1.5, -1.0]])
    yield ask(near, "more pictures than classes", scores=[[1.0, -0.5], [0.3, 1.5], [-2.0, 0.7]])
    yield ask(
        near, "as many pictures as classes", scores=[[1.0, -0.5, 2.0], [0.0, 1.5, -1.0], [0.7, 0.2, 1.1]]
    )
    yield ask(near, "a single picture", scores=[[0.5, -1.5, 1.0, 2.5]])
    yield ask(near, "equal scores", "more classes than pictures", scores=[[1.0, 1.0, 1.0], [4.0, 4.0, 4.0]])
    yield ask(near, "whole numbers", "more classes than pictures", scores=[[1, 0, 3], [2, -1, 0]])
    yield ask(far, "very large scores", scores=[[900.0, 901.0, 899.0], [902.0, 900.0, 900.5]])
    yield ask(far, "very small scores", scores=[[-900.0, -901.0, -899.0], [-902.0, -900.0, -901.5]])
    yield ask(
        far, "very large and ordinary scores in one table", scores=[[950.0, 949.0, 948.5], [0.5, 1.0, -1.0]]
    )
    yield ask(far, "very large and very small scores in one row", scores=[[1000.0, -1000.0, -1000.0]])
    yield "softmax", ("your own table afterwards",), unchanged, "your own table", True


# --- predict_classes -------------------------------------------------------------------------


def about_the_answer():
    """Questions about predict_classes."""

    def ask(*labels, table):
        def question(student):
            got = student.predict_classes(np.array(table))
            is_text = isinstance(got, list) and bool(got) and all(isinstance(own, str) for own in got)
            return " ".join(got) if is_text else got  # an array of texts arrives as a list

        return "predict_classes", labels, question

    def unchanged(student):
        table = np.array([[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]])
        student.predict_classes(table)
        return bool(np.array_equal(table, [[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]]))

    yield ask("more classes than pictures", table=[[0.1, 0.2, 0.65, 0.05], [0.15, 0.55, 0.2, 0.1]])
    yield ask(
        "more pictures than classes",
        table=[[0.2, 0.7, 0.1], [0.3, 0.1, 0.6], [0.25, 0.4, 0.35], [0.1, 0.8, 0.1]],
    )
    yield ask("as many pictures as classes", table=[[0.2, 0.3, 0.5], [0.1, 0.6, 0.3], [0.1, 0.2, 0.7]])
    yield ask("the largest entry comes first", "two classes", table=[[0.9, 0.1], [0.7, 0.3], [0.6, 0.4]])
    yield ask("entries close together", table=[[0.26, 0.31, 0.28, 0.15], [0.33, 0.32, 0.34, 0.01]])
    yield ask("a single picture", table=[[0.1, 0.15, 0.05, 0.7]])
    yield ask("a single class", table=[[1.0], [1.0], [1.0]])
    yield ask("equal largest entries", table=[[0.4, 0.4, 0.2], [0.2, 0.4, 0.4]])
    yield ask("equal largest entries", table=[[0.1, 0.3, 0.3, 0.3], [0.25, 0.25, 0.25, 0.25]])
    yield ask("two classes", table=[[0.2, 0.8], [0.55, 0.45], [0.1, 0.9]])
    yield "predict_classes", ("your own table afterwards",), unchanged, "", True


# --- confusion_matrix ------------------------------------------------------------------------


def about_the_table():
    """Questions about confusion_matrix."""

    def ask(*special, labels, predictions, classes):
        def question(student):
            return student.confusion_matrix(np.array(labels), np.array(predictions), classes)

        return "confusion_matrix", special, question

    def unchanged(student):
        labels, predictions = np.array([2, 0, 1]), np.array([1, 2, 0])
        student.confusion_matrix(labels, predictions, 3)
        return [bool(np.array_equal(labels, [2, 0, 1])), bool(np.array_equal(predictions, [1, 2, 0]))]

    yield ask("several classes", labels=[0, 2, 1, 2, 1], predictions=[1, 2, 0, 1, 1], classes=3)
    yield ask("two classes", labels=[0, 1, 1, 0], predictions=[0, 0, 1, 0], classes=2)
    yield ask("everything right", "several classes", labels=[2, 0, 1, 3], predictions=[2, 0, 1, 3], classes=4)
    yield ask("everything wrong", "several classes", labels=[2, 0, 1], predictions=[0, 1, 2], classes=3)
    yield ask("pairs that repeat", labels=[1, 1, 1, 2, 0], predictions=[2, 2, 2, 0, 1], classes=3)
    yield ask("classes that never occur", labels=[1, 3, 3], predictions=[3, 1, 3], classes=5)
    yield ask("a single picture", labels=[2], predictions=[1], classes=3)
    yield ask("a single class", labels=[0, 0], predictions=[0, 0], classes=1)
    yield ask("unequal lengths", labels=[0, 1, 1, 0], predictions=[0, 1, 1], classes=2)
    yield ask("unequal lengths", labels=[0, 1, 1], predictions=[0, 1, 1, 0], classes=2)
    yield "confusion_matrix", ("your own arrays afterwards",), unchanged, "", True
