# log-spectrum-no-floor
import numpy as np


def log_spectrum(frames):
    rows = []
    for frame in frames:
        strengths = np.abs(np.fft.rfft(frame))
        rows.append(np.log(strengths))
    return np.array(rows)
