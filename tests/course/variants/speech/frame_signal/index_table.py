def frame_signal(signal, frame_length, hop_length):
    rest = len(signal) - frame_length
    if rest < 0:
        raise ValueError("the signal is shorter than a frame")
    starts = np.arange(0, rest + 1, hop_length)
    return signal[starts[:, None] + np.arange(frame_length)[None, :]]
