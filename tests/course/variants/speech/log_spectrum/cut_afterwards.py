def log_spectrum(frames):
    with np.errstate(divide="ignore"):
        rows = [np.log(np.abs(np.fft.rfft(frame))) for frame in frames]
    return np.maximum(np.array(rows), np.log(1e-8))
