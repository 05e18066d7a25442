import numpy as np


def load_digits_scaled():
    digits = load_digits()
    images = np.array([[pixel / 16 for pixel in row] for row in digits.data.tolist()])
    return images, digits.target
