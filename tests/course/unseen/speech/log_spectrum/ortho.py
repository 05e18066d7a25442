# log-spectrum-orthonormal | offset | wrong | only
import numpy as np


def log_spectrum(frames):
    return np.log(np.abs(np.fft.rfft(frames, axis=1, norm="ortho")) + 1e-8)
