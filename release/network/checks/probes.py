"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the class, what is special about the question, the question itself, and the part of the class.
What is random is described in words, so that two right networks say the same.
"""

import numpy as np

NAMES = ("weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output")
WEIGHTS = ("weights_input_hidden", "weights_hidden_output")
BIASES = ("bias_hidden", "bias_output")


def probes():
    """All questions about NeuralNetwork."""
    for part, questions in (
        ("arrays", about_its_arrays()),
        ("sigmoid", about_sigmoid()),
        ("forward", about_forward()),
    ):
        for labels, question in questions:
            yield "NeuralNetwork", labels, question, part, "afterwards" in labels[-1]


# --- a new network ---------------------------------------------------------------------------


def about_its_arrays():
    """Questions about a network that was just made."""

    def shape(name):
        def question(student):
            return [
                np.shape(getattr(student.NeuralNetwork(*sizes), name)) for sizes in ((3, 5, 2), (2, 4, 1))
            ]

        return question

    for name in NAMES:
        yield (f"the shape of {name}",), shape(name)
    yield ("the biases of a new network",), lambda student: first_biases(student.NeuralNetwork(11, 13, 12))
    yield ("whole numbers or floats in a new network",), lambda student: kinds(student.NeuralNetwork(3, 5, 2))
    yield ("the weights of a new network",), first_weights
    yield ("two new networks",), two_networks
    yield ("a number changed in one network, seen in another",), shared


def first_biases(net):
    """The numbers that each bias begins with, in words."""
    words = {}
    for name in BIASES:
        numbers = {float(number) for number in np.ravel(getattr(net, name))}
        words[name] = str(numbers.pop()) if len(numbers) == 1 else "different numbers"
    return words


def kinds(net):
    """What each attribute holds."""
    kinds = {}
    for name in NAMES:
        held = getattr(net, name)
        kinds[name] = f"array of {held.dtype.kind}" if isinstance(held, np.ndarray) else type(held).__name__
    return kinds


def first_weights(student):
    """What is striking about the weights of two large networks, in words."""
    one, other = student.NeuralNetwork(200, 50, 200), student.NeuralNetwork(50, 200, 50)
    return {name: spread(getattr(one, name), getattr(other, name)) for name in WEIGHTS}


def spread(one, other):
    """The first thing that is striking about two arrays of 10000 random numbers."""
    if np.size(one) != 10000 or np.size(other) != 10000:
        return "right"  # as far as can be seen: there is a question about its shape
    if np.ptp(one) == 0:
        return "all the same"
    if np.min(one) >= 0:
        return "no negative ones"
    if np.all(one == np.round(one)):
        return "whole numbers"
    if abs(np.mean(one)) > 0.1:
        return "not around 0"
    if np.max(np.abs(one)) < 2 * np.std(one):
        return "as many far from 0 as near it"
    if not 0.8 < np.std(one) / np.std(other) < 1.25:
        return "another width in another network"
    return "narrow" if np.std(one) < 0.95 else "wide" if np.std(one) > 1.05 else "right"


def two_networks(student):
    """Whether two new networks have the same weights."""
    one, other = student.NeuralNetwork(3, 5, 2), student.NeuralNetwork(3, 5, 2)
    return {name: bool(np.array_equal(getattr(one, name), getattr(other, name))) for name in WEIGHTS}


def shared(student):
    """Where a number turns up that was written into one array of one network."""
    one, other = student.NeuralNetwork(3, 3, 3), student.NeuralNetwork(3, 3, 3)
    for mark, name in enumerate(NAMES, start=70):
        student.edit_in_place(one, name, (0,) * np.ndim(getattr(one, name)), float(mark))
    marks = [70.0, 71.0, 72.0, 73.0]
    own = [sum(mark in np.ravel(getattr(one, name)) for mark in marks) for name in NAMES]
    others = [np.isin(marks, getattr(other, name)).any() for name in NAMES]
    return {"within a network": max(own) > 1, "between networks": bool(np.any(others))}


# --- sigmoid ---------------------------------------------------------------------------------


def about_sigmoid():
    """Questions about the method sigmoid."""

    def ask(*labels, x):
        def question(student):
            return student.NeuralNetwork(2, 2, 1).sigmoid(np.array(x) if isinstance(x, list) else x)

        return labels, question

    def unchanged(student):
        x = np.array([-1.5, 0.5, 2.0])
        student.NeuralNetwork(2, 2, 1).sigmoid(x)
        return np.array_equal(x, [-1.5, 0.5, 2.0])

    yield ask("sigmoid", "sigmoid of one number", x=0.75)
    yield ask("sigmoid", "sigmoid of an array", "sigmoid of positive numbers", x=[0.5, 1.0, 2.5])
    yield ask("sigmoid", "sigmoid of an array", "sigmoid of negative numbers", x=[-0.5, -1.0, -2.5])
    yield ask("sigmoid", "sigmoid of an array", "sigmoid of whole numbers", x=[[-2, 0], [1, 3]])
    yield ask("sigmoid", "sigmoid of very large numbers", x=[-900.0, 900.0])
    yield ("sigmoid", "your array afterwards"), unchanged


# --- forward ---------------------------------------------------------------------------------


def about_forward():
    """Questions about forward, with weights and biases that are set from outside."""

    def ask(*labels, sizes, samples, biases=True):
        def question(student):
            return decided(student, sizes, biases, lambda net: net.forward(table(samples, sizes[0], 3)))

        return ("forward", *labels), question

    def whole_numbers(student):
        return decided(student, (2, 3, 2), True, lambda net: net.forward(np.array([[1, -2], [0, 3]])))

    def new_numbers(student):
        def after_a_call(net):
            net.forward(table(4, 2, 9))
            net.weights_input_hidden, net.weights_hidden_output = table(2, 3, 20), table(3, 2, 22)
            net.bias_hidden, net.bias_output = table(1, 3, 21), table(1, 2, 23)
            return net.forward(table(4, 2, 3))

        return decided(student, (2, 3, 2), True, after_a_call)

    def untouched(student):
        student.NeuralNetwork(2, 3, 2).forward(table(4, 2, 3))
        return "some answer"

    def twice(student):
        net, inputs = equipped(student, (2, 3, 2)), table(4, 2, 3)
        return same(net.forward(inputs.copy()), net.forward(inputs.copy()))

    def fresh(student):
        one, other, inputs = student.NeuralNetwork(2, 3, 2), student.NeuralNetwork(2, 3, 2), table(4, 2, 3)
        for name in NAMES:
            setattr(other, name, np.array(getattr(one, name)))
        return same(one.forward(inputs), other.forward(inputs))

    def inputs_unchanged(student):
        inputs = table(4, 2, 3)
        equipped(student, (2, 3, 2)).forward(inputs)
        return np.array_equal(inputs, table(4, 2, 3))

    def network_unchanged(student):
        net = equipped(student, (2, 3, 2))
        before = {name: np.array(getattr(net, name)) for name in NAMES}
        net.forward(table(4, 2, 3))
        return [name for name in NAMES if not np.array_equal(before[name], getattr(net, name))]

    yield ask("biases of 0", "several samples", sizes=(2, 3, 2), samples=4, biases=False)
    yield ask("several samples", sizes=(2, 3, 2), samples=4)
    yield ask("one sample", sizes=(2, 3, 2), samples=1)
    yield ask("one output", "several samples", sizes=(2, 3, 1), samples=4)
    yield ask("all sizes equal", "several samples", sizes=(3, 3, 3), samples=3)
    yield ("forward", "whole numbers as inputs", "several samples"), whole_numbers
    yield ("forward", "new numbers after a call", "several samples"), new_numbers
    yield ("forward", "the network after a call"), twice
    yield ("forward of a new network", "a network with the same numbers"), fresh
    yield ("forward", "forward of a new network"), untouched
    yield ("forward", "your inputs afterwards"), inputs_unchanged
    yield ("forward", "the network after a call"), network_unchanged


def table(rows, columns, start):
    """A table of numbers between -2 and 2 that do not repeat in any simple way."""
    return 2 * np.sin(start + 1.7 * np.arange(rows * columns)).reshape(rows, columns)


def equipped(student, sizes, biases=True):
    """A network with known numbers in it."""
    net = student.NeuralNetwork(*sizes)
    inputs, hidden, outputs = sizes
    net.weights_input_hidden, net.weights_hidden_output = table(inputs, hidden, 5), table(hidden, outputs, 8)
    net.bias_hidden = table(1, hidden, 11) if biases else np.zeros((1, hidden))
    net.bias_output = table(1, outputs, 14) if biases else np.zeros((1, outputs))
    return net


def decided(student, sizes, biases, ask):
    """The answer of a network with known numbers; in words where these numbers do not decide it."""
    got, again = (pair(ask(equipped(student, sizes, biases))) for _ in range(2))
    return got if same(got, again) else "another answer each time"


def pair(got):
    """Two things, be they in a tuple or in a list; anything else as it came."""
    return tuple(got) if isinstance(got, list) else got


def same(one, other):
    """Whether two answers of forward are the same, whatever they are."""
    return str(one) == str(other)


# What is special about a question, for who reads Chinese.
ZH = {
    "the shape of weights_input_hidden": "weights_input_hidden 的形状",
    "the shape of bias_hidden": "bias_hidden 的形状",
    "the shape of weights_hidden_output": "weights_hidden_output 的形状",
    "the shape of bias_output": "bias_output 的形状",
    "the biases of a new network": "新网络的偏置",
    "whole numbers or floats in a new network": "新网络里是整数还是小数",
    "the weights of a new network": "新网络的权重",
    "two new networks": "两个新网络",
    "a number changed in one network, seen in another": "改动一个网络里的数，另一个网络也变了",
    "sigmoid": "方法 sigmoid",
    "sigmoid of one number": "对一个数取 sigmoid",
    "sigmoid of an array": "对数组取 sigmoid",
    "sigmoid of positive numbers": "对正数取 sigmoid",
    "sigmoid of negative numbers": "对负数取 sigmoid",
    "sigmoid of whole numbers": "对整数取 sigmoid",
    "sigmoid of very large numbers": "对特别大的数取 sigmoid",
    "your array afterwards": "调用之后你的数组",
    "forward": "方法 forward",
    "biases of 0": "偏置都是 0",
    "several samples": "多个样本",
    "one sample": "一个样本",
    "one output": "一个输出",
    "all sizes equal": "所有大小都相等",
    "whole numbers as inputs": "输入是整数",
    "new numbers after a call": "调用之后换上新的数",
    "the network after a call": "调用之后的网络",
    "forward of a new network": "新网络的 forward",
    "a network with the same numbers": "数完全相同的另一个网络",
    "your inputs afterwards": "调用之后你的输入",
}
