# log-spectrum-first-frame-only
import numpy as np


def log_spectrum(frames):
    for frame in frames:
        return np.log(np.abs(np.fft.rfft(frame)) + 1e-8)
