"""load_digits_scaled, at the student's desk."""

import numpy as np


def two(got):
    """Give the pictures and the labels, or say that there are not two things."""
    are_two = isinstance(got, tuple | list) and len(got) == 2
    assert are_two, (
        f"a {type(got).__name__} came back\nit should be two arrays: images, labels\n"
        f"zh: 返回的是 {type(got).__name__}\n应当是两个数组：images、labels"
    )
    return got


def test_two_arrays_come_back(student):
    """Two arrays come back: 1797 pictures with 64 pixels, and 1797 labels.

    zh: 返回两个数组：1797 张图片，每张 64 个像素；还有 1797 个标签。
    """
    images, labels = two(student.load_digits_scaled())
    kinds = [type(part).__name__ for part in (images, labels)]
    assert kinds == ["ndarray", "ndarray"], (
        f"the two things are {kinds}\nthey should be arrays\nzh: 返回的两样东西是 {kinds}\n应当是数组"
    )
    shapes = [images.shape, labels.shape]
    assert shapes == [(1797, 64), (1797,)], (
        f"the shapes are {shapes}\nthey should be [(1797, 64), (1797,)]\n"
        f"zh: 形状是 {shapes}\n应当是 [(1797, 64), (1797,)]"
    )


def test_the_range(student):
    """The darkest pixel is 0, the brightest one is 1.

    zh: 最暗的像素是 0，最亮的是 1。
    """
    images, _ = two(student.load_digits_scaled())
    got = float(np.min(images)), float(np.max(images))
    assert got == (0.0, 1.0), (
        f"the pixels run from {got[0]:.6g} to {got[1]:.6g}\nthey should run from 0 to 1\n"
        f"zh: 像素从 {got[0]:.6g} 到 {got[1]:.6g}\n应当从 0 到 1"
    )


def test_the_first_row_of_the_first_picture(student):
    """The first eight pixels are those of the text above: 5 becomes 0.3125, 13 becomes 0.8125.

    zh: 前八个像素和上文一致：5 变成 0.3125，13 变成 0.8125。
    """
    images, _ = two(student.load_digits_scaled())
    got = np.ravel(images)[:8]
    wished = np.array([0, 0, 5, 13, 9, 1, 0, 0]) / 16
    is_right = got.shape == (8,) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    assert is_right, (
        f"the first eight pixels are {got}\nthey should be {wished}\nzh: 前八个像素是 {got}\n应当是 {wished}"
    )


def test_the_labels_are_digits(student):
    """The labels are the digits, in the order of the pictures.

    zh: 标签就是数字，顺序和图片一致。
    """
    _, labels = two(student.load_digits_scaled())
    got = np.ravel(labels)
    wished = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert got[:10].tolist() == wished, (
        f"the first ten labels are {got[:10]}\nthey should be {wished}\n"
        f"zh: 前十个标签是 {got[:10]}\n应当是 {wished}"
    )
