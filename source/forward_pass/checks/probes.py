"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the function, what is special about the question, and the question itself. Two more words where
needed: the part of a class, and True for a question that nearly everybody answers right.
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

        return "dense", (*labels, *labels_of_layer(inputs, weights, bias)), question

    def unchanged(student):
        inputs, weights = np.array([[1.0, 2.0], [3.0, -4.0]]), np.array([[1.5, 2.0], [-3.0, 4.0]])
        bias = np.array([5.0, 6.0])
        before = inputs.copy(), weights.copy(), bias.copy()
        student.dense(inputs, weights, bias)
        return [np.array_equal(a, b) for a, b in zip(before, (inputs, weights, bias), strict=True)]

    tall = [[1.5, -2.0], [0.5, 4.0], [-3.0, 2.5]]  # three inputs, two nodes
    wide = [[1.0, -0.5, 2.0, 3.0], [0.5, 2.5, -1.0, 4.0]]  # two inputs, four nodes
    square = [[0.5, 2.0], [-1.5, 3.0]]
    four = [[1.0, 2.0, -1.0], [0.5, -2.5, 3.0], [4.0, 1.5, 2.0], [-3.0, 0.25, 1.0]]
    yield ask(inputs=[[2.5]], weights=[[1.5]], bias=[-7.0])
    yield ask(inputs=[[2.0], [-1.5], [4.0]], weights=[[1.5, -3.0]], bias=[0.5, 2.25])
    yield ask(inputs=four, weights=tall, bias=[0.0, 0.0])
    yield ask(inputs=four, weights=tall, bias=[0.5, -1.25])
    yield ask(inputs=four, weights=tall, bias=[[0.5, -1.25]])
    yield ask(inputs=[[2.0, -1.0], [0.5, 3.0], [1.0, 1.5]], weights=wide, bias=[1.0, 2.0, -3.0, 0.5])
    yield ask(inputs=[[2.0, -1.0], [0.5, 3.0], [1.0, 1.5]], weights=wide, bias=[[1.0, 2.0, -3.0, 0.5]])
    yield ask("square tables", inputs=[[1.5, 2.0], [-0.5, 4.0]], weights=square, bias=[10.0, 20.0])
    yield ask(inputs=[[1.5, -2.0, 0.5]], weights=tall, bias=[3.0, -0.75])
    yield ask(inputs=four, weights=[[1.5], [-2.0], [0.25]], bias=[0.75])
    yield ask("inputs of 0", inputs=[[0.0, 0.0, 0.0]] * 4, weights=tall, bias=[7.5, -8.25])
    yield ask(inputs=[[1, 2], [-3, 4], [5, 0]], weights=square, bias=[0.125, -0.25])
    yield ask(
        "whole numbers everywhere", inputs=[[1, 2], [-3, 4], [5, 0]], weights=[[2.0], [-3.0]], bias=[4.0]
    )
    yield "dense", ("your own arrays afterwards",), unchanged, "", True


def labels_of_layer(inputs, weights, bias):
    """What is special about the arguments of dense."""
    labels = ["a bias of shape (1, m)"] if np.ndim(bias) == 2 else []
    labels.append("a bias that is not 0" if np.any(bias) else "a bias of 0")
    for number, word in ((len(inputs), "sample"), (len(weights), "input"), (len(weights[0]), "node")):
        labels.append(f"one {word}" if number == 1 else f"several {word}s")
    if np.asarray(inputs).dtype.kind == "i":
        labels.append("whole numbers as inputs")
    return labels


def about_forward():
    """Questions about forward."""

    def ask(*labels, inputs, layers):
        def question(student):
            return student.forward(np.array(inputs), [(np.array(w), np.array(b)) for w, b in layers])

        return "forward", (*labels, *labels_of_network(inputs, layers)), question

    def unchanged(student):
        inputs = np.array([[1.0, 2.0]])
        layers = [(np.array([[1.0], [3.0]]), np.array([5.0])), (np.array([[1.5]]), np.array([0.5]))]
        student.forward(inputs, layers)
        if len(layers) != 2:
            return "the list lost or got a layer"
        arrays, before = (
            [inputs, *layers[0], *layers[1]],
            [[[1.0, 2.0]], [[1.0], [3.0]], [5.0], [[1.5]], [0.5]],
        )
        return [np.array_equal(a, b) for a, b in zip(arrays, before, strict=True)]

    two = [[1.5, -0.5], [0.25, 2.0]]
    samples = [[0.5, -1.0], [2.0, 1.5], [-0.75, 0.25]]
    up = ([[0.5, -1.0, 0.75], [1.25, 0.5, -0.25]], [0.25, -0.5, 1.0])  # from two nodes to three
    down = ([[1.0, -0.5], [0.75, 2.0], [-1.5, 0.5]], [0.5, -0.25])  # from three nodes to two
    last = ([[1.5], [-2.0]], [0.75])
    more = ([[2.0, 1.0], [-1.5, 0.5]], [-1.0, 0.25])  # from two nodes to two
    yield ask(inputs=samples, layers=[(two, [0.0, 0.0])])
    yield ask(inputs=samples, layers=[(two, [0.5, -1.5])])
    yield ask(inputs=samples, layers=[last])
    yield ask(inputs=samples, layers=[up, down])
    yield ask(inputs=samples, layers=[(two, [0.5, -1.5]), last])
    yield ask("biases of shape (1, m)", inputs=samples, layers=[(w, [b]) for w, b in (up, down)])
    yield ask(inputs=samples, layers=[(up[0], [0.0] * 3), (down[0], [0.0] * 2)])
    yield ask("square tables", inputs=samples[:2], layers=[(two, [1.0, 0.5]), more])
    yield ask(inputs=samples, layers=[up, down, last])
    yield ask(inputs=[[1]], layers=[([[0.5]], [0.25]), ([[4.0]], [-2.0]), ([[2.0]], [1.0])])
    yield ask(inputs=[[0.5, -1.5]], layers=[up, down])
    yield ask(inputs=[[1, -2], [0, 3]], layers=[up, down])
    yield "forward", ("your own list and arrays afterwards",), unchanged, "", True


def labels_of_network(inputs, layers):
    """What is special about the arguments of forward."""
    labels = ["whole numbers as inputs"] if np.asarray(inputs).dtype.kind == "i" else []
    labels.append("biases that are not 0" if any(np.any(bias) for _, bias in layers) else "biases of 0")
    labels.append(("one layer", "two layers", "three layers")[len(layers) - 1])
    labels.append("one layer" if len(layers) == 1 else "more than one layer")
    labels.append("one sample" if len(inputs) == 1 else "several samples")
    labels.append("one last node" if len(layers[-1][0][0]) == 1 else "several last nodes")
    return labels


def about_count_parameters():
    """Questions about count_parameters."""

    def ask(*labels, sizes):
        return "count_parameters", labels, lambda student: student.count_parameters(list(sizes))

    def unchanged(student):
        sizes = [5, 3, 2]
        student.count_parameters(sizes)
        if len(sizes) != 3:
            return "the list lost or got a number"
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
    yield "count_parameters", ("your own list afterwards",), unchanged, "", True


# What is special about a question, for who reads Chinese.
ZH = {
    "a bias that is not 0": "偏置不是 0",
    "one sample": "一个样本",
    "one input": "一个输入",
    "one node": "一个节点",
    "several samples": "多个样本",
    "several nodes": "多个节点",
    "a bias of 0": "偏置是 0",
    "several inputs": "多个输入",
    "a bias of shape (1, m)": "形状是 (1, m) 的偏置",
    "square tables": "方的表格",
    "inputs of 0": "输入都是 0",
    "whole numbers as inputs": "输入是整数",
    "whole numbers everywhere": "全部是整数",
    "your own arrays afterwards": "调用之后你自己的数组",
    "biases of 0": "偏置都是 0",
    "one layer": "一个层",
    "several last nodes": "最后一层有多个节点",
    "biases that are not 0": "偏置不是 0",
    "one last node": "最后一层只有一个节点",
    "two layers": "两个层",
    "more than one layer": "不止一个层",
    "biases of shape (1, m)": "形状是 (1, m) 的偏置",
    "three layers": "三个层",
    "your own list and arrays afterwards": "调用之后你自己的列表和数组",
    "one size": "只有一个层",
    "two sizes": "两个层的大小",
    "falling sizes": "层越来越小",
    "growing sizes": "层越来越大",
    "three sizes": "三个层的大小",
    "equal sizes": "各层一样大",
    "four sizes": "四个层的大小",
    "five sizes": "五个层的大小",
    "sizes of 1": "有的层只有 1 个节点",
    "your own list afterwards": "调用之后你自己的列表",
}
