import math

import numpy as np


def synth_vowel(formants, duration, sample_rate, noise_level, seed):
    rng = np.random.default_rng(seed)
    for f in formants:
        if f <= 0 or f >= sample_rate / 2:
            raise ValueError("impossible formant")
    sound = []
    for k in range(int(duration * sample_rate)):
        t = k / sample_rate
        total = 0.0
        for f in formants:
            total = total + math.sin(2 * math.pi * f * t)
        sound.append(total / len(formants) + noise_level * rng.standard_normal())
    return np.array(sound)
