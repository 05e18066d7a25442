"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the function, what is special about the question, and the question itself. Two more words where
needed: the part of a class, and True for a question that nearly everybody answers right.
"""

import numpy as np

ZH = {
    "a row of numbers": "一行数",
    "a single number": "单个数",
    "a table": "一张表",
    "a single column": "只有一列的表",
    "a single prediction": "只有一个预测",
    "whole numbers": "整数",
    "different shapes": "形状不同",
    "your own arrays afterwards": "调用之后你自己的数组",
    "your own array afterwards": "调用之后你自己的数组",
    "targets of 0 and 1": "目标是 0 和 1",
    "targets of 1 only": "目标全是 1",
    "targets of 0 only": "目标全是 0",
    "targets between 0 and 1": "目标在 0 和 1 之间",
    "predictions of exactly 0 or 1": "正好是 0 或 1 的预测",
    "sure and right": "很自信，也对了",
    "sure and wrong": "很自信，却错了",
    "outputs below 0.5": "小于 0.5 的输出",
    "outputs above 0.5": "大于 0.5 的输出",
    "outputs of exactly 0 or 1": "正好是 0 或 1 的输出",
    "an output of 0.5": "等于 0.5 的输出",
    "a straight function": "直线那样的函数",
    "a curved function": "弯曲的函数",
    "a product": "乘积",
    "a single place": "只有一个位置",
    "several places": "好几个位置",
    "a place at 0": "位于 0 的位置",
    "an h of your caller's choice": "调用者自己选的 h",
}


def probes():
    """All questions about this assignment's functions."""
    yield from about_mse_loss()
    yield from about_bce_loss()
    yield from about_sigmoid_derivative()
    yield from about_numerical_gradient()


# --- mse_loss --------------------------------------------------------------------------------


def about_mse_loss():
    """Questions about mse_loss."""

    def ask(*labels, predictions, targets):
        def question(student):
            return student.mse_loss(np.array(predictions), np.array(targets))

        return "mse_loss", labels, question

    row, table, column = "a row of numbers", "a table", "a single column"
    yield ask(row, predictions=[1.0, 4.0, 2.5], targets=[2.0, 2.0, 2.0])
    yield ask(row, predictions=[0.5, -1.5, 2.0, 3.0], targets=[1.0, 0.25, -1.0, 3.5])
    yield ask(table, predictions=[[1.0, 2.5, 3.0], [4.0, 5.5, 6.0]], targets=[[1.0, 2.0, 4.5], [3.0, 5.0, 0]])
    yield ask(table, predictions=[[0.5, -2.0], [1.0, 4.0]], targets=[[1.5, 1.0], [-1.0, 3.5]])
    yield ask(column, predictions=[[0.5], [2.0], [-1.0]], targets=[[1.0], [0.0], [2.5]])
    yield ask("a single prediction", predictions=[2.5], targets=[1.0])
    yield ask(row, "whole numbers", predictions=[1, 2, 5], targets=[2, 2, 1])
    yield ask(table, "whole numbers", predictions=[[0.5, 0.25], [1.5, 0.0]], targets=[[1, 0], [1, 1]])
    yield ask("different shapes", predictions=[[0.5], [2.0], [-1.0]], targets=[1.0, 0.0, 2.5])
    yield ask("different shapes", predictions=[0.5, 2.0, -1.0], targets=[1.0])
    yield ask("different shapes", predictions=[[0.5, 2.0], [1.0, 3.0]], targets=[1.0, 0.0])

    def unchanged(student):
        predictions, targets = np.array([1.0, 4.0]), np.array([2.0, 3.0])
        student.mse_loss(predictions, targets)
        return np.array_equal(predictions, [1.0, 4.0]), np.array_equal(targets, [2.0, 3.0])

    yield "mse_loss", ("your own arrays afterwards",), unchanged, "", True


# --- bce_loss --------------------------------------------------------------------------------


def about_bce_loss():
    """Questions about bce_loss."""

    def ask(*labels, predictions, targets, words=None):
        def question(student):
            got = student.bce_loss(np.array(predictions), np.array(targets))
            return words(got) if words and np.size(got) == 1 else got

        return "bce_loss", labels, question

    row, table, end = "a row of numbers", "a table", "predictions of exactly 0 or 1"
    yield ask("targets of 0 and 1", row, predictions=[0.9, 0.2], targets=[1, 0])
    yield ask("targets of 0 and 1", row, predictions=[0.3, 0.6, 0.75], targets=[0.0, 1.0, 0.0])
    yield ask("targets of 1 only", row, predictions=[0.5, 0.2, 0.9], targets=[1.0, 1.0, 1.0])
    yield ask("targets of 0 only", row, predictions=[0.5, 0.2, 0.9], targets=[0.0, 0.0, 0.0])
    yield ask("targets between 0 and 1", row, predictions=[0.25, 0.7], targets=[0.6, 0.1])
    yield ask(
        "targets of 0 and 1",
        table,
        predictions=[[0.9, 0.2, 0.4], [0.7, 0.35, 0.6]],
        targets=[[1, 0, 1], [0, 1, 1]],
    )
    yield ask("targets between 0 and 1", table, predictions=[[0.3, 0.8]], targets=[[0.4, 0.9]])
    yield ask("targets of 0 and 1", "a single column", predictions=[[0.3], [0.8]], targets=[[1], [1]])
    yield ask("a single prediction", "targets of 1 only", predictions=[0.125], targets=[1.0])
    yield ask(end, "sure and right", predictions=[1.0, 0.0], targets=[1.0, 0.0], words=how_small)
    yield ask(end, "sure and wrong", predictions=[0.0, 0.0], targets=[1.0, 1.0], words=how_large)
    yield ask(end, "sure and wrong", predictions=[1.0, 1.0], targets=[0.0, 0.0], words=how_large)
    yield ask("different shapes", predictions=[[0.5], [0.2], [0.9]], targets=[1.0, 0.0, 1.0])
    yield ask("different shapes", predictions=[0.5, 0.2, 0.9], targets=[1.0])
    yield ask("different shapes", predictions=[[0.5, 0.2], [0.3, 0.9]], targets=[1.0, 0.0])

    def unchanged(student):
        predictions, targets = np.array([0.0, 0.25, 1.0]), np.array([1.0, 0.0, 1.0])
        student.bce_loss(predictions, targets)
        return np.array_equal(predictions, [0.0, 0.25, 1.0]), np.array_equal(targets, [1.0, 0.0, 1.0])

    yield "bce_loss", ("your own arrays afterwards",), unchanged, "", True


def how_small(loss):
    """What is to be said about a loss that should be nearly 0."""
    number = float(np.ravel(loss)[0])
    return {"finite": bool(np.isfinite(number)), "small": abs(number) < 1e-5}


def how_large(loss):
    """What is to be said about a loss that should be large, but not infinite."""
    number = float(np.ravel(loss)[0])
    return {"finite": bool(np.isfinite(number)), "large": number > 10, "nothing": abs(number) < 1e-5}


# --- sigmoid_derivative ----------------------------------------------------------------------


def about_sigmoid_derivative():
    """Questions about sigmoid_derivative."""

    def ask(*labels, output):
        def question(student):
            return student.sigmoid_derivative(np.array(output) if isinstance(output, list) else output)

        return "sigmoid_derivative", labels, question

    number, row, table = "a single number", "a row of numbers", "a table"
    low, high = "outputs below 0.5", "outputs above 0.5"
    yield ask(number, "an output of 0.5", output=0.5)
    yield ask(number, low, output=0.2)
    yield ask(number, high, output=0.875)
    yield ask(number, "whole numbers", "outputs of exactly 0 or 1", output=1)
    yield ask(row, low, output=[0.05, 0.125, 0.4])
    yield ask(row, high, output=[0.55, 0.7, 0.98])
    yield ask(row, low, high, output=[0.1, 0.6, 0.3, 0.95])
    yield ask(row, "outputs of exactly 0 or 1", output=[0.0, 1.0])
    yield ask(table, low, high, output=[[0.1, 0.6, 0.3], [0.8, 0.45, 0.525]])
    yield ask(table, low, high, output=[[0.3, 0.9], [0.65, 0.15]])

    def unchanged(student):
        output = np.array([0.25, 0.5, 0.9])
        student.sigmoid_derivative(output)
        return np.array_equal(output, [0.25, 0.5, 0.9])

    yield "sigmoid_derivative", ("your own array afterwards",), unchanged, "", True


# --- numerical_gradient ----------------------------------------------------------------------


def about_numerical_gradient():
    """Questions about numerical_gradient, with functions whose slopes are known."""

    def ask(*labels, f, x, h=None):
        def question(student):
            point = np.array(x)
            return (
                student.numerical_gradient(f, point) if h is None else student.numerical_gradient(f, point, h)
            )

        return "numerical_gradient", labels, question

    straight, curved, several = "a straight function", "a curved function", "several places"
    row, table = "a row of numbers", "a table"
    yield ask(straight, several, row, f=plane, x=[2.0, 5.0, -1.0])
    yield ask(curved, several, row, f=cubes, x=[1.0, -2.0, 3.0])
    yield ask("a product", several, row, f=product, x=[2.0, 5.0, -1.5])
    yield ask(curved, "a single place", row, f=cubes, x=[1.5])
    yield ask(straight, several, table, f=plane, x=[[1.0, 2.0, -1.0], [0.5, 3.0, 2.5]])
    yield ask(curved, several, table, f=cubes, x=[[1.0, -2.0], [0.5, 3.0]])
    yield ask("a product", several, table, f=product, x=[[1.5, -2.0], [0.5, 3.0]])
    yield ask(straight, several, "whole numbers", row, f=plane, x=[2, 5, 1])
    yield ask(curved, several, "whole numbers", row, f=wave, x=[1, 3, 2])
    yield ask(curved, several, "a place at 0", row, f=wave, x=[0.0, 0.0])
    yield ask(curved, several, "an h of your caller's choice", row, f=cubes, x=[1.0, -2.0], h=0.5)
    yield ask(curved, "a single place", "an h of your caller's choice", row, f=cubes, x=[1.5], h=0.25)

    def unchanged(student):
        x = np.array([2.0, 5.0, -1.0])
        student.numerical_gradient(plane, x)
        return bool(np.allclose(x, [2.0, 5.0, -1.0], rtol=0, atol=1e-12))

    yield "numerical_gradient", ("your own array afterwards",), unchanged, "", True


def plane(x):
    """A function whose slopes are 0.5, 1.25, 2 and so on, everywhere."""
    return float(np.sum((0.5 + 0.75 * np.arange(np.size(x)).reshape(np.shape(x))) * x)) + 4.0


def cubes(x):
    """The sum of all x^3."""
    return float(np.sum(x * x * x))


def product(x):
    """All numbers of x multiplied."""
    return float(np.prod(x))


def wave(x):
    """The sum of all sin(x): its slopes are no whole numbers."""
    return float(np.sum(np.sin(x)))
