"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the function, what is special about the question, and the question itself. Two more words where
needed: the part of the function, and True for a question that nearly everybody answers right.
"""

import itertools

import numpy as np

ZH = {
    "a single sample": "只有一个样本",
    "several samples": "好几个样本",
    "one output": "一个输出",
    "several outputs": "好几个输出",
    "whole numbers as targets": "目标是整数",
    "whole numbers as inputs": "输入是整数",
    "outputs close to 0 and 1": "输出接近 0 和 1",
    "an output that is right already": "输出已经对了",
    "one node in the next layer": "后一层只有一个节点",
    "several nodes in the next layer": "后一层有好几个节点",
    "all sizes equal": "各种大小都相等",
    "slopes of 1": "斜率都是 1",
    "a node with the slope 0": "有一个节点的斜率是 0",
    "negative weights": "权重是负数",
    "the weights": "权重",
    "the bias": "偏置",
    "the last layer": "最后一层",
    "the layers before it": "前面的各层",
    "the list": "列表",
    "no hidden layer": "没有隐藏层",
    "one hidden layer": "一个隐藏层",
    "two hidden layers": "两个隐藏层",
    "three hidden layers": "三个隐藏层",
    "with sigmoid": "用 sigmoid",
    "with tanh": "用 tanh",
    "with relu": "用 relu",
    "a learning rate below 1": "学习率小于 1",
    "a learning rate of 1": "学习率为 1",
    "a learning rate above 1": "学习率大于 1",
    "a learning rate of 0": "学习率为 0",
    "one layer": "一层",
    "several layers": "好几层",
    "the inputs": "输入",
    "the targets": "目标",
    "the sizes of the portions": "各份的大小",
    "portions that come out even": "正好分完",
    "some samples left over": "分完还有剩",
    "a shuffled order": "打乱的顺序",
    "an order that is not shuffled": "没有打乱的顺序",
    "portions of one": "每份一个",
    "a portion of all": "所有样本算一份",
    "your own arrays afterwards": "调用之后你自己的数组",
    "the old layers afterwards": "调用之后旧的层",
    "the layers afterwards": "调用之后的各层",
}


def probes():
    """All questions about this assignment's functions."""
    yield from about_output_delta()
    yield from about_hidden_delta()
    yield from about_layer_gradients()
    yield from about_backward()
    yield from about_update()
    yield from about_mini_batches()


def table(rows, columns, start):
    """A table of numbers between -1.5 and 1.5 that do not repeat in any simple way."""
    return 1.5 * np.sin(start + 1.7 * np.arange(rows * columns)).reshape(rows, columns)


def between(rows, columns, start):
    """The same between 0 and 1."""
    return 0.5 + table(rows, columns, start) / 4


# --- output_delta ----------------------------------------------------------------------------


def about_output_delta():
    """Questions about output_delta: one and several samples and outputs, and what is left unchanged."""

    def ask(*labels, outputs, targets):
        def question(student):
            return student.output_delta(np.array(outputs), np.array(targets))

        return "output_delta", labels, question

    one, several = "a single sample", "several samples"
    yield ask(one, "one output", outputs=[[0.8]], targets=[[0.3]])
    yield ask(one, "several outputs", outputs=between(1, 3, 1), targets=between(1, 3, 5))
    yield ask(several, "one output", outputs=between(4, 1, 2), targets=between(4, 1, 6))
    yield ask(several, "several outputs", outputs=between(3, 2, 3), targets=between(3, 2, 7))
    yield ask(several, "several outputs", outputs=between(2, 5, 4), targets=between(2, 5, 8))
    yield ask(
        several,
        "several outputs",
        "whole numbers as targets",
        outputs=between(2, 2, 9),
        targets=[[1, 0], [0, 1]],
    )
    yield ask(one, "outputs close to 0 and 1", outputs=[[0.98, 0.03]], targets=[[0.0, 1.0]])
    yield ask(one, "an output that is right already", outputs=[[0.6, 0.3]], targets=[[0.6, 0.9]])

    def unchanged(student):
        outputs, targets = between(2, 2, 1), between(2, 2, 5)
        student.output_delta(outputs, targets)
        return np.array_equal(outputs, between(2, 2, 1)), np.array_equal(targets, between(2, 2, 5))

    yield "output_delta", ("your own arrays afterwards",), unchanged, "", True


# --- hidden_delta ----------------------------------------------------------------------------


def about_hidden_delta():
    """Questions about hidden_delta: sizes of every kind, signs, flat nodes."""

    def ask(*labels, n, h, o, slopes=None, start=1):
        def question(student):
            steep = np.abs(table(n, h, start + 4)) / 2 + 0.1 if slopes is None else np.array(slopes)
            return student.hidden_delta(table(n, o, start), table(h, o, start + 2), steep)

        return "hidden_delta", labels, question

    one, several = "a single sample", "several samples"
    wide, narrow = "several nodes in the next layer", "one node in the next layer"
    yield ask(one, wide, n=1, h=3, o=2)
    yield ask(one, narrow, n=1, h=3, o=1, start=3)
    yield ask(several, wide, n=4, h=2, o=3, start=5)
    yield ask(several, narrow, n=3, h=2, o=1, start=6)
    yield ask(several, wide, "all sizes equal", n=3, h=3, o=3, start=7)
    yield ask(several, wide, "slopes of 1", n=2, h=3, o=2, slopes=np.ones((2, 3)), start=8)
    yield ask(one, wide, "slopes of 1", n=1, h=2, o=3, slopes=np.ones((1, 2)), start=9)
    yield ask(
        several, wide, "a node with the slope 0", n=2, h=2, o=2, slopes=[[0.0, 1.0], [0.5, 0.0]], start=4
    )

    def negative(student):
        return student.hidden_delta(np.array([[0.5, 2.0]]), np.array([[-1.0, -0.5]]), np.array([[0.5]]))

    yield "hidden_delta", (one, wide, "negative weights"), negative

    def unchanged(student):
        arrays = table(2, 2, 1), table(3, 2, 2), between(2, 3, 3)
        student.hidden_delta(*arrays)
        before = table(2, 2, 1), table(3, 2, 2), between(2, 3, 3)
        return tuple(np.array_equal(array, own) for array, own in zip(arrays, before, strict=True))

    yield "hidden_delta", ("your own arrays afterwards",), unchanged, "", True


# --- layer_gradients -------------------------------------------------------------------------


def about_layer_gradients():
    """Questions about layer_gradients: the weights, the bias, and what is left unchanged."""

    def ask(part, *labels, inputs, delta):
        def question(student):
            got = student.layer_gradients(np.array(inputs), np.array(delta))
            if not isinstance(got, tuple | list) or len(got) != 2:
                return {"what came back": "a dictionary"} if isinstance(got, dict) else got
            return got[0] if part == "the weights" else got[1]

        return "layer_gradients", (part, *labels), question, part

    for part in ("the weights", "the bias"):
        yield ask(part, "several samples", inputs=table(4, 3, 1), delta=table(4, 2, 5))
        yield ask(part, "several samples", "all sizes equal", inputs=table(3, 3, 2), delta=table(3, 3, 6))
        yield ask(part, "a single sample", inputs=table(1, 3, 3), delta=table(1, 2, 7))
        yield ask(part, "several samples", inputs=table(5, 1, 4), delta=table(5, 1, 8))
        yield ask(
            part,
            "several samples",
            "whole numbers as inputs",
            inputs=[[1, -2], [3, 0], [2, 2]],
            delta=table(3, 2, 9),
        )

    def unchanged(student):
        inputs, delta = table(3, 2, 1), table(3, 2, 5)
        student.layer_gradients(inputs, delta)
        return np.array_equal(inputs, table(3, 2, 1)), np.array_equal(delta, table(3, 2, 5))

    yield "layer_gradients", ("your own arrays afterwards",), unchanged, "afterwards", True


# --- backward --------------------------------------------------------------------------------


def known(sizes):
    """Layers of these sizes with known numbers in them."""
    return [
        (table(here, there, 3 * place + 1), table(1, there, 3 * place + 2))
        for place, (here, there) in enumerate(itertools.pairwise(sizes))
    ]


def form(got, count):
    """What is wrong with the form of an answer, in words; nothing where it is one pair for each layer."""
    if not isinstance(got, list | tuple):
        return {"instead of a list": "something else"}
    if len(got) != count:
        entries = "one for each array" if len(got) == 2 * count else len(got) - count
        return {"entries": entries, "the first has the shape": str(np.shape(got[0][0])) if got else "none"}
    if any(not isinstance(entry, list | tuple) or len(entry) != 2 for entry in got):
        return {"entries": "are no pairs"}
    return {}


def about_backward():
    """Questions about backward: the last layer, the layers before it, and what is left unchanged."""

    def ask(part, *labels, sizes, samples, activation="tanh", whole=False):
        def question(student):
            inputs = table(samples, sizes[0], 4)
            inputs = np.round(2 * inputs).astype(int) if whole else inputs
            targets = between(samples, sizes[-1], 7)
            got = student.backward(known(sizes), activation, inputs, targets)
            if got is None:
                return got
            wrong = form(got, len(sizes) - 1)
            if wrong or part == "the list":
                return wrong
            chosen = got[-1:] if part == "the last layer" else got[:-1]
            return tuple(array for pair in chosen for array in pair)

        return "backward", (part, *labels), question, part

    one, several = "a single sample", "several samples"
    two, three = "two hidden layers", "three hidden layers"
    yield ask("the list", "one hidden layer", sizes=[2, 3, 2], samples=4)
    yield ask("the list", three, sizes=[2, 3, 2, 2, 1], samples=4)
    yield ask("the list", "no hidden layer", sizes=[3, 2], samples=4)
    for part in ("the last layer", "the layers before it"):
        for bend in ("tanh", "sigmoid", "relu"):
            name = f"with {bend}"
            yield ask(part, name, "one hidden layer", several, sizes=[3, 4, 2], samples=5, activation=bend)
            yield ask(part, name, three, several, sizes=[2, 3, 4, 2, 2], samples=3, activation=bend)
        yield ask(part, "with tanh", two, "all sizes equal", several, sizes=[3, 3, 3, 3], samples=3)
        yield ask(part, "with tanh", two, several, sizes=[2, 4, 3, 2], samples=5)
        yield ask(part, "with tanh", three, one, sizes=[2, 3, 2, 3, 2], samples=1)
        whole = "whole numbers as inputs", "one hidden layer", several
        yield ask(part, "with tanh", *whole, sizes=[2, 2, 1], samples=3, whole=True)
    yield ask("the last layer", "with tanh", "no hidden layer", several, sizes=[3, 2], samples=4)

    def unchanged(student):
        layers, inputs, targets = known([2, 3, 2]), table(3, 2, 4), between(3, 2, 7)
        student.backward(layers, "tanh", inputs, targets)
        own = np.array_equal(inputs, table(3, 2, 4)) and np.array_equal(targets, between(3, 2, 7))
        return same_layers(layers, known([2, 3, 2])), own

    yield "backward", ("the layers afterwards",), unchanged, "afterwards", True


def same_layers(layers, others):
    """Whether two lists of pairs hold the same numbers."""
    return len(layers) == len(others) and all(
        np.array_equal(array, own)
        for pair, other in zip(layers, others, strict=True)
        for array, own in zip(pair, other, strict=True)
    )


# --- update ----------------------------------------------------------------------------------


def slopes(sizes, start):
    """Slopes for layers of these sizes."""
    return [
        (table(here, there, start + 2 * place) + 0.125, table(1, there, start + 2 * place + 1) + 0.125)
        for place, (here, there) in enumerate(itertools.pairwise(sizes))
    ]


def about_update():
    """Questions about update: weights, biases, rates, and the old layers."""

    def ask(part, *labels, sizes, rate):
        def question(student):
            got = student.update(known(sizes), slopes(sizes, 20), rate)
            if got is None:
                return got
            wrong = form(got, len(sizes) - 1)
            if wrong:
                return wrong
            return tuple(pair[0 if part == "the weights" else 1] for pair in got)

        return "update", (part, *labels), question, part

    for part in ("the weights", "the bias"):
        yield ask(part, "several layers", "a learning rate below 1", sizes=[2, 3, 2], rate=0.1)
        yield ask(part, "several layers", "a learning rate of 1", sizes=[3, 2, 4], rate=1.0)
        yield ask(part, "several layers", "a learning rate above 1", sizes=[2, 2, 2, 2], rate=2.0)
        yield ask(part, "one layer", "a learning rate below 1", sizes=[3, 2], rate=0.25)
        yield ask(part, "several layers", "a learning rate of 0", sizes=[2, 3, 2], rate=0.0)

    def unchanged(student):
        layers, own = known([2, 3, 2]), slopes([2, 3, 2], 20)
        arrays = list(layers)
        student.update(layers, own, 0.25)
        return {
            "the arrays are the same": same_layers(arrays, known([2, 3, 2])),
            "the list is the same": same_layers(layers, known([2, 3, 2])),
            "the slopes are the same": same_layers(own, slopes([2, 3, 2], 20)),
        }

    yield "update", ("the old layers afterwards",), unchanged, "afterwards", True


# --- mini_batches ----------------------------------------------------------------------------


def about_mini_batches():
    """Questions about mini_batches: inputs, targets, sizes of portions."""
    even, rest = "portions that come out even", "some samples left over"
    shuffled, plain = "a shuffled order", "an order that is not shuffled"
    cases = [
        ((shuffled, even), [3, 0, 5, 1, 4, 2], 2),
        ((shuffled, even), [2, 5, 0, 3, 1, 4], 3),
        ((shuffled, rest), [3, 0, 4, 1, 2], 2),
        ((shuffled, rest), [6, 2, 0, 4, 1, 5, 3, 7], 3),
        ((shuffled, rest), [4, 1, 6, 0, 3, 5, 2], 3),
        ((plain, even), [0, 1, 2, 3], 2),
        ((shuffled, "portions of one"), [2, 0, 1], 1),
        ((shuffled, "a portion of all"), [1, 3, 0, 2], 4),
    ]

    def ask(part, labels, order, size):
        def question(student):
            n = len(order)
            got = student.mini_batches(table(n, 2, 1), table(n, 3, 5), size, np.array(order))
            if got is None:
                return got
            if isinstance(got, tuple) and len(got) == 2 and isinstance(got[0], list):
                return {"instead of a list of pairs": "two lists"}
            if not isinstance(got, list | tuple):
                return {"instead of a list of pairs": "something else"}
            if any(not isinstance(pair, list | tuple) or len(pair) != 2 for pair in got):
                return {"entries": "are no pairs"}
            if part == "the sizes of the portions":
                return {"sizes": " ".join(str(len(pair[0])) for pair in got)}
            return tuple(pair[0 if part == "the inputs" else 1] for pair in got)

        return "mini_batches", (part, *labels), question, part

    for part in ("the sizes of the portions", "the inputs", "the targets"):
        for labels, order, size in cases:
            yield ask(part, labels, order, size)

    def unchanged(student):
        arrays = table(5, 2, 1), table(5, 3, 5), np.array([3, 0, 4, 1, 2])
        student.mini_batches(arrays[0], arrays[1], 2, arrays[2])
        before = table(5, 2, 1), table(5, 3, 5), np.array([3, 0, 4, 1, 2])
        return tuple(np.array_equal(array, own) for array, own in zip(arrays, before, strict=True))

    yield "mini_batches", ("your own arrays afterwards",), unchanged, "afterwards", True
