"""frame_signal, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def ten():
    """Give ten samples, each of which tells its own number."""
    return np.array([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5])


def test_overlapping_frames(student):
    """Ten samples in frames of 4 with a hop of 2 are four frames that overlap.

    zh: 十个采样，帧长 4，帧移 2：互相重叠的四帧。
    """
    got = student.frame_signal(ten(), 4, 2)
    wished = [[0.5, 1.5, 2.5, 3.5], [2.5, 3.5, 4.5, 5.5], [4.5, 5.5, 6.5, 7.5], [6.5, 7.5, 8.5, 9.5]]
    assert same(got, wished), (
        f"[0.5 1.5 ... 9.5] in frames of 4 with a hop of 2 gave {got}\nit should be\n{np.array(wished)}\n"
        f"zh: [0.5 1.5 ... 9.5] 按帧长 4、帧移 2 来切，得到 {got}\n应当是\n{np.array(wished)}"
    )


def test_the_rest_is_dropped(student):
    """Samples at the end that fill no whole frame are left out.

    zh: 末尾不够一整帧的采样丢掉不要。
    """
    got = student.frame_signal(ten(), 4, 3)
    wished = [[0.5, 1.5, 2.5, 3.5], [3.5, 4.5, 5.5, 6.5], [6.5, 7.5, 8.5, 9.5]]
    assert same(got, wished), (
        f"[0.5 1.5 ... 9.5] in frames of 4 with a hop of 3 gave {got}\nit should be\n{np.array(wished)}\n"
        f"zh: [0.5 1.5 ... 9.5] 按帧长 4、帧移 3 来切，得到 {got}\n应当是\n{np.array(wished)}"
    )
    got = student.frame_signal(ten(), 3, 2)
    wished = [[0.5, 1.5, 2.5], [2.5, 3.5, 4.5], [4.5, 5.5, 6.5], [6.5, 7.5, 8.5]]
    assert same(got, wished), (
        f"[0.5 1.5 ... 9.5] in frames of 3 with a hop of 2 gave {got}\nit should be\n{np.array(wished)}\n"
        f"zh: [0.5 1.5 ... 9.5] 按帧长 3、帧移 2 来切，得到 {got}\n应当是\n{np.array(wished)}"
    )


def test_hops_as_long_as_a_frame_or_longer(student):
    """The hop may be as long as the frame, or longer: then some samples are in no frame.

    zh: 帧移可以和帧长一样大，也可以更大；更大时有些采样不在任何一帧里。
    """
    for hop, wished in [
        (3, [[0.5, 1.5, 2.5], [3.5, 4.5, 5.5], [6.5, 7.5, 8.5]]),
        (5, [[0.5, 1.5, 2.5], [5.5, 6.5, 7.5]]),
    ]:
        got = student.frame_signal(ten(), 3, hop)
        assert same(got, wished), (
            f"[0.5 1.5 ... 9.5] in frames of 3 with a hop of {hop} gave {got}"
            f"\nit should be\n{np.array(wished)}\n"
            f"zh: [0.5 1.5 ... 9.5] 按帧长 3、帧移 {hop} 来切，得到 {got}\n应当是\n{np.array(wished)}"
        )


def test_exactly_one_frame(student):
    """A sound exactly as long as a frame is one frame, in a table with one row.

    zh: 声音正好和一帧一样长时，就是一帧：只有一行的表。
    """
    got = student.frame_signal(np.array([4.5, 6.5, 5.5]), 3, 2)
    assert same(got, [[4.5, 6.5, 5.5]]), (
        f"frame_signal([4.5 6.5 5.5], 3, 2) gave {got}\nit should be [[4.5 6.5 5.5]], of shape (1, 3)\n"
        f"zh: frame_signal([4.5 6.5 5.5], 3, 2) 得到 {got}\n应当是 [[4.5 6.5 5.5]]，形状是 (1, 3)"
    )


def test_too_short_a_sound_is_refused(student):
    """A sound shorter than one frame ends in a ValueError.

    zh: 声音比一帧还短时，以 ValueError 报错。
    """
    for length in (4, 7):
        try:
            got = student.frame_signal(np.array([4.5, 6.5, 5.5]), length, 1)
        except ValueError:
            continue
        raise AssertionError(
            f"3 samples in frames of {length} gave {got}\nit should be a ValueError, as not one frame fits\n"
            f"zh: 3 个采样按帧长 {length} 来切，得到 {got}\n应当报 ValueError，因为一帧也放不下"
        )


def test_a_table_comes_back_and_your_sound_stays(student):
    """An array comes back, and the sound you passed in stays as it was.

    zh: 返回的是数组，传进来的声音保持原样。
    """
    signal = ten()
    got = student.frame_signal(signal, 4, 2)
    assert isinstance(got, np.ndarray), (
        f"the frames came as a {type(got).__name__}\nit should be an array, a frame in each row\n"
        f"zh: 返回的各帧是 {type(got).__name__}\n应当是数组，也就是每行一帧的表"
    )
    assert got.dtype.kind in "iuf", (
        f"the frames came as an array of {got.dtype}\nit should hold numbers\n"
        f"zh: 返回的数组元素类型是 {got.dtype}\n里面应当是数"
    )
    assert np.array_equal(signal, ten()), (
        f"the sound was {ten()}; after the call it is {signal}\nit should not change\n"
        f"zh: 声音原来是 {ten()}，调用之后变成了 {signal}\n应当保持原样"
    )
