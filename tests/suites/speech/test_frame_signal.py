"""frame_signal: row i holds the samples i * hop_length .. i * hop_length + frame_length - 1."""

import numpy as np
import pytest


def frames(signal, length, hop):
    """Take frames as long as they fit: one sample at a time, and no formula for their number."""
    found, start = [], 0
    while start + length <= len(signal):
        found.append([signal[start + place] for place in range(length)])
        start += hop
    return np.array(found)


def assert_frames(student, signal, length, hop):
    """The student's frames are the right ones, to the last sample."""
    want = frames(signal.tolist(), length, hop)
    got = student.frame_signal(signal, length, hop)
    assert np.shape(got) == want.shape
    assert np.asarray(got).dtype.kind in "iuf"
    np.testing.assert_allclose(got, want, rtol=1e-6, atol=1e-8)


@pytest.mark.weight(2)
def test_overlapping_frames(student, rng):
    """Frames that overlap hold the right samples.

    zh: 互相重叠的各帧，采样都对。
    """
    for length, hop in ((int(rng.integers(6, 10)), int(rng.integers(2, 5))), (16, 5), (9, 1)):
        assert_frames(student, rng.normal(size=int(rng.integers(40, 60))), length, hop)


def test_hop_as_long_as_a_frame(student, rng):
    """Frames that touch without overlap hold the right samples.

    zh: 首尾相接、互不重叠的各帧，采样都对。
    """
    length = int(rng.integers(4, 9))
    assert_frames(student, rng.normal(size=5 * length), length, length)
    assert_frames(student, rng.normal(size=4 * length + 2), length, length)


def test_hop_longer_than_a_frame(student, rng):
    """Frames with gaps between them hold the right samples.

    zh: 中间有空隙的各帧，采样都对。
    """
    length = int(rng.integers(3, 6))
    assert_frames(
        student, rng.normal(size=int(rng.integers(30, 45))), length, length + int(rng.integers(1, 5))
    )


def test_the_rest_is_dropped(student, rng):
    """Whatever is left over at the end, from one sample to nearly a hop, is dropped.

    zh: 末尾剩下的采样，不管是一个还是将近一个帧移，都丢掉。
    """
    length, hop = int(rng.integers(7, 10)), int(rng.integers(4, 7))
    for rest in range(hop):
        assert_frames(student, rng.normal(size=length + 3 * hop + rest), length, hop)


def test_one_frame(student, rng):
    """A sound of exactly one frame, or a little more, gives one row.

    zh: 正好一帧长、或稍长一点的声音，得到一行。
    """
    length = int(rng.integers(5, 12))
    assert_frames(student, rng.normal(size=length), length, 3)
    assert_frames(student, rng.normal(size=length + 2), length, 3)
    assert_frames(student, rng.normal(size=length), length, length + 4)


def test_as_many_frames_as_samples(student, rng):
    """As many frames as each has samples: rows and columns are not exchanged.

    zh: 帧数和帧长相等时，行和列没有弄反。
    """
    size, hop = int(rng.integers(4, 8)), int(rng.integers(1, 4))
    assert_frames(student, rng.normal(size=size + (size - 1) * hop), size, hop)


def test_frames_of_one_sample(student, rng):
    """Frames of a single sample make a table with one column.

    zh: 每帧只有一个采样时，得到只有一列的表。
    """
    assert_frames(student, rng.normal(size=7), 1, 1)
    assert_frames(student, rng.normal(size=9), 1, 3)


@pytest.mark.side
def test_too_short(student, rng):
    """A sound shorter than a frame is refused.

    zh: 比一帧还短的声音被拒绝。
    """
    length = int(rng.integers(6, 12))
    for count in (length - 1, length // 2, 1):
        for hop in (1, length, 2 * length):
            with pytest.raises(ValueError):  # noqa: PT011  (what it says is the student's)
                student.frame_signal(rng.normal(size=count), length, hop)


@pytest.mark.side
def test_the_shape(student, rng):
    """The number of rows and columns follows the formula.

    zh: 行数和列数符合要求。
    """
    for _ in range(4):
        length, hop = int(rng.integers(2, 20)), int(rng.integers(1, 20))
        count = int(rng.integers(1, 9))
        got = student.frame_signal(rng.normal(size=length + (count - 1) * hop), length, hop)
        assert isinstance(got, np.ndarray)
        assert got.shape == (count, length)


@pytest.mark.side
def test_the_sound_is_left_alone(student, rng):
    """The sound that was passed in is the same afterwards.

    zh: 传进来的声音保持原样。
    """
    signal = rng.normal(size=30)
    before = signal.copy()
    student.frame_signal(signal, 8, 3)
    assert np.array_equal(signal, before)
