import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    n = round(duration * sample_rate)
    noise = rng.standard_normal(n) * noise_level
    result = np.zeros(n)
    for f in formants:
        if not 0 < f < sample_rate / 2:
            raise ValueError(f"{f} Hz")
        result += np.sin(2 * np.pi * f * np.arange(n) / sample_rate)
    return result / len(formants) + noise
