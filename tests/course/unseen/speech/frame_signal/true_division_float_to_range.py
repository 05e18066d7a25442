# raises
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("short")
    k = 1 + (len(signal) - frame_length) / hop_length
    return np.array([signal[i * hop_length:i * hop_length + frame_length] for i in range(k)])
