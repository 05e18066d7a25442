# only
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    n = len(signal)
    if n < frame_length:
        raise ValueError("x")
    k = 1 + (n - frame_length) // hop_length
    first = n - frame_length - (k - 1) * hop_length
    return np.array([signal[first + i * hop_length:first + i * hop_length + frame_length] for i in range(k)])
