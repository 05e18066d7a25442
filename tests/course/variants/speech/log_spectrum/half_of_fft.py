def log_spectrum(frames):
    half = frames.shape[1] // 2 + 1
    return np.log(1e-8 + np.abs(np.fft.fft(frames, axis=1)[:, :half]))
