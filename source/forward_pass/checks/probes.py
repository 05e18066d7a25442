"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the function, what is special about the question, and the question itself.
"""

import numpy as np


def probes():
    """All questions about this assignment's functions."""
    yield from about_dense()
    yield from about_forward()
    yield from about_count_parameters()


def about_dense():
    """Questions about dense."""

    def ask(*labels, inputs, weights, bias):
        def question(student):
            return student.dense(np.array(inputs), np.array(weights), np.array(bias))

        return "dense", labels, question

    def unchanged(student):
        inputs, weights = np.array([[1.0, 2.0], [3.0, -4.0]]), np.array([[1.5, 2.0], [-3.0, 4.0]])
        bias = np.array([5.0, 6.0])
        student.dense(inputs, weights, bias)
        return inputs, weights, bias

    tall = [[1.5, -2.0], [0.5, 4.0], [-3.0, 2.5]]  # three inputs, two nodes
    wide = [[1.0, -0.5, 2.0, 3.0], [0.5, 2.5, -1.0, 4.0]]  # two inputs, four nodes
    square = [[0.5, 2.0], [-1.5, 3.0]]
    four = [[1.0, 2.0, -1.0], [0.5, -2.5, 3.0], [4.0, 1.5, 2.0], [-3.0, 0.25, 1.0]]
    yield ask("one input", "one sample", "one node", inputs=[[2.5]], weights=[[1.5]], bias=[-7.0])
    yield ask(
        "one input", "two nodes", inputs=[[2.0], [-1.5], [4.0]], weights=[[1.5, -3.0]], bias=[0.5, 2.25]
    )
    yield ask("several inputs", "a bias of 0", inputs=four, weights=tall, bias=[0.0, 0.0])
    yield ask("several inputs", "two nodes", inputs=four, weights=tall, bias=[0.5, -1.25])
    yield ask("a bias of shape (1, m)", "several inputs", inputs=four, weights=tall, bias=[[0.5, -1.25]])
    yield ask(
        "several nodes",
        "several inputs",
        inputs=[[2.0, -1.0], [0.5, 3.0]],
        weights=wide,
        bias=[1.0, 2.0, -3.0, 0.5],
    )
    yield ask(
        "as many samples as nodes",
        "square tables",
        inputs=[[1.5, 2.0], [-0.5, 4.0]],
        weights=square,
        bias=[10.0, 20.0],
    )
    yield ask("one sample", "two nodes", inputs=[[1.5, -2.0, 0.5]], weights=tall, bias=[3.0, -0.75])
    yield ask("one node", "several inputs", inputs=four, weights=[[1.5], [-2.0], [0.25]], bias=[0.75])
    yield ask("inputs of 0", "two nodes", inputs=[[0.0, 0.0, 0.0]] * 2, weights=tall, bias=[7.5, -8.25])
    yield ask(
        "whole numbers as inputs", inputs=[[1, 2], [-3, 4], [5, 0]], weights=square, bias=[0.125, -0.25]
    )
    yield ask(
        "whole numbers everywhere", inputs=[[1, 2], [-3, 4], [5, 0]], weights=[[2.0], [-3.0]], bias=[4.0]
    )
    yield "dense", ("your own arrays afterwards",), unchanged


def about_forward():
    """Questions about forward."""

    def ask(*labels, inputs, layers):
        def question(student):
            return student.forward(np.array(inputs), [(np.array(w), np.array(b)) for w, b in layers])

        return "forward", labels, question

    def unchanged(student):
        inputs = np.array([[1.0, 2.0]])
        layers = [(np.array([[1.0], [3.0]]), np.array([5.0])), (np.array([[1.5]]), np.array([0.5]))]
        student.forward(inputs, layers)
        return inputs, layers

    two = [[1.5, -0.5], [0.25, 2.0]]
    samples = [[0.5, -1.0], [2.0, 1.5], [-0.75, 0.25]]
    up = ([[0.5, -1.0, 0.75], [1.25, 0.5, -0.25]], [0.25, -0.5, 1.0])  # from two nodes to three
    down = ([[1.0, -0.5], [0.75, 2.0], [-1.5, 0.5]], [0.5, -0.25])  # from three nodes to two
    last = ([[1.5], [-2.0]], [0.75])
    yield ask("one layer", "biases of 0", inputs=samples, layers=[(two, [0.0, 0.0])])
    yield ask("one layer", "two last nodes", inputs=samples, layers=[(two, [0.5, -1.5])])
    yield ask("one layer", "one last node", inputs=samples, layers=[last])
    yield ask("two layers", "two last nodes", inputs=samples, layers=[up, down])
    yield ask("two layers", "one last node", inputs=samples, layers=[(two, [0.5, -1.5]), last])
    yield ask(
        "two layers", "biases of shape (1, m)", inputs=samples, layers=[(w, [b]) for w, b in (up, down)]
    )
    yield ask("two layers", "biases of 0", inputs=samples, layers=[(up[0], [0.0] * 3), (down[0], [0.0] * 2)])
    yield ask(
        "two layers",
        "square tables",
        inputs=samples[:2],
        layers=[(two, [1.0, 0.5]), ([[2.0, 1.0], [-1.5, 0.5]], [-1.0, 0.25])],
    )
    yield ask("three layers", "one last node", inputs=samples, layers=[up, down, last])
    yield ask(
        "three layers",
        "layers of one node",
        inputs=[[1]],
        layers=[([[0.5]], [0.25]), ([[4.0]], [-2.0]), ([[2.0]], [1.0])],
    )
    yield ask("two layers", "one sample", inputs=[[0.5, -1.5]], layers=[up, down])
    yield ask("two layers", "whole numbers as inputs", inputs=[[1, -2], [0, 3]], layers=[up, down])
    yield "forward", ("your own list and arrays afterwards",), unchanged


def about_count_parameters():
    """Questions about count_parameters."""

    def ask(*labels, sizes):
        return "count_parameters", labels, lambda student: student.count_parameters(list(sizes))

    def unchanged(student):
        sizes = [5, 3, 2]
        student.count_parameters(sizes)
        return sizes

    yield ask("one size", sizes=[7])
    yield ask("two sizes", "falling sizes", sizes=[5, 2])
    yield ask("two sizes", "growing sizes", sizes=[2, 6])
    yield ask("three sizes", "one last node", sizes=[3, 5, 1])
    yield ask("three sizes", "falling sizes", sizes=[9, 4, 3])
    yield ask("three sizes", "growing sizes", sizes=[2, 3, 7])
    yield ask("three sizes", "equal sizes", sizes=[4, 4, 4])
    yield ask("four sizes", sizes=[3, 6, 2, 5])
    yield ask("five sizes", "sizes of 1", sizes=[4, 1, 3, 1, 2])
    yield "count_parameters", ("your own list afterwards",), unchanged
