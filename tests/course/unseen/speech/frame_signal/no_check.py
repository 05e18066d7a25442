# frames-too-short-gives-none-at-all
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    return np.array([signal[s:s + frame_length] for s in range(0, len(signal) - frame_length + 1, hop_length)])
