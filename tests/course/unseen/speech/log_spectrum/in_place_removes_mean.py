# log-spectrum-frames-made-level
import numpy as np


def log_spectrum(frames):
    frames -= frames.mean(axis=1, keepdims=True)
    return np.log(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8)
