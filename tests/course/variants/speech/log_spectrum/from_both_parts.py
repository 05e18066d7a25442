def log_spectrum(frames):
    spectrum = np.fft.rfft(frames, axis=-1)
    size = np.sqrt(spectrum.real**2 + spectrum.imag**2)
    size += 1e-8
    return np.log(size)
