import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    if min(formants) <= 0 or max(formants) >= sample_rate / 2:
        raise ValueError
    t = np.arange(round(duration * sample_rate)) / sample_rate
    return np.exp(2j * np.pi * np.array(formants)[:, None] * t).imag.mean(axis=0) + noise_level * rng.normal(size=t.shape)
