# frames-without-overlap
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError
    frames = []
    start = 0
    while start + frame_length <= len(signal):
        frames.append(signal[start : start + frame_length])
        start += frame_length
    return np.array(frames)
