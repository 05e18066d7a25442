"""update, at the student's desk."""

import numpy as np


def layers():
    """Two layers with numbers that are easy to follow."""
    return [
        (np.array([[2.0, -1.0]]), np.array([[1.0, 0.0]])),
        (np.array([[3.0], [-2.0]]), np.array([[-1.0]])),
    ]


def slopes():
    """Slopes for each array of them."""
    return [
        (np.array([[0.5, -1.0]]), np.array([[1.0, 2.0]])),
        (np.array([[-0.5], [0.25]]), np.array([[4.0]])),
    ]


def as_lists(pairs):
    """The numbers of a list of pairs, rounded; the thing itself where it is no such list."""
    try:
        return [[(np.round(array, 6) + 0.0).tolist() for array in pair] for pair in pairs]
    except (TypeError, ValueError, AttributeError):
        return pairs


def test_each_array_takes_a_step(student):
    """With the learning rate 0.1 each array becomes itself minus a tenth of its slopes.

    zh: 学习率为 0.1 时，每个数组都减去它的斜率的十分之一。
    """
    got = as_lists(student.update(layers(), slopes(), 0.1))
    wished = [[[[1.95, -0.9]], [[0.9, -0.2]]], [[[3.05], [-2.025]], [[-1.4]]]]
    assert got == wished, (
        f"after a step with learning rate 0.1 the layers are {got}\nit should be {wished}\n"
        f"zh: 用学习率 0.1 走一步之后，各层是 {got}\n应当是 {wished}"
    )


def test_the_learning_rate_sets_the_length_of_the_step(student):
    """A learning rate of 2 makes a long step, a learning rate of 0 makes none.

    zh: 学习率为 2，步子就长；学习率为 0，就原地不动。
    """
    for rate, wished in (
        (2.0, [[[[1.0, 1.0]], [[-1.0, -4.0]]], [[[4.0], [-2.5]], [[-9.0]]]]),
        (0.0, as_lists(layers())),
    ):
        got = as_lists(student.update(layers(), slopes(), rate))
        assert got == wished, (
            f"after a step with learning rate {rate} the layers are {got}\nit should be {wished}\n"
            f"zh: 用学习率 {rate} 走一步之后，各层是 {got}\n应当是 {wished}"
        )


def test_any_number_of_layers(student):
    """One layer gives one pair, three layers give three.

    zh: 一层返回一对，三层返回三对。
    """
    for count in (1, 3):
        some, their = (layers() + layers())[:count], (slopes() + slopes())[:count]
        got = student.update(some, their, 0.5)
        size = len(got) if isinstance(got, list | tuple) else got
        assert size == count, (
            f"{count} layers gave {size}\nit should be a list of {count}\n"
            f"zh: 传入 {count} 层，返回 {size}\n应当是有 {count} 项的列表"
        )


def test_the_old_layers_stay(student):
    """The old layers and the slopes are the same afterwards.

    zh: 旧的层和斜率在调用之后保持原样。
    """
    old, own = layers(), slopes()
    student.update(old, own, 0.5)
    for what, what_zh, after, before in (
        ("layers", "层", as_lists(old), as_lists(layers())),
        ("slopes", "斜率", as_lists(own), as_lists(slopes())),
    ):
        assert after == before, (
            f"the {what} were {before}; afterwards they are {after}\nupdate should change nothing\n"
            f"zh: {what_zh}原来是 {before}，调用之后变成了 {after}\nupdate 不应当改变任何东西"
        )
