# vowel-one-number-of-all | shape | only | wrong
import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    if min(formants) <= 0 or max(formants) >= sample_rate / 2:
        raise ValueError("formants")
    t = np.arange(round(duration * sample_rate)) / sample_rate
    tones = [np.sin(2 * np.pi * f * t) for f in formants]
    return np.mean(tones) + noise_level * rng.standard_normal(len(t))
