"""synth_vowel: the mean of pure tones at t = k / sample_rate, plus noise from default_rng(seed)."""

import math

import numpy as np
import pytest
from numpy.testing import assert_allclose

RATES = (2000, 4000, 8000, 8192)
DURATIONS = (0.0625, 0.125, 0.1875)  # times each rate a whole number, in floating point too


def clean(formants, duration, rate):
    """Give the sound by turning a pointer step by step, with no array of times in it."""
    found = []
    for k in range(round(duration * rate)):
        turns = [math.fmod(f * k, rate) / rate for f in formants]
        found.append(math.fsum(math.sin(2 * math.pi * turn) for turn in turns) / len(formants))
    return np.array(found)


def draw(rng, count):
    """Draw formants, a duration and a rate."""
    rate = int(rng.choice(RATES))
    formants = tuple(float(f) for f in rng.uniform(0.02, 0.48, size=count) * rate)
    return formants, float(rng.choice(DURATIONS)), rate


def a_seed(rng):
    """Draw the seed of a noise."""
    return int(rng.integers(10_000, 10_000_000))


def close(got, want):
    """Hold a sound against the right one, in the right shape."""
    assert np.shape(got) == np.shape(want)
    assert_allclose(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.weight(2)
def test_two_formants(student, rng):
    """Two tones together are right at every sample.

    zh: 两个纯音合在一起，每个采样都对。
    """
    for _ in range(2):
        formants, duration, rate = draw(rng, 2)
        close(
            student.synth_vowel(formants, duration, rate, 0.0, a_seed(rng)), clean(formants, duration, rate)
        )


def test_one_formant(student, rng):
    """A single tone is right at every sample, up to the last.

    zh: 单独一个纯音，直到最后一个采样都对。
    """
    formants, duration, rate = draw(rng, 1)
    close(student.synth_vowel(formants, duration, rate, 0.0, a_seed(rng)), clean(formants, duration, rate))


def test_several_formants(student, rng):
    """Three and four tones together are right.

    zh: 三个和四个纯音合在一起也对。
    """
    for count in (3, 4):
        formants, duration, rate = draw(rng, count)
        close(
            student.synth_vowel(formants, duration, rate, 0.0, a_seed(rng)), clean(formants, duration, rate)
        )


def test_the_peak_of_a_tone(student, rng):
    """A tone is strongest at its own frequency.

    zh: 一个纯音，在它自己的频率上最强。
    """
    rate, length = 8000, 1000
    place = int(rng.integers(400, 480))  # so high that steps which are a little too long are always seen
    got = np.asarray(student.synth_vowel((place * rate / length,), length / rate, rate, 0.0, a_seed(rng)))
    assert got.shape == (length,)
    strength = np.abs(np.fft.rfft(got))
    assert np.argmax(strength) == place
    assert strength[place] > 0.9 * length / 2


def test_the_noise(student, rng):
    """The noise is noise_level times one number of rng for each sample, in order.

    zh: 噪声等于 noise_level 乘以 rng 按顺序给出的数，每个采样一个。
    """
    formants, duration, rate = draw(rng, 2)
    quiet = clean(formants, duration, rate)
    for noise_level in (float(rng.uniform(0.3, 0.9)), float(rng.uniform(1.5, 4.0))):
        seed = a_seed(rng)
        want = quiet + noise_level * np.random.default_rng(seed).standard_normal(len(quiet))
        close(student.synth_vowel(formants, duration, rate, noise_level, seed), want)


@pytest.mark.side
def test_the_noise_grows_with_its_level(student, rng):
    """Twice the noise level gives twice the noise.

    zh: 噪声大小加倍，噪声就加倍。
    """
    formants, duration, rate = draw(rng, 2)
    level, seed = float(rng.uniform(0.5, 2.0)), a_seed(rng)
    none, once, twice = (
        np.asarray(student.synth_vowel(formants, duration, rate, noise, seed))
        for noise in (0.0, level, 2 * level)
    )
    assert none.shape == once.shape == twice.shape == (round(duration * rate),)
    assert np.std(once - none) > 0.5 * level
    assert_allclose(twice - none, 2 * (once - none), rtol=1e-6, atol=1e-8)


@pytest.mark.side
def test_the_seed(student, rng):
    """The same seed gives the same sound, another seed another one.

    zh: 种子相同，声音就相同；种子不同，声音就不同。
    """
    formants, duration, rate = draw(rng, 2)
    seed = a_seed(rng)
    first, again, other = (
        np.asarray(student.synth_vowel(formants, duration, rate, 1.0, number))
        for number in (seed, seed, seed + 1)
    )
    assert first.shape == again.shape == other.shape == (round(duration * rate),)
    assert np.array_equal(first, again)
    assert not np.allclose(first, other)


@pytest.mark.side
def test_global_random_numbers(student, rng):
    """NumPy's global random numbers go on as if nothing had been called.

    zh: NumPy 的全局随机数不受影响。
    """
    formants, duration, rate = draw(rng, 2)
    state = int(rng.integers(1_000_000))
    student.seed(state)
    alone = np.asarray(student.throw_dice(20))
    student.seed(state)
    got = student.synth_vowel(formants, duration, rate, 1.0, a_seed(rng))
    assert np.shape(got) == (round(duration * rate),)
    assert np.array_equal(alone, student.throw_dice(20))


@pytest.mark.side
def test_the_range(student, rng):
    """A clean sound is an array of duration * sample_rate samples between -1 and 1.

    zh: 干净的声音是一个数组，有 duration * sample_rate 个采样，都在 -1 到 1 之间。
    """
    for count in (1, 2, 5):
        formants, duration, rate = draw(rng, count)
        got = student.synth_vowel(formants, duration, rate, 0.0, a_seed(rng))
        assert isinstance(got, np.ndarray)
        assert got.shape == (round(duration * rate),)
        assert np.all(np.abs(got) <= 1 + 1e-12)
        assert np.any(np.abs(got) > 0.1)


@pytest.mark.side
def test_impossible_formants(student, rng):
    """Formants of 0 or less, or of half the sample rate or more, are refused wherever they are.

    zh: 小于等于 0、或大于等于采样率一半的共振峰，不管排在第几个，都被拒绝。
    """
    rate = int(rng.choice(RATES[:2]))  # a limit that is always the same is too high for these
    good = tuple(float(f) for f in rng.uniform(0.05, 0.45, size=2) * rate)
    high, low = float(rng.uniform(0.55, 0.9) * rate), -float(rng.uniform(10, 900))
    for bad in (0, rate / 2, high, low):
        for formants in ((bad,), (bad, *good), (*good, bad)):
            with pytest.raises(ValueError):  # noqa: PT011  (what it says is the student's)
                student.synth_vowel(formants, 0.0625, rate, 0.0, 1)


@pytest.mark.side
def test_formants_at_the_edge(student, rng):
    """Formants just above 0 and just below half the sample rate are welcome.

    zh: 比 0 大一点、比采样率的一半小一点的共振峰是可以的。
    """
    rate = int(rng.choice(RATES))
    for formants in ((1, rate // 2 - 1), (rate / 2 - 0.5,), (0.5, 2.0)):
        close(student.synth_vowel(formants, 0.0625, rate, 0.0, 1), clean(formants, 0.0625, rate))
