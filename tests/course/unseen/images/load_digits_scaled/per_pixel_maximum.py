# not-finite | only | digits-each-by-its-own-maximum | wrong
import numpy as np


def load_digits_scaled():
    return raw.data / raw.data.max(axis=0), raw.target
