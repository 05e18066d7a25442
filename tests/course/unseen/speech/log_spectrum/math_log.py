# raises
import math

import numpy as np


def log_spectrum(frames):
    return math.log(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8)
