"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the function, what is special about the question, and the question itself. Two more words where
needed: the part of a class, and True for a question that nearly everybody answers right.
"""

import numpy as np


def probes():
    """All questions about this assignment's functions."""
    for function in ("sigmoid", "relu", "tanh"):
        yield from about_a_curve(function)
    yield from about_neuron()


def about_a_curve(name):
    """Questions about a function that takes one number or an array."""

    def ask(x):
        def question(student):
            given = np.array(x) if isinstance(x, np.ndarray) else x
            return getattr(student, name)(given)

        return name, labels_of(x), question

    def unchanged(student):
        x = np.array([-1.5, 0.5, 2.0])
        getattr(student, name)(x)
        return np.array_equal(x, [-1.5, 0.5, 2.0])

    yield ask(0.0)
    yield ask(2.0)
    yield ask(-2.0)
    yield ask(3)
    yield ask(np.array([0.25, 1.0, 2.5]))
    yield ask(np.array([-0.25, -1.0, -2.5]))
    yield ask(np.array([-2.0, 0.5, 1.5, 3.0]))
    yield ask(np.array([-3, 1, 2, 4]))
    yield ask(np.array([[-1.0, 0.5, 2.0], [0.25, 1.5, -0.5]]))
    yield ask(np.array([-20.0, 8.0, 30.0]))
    if name == "sigmoid":
        yield ask(np.array([-900.0, 900.0]))
    yield name, ("your own array afterwards",), unchanged, "", True


def labels_of(x):
    """What is special about a number or an array."""
    kinds = {
        "very large numbers": np.abs(x) > 100,
        "large numbers": np.abs(x) > 10,
        "negative numbers": np.less(x, 0),
        "zeros": np.equal(x, 0),
        "positive numbers": np.greater(x, 0),
    }
    labels = [label for label, where in kinds.items() if np.any(where)]
    if np.asarray(x).dtype.kind == "i":
        labels.append("whole numbers")
    return (*labels, ("a single number", "a row of numbers", "a table")[np.ndim(x)])


def about_neuron():
    """Questions about neuron."""

    def ask(*labels, inputs, weights, bias, activation):
        def question(student):
            return student.neuron(np.array(inputs), np.array(weights), bias, activation)

        return "neuron", labels, question

    def unchanged(student):
        inputs = np.array([1.0, -2.0, 3.0])
        weights = np.array([0.5, 1.5, -1.0])
        student.neuron(inputs, weights, 1.0, same)
        return np.array_equal(inputs, [1.0, -2.0, 3.0]), np.array_equal(weights, [0.5, 1.5, -1.0])

    one, three = (
        {"inputs": [3.0], "weights": [1.5]},
        {"inputs": [1.0, -2.0, 3.0], "weights": [0.5, 1.5, -1.25]},
    )
    bent = "an activation that changes its number"
    yield ask("one input", "no bias", bias=0.0, activation=same, **one)
    yield ask("one input", "a bias", bent, bias=1.0, activation=square, **one)
    yield ask("several inputs", "no bias", bias=0.0, activation=same, **three)
    yield ask("several inputs", "a bias", bias=2.0, activation=same, **three)
    yield ask("several inputs", "a bias", bent, bias=-1.0, activation=square, **three)
    yield ask("several inputs", "a bias", bent, bias=0.5, activation=bend, **three)
    yield ask("several inputs", "no bias", bent, bias=0.0, activation=bend, **three)
    yield ask(
        "several inputs",
        "a bias",
        "an input of 0",
        bias=0.25,
        activation=same,
        inputs=[0.0, 1.0],
        weights=[4.0, 2.0],
    )
    yield ask(
        "inputs of 0", "a bias", bent, bias=0.75, activation=bend, inputs=[0.0, 0.0], weights=[4.0, 2.0]
    )
    yield "neuron", ("your own arrays afterwards",), unchanged, "", True


def same(z):
    """An activation that changes nothing."""
    return z


def square(z):
    """An activation that is easy to do by hand."""
    return z * z


def bend(z):
    """An activation that is neither sigmoid nor a straight line."""
    return z * z * z + z


# What is special about a question, for who reads Chinese.
ZH = {
    "zeros": "零",
    "a single number": "单独的一个数",
    "positive numbers": "正数",
    "negative numbers": "负数",
    "whole numbers": "整数",
    "a row of numbers": "一行数",
    "a table": "表格",
    "large numbers": "较大的数",
    "very large numbers": "特别大的数",
    "your own array afterwards": "调用之后你自己的数组",
    "one input": "一个输入",
    "no bias": "没有偏置",
    "a bias": "有偏置",
    "an activation that changes its number": "会改变数值的激活函数",
    "several inputs": "多个输入",
    "an input of 0": "有一个输入是 0",
    "inputs of 0": "输入都是 0",
    "your own arrays afterwards": "调用之后你自己的数组",
}
