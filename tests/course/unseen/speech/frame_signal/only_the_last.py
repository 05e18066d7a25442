# only | all-but | shape | wrong
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("too short")
    for start in range(0, len(signal) - frame_length + 1, hop_length):
        frame = np.array([signal[start : start + frame_length]])
    return frame
