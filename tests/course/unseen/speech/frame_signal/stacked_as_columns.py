# frames-as-columns
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError
    count = 1 + (len(signal) - frame_length) // hop_length
    return np.stack([signal[i * hop_length : i * hop_length + frame_length] for i in range(count)], axis=1)
