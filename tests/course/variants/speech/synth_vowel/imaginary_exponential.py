def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    assert len(formants) > 0
    for f in formants:
        if f <= 0:
            raise ValueError("too low")
        elif f >= sample_rate / 2:
            raise ValueError("too high")
    k = np.arange(round(duration * sample_rate))
    waves = np.exp(2j * np.pi * np.array(formants)[:, np.newaxis] * k / sample_rate)
    return waves.mean(axis=0).imag + noise_level * rng.standard_normal(k.size)
