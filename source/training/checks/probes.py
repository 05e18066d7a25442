"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the function, what is special about the question, and the question itself. Two more words where
needed: the part of the function, and True for a question that nearly everybody answers right.
What `train` did is told in words, beside steps with the student's own backward and update: then a mistake
in those is not taken for one in `train`.
"""

import numpy as np

NAMES = ("weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output")

ZH = {
    "the output layer": "输出层",
    "the hidden layer": "隐藏层",
    "a single sample": "只有一个样本",
    "several samples": "好几个样本",
    "one output": "一个输出",
    "several outputs": "好几个输出",
    "single nodes": "每层只有一个节点",
    "all sizes equal": "各层大小都相等",
    "as many samples as hidden nodes": "样本数和隐藏节点数相等",
    "whole numbers as inputs": "输入是整数",
    "the network afterwards": "调用之后的网络",
    "your own arrays afterwards": "调用之后你自己的数组",
    "your own gradients afterwards": "调用之后你自己的梯度",
    "a learning rate of 0": "学习率为 0",
    "a learning rate below 1": "学习率小于 1",
    "a learning rate of 1": "学习率为 1",
    "a learning rate above 1": "学习率大于 1",
    "two steps": "走两步",
    "a step with your own backward and update": "用你自己的 backward 和 update 走一步",
    "the list of losses": "损失列表",
    "a training of 0 epochs": "训练 0 轮",
    "the numbers in the list of losses": "损失列表里的数",
    "the network after the training": "训练之后的网络",
    "another learning rate": "换一个学习率",
    "a second training": "第二次训练",
}


def probes():
    """All questions about this assignment's functions."""
    yield from about_backward()
    yield from about_update()
    yield from about_train()


def table(rows, columns, start):
    """A table of numbers between -1.5 and 1.5 that do not repeat in any simple way."""
    return 1.5 * np.sin(start + 1.7 * np.arange(rows * columns)).reshape(rows, columns)


def equipped(student, sizes):
    """A network with known numbers in it."""
    net = student.NeuralNetwork(*sizes)
    for name, array in zip(NAMES, known(sizes), strict=True):
        setattr(net, name, array)
    return net


def known(sizes):
    """These numbers."""
    inputs, hidden, outputs = sizes
    shapes = ((inputs, hidden), (1, hidden), (hidden, outputs), (1, outputs))
    return [table(*shape, 3 * place + sum(sizes)) for place, shape in enumerate(shapes)]


def numbers(net):
    """All numbers of a network in one row."""
    return np.concatenate([np.ravel(getattr(net, name)) for name in NAMES])


# --- backward --------------------------------------------------------------------------------


def about_backward():
    """Questions about backward: the output layer, the hidden layer, and what is left unchanged."""
    cases = [
        (("single nodes", "a single sample", "one output"), (1, 1, 1), 1),
        (("several samples", "several outputs"), (3, 4, 2), 5),
        (("several samples", "one output"), (2, 3, 1), 4),
        (("several samples", "several outputs", "all sizes equal"), (3, 3, 3), 3),
        (("several samples", "several outputs", "as many samples as hidden nodes"), (2, 4, 3), 4),
        (("a single sample", "several outputs"), (3, 4, 2), 1),
    ]

    def ask(names, sizes, samples, whole=False):
        def question(student):
            inputs = table(samples, sizes[0], 2)
            targets = 0.5 + table(samples, sizes[2], 7) / 4
            inputs = np.round(2 * inputs).astype(int) if whole else inputs
            return chosen(student.backward(equipped(student, sizes), inputs, targets), names)

        return question

    for part, names in (("the output layer", NAMES[2:]), ("the hidden layer", NAMES[:2])):
        for labels, sizes, samples in cases:
            yield "backward", (part, *labels), ask(names, sizes, samples), part
        labels = part, "several samples", "several outputs", "whole numbers as inputs"
        yield "backward", labels, ask(names, (2, 3, 2), 4, whole=True), part

    def network_unchanged(student):
        net = equipped(student, (2, 3, 2))
        student.backward(net, table(4, 2, 2), 0.5 + table(4, 2, 7) / 4)
        before = zip(NAMES, known((2, 3, 2)), strict=True)
        return {"unchanged": all(np.array_equal(getattr(net, name), array) for name, array in before)}

    def data_unchanged(student):
        inputs, targets = table(4, 2, 2), table(4, 2, 7)
        student.backward(equipped(student, (2, 3, 2)), inputs, targets)
        return np.array_equal(inputs, table(4, 2, 2)), np.array_equal(targets, table(4, 2, 7))

    yield "backward", ("the network afterwards",), network_unchanged, "afterwards", True
    yield "backward", ("your own arrays afterwards",), data_unchanged, "afterwards", True


def chosen(got, names):
    """The gradients of these names; in words where there are none such."""
    if isinstance(got, tuple | list):
        return {"instead of a dictionary": f"{len(got)} things in a row"}
    if not isinstance(got, dict):
        return got
    missing = [name for name in NAMES if name not in got]
    return {"missing names": len(missing)} if missing else {name: got[name] for name in names}


# --- update ----------------------------------------------------------------------------------


def slopes(sizes, start):
    """A gradient for each array of a network."""
    return {
        name: table(*array.shape, start + place) + 0.125
        for place, (name, array) in enumerate(zip(NAMES, known(sizes), strict=True))
    }


def about_update():
    """Questions about update, with gradients of the asker's own."""

    def ask(*labels, sizes=(2, 3, 2), rates):
        def question(student):
            net = equipped(student, sizes)
            for number, rate in enumerate(rates):
                student.update(net, slopes(sizes, 20 + 5 * number), rate)
            return {name: np.array(getattr(net, name)) for name in NAMES}

        return "update", labels, question

    yield ask("a learning rate below 1", rates=[0.1])
    yield ask("a learning rate below 1", "all sizes equal", sizes=(3, 3, 3), rates=[0.5])
    yield ask("a learning rate of 1", rates=[1.0])
    yield ask("a learning rate above 1", rates=[2.0])
    yield ask("a learning rate above 1", "single nodes", sizes=(1, 1, 1), rates=[4.0])
    yield ask("a learning rate below 1", "two steps", rates=[0.25, 0.75])
    yield ask("a learning rate of 0", rates=[0.0])

    def unchanged(student):
        own = slopes((2, 3, 2), 20)
        student.update(equipped(student, (2, 3, 2)), own, 0.25)
        before = slopes((2, 3, 2), 20)
        return own.keys() == before.keys() and all(np.array_equal(own[name], before[name]) for name in before)

    yield "update", ("your own gradients afterwards",), unchanged, "", True


# --- train -----------------------------------------------------------------------------------


def about_train():
    """Questions about train: what comes back, what is in it, and what became of the network."""
    sizes, samples, epochs = (2, 3, 1), 4, 3

    def data():
        return table(samples, sizes[0], 2), 0.5 + table(samples, sizes[2], 7) / 4

    def walk(student, rate, steps):
        """Losses before, and numbers after, each step with the student's own backward and update."""
        net, (inputs, targets) = equipped(student, sizes), data()
        losses, places = [], [numbers(net)]
        for _ in range(steps):
            losses.append(float(np.mean(np.square(net.forward(inputs.copy())[0] - targets))))
            student.update(net, student.backward(net, inputs.copy(), targets.copy()), rate)
            places.append(numbers(net))
        return losses, places

    def trained(student, rate, rounds):
        net = equipped(student, sizes)
        return net, student.train(net, *data(), rounds, rate)

    def own_step(student):
        _, places = walk(student, 1.0, 1)
        return {"it moves the network": not np.array_equal(*places)}

    def length(rounds):
        def question(student):
            _, got = trained(student, 1.0, rounds)
            return got if got is None else {"what came": kind(got, rounds)}

        return question

    def losses(student):
        own, _ = walk(student, 1.0, 2 * epochs + 1)
        _, again = trained(student, 1.0, epochs)
        _, got = trained(student, 1.0, epochs)
        if got is not None and str(got) != str(again):
            return {"the losses are those": "of chance"}
        return got if got is None else {"the losses are those": which(got, own)}

    def network(student):
        _, places = walk(student, 1.0, 2 * epochs + 1)
        by_sample = one_by_one(student)
        net, _ = trained(student, 1.0, epochs)
        return {"the network is": where(numbers(net), places, epochs, by_sample)}

    def one_by_one(student):
        """Where steps for one sample at a time lead."""
        net, (inputs, targets) = equipped(student, sizes), data()
        for _ in range(epochs):
            for place in range(samples):
                one = slice(place, place + 1)
                student.update(net, student.backward(net, inputs[one].copy(), targets[one].copy()), 1.0)
        return numbers(net)

    def another_rate(student):
        _, places = walk(student, 0.3, epochs)
        net, _ = trained(student, 0.3, epochs)
        other, _ = trained(student, 0.6, epochs)
        return {
            "as steps of this length": close(numbers(net), places[-1]),
            "the same for every rate": close(numbers(net), numbers(other)),
        }

    def goes_on(student):
        net, _ = trained(student, 1.0, 2)
        before = numbers(net)
        first = float(np.mean(np.square(net.forward(data()[0])[0] - data()[1])))
        got = student.train(net, *data(), 2, 1.0)
        if got is None or kind(got, 2) != "one loss for each epoch":
            return got if got is None else {"it begins where the first one stopped": "not to be seen"}
        moves = not np.array_equal(before, numbers(net))
        return {
            "it begins where the first one stopped": close(np.array(got[:1], float), [first]),
            "moves": moves,
        }

    def unchanged(student):
        inputs, targets = data()
        student.train(equipped(student, sizes), inputs, targets, 2, 0.5)
        return np.array_equal(inputs, data()[0]), np.array_equal(targets, data()[1])

    yield "train", ("a step with your own backward and update",), own_step, "a step"
    yield "train", ("the list of losses",), length(epochs), "the list"
    yield "train", ("the list of losses",), length(5), "the list"
    yield "train", ("a training of 0 epochs",), length(0), "the list"
    yield "train", ("the numbers in the list of losses",), losses, "the losses"
    yield "train", ("the network after the training",), network, "the network"
    yield "train", ("another learning rate",), another_rate, "the network"
    yield "train", ("a second training",), goes_on, "the network"
    yield "train", ("your own arrays afterwards",), unchanged, "afterwards", True


def close(one, other):
    """Whether two rows of numbers are the same."""
    return np.shape(one) == np.shape(other) and bool(np.allclose(one, other, rtol=3e-6, atol=3e-7))


def kind(got, epochs):
    """What came back, for so many epochs."""
    if isinstance(got, int | float | np.generic) or (isinstance(got, np.ndarray) and got.ndim == 0):
        return "a single number"
    if not isinstance(got, list | tuple | np.ndarray):
        return "something else"
    if any(np.size(item) != 1 for item in got):
        return "several numbers for each epoch"
    named = {
        epochs: "one loss for each epoch",
        epochs - 1: "one loss too few",
        epochs + 1: "one loss too many",
    }
    return named.get(len(got), "one loss" if len(got) == 1 else "another number of losses")


def which(got, own):
    """Which losses came back, beside those of the student's own steps."""
    if not isinstance(got, list | tuple | np.ndarray) or not len(got) or any(np.size(x) != 1 for x in got):
        return "not to be seen"
    row = np.array([np.ravel(item)[0] for item in got], dtype=float)
    if len(row) > len(own):
        return "of other networks"
    for name, wished in (
        ("before each step", own[: len(row)]),
        ("after each step", own[1 : 1 + len(row)]),
        ("before every second step", own[: 2 * len(row) : 2]),
        ("always the first", [own[0]] * len(row)),
    ):
        if close(row, wished):
            return name
    if row[0] and close(row / row[0] * own[0], own[: len(row)]):
        return "before each step, but for a factor"
    return "first right, then of other networks" if close(row[:1], own[:1]) else "of other networks"


def where(numbers_after, places, epochs, by_sample):
    """Where the network stands after a training, beside the student's own steps."""
    for steps in (epochs, 0, 1, epochs - 1, epochs + 1, 2 * epochs):
        if close(numbers_after, places[steps]):
            return f"after {steps} steps"
    if close(numbers_after, places[0] + epochs * (places[1] - places[0])):
        return "as after one long step"
    return "as after a step for each sample" if close(numbers_after, by_sample) else "somewhere else"
