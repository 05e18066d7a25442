def log_spectrum(frames):
    return np.log10(np.abs(np.fft.rfft(frames, axis=1)) + 1e-8) * np.log(10)
