"""numerical_gradient: (f(x + h) - f(x - h)) / 2h for each element, held against slopes known by formula."""

import numpy as np
import pytest
from numpy.testing import assert_allclose


def cubes(x):
    """The sum of x^3: curved everywhere, so that looking to one side only shows."""
    return float(np.sum(x * x * x))


def product(x):
    """The product of all elements: each slope depends on all the others."""
    return float(np.prod(x))


def same(got, want, atol=1e-6):
    """Hold a result against the right numbers and their shape."""
    assert np.shape(got) == np.shape(want)
    assert_allclose(got, want, rtol=1e-6, atol=atol)


def draw(rng, shape):
    """Numbers of both signs, 0.5 to 2 away from 0."""
    return rng.uniform(0.5, 2.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)


@pytest.mark.weight(2)
def test_a_straight_function(student, rng):
    """Each element gets the slope of its own direction.

    zh: 每个元素得到的都是它自己那个方向上的斜率。
    """
    for shape in [(3,), (2, 2)]:
        slopes, x = draw(rng, shape), draw(rng, shape)
        same(student.numerical_gradient(lambda x, s=slopes: float(np.sum(s * x)) + 7.0, x), slopes)


@pytest.mark.weight(2)
def test_a_curved_function(student, rng):
    """The slopes of a curve are right to six decimals.

    zh: 曲线的斜率，小数点后六位都是对的。
    """
    for shape in [(4,), (2, 3)]:
        x = draw(rng, shape)
        x.flat[-1] = x.flat[1]  # two places may hold the same number
        same(student.numerical_gradient(cubes, x.copy()), 3 * x * x)


@pytest.mark.weight(2)
def test_a_product(student, rng):
    """One element at a time moves where the others decide its slope.

    zh: 当斜率由其他元素决定时，也是一次只动一个元素。
    """
    for shape in [(3,), (2, 2)]:
        x = draw(rng, shape)
        same(student.numerical_gradient(product, x.copy()), np.prod(x) / x)


@pytest.mark.parametrize("shape", [(1,), (2, 3), (3, 1), (2, 2), (2, 1, 2)], ids=str)
def test_any_shape(student, rng, shape):
    """The result has the shape of x, with each slope in its place.

    zh: 结果的形状和 x 相同，每个斜率都在自己的位置上。
    """
    x, factors = draw(rng, shape), draw(rng, shape)
    same(student.numerical_gradient(lambda x: float(np.sum(factors * x * x)), x.copy()), 2 * factors * x)


@pytest.mark.weight(2)
def test_whole_numbers(student, rng):
    """Whole numbers in x give the right slopes, with their decimals.

    zh: x 里是整数时，斜率也是对的，小数部分不会丢。
    """
    for shape in [(3,), (2, 2)]:
        x, factors = rng.integers(1, 5, size=shape), draw(rng, shape)
        same(
            student.numerical_gradient(lambda x, s=factors: float(np.sum(s * x * x)), x.copy()),
            2 * factors * x,
        )


def test_the_given_step_is_used(student, rng):
    """The step that is given is the one that is taken.

    zh: 给了多大的步长，就走多大的步长。
    """
    x = draw(rng, 2)
    for h in (0.5, float(rng.uniform(0.1, 0.3)), 1e-3):
        # of x^3 the two-sided difference is exactly 3 x^2 + h^2
        same(student.numerical_gradient(cubes, x.copy(), h), 3 * x * x + h * h)


@pytest.mark.side
def test_one_element_moves_at_a_time(student, rng):
    """f never sees an array in which two elements have moved.

    zh: f 见到的数组里，从来不会有两个元素同时动了。
    """
    x, seen = draw(rng, (2, 2)), []

    def note(moved):
        seen.append(np.array(moved, dtype=float))
        return float(np.sum(moved))

    student.numerical_gradient(note, x.copy())
    assert seen
    for moved in seen:
        assert np.shape(moved) == np.shape(x)
        assert np.sum(np.abs(moved - x) > 1e-12) <= 1


@pytest.mark.side
def test_x_is_left_alone(student, rng):
    """x is the same afterwards.

    zh: 调用之后，x 保持原样。
    """
    for x in (draw(rng, 2), draw(rng, (2, 2)), rng.integers(1, 5, size=2)):
        before = x.copy()
        student.numerical_gradient(cubes, x)
        assert_allclose(x, before, rtol=0, atol=1e-12)


@pytest.mark.side
def test_an_array_of_decimals(student, rng):
    """A NumPy array of decimal numbers comes back, also where x holds whole numbers.

    zh: 返回的是小数的 NumPy 数组，x 里是整数时也一样。
    """
    for x in (draw(rng, 2), rng.integers(1, 5, size=(1, 2))):
        got = student.numerical_gradient(cubes, x)
        assert isinstance(got, np.ndarray)
        assert got.dtype.kind == "f"
        assert got.shape == x.shape
