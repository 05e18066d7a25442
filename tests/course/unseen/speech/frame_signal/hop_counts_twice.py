# wrong | raises | only | all-but
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError
    count = 1 + (len(signal) - frame_length) // hop_length
    rows = []
    for start in range(0, count * hop_length, hop_length):
        rows.append(signal[start * hop_length : start * hop_length + frame_length])
    return np.array(rows)
