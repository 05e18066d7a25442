import numpy as np


def log_spectrum(frames):
    length = frames.shape[1]
    k, n = np.arange(length // 2 + 1), np.arange(length)
    waves = np.exp(-2j * np.pi * np.outer(n, k) / length)
    return np.log(np.abs(frames @ waves) + 1e-8)
