import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def frame_signal(signal, frame_length, hop_length):
    if signal.shape[0] < frame_length:
        raise ValueError("too short")
    return sliding_window_view(signal, frame_length)[::hop_length].copy()
