import numpy as np


def log_spectrum(frames):
    L = frames.shape[1]
    k = np.arange(L // 2 + 1)
    W = np.exp(-2j * np.pi * np.outer(np.arange(L), k) / L)
    return np.log(np.abs(frames @ W) + 1e-8)
