def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    t = np.arange(0, duration, 1 / sample_rate)
    sound = np.zeros(len(t))
    for f in formants:
        if not 0 < f < sample_rate / 2:
            raise ValueError
        sound += np.sin(2 * np.pi * f * t) / len(formants)
    sound += noise_level * rng.standard_normal(len(t))
    return sound
