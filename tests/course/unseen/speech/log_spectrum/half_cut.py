# log-spectrum-last-bin-missing
import numpy as np


def log_spectrum(frames):
    length = frames.shape[1]
    return np.log(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8)[:, : length // 2]
