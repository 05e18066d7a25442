"""tanh(x) = (exp(x) - exp(-x)) / (exp(x) + exp(-x)), element by element, for |x| up to 300."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal


def close(got, want):
    """Hold a result against the right numbers, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert_allclose(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.weight(3)
def test_values_match_the_definition(student, rng):
    """The values follow the formula."""
    x = rng.normal(scale=1.5, size=rng.integers(12, 40))
    want = np.tanh(x)
    close(student.tanh(x), want)


def test_a_number_gives_a_number(student, rng):
    """A single number gives a single number."""
    whole = int(rng.integers(3, 5))
    for x in (float(rng.uniform(0.6, 2)), float(rng.uniform(-2, -0.6)), whole, -whole):
        close(student.tanh(x), np.tanh(x))
    x = np.array(rng.choice([-1, 1]) * rng.uniform(0.6, 2))
    want = np.tanh(x)
    close(student.tanh(x), want)


@pytest.mark.weight(2)
def test_arrays_of_every_shape(student, rng):
    """Arrays of every shape come back in the same shape, each value in its place."""
    for shape in [(7,), (1,), (3, 5), (4, 4), (5, 1), (2, 3, 4)]:
        x = rng.normal(size=shape)
        want = np.tanh(x)
        close(student.tanh(x), want)


def test_whole_numbers_in_an_array(student, rng):
    """An array of whole numbers gives results that are not cut to whole numbers."""
    x = rng.permutation(np.array([-4, -3, -2, 2, 3, 4]))
    want = np.tanh(x)
    close(student.tanh(x), want)


@pytest.mark.side
def test_large_inputs(student, rng):
    """Inputs far from zero give finite results that stay in the range."""
    x = rng.uniform(100, 299, size=6)
    for sign in (1, -1):
        got = student.tanh(sign * x)
        close(got, np.full(6, float(sign)))
        assert np.all(np.abs(got) <= 1 + 1e-12)


@pytest.mark.side
def test_the_range(student, rng):
    """No result leaves the range from -1 to 1."""
    got = np.asarray(student.tanh(rng.uniform(-40, 40, size=50)))
    assert got.shape == (50,)
    assert np.all(np.abs(got) <= 1 + 1e-12)


@pytest.mark.side
def test_the_symmetry(student, rng):
    """The results for x and for -x differ only in their sign."""
    x = rng.normal(scale=2.0, size=20)
    plus, minus = np.asarray(student.tanh(x.copy())), np.asarray(student.tanh(-x))
    assert plus.shape == minus.shape == (20,)
    assert_allclose(plus + minus, np.zeros(20), rtol=0, atol=1e-12)


@pytest.mark.side
def test_the_order(student, rng):
    """A larger input never gives a smaller result."""
    got = np.asarray(student.tanh(np.sort(rng.uniform(-6, 6, size=60))))
    assert got.shape == (60,)
    assert np.all(np.diff(got) >= -1e-12)


@pytest.mark.side
def test_each_element_alone(student, rng):
    """Changing one element changes the result in that place and nowhere else."""
    x = rng.normal(size=8)
    place = rng.integers(8)
    moved = x.copy()
    moved[place] += 1.5
    before, after = np.asarray(student.tanh(x)), np.asarray(student.tanh(moved))
    assert before.shape == after.shape == (8,)
    changed = np.abs(after - before) > 1e-9
    assert changed[place]
    assert changed.sum() == 1


@pytest.mark.side
def test_an_array_gives_an_array(student, rng):
    """An array goes in and an array of numbers comes out."""
    got = student.tanh(rng.normal(size=5))
    assert isinstance(got, np.ndarray)
    assert got.dtype.kind in "iuf"


@pytest.mark.side
def test_the_argument_is_left_alone(student, rng):
    """The array that was passed in is the same afterwards."""
    x = rng.normal(size=8)
    before = x.copy()
    student.tanh(x)
    assert_array_equal(x, before)
