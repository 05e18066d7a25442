import numpy as np


def log_spectrum(frames):
    L = frames.shape[1]
    full = np.fft.fft(frames)
    return np.log(abs(full[:, :L // 2 + 1]) + 10 ** -8)
