# log-spectrum-of-the-power
import numpy as np


def log_spectrum(frames):
    spectrum = np.fft.rfft(frames)
    return np.log(spectrum.real**2 + spectrum.imag**2 + 1e-8)
