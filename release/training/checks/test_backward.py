"""backward, at the student's desk."""

from functools import cache

import numpy as np

NAMES = ["weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output"]
ARRAYS = [  # of a 2-3-2 network
    np.array([[0.5, -1.0, 1.5], [1.0, 0.25, -0.5]]),
    np.array([[0.5, -0.25, 1.0]]),
    np.array([[1.0, -0.5], [0.25, 1.5], [-1.0, 0.5]]),
    np.array([[0.25, -0.75]]),
]
INPUTS = np.array([[1, 2], [0, -1], [3, 1]])
TARGETS = np.array([[0.25, 0.75], [1.0, 0.0], [0.5, 0.5]])


def same(got, wished, rtol=3e-6, atol=3e-7):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=rtol, atol=atol))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def network(student, *arrays):
    """A network with the given numbers in it."""
    arrays = [np.array(array, dtype=float) for array in arrays]
    net = student.NeuralNetwork(len(arrays[0]), arrays[1].shape[1], arrays[3].shape[1])
    for name, array in zip(NAMES, arrays, strict=True):
        setattr(net, name, array)
    return net


def gradients(student, net, inputs, targets):
    """The four gradients; an AssertionError that says what is missing where they are not all there."""
    got = student.backward(net, inputs, targets)
    assert isinstance(got, dict), (
        f"backward gave a {type(got).__name__}\nit should be a dictionary with four arrays\n"
        f"zh: backward 返回的类型是 {type(got).__name__}\n应当是一个装着四个数组的字典"
    )
    for name in NAMES:
        assert name in got, (
            f'the dictionary has the names {sorted(map(str, got))}; "{name}" is missing\n'
            f'zh: 字典里的名字是 {sorted(map(str, got))}，缺少 "{name}"'
        )
    return got


def hold(got, name, wished, where_en, where_zh):
    """Refuse an array that is not the wished one."""
    wished = np.array(wished)
    shown, wanted = (" ".join(str(value).split()) for value in (got[name], wished))
    assert same(as_table(name, got[name], wished), wished), (
        f"{where_en}, the gradient of {name} came out as {shown}, of shape {np.shape(got[name])}"
        f"\nit should be {wanted}, of shape {wished.shape}\n"
        f"zh: {where_zh}，{name} 的梯度算出来是 {shown}，形状是 {np.shape(got[name])}"
        f"\n应当是 {wanted}，形状是 {wished.shape}"
    )


def as_table(name, got, wished):
    """A bias's gradient with its row: that this row is missing is said once, by the check of the shapes."""
    is_flat = name.startswith("bias") and isinstance(got, np.ndarray) and got.size == wished.size
    return got.reshape(wished.shape) if is_flat else got


def test_the_output_layer_worked_out_by_hand(student):
    """The gradients of the output layer are those of the example worked out by hand.

    zh: 输出层的梯度和手算的例子一致。
    """
    net = network(student, [[1]], [[-2]], [[4]], [[-2]])
    got = gradients(student, net, np.array([[2.0]]), np.array([[0.0]]))
    where = "in the 1-1-1 network of the example", "在例子里的 1-1-1 网络中"
    hold(got, "weights_hidden_output", [[0.125]], *where)
    hold(got, "bias_output", [[0.25]], *where)


def test_the_hidden_layer_worked_out_by_hand(student):
    """The gradients of the hidden layer are those of the example worked out by hand.

    zh: 隐藏层的梯度和手算的例子一致。
    """
    net = network(student, [[1]], [[-2]], [[4]], [[-2]])
    got = gradients(student, net, np.array([[2.0]]), np.array([[0.0]]))
    where = "in the 1-1-1 network of the example", "在例子里的 1-1-1 网络中"
    hold(got, "weights_input_hidden", [[0.5]], *where)
    hold(got, "bias_hidden", [[0.25]], *where)


def test_two_outputs(student):
    """With two output nodes the loss is a mean over twice as many elements.

    zh: 有两个输出节点时，损失是对两倍多的元素求的平均。
    """
    net = network(student, [[1]], [[-2]], [[4, -2]], [[-2, 1]])
    got = gradients(student, net, np.array([[2.0]]), np.array([[0.0, 1.0]]))
    where = (
        "with two outputs, both 0.5, and the targets 0 and 1",
        "有两个输出，都是 0.5，目标是 0 和 1 时",
    )
    hold(got, "weights_hidden_output", [[0.0625, -0.0625]], *where)
    hold(got, "bias_output", [[0.125, -0.125]], *where)
    hold(got, "weights_input_hidden", [[0.375]], *where)
    hold(got, "bias_hidden", [[0.1875]], *where)


def test_the_same_sample_twice(student):
    """The same sample twice gives the same gradients: a mean does not grow with the batch.

    zh: 同一个样本放两遍，梯度不变：平均值不会随着样本变多而变大。
    """
    net = network(student, [[1]], [[-2]], [[4]], [[-2]])
    got = gradients(student, net, np.array([[2.0], [2.0]]), np.array([[0.0], [0.0]]))
    where = "with the sample of the example twice", "把例子里的样本放两遍时"
    hold(got, "weights_hidden_output", [[0.125]], *where)
    hold(got, "bias_output", [[0.25]], *where)
    hold(got, "weights_input_hidden", [[0.5]], *where)
    hold(got, "bias_hidden", [[0.25]], *where)


def test_each_gradient_has_the_shape_of_its_parameter(student):
    """Each gradient is an array with the shape of its parameter.

    zh: 每个梯度都是数组，形状和它对应的参数一样。
    """
    net = student.NeuralNetwork(3, 4, 2)
    got = gradients(student, net, np.ones((5, 3)), np.zeros((5, 2)))
    for name, shape in zip(NAMES, [(3, 4), (1, 4), (4, 2), (1, 2)], strict=True):
        is_array = isinstance(got[name], np.ndarray) and got[name].dtype.kind in "iuf"
        assert is_array, (
            f"the gradient of {name} is a {type(got[name]).__name__}\nit should be an array of numbers\n"
            f"zh: {name} 的梯度类型是 {type(got[name]).__name__}\n应当是装着数的数组"
        )
        assert got[name].shape == shape, (
            f"in a 3-4-2 network with 5 samples, the gradient of {name} has the shape {got[name].shape}"
            f"\nit should be {shape}\n"
            f"zh: 在 3-4-2 网络中、有 5 个样本时，{name} 的梯度形状是 {got[name].shape}\n应当是 {shape}"
        )


def test_the_slopes_are_those_that_one_measures(student):
    """The gradients agree with slopes measured by tiny steps, for single samples and whole numbers too.

    zh: 梯度和用很小的步子量出来的斜率一致，只有一个样本、输入是整数时也一样。
    """
    for samples in (3, 1):
        net = network(student, *ARRAYS)
        got = gradients(student, net, INPUTS[:samples].copy(), TARGETS[:samples].copy())
        for number, name in enumerate(NAMES):
            wished = measured(number, samples)
            own = as_table(name, got[name], wished)
            assert np.shape(own) == wished.shape, (
                f"in a 2-3-2 network with {samples} sample(s), the gradient of {name} has the shape "
                f"{np.shape(own)}\nit should be {wished.shape}\n"
                f"zh: 在 2-3-2 网络中、有 {samples} 个样本时，{name} 的梯度形状是 {np.shape(own)}"
                f"\n应当是 {wished.shape}"
            )
            away = f"{np.abs(own - wished).max():.2g}"
            assert same(own, wished, rtol=1e-5, atol=1e-7), (
                f"in a 2-3-2 network with {samples} sample(s), the gradient of {name} differs by up to "
                f"{away} from the slopes that one measures\nit should agree with them\n"
                f"zh: 在 2-3-2 网络中、有 {samples} 个样本时，{name} 的梯度和量出来的斜率最多"
                f"相差 {away}\n应当一致"
            )


@cache  # they are the same for everybody
def measured(number, samples):
    """The slopes of the loss of the first samples for one of the four arrays, by steps to both sides."""

    def loss(moved):
        w1, b1, w2, b2 = [*ARRAYS[:number], moved, *ARRAYS[number + 1 :]]
        inner = 1 / (1 + np.exp(-(INPUTS[:samples] @ w1 + b1)))
        outer = 1 / (1 + np.exp(-(inner @ w2 + b2)))
        return np.mean(np.square(outer - TARGETS[:samples]))

    slopes = np.zeros(ARRAYS[number].shape)
    for row, column in np.ndindex(*slopes.shape):
        tiny = np.zeros(slopes.shape)
        tiny[row, column] = 1e-5
        slopes[row, column] = (loss(ARRAYS[number] + tiny) - loss(ARRAYS[number] - tiny)) / 2e-5
    return slopes


def test_nothing_is_changed(student):
    """The network, the inputs and the targets are the same afterwards.

    zh: 调用之后，网络、输入和目标都保持原样。
    """
    net = network(student, [[1]], [[-2]], [[4]], [[-2]])
    inputs, targets = np.array([[2.0]]), np.array([[0.0]])
    student.backward(net, inputs, targets)
    for name, before in zip(NAMES, [1.0, -2.0, 4.0, -2.0], strict=True):
        after = getattr(net, name)
        assert same(after, [[before]]), (
            f"{name} was [[{before}]]; after backward it is {after}\nbackward should change nothing\n"
            f"zh: {name} 原来是 [[{before}]]，调用 backward 之后变成了 {after}\nbackward 不应当改变任何东西"
        )
    for name, array, before in (("inputs", inputs, 2.0), ("targets", targets, 0.0)):
        assert same(array, [[before]]), (
            f"{name} was [[{before}]]; after backward it is {array}\nbackward should change nothing\n"
            f"zh: {name} 原来是 [[{before}]]，调用 backward 之后变成了 {array}\nbackward 不应当改变任何东西"
        )
