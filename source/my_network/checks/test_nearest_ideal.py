"""nearest_ideal, at the student's desk."""

import numpy as np


def answered(student, images, ideals):
    """The answers as an array; an AssertionError where there is not one for each picture."""
    got = student.nearest_ideal(np.array(images, dtype=float), np.array(ideals, dtype=float))
    is_row = isinstance(got, list | tuple | np.ndarray) and np.shape(got) == (len(images),)
    assert is_row, (
        f"for {len(images)} picture(s), nearest_ideal gave {got}, of shape {np.shape(got)}\n"
        f"it should be an array of shape ({len(images)},)\n"
        f"zh: 有 {len(images)} 张图片时，nearest_ideal 得到 {got}，形状是 {np.shape(got)}\n"
        f"应当是形状为 ({len(images)},) 的数组"
    )
    return np.array(got)


def hold(student, images, ideals, wanted):
    """Refuse other answers than the wanted ones."""
    got = answered(student, images, ideals)
    assert np.array_equal(got, wanted), (
        f"nearest_ideal({images}, {ideals}) gave {got}\nit should be {np.array(wanted)}\n"
        f"zh: nearest_ideal({images}, {ideals}) 得到 {got}\n应当是 {np.array(wanted)}"
    )


def test_the_example_by_hand(student):
    """Each picture gets the number of its nearest ideal.

    zh: 每张图片得到离它最近的理想图的编号。
    """
    hold(student, [[1, 1, 0.5, 0], [0.5, 0, 1, 0]], [[1, 0, 1, 0], [1, 1, 0, 0]], [1, 0])
    hold(student, [[0, 0.2], [3, 2.9], [5, 5], [0.9, 1]], [[1, 1], [5, 5], [3, 3]], [0, 2, 1, 0])


def test_gaps_of_both_signs_do_not_cancel(student):
    """A pixel that is too bright and one that is too dark are two gaps.

    zh: 一个像素偏亮、一个像素偏暗，是两个差，不会互相抵消。
    """
    hold(student, [[0.5, 0.5]], [[0.4, 0.4], [0, 1]], [0])


def test_one_large_gap_is_worse_than_two_small_ones(student):
    """The gaps are squared before they are added.

    zh: 差要先平方，再相加。
    """
    hold(student, [[0, 0]], [[0.9, 0], [0.5, 0.5]], [1])
    hold(student, [[0, 0, 0]], [[0.4, 0.4, 0.4], [0.5, 0, 0]], [1])


def test_as_many_pictures_as_ideals(student):
    """With two pictures and two ideals of two pixels, each row is still a picture.

    zh: 两张图片、两张理想图、两个像素时，每一行仍然是一张图片。
    """
    hold(student, [[1, 0], [1.2, 0.1]], [[0, 1], [1, 0]], [1, 1])


def test_the_first_of_equals(student):
    """Of two ideals that are equally near the first one counts.

    zh: 两张理想图一样近时，取前面的那张。
    """
    hold(student, [[1, 1], [4, 0]], [[4, 1], [0, 1], [2, 1]], [1, 0])


def test_an_array_comes_back(student):
    """The answers come as an array.

    zh: 返回的答案是一个数组。
    """
    got = student.nearest_ideal(np.array([[0.5], [2.0]]), np.array([[0.0], [2.0]]))
    assert isinstance(got, np.ndarray), (
        f"nearest_ideal gave a {type(got).__name__}\nit should be an array\n"
        f"zh: nearest_ideal 返回的类型是 {type(got).__name__}\n应当是数组"
    )


def test_your_arrays_stay_as_they_were(student):
    """Pictures and ideals are the same afterwards.

    zh: 调用之后，图片和理想图保持原样。
    """
    images, ideals = np.array([[0.5, 2.0]]), np.array([[1.0, 0.0], [3.0, 1.0]])
    student.nearest_ideal(images, ideals)
    for name, array, before in (("images", images, [[0.5, 2]]), ("ideals", ideals, [[1, 0], [3, 1]])):
        assert np.array_equal(array, before), (
            f"{name} was {before}; after the call it is {array.tolist()}\nit should not change\n"
            f"zh: {name} 原来是 {before}，调用之后变成了 {array.tolist()}\n它不应当改变"
        )
