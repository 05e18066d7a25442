# log-spectrum-of-complex-numbers
import numpy as np


def log_spectrum(frames):
    spectrum = np.fft.rfft(frames, axis=1)
    spectrum = spectrum + 1e-8
    return np.log(spectrum)
