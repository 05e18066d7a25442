"""forward, at the student's desk."""

import numpy as np


def same(got, wanted):
    """True where the answer has the wanted shape and the wanted numbers."""
    if got is None or np.shape(got) != np.shape(wanted):
        return False
    return np.allclose(got, wanted, rtol=3e-6, atol=3e-7)


def with_own_dense(student, x, layers):
    """The answer that the student's own dense leads to, or None; a mistake in dense costs nothing here."""
    try:
        for w, b in layers:
            x = 1 / (1 + np.exp(-np.array(student.dense(x, w.copy(), b.copy()))))
    except Exception:
        return None
    return x


def line(value):
    """The value on one line, for a message."""
    return " ".join(str(value).split())


def test_one_layer(student):
    """With one layer the answer is sigmoid of its sums.

    zh: 只有一层时，答案就是对它的和取 sigmoid。
    """
    x, layers = np.array([[2.0], [0.0]]), [(np.array([[1.0, -1.0]]), np.array([0.0, 1.0]))]
    got = student.forward(x.copy(), [(w.copy(), b.copy()) for w, b in layers])
    wanted = [[0.8807970779778823, 0.2689414213699951], [0.5, 0.7310585786300049]]
    assert same(got, wanted) or same(got, with_own_dense(student, x, layers)), (
        "forward([[2], [0]], [([[1, -1]], [0, 1])]) has the sums [[2 -1] [0 1]]; "
        f"it gave {line(got)}\nit should be sigmoid of them, [[0.88 0.27] [0.5 0.73]]"
        f"\nzh: forward([[2], [0]], [([[1, -1]], [0, 1])]) 的和是 [[2 -1] [0 1]]，它得到 {line(got)}"
        "\n应当是对这些和取 sigmoid：[[0.88 0.27] [0.5 0.73]]"
    )


def test_two_layers(student):
    """The second layer works on what the first layer gave; sigmoid comes after both.

    zh: 第二层用的是第一层的输出；两层之后都取 sigmoid。
    """
    x = np.array([[2.0], [0.0]])
    layers = [
        (np.array([[1.0, -1.0]]), np.array([0.0, 0.0])),
        (np.array([[4.0, 2.0, 0.0], [-4.0, 2.0, 0.0]]), np.array([[0.0, -2.0, 1.0]])),
    ]
    got = student.forward(x.copy(), [(w.copy(), b.copy()) for w, b in layers])
    wanted = [[0.9546258369984713, 0.5, 0.7310585786300049], [0.5, 0.5, 0.7310585786300049]]
    assert same(got, wanted) or same(got, with_own_dense(student, x, layers)), (
        "forward([[2], [0]], [([[1, -1]], [0, 0]), ([[4, 2, 0], [-4, 2, 0]], [[0, -2, 1]])]) "
        f"gave {line(got)}\nit should be [[0.95 0.5 0.73] [0.5 0.5 0.73]], "
        "since the first layer hands on [[0.88 0.12] [0.5 0.5]]"
        "\nzh: forward([[2], [0]], [([[1, -1]], [0, 0]), ([[4, 2, 0], [-4, 2, 0]], [[0, -2, 1]])]) "
        f"得到 {line(got)}\n应当是 [[0.95 0.5 0.73] [0.5 0.5 0.73]]，因为第一层交出的是 [[0.88"
        " 0.12] [0.5 0.5]]"
    )


def test_three_layers_of_one_node(student):
    """Every layer gets its turn, in the order of the list; one sample gives one row.

    zh: 每一层都按列表的顺序轮到；一个样本得到一行。
    """
    x = np.array([[1]])
    layers = [
        (np.array([[0.0]]), np.array([0.0])),
        (np.array([[4.0]]), np.array([-2.0])),
        (np.array([[2.0]]), np.array([1.0])),
    ]
    got = student.forward(x.copy(), [(w.copy(), b.copy()) for w, b in layers])
    assert same(got, [[0.8807970779778823]]) or same(got, with_own_dense(student, x, layers)), (
        "forward([[1]], [([[0]], [0]), ([[4]], [-2]), ([[2]], [1])]) "
        f"gave {line(got)}\nit should be [[0.88]], since the signals are 0.5, 0.5 and sigmoid(2)"
        f"\nzh: forward([[1]], [([[0]], [0]), ([[4]], [-2]), ([[2]], [1])]) 得到 {line(got)}\n应当是"
        " [[0.88]]，因为各层的信号依次是 0.5、0.5 和 sigmoid(2)"
    )


def test_one_array_of_numbers_between_zero_and_one(student):
    """The answer is one NumPy array with a row for each sample; all its numbers lie between 0 and 1.

    zh: 答案是一个 NumPy 数组，每个样本一行，其中的数都在 0 和 1 之间。
    """
    x = np.array([[1.0, 2.0], [3.0, -4.0], [-1.0, 0.0]])
    layers = [
        (np.array([[1.0], [-1.0]]), np.array([0.5])),
        (np.array([[3.0, -3.0]]), np.array([1.0, 0.0])),
    ]
    got = student.forward(x, layers)
    assert isinstance(got, np.ndarray), (
        f"forward gave the {type(got).__name__} {line(got)}"
        "\nit should be one NumPy array, the answer of the last layer"
        f"\nzh: forward 得到的是 {type(got).__name__} 类型的 {line(got)}\n应当是一个 NumPy 数组，也"
        "就是最后一层的答案"
    )
    assert got.dtype.kind in "iuf", (
        f"forward gave an array of {got.dtype}\nit should hold numbers"
        f"\nzh: forward 得到的数组类型是 {got.dtype}\n里面应当是数"
    )
    assert got.shape == (3, 2), (
        f"forward of 3 samples and 2 last nodes gave shape {got.shape}\nit should be (3, 2)"
        f"\nzh: 3 个样本、最后一层 2 个节点时，forward 的结果形状是 {got.shape}\n应当是 (3, 2)"
    )
    assert np.all((got > 0) & (got < 1)), (
        f"forward gave {line(got)}\nevery number should lie between 0 and 1"
        f"\nzh: forward 得到 {line(got)}\n应当每个数都在 0 和 1 之间"
    )


def test_the_arguments_stay_as_they_were(student):
    """The inputs, the list of layers and the arrays in it are the same after the call as before.

    zh: 调用之后，输入、层的列表以及其中的数组保持原样。
    """
    x, w, b = np.array([[1.0, 2.0]]), np.array([[1.0], [3.0]]), np.array([5.0])
    layers = [(w, b), (np.array([[1.0]]), np.array([0.5]))]
    student.forward(x, layers)
    assert np.array_equal(x, [[1.0, 2.0]]), (
        f"forward changed inputs from [[1 2]] to {line(x)}\nzh: forward 把 inputs 从 [[1 2]] 改成了 {line(x)}"
    )
    assert len(layers) == 2, (
        f"forward changed the list: it held 2 layers, now it holds {len(layers)}"
        f"\nzh: forward 改动了列表：原来有 2 个层，现在有 {len(layers)} 个"
    )
    (w, b), _ = layers
    assert np.array_equal(w, [[1.0], [3.0]]), (
        f"forward changed weights from [[1] [3]] to {line(w)}"
        f"\nzh: forward 把 weights 从 [[1] [3]] 改成了 {line(w)}"
    )
    assert np.array_equal(b, [5.0]), (
        f"forward changed a bias from [5] to {line(b)}\nzh: forward 把一个偏置从 [5] 改成了 {line(b)}"
    )
