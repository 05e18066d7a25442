import numpy as np


def frame_signal(signal, frame_length, hop_length):
    return np.lib.stride_tricks.sliding_window_view(signal, frame_length)[::hop_length].copy()
