# frames-one-long-row
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError("too short")
    frames = []
    for start in range(0, len(signal) - frame_length + 1, hop_length):
        frames.extend(signal[start : start + frame_length])
    return np.array(frames)
