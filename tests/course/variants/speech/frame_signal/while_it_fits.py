def frame_signal(signal, frame_length, hop_length):
    if frame_length > signal.size:
        raise ValueError
    rows = []
    start = 0
    while start + frame_length <= signal.size:
        rows.append(list(signal[start : start + frame_length]))
        start += hop_length
    return np.array(rows)
