"""nearest_ideal: for each picture the place of the ideal with the smallest sum of squared gaps."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal


def wished(images, ideals):
    """Give the answers by Python's own arithmetic, one pair after the other."""
    found = []
    for image in images.tolist():
        sums = [
            sum((a - b) * (a - b) for a, b in zip(image, ideal, strict=True)) for ideal in ideals.tolist()
        ]
        found.append(sums.index(min(sums)))
    return found


def drawn(rng, count, ideals, pixels):
    """Draw pictures and ideals, in which every ideal is the nearest of some picture.

    Sums of gaps without their signs lead to the same ideals: a test of its own tells them from squares.
    """
    while True:
        means = rng.uniform(0, 1, size=(ideals, pixels))
        owners = np.concatenate([np.arange(ideals), rng.integers(0, ideals, size=count)])[:count]
        images = means[rng.permutation(owners)] + rng.normal(scale=0.25, size=(count, pixels))
        sums = np.abs(images[:, None] - means).sum(axis=2)
        if np.array_equal(sums.argmin(axis=1), wished(images, means)):
            return images, means


def hold(student, images, ideals):
    """Hold the answers against the right ones, in the right shape."""
    want = wished(images, ideals)
    got = student.nearest_ideal(images.copy(), ideals.copy())
    assert np.shape(got) == (len(images),)
    assert_array_equal(got, want)


@pytest.mark.weight(3)
def test_the_nearest_ideal(student, rng):
    """Each picture gets the number of the ideal with the smallest sum of squared gaps.

    zh: 每张图片得到的是差的平方和最小的那张理想图的编号。
    """
    for count, ideals, pixels in ((16, 8, 16), (12, 5, 3), (7, 9, 4)):
        hold(student, *drawn(rng, count, ideals, pixels))


@pytest.mark.weight(2)
def test_squares_decide(student, rng):
    """One large gap is worse than several small ones, and gaps of both signs do not cancel.

    zh: 一个很大的差比几个小的差更糟；正的差和负的差不会互相抵消。
    """
    for _ in range(2):
        pictures = rng.uniform(0.4, 0.6, size=(2, 6)) + np.array([[0.0], [5.0]])
        place = rng.integers(6)
        large, small, turned = np.zeros(6), np.full(6, 0.2), np.array([0.45, -0.45] * 3)
        large[place] = 1.0  # a smaller sum than six times 0.2, and a larger sum of squares
        ideals = np.concatenate([picture + np.array([large, small, turned]) for picture in pictures])
        hold(student, pictures[rng.permutation(2)], ideals[rng.permutation(6)])
        large[place] = 0.5  # the largest gap, and yet the smaller sum of squares
        ideals = np.concatenate([picture + np.array([large, np.full(6, 0.25)]) for picture in pictures])
        hold(student, pictures[rng.permutation(2)], ideals[rng.permutation(4)])


def test_as_many_pictures_as_ideals(student, rng):
    """With as many pictures as ideals and pixels, rows are still pictures.

    zh: 图片、理想图和像素一样多时，每一行仍然是一张图片。
    """
    size = int(rng.integers(4, 7))
    hold(student, *drawn(rng, size, size, size))
    images, ideals = drawn(rng, 8, 8, 3)
    hold(student, images, ideals)


def test_one_picture_and_one_pixel(student, rng):
    """A single picture gives an array with one number; pictures may have a single pixel.

    zh: 只有一张图片时，得到只有一个数的数组；图片也可以只有一个像素。
    """
    ideals = rng.permutation(np.arange(7.0))[:, None]
    hold(student, rng.uniform(0, 6, size=(9, 1)), ideals)
    for _ in range(2):
        images, ideals = drawn(rng, 6, 6, 4)
        hold(student, images[:1], ideals)


@pytest.mark.side  # the guess that it is always the first is right here
def test_the_first_of_equals(student, rng):
    """Of two ideals that are equally near the first one counts.

    zh: 两张理想图一样近时，取前面的那张。
    """
    images, ideals = drawn(rng, 8, 4, 5)
    hold(student, images, ideals[[2, 0, 2, 1, 0, 3, 3]])


@pytest.mark.side
def test_whole_numbers_in_an_array(student, rng):
    """An array of whole numbers comes back, one for each picture.

    zh: 返回由整数组成的数组，每张图片一个。
    """
    images, ideals = drawn(rng, 9, 4, 6)
    got = student.nearest_ideal(images, ideals)
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"
    assert got.shape == (9,)
    assert_array_equal(got, np.round(got))


@pytest.mark.side
def test_the_arguments_are_left_alone(student, rng):
    """Pictures and ideals are the same afterwards.

    zh: 调用之后，图片和理想图保持原样。
    """
    images, ideals = drawn(rng, 5, 3, 6)
    before = images.copy(), ideals.copy()
    assert student.nearest_ideal(images, ideals) is not None
    assert_array_equal(images, before[0])
    assert_array_equal(ideals, before[1])
