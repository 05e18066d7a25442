"""backward, at the student's desk."""

import numpy as np

NAMES = ["weights_input_hidden", "bias_hidden", "weights_hidden_output", "bias_output"]


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=3e-6, atol=3e-7))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def line(value):
    """The value on one line, for a message; an array without digits that nobody wants to read."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        value = np.round(value, 6) + 0.0  # no -0.
    return " ".join(str(value).split())


def gradients(student, *arguments):
    """The four gradients; an AssertionError that says what is missing where they are not all there."""
    got = student.backward(*(np.array(argument) for argument in arguments))
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


def hold(got, names, wished, where_en, where_zh):
    """Refuse arrays that are not the wished ones."""
    for name in names:
        wanted = np.array(wished[name])
        shown, right = (line(value) for value in (got[name], wanted))
        assert same(got[name], wanted), (
            f"{where_en}, the gradient of {name} is {shown}, of shape {np.shape(got[name])}\n"
            f"it should be {right}, of shape {wanted.shape}\n"
            f"zh: {where_zh}，{name} 的梯度是 {shown}，形状是 {np.shape(got[name])}\n"
            f"应当是 {right}，形状是 {wanted.shape}"
        )


BY_HAND = [[2.0]], [[0.5]], [[0.5, 0.5]], [[0, 1]], [[4.0, -4.0]]
OF_ONE = {
    "weights_input_hidden": [[2.0]],
    "bias_hidden": [[1.0]],
    "weights_hidden_output": [[0.25, -0.25]],
    "bias_output": [[0.5, -0.5]],
}
TWO = (
    [[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]],
    [[0.5, 0.2], [0.5, 0.8]],
    [[0.5, 0.3, 0.2], [0.1, 0.1, 0.8]],
    [[0, 1, 0], [0, 0, 1]],
    [[1.0, 2.0, 3.0], [0.0, -1.0, 1.0]],
)
OF_TWO = {
    "weights_input_hidden": [[-0.0375, 0.072], [-0.0375, -0.024], [-0.1125, 0.12]],
    "bias_hidden": [[-0.075, 0.048]],
    "weights_hidden_output": [[0.15, -0.15, 0.0], [0.09, -0.03, -0.06]],
    "bias_output": [[0.3, -0.3, 0.0]],
}


def test_the_output_layer_by_hand(student):
    """The example by hand: the gradients of the output layer.

    zh: 笔算的例子：输出层的梯度。
    """
    hold(gradients(student, *BY_HAND), NAMES[2:], OF_ONE, "in the example by hand", "在笔算的例子里")


def test_the_hidden_layer_by_hand(student):
    """The example by hand: the gradients of the hidden layer.

    zh: 笔算的例子：隐藏层的梯度。
    """
    hold(gradients(student, *BY_HAND), NAMES[:2], OF_ONE, "in the example by hand", "在笔算的例子里")


def test_the_output_layer_of_two_pictures(student):
    """Two pictures and three classes: the gradients of the output layer.

    zh: 两张图片、三个类别：输出层的梯度。
    """
    hold(gradients(student, *TWO), NAMES[2:], OF_TWO, "with two pictures", "有两张图片时")


def test_the_hidden_layer_of_two_pictures(student):
    """Two pictures and three classes: the gradients of the hidden layer.

    zh: 两张图片、三个类别：隐藏层的梯度。
    """
    hold(gradients(student, *TWO), NAMES[:2], OF_TWO, "with two pictures", "有两张图片时")


def test_your_tables_stay_as_they_were(student):
    """All five tables are the same afterwards.

    zh: 调用之后，五张表保持原样。
    """
    given = [np.array(argument) for argument in TWO]
    student.backward(*given)
    words = "images", "hidden", "probabilities", "targets", "weights_hidden_output"
    for name, array, before in zip(words, given, TWO, strict=True):
        assert np.array_equal(array, before), (
            f"{name} was {before}; after the call it is {array.tolist()}\nit should not change\n"
            f"zh: {name} 原来是 {before}，调用之后变成了 {array.tolist()}\n它不应当改变"
        )
