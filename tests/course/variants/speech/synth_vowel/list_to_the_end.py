def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    low, high = min(formants), max(formants)
    if low <= 0 or high >= 0.5 * sample_rate:
        raise ValueError("formants must lie in (0, sample_rate / 2)")
    n = round(duration * sample_rate)
    noise = rng.standard_normal(size=(n,))
    clean = [np.mean([np.sin(2 * np.pi * f * k / sample_rate) for f in formants]) for k in range(n)]
    return np.asarray(clean) + noise_level * noise
