def log_spectrum(frames):
    count, length = frames.shape
    table = np.zeros((count, length // 2 + 1))
    for i in range(count):
        table[i] = np.log(np.abs(np.fft.rfft(frames[i])) + 1e-8)
    return table
