# frames-too-short-gives-none-at-all | does-not-raise
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    frames = []
    for start in range(0, len(signal) - frame_length + 1, hop_length):
        frames.append(signal[start : start + frame_length])
    return np.array(frames)
