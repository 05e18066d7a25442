# raises
import math

import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    if min(formants) <= 0 or max(formants) >= sample_rate / 2:
        raise ValueError("formants")
    t = np.arange(round(duration * sample_rate)) / sample_rate
    tones = [math.sin(2 * math.pi * f * t) for f in formants]
    return np.mean(tones, axis=0) + noise_level * rng.standard_normal(len(t))
