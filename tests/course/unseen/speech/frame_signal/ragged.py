# frames-count-forgets-the-length
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError
    count = len(signal) // hop_length
    return np.array([signal[i * hop_length : i * hop_length + frame_length] for i in range(count)])
