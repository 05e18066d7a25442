import numpy as np


def load_digits_scaled():
    pictures = load_digits().images
    images = np.array([picture.flatten() / 16.0 for picture in pictures])
    return images, np.array(load_digits().target)
