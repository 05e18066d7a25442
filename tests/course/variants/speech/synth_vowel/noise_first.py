def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    if any(f <= 0 or 2 * f >= sample_rate for f in formants):
        raise ValueError("impossible formant")
    count = round(duration * sample_rate)
    noise = np.random.default_rng(seed).standard_normal(count) * noise_level
    turns = np.arange(count)[None, :] * np.array(formants)[:, None] / sample_rate
    return noise + np.sin(turns * 2 * np.pi).sum(axis=0) / len(formants)
