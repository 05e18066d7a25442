"""Right but different: numerical_gradient, helper inside."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    def slope(place):
        def at(distance):
            moved = x + 0.0
            moved[place] += distance
            return f(moved)

        return (at(h) - at(-h)) / (2 * h)

    result = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        result[place] = slope(place)
    return result
