# prints
import numpy as np


def log_spectrum(frames):
    print(np.log(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8))
