"""log_spectrum: ln(|rfft| + 1e-8), row by row, and whether a network can tell vowels apart with it."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

VOWELS = ((850, 1250), (500, 1150), (300, 2300), (350, 700), (300, 2000))
RATE, COUNT, LENGTH = 8000, 8, 128  # a recording is so many frames without overlap


def strengths(frames):
    """Give the size of each bin by its definition: sums of cosines and of sines, with no fast transform."""
    length = frames.shape[1]
    turns = np.outer(np.arange(length), np.arange(length // 2 + 1)) / length
    return np.hypot(frames @ np.cos(2 * np.pi * turns), frames @ np.sin(2 * np.pi * turns))


def close(got, frames):
    """Hold a result against the right one where the spectrum is strong: any way to add the floor is fine."""
    strength = strengths(frames)
    assert np.shape(got) == strength.shape
    strong = strength > 0.02
    assert_allclose(np.asarray(got)[strong], np.log(strength[strong]), rtol=1e-6, atol=2e-6)


@pytest.mark.weight(2)
def test_values_match_the_definition(student, rng):
    """The values follow the formula.

    zh: 数值符合公式。
    """
    count, length = int(rng.integers(3, 6)), 2 * int(rng.integers(4, 9))
    frames = rng.normal(scale=2.0, size=(count, length))
    close(student.log_spectrum(frames.copy()), frames)


@pytest.mark.weight(2)
def test_steps_between_bins(student, rng):
    """From bin to bin it rises and falls as a logarithm does, whatever its base.

    zh: 从一格到另一格的升降符合对数，不管以几为底。
    """
    for count, length in ((4, 16), (3, 21)):
        frames = rng.normal(scale=2.0, size=(count, length))
        strength = strengths(frames)
        got = np.asarray(student.log_spectrum(frames.copy()), dtype=float)
        assert got.shape == strength.shape
        strong = strength > 0.1
        got, want = got[strong], np.log(strength[strong])
        assert np.all(np.isfinite(got))
        got, want = got - got.mean(), want - want.mean()
        assert got.std() > 0
        assert_allclose(got / got.std(), want / want.std(), rtol=0, atol=1e-5)


def test_an_odd_number_of_samples(student, rng):
    """Frames with an odd number of samples are right.

    zh: 每帧的采样个数是奇数时也对。
    """
    frames = rng.normal(scale=2.0, size=(4, 2 * int(rng.integers(3, 9)) + 1))
    close(student.log_spectrum(frames.copy()), frames)


def test_a_single_frame(student, rng):
    """A single frame gives one row.

    zh: 只有一帧时得到一行。
    """
    frames = rng.normal(scale=3.0, size=(1, 2 * int(rng.integers(4, 9))))
    close(student.log_spectrum(frames.copy()), frames)


def test_as_many_frames_as_samples(student, rng):
    """A square table is transformed along its rows.

    zh: 正方形的表沿着行来变换。
    """
    size = int(rng.integers(4, 9))
    frames = rng.normal(scale=2.0, size=(size, size))
    close(student.log_spectrum(frames.copy()), frames)


def test_a_tone_is_where_it_belongs(student, rng):
    """A pure tone is strongest in its own bin.

    zh: 一个纯音在它自己的那一格最强。
    """
    bins = rng.permutation(np.arange(3, 30))[:3]
    frames = np.sin(2 * np.pi * np.outer(bins, np.arange(64)) / 64)
    got = np.asarray(student.log_spectrum(frames.copy()))
    assert got.shape == (3, 33)
    assert np.array_equal(np.argmax(got, axis=1), bins)
    assert_allclose(got[np.arange(3), bins], np.log(32), rtol=1e-6, atol=2e-6)


@pytest.mark.weight(8)
@pytest.mark.slow
@pytest.mark.side  # a network also recognises them by spectra of which no logarithm was taken
def test_the_vowels_are_recognised(student, rng):
    """With your log spectrum a network recognises at least 80 of 100 vowels at noise 1.

    zh: 噪声为 1 时，用你的对数频谱，网络在 100 个元音里至少认对 80 个。
    """
    labels = np.arange(60) % 5
    train = heard(student, rng, labels)
    middle, spread = train.mean(), 8 * train.std()
    assert spread > 0
    guess = learned((train - middle) / spread, labels, rng)
    test = heard(student, rng, labels[:30])
    assert np.mean(guess((test - middle) / spread) == labels[:30]) >= 0.80


def heard(student, rng, labels):
    """Draw a vowel at noise 1 for each label; give the student's spectra of each, averaged over its frames.

    The frames of all go in one call. The speakers differ a little.
    """
    times = np.arange(COUNT * LENGTH) / RATE
    sounds = rng.standard_normal((len(labels), len(times)), dtype=np.float32)  # half as much to send
    for sound, label in zip(sounds, labels, strict=True):
        formants = np.array(VOWELS[label]) * rng.uniform(0.98, 1.02, size=2)
        sound += np.sin(2 * np.pi * np.outer(formants, times)).mean(axis=0)
    got = np.asarray(student.log_spectrum(sounds.reshape(-1, LENGTH)))
    assert got.shape == (len(labels) * COUNT, LENGTH // 2 + 1)
    assert got.dtype.kind == "f"
    assert np.all(np.isfinite(got))
    return got.reshape(len(labels), COUNT, -1).mean(axis=1)


def learned(features, labels, rng):
    """Train the network of the notebook, with all recordings in each step; give what guesses."""
    first, second = rng.standard_normal((features.shape[1], 16)), rng.standard_normal((16, 5))
    first_bias, second_bias = np.zeros(16), np.zeros(5)
    targets = np.eye(5)[labels]

    def forward(rows):
        hidden = 1 / (1 + np.exp(-(rows @ first + first_bias)))
        scores = hidden @ second + second_bias
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return hidden, powers / powers.sum(axis=1, keepdims=True)

    for _ in range(60):
        hidden, chances = forward(features)
        error = 8 * (chances - targets) / len(features)
        back = error @ second.T * hidden * (1 - hidden)
        second -= hidden.T @ error
        second_bias -= error.sum(axis=0)
        first -= features.T @ back
        first_bias -= back.sum(axis=0)
    return lambda rows: np.argmax(forward(rows)[1], axis=1)


@pytest.mark.side
def test_each_frame_alone(student, rng):
    """Changing one frame changes its own row and no other.

    zh: 改变一帧，只有它自己的那一行会变。
    """
    frames = rng.normal(size=(5, 12))
    place = int(rng.integers(5))
    moved = frames.copy()
    moved[place] = 3 * moved[place] + 1
    before, after = (np.asarray(student.log_spectrum(each)) for each in (frames.copy(), moved))
    assert before.shape == after.shape == (5, 7)
    changed = np.any(np.abs(after - before) > 1e-9, axis=1)
    assert changed[place]
    assert changed.sum() == 1


@pytest.mark.side
def test_silence(student, rng):
    """Silent frames give finite numbers, and leave the other frames as they are.

    zh: 没有声音的帧得到有限的数，也不影响别的帧。
    """
    frames = rng.normal(scale=2.0, size=(4, 10))
    frames[[0, 2]] = 0.0
    got = np.asarray(student.log_spectrum(frames.copy()))
    assert got.shape == (4, 6)
    assert np.all(np.isfinite(got))
    assert np.all(got[[0, 2]] < -9)
    close(got[[1, 3]], frames[[1, 3]])


@pytest.mark.side
def test_the_shape(student, rng):
    """L samples give L // 2 + 1 bins, in an array of decimal numbers.

    zh: L 个采样得到 L // 2 + 1 格，返回小数组成的数组。
    """
    for count, length in ((3, 8), (2, 9), (7, 4), (1, 5)):
        got = student.log_spectrum(rng.normal(size=(count, length)))
        assert isinstance(got, np.ndarray)
        assert got.shape == (count, length // 2 + 1)
        assert got.dtype.kind == "f"


@pytest.mark.side
def test_the_frames_are_left_alone(student, rng):
    """The frames that were passed in are the same afterwards.

    zh: 传进来的各帧保持原样。
    """
    frames = rng.normal(size=(3, 8))
    before = frames.copy()
    student.log_spectrum(frames)
    assert np.array_equal(frames, before)
