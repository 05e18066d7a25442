def frame_signal(signal, frame_length, hop_length):
    n = len(signal)
    if n < frame_length:
        raise ValueError("too short")
    count = 1 + (n - frame_length) // hop_length
    table = np.zeros((count, frame_length))
    for i in range(count):
        for j in range(frame_length):
            table[i, j] = signal[i * hop_length + j]
    return table
