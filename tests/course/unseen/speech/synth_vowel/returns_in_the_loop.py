# vowel-first-formant-only
import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    if min(formants) <= 0 or max(formants) >= sample_rate / 2:
        raise ValueError("formants")
    t = np.arange(round(duration * sample_rate)) / sample_rate
    sound = np.zeros(len(t))
    for f in formants:
        sound = sound + np.sin(2 * np.pi * f * t)
        return sound + noise_level * rng.standard_normal(len(t))
