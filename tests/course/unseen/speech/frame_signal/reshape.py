# frames-without-overlap
import numpy as np


def frame_signal(signal, frame_length, hop_length):
    n = len(signal)
    if n < frame_length:
        raise ValueError("too short")
    whole = n - n % frame_length
    return signal[:whole].reshape(-1, frame_length).copy()
