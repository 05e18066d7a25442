def log_spectrum(frames):
    strengths = abs(np.fft.rfft(frames))
    return np.log(np.maximum(strengths, 1e-8))
