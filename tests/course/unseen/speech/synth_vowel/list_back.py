# list
import math

import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    if min(formants) <= 0 or max(formants) >= sample_rate / 2:
        raise ValueError("formants")
    sound = []
    for k in range(round(duration * sample_rate)):
        total = 0
        for f in formants:
            total += math.sin(2 * math.pi * f * k / sample_rate)
        sound.append(total / len(formants) + noise_level * rng.standard_normal())
    return sound
