# frames-last-comes-first
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("x")
    rows = [signal[s:s + frame_length] for s in range(0, len(signal) - frame_length + 1, hop_length)]
    return np.array(rows[::-1])
