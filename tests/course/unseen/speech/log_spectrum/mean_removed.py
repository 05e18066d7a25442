# log-spectrum-frames-made-level | wrong | only | log-spectrum-first-bin-missing
import numpy as np


def log_spectrum(frames):
    centred = frames - frames.mean(axis=1, keepdims=True)
    return np.log(np.abs(np.fft.rfft(centred, axis=1)) + 1e-8)
