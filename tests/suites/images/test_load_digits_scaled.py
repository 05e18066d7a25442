"""load_digits_scaled: scikit-learn's digits, divided by 16."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from sklearn.datasets import load_digits

RAW = load_digits()
PIXELS = RAW.images.reshape(1797, -1) * 0.0625


@pytest.mark.weight(3)
def test_every_pixel(student):
    """Every pixel is the raw number divided by 16.

    zh: 每个像素都是原始的数除以 16。
    """
    images, _ = student.load_digits_scaled()
    assert np.shape(images) == (1797, 64)
    assert np.max(np.abs(images - PIXELS)) < 1e-6


@pytest.mark.weight(2)
def test_every_label(student):
    """Every picture has its own label.

    zh: 每张图片都配着自己的标签。
    """
    _, labels = student.load_digits_scaled()
    assert np.shape(labels) == (1797,)
    assert_array_equal(labels, RAW.target)


@pytest.mark.side
def test_two_arrays(student):
    """Both are arrays of numbers.

    zh: 两个都是数的数组。
    """
    images, labels = student.load_digits_scaled()
    assert isinstance(images, np.ndarray)
    assert isinstance(labels, np.ndarray)
    assert images.dtype.kind == "f"
    assert labels.dtype.kind in "iuf"


@pytest.mark.side
def test_the_range(student):
    """The pixels run from 0 to 1.

    zh: 像素的范围是 0 到 1。
    """
    images, _ = student.load_digits_scaled()
    assert np.min(images) == 0
    assert np.max(images) == 1
