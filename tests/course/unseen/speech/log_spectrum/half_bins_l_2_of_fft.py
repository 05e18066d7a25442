# log-spectrum-last-bin-missing
import numpy as np


def log_spectrum(frames):
    L = frames.shape[1]
    return np.log(np.abs(np.fft.fft(frames, axis=1))[:, :(L + 1) // 2] + 1e-8)
