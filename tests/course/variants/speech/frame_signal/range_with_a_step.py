def frame_signal(signal, frame_length, hop_length):
    if len(signal) < frame_length:
        raise ValueError(f"{len(signal)} samples, {frame_length} needed")
    last = len(signal) - frame_length
    return np.stack([signal[s : s + frame_length].copy() for s in range(0, last + 1, hop_length)])
