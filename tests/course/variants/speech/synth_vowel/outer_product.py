def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    f = np.array(formants, dtype=float)
    if np.any(f <= 0) or np.any(f >= sample_rate / 2):
        raise ValueError(f"formants {formants} do not fit {sample_rate}")
    t = np.linspace(0, duration, round(duration * sample_rate), endpoint=False)
    return np.sin(2 * np.pi * np.outer(t, f)).mean(axis=1) + rng.normal(0, noise_level, len(t))
