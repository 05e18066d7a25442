"""log_spectrum, at the student's desk."""

import numpy as np


def same(got, wished):
    """Tell whether got holds the wished numbers in the wished shape; the floor may be added in any way."""
    try:
        return np.shape(got) == np.shape(wished) and bool(np.allclose(got, wished, rtol=1e-6, atol=1e-6))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def shown(got):
    """Round an array, so that it is short enough to compare."""
    return got.round(4) if isinstance(got, np.ndarray) and got.dtype.kind in "fc" else got


def test_a_frame_by_hand(student):
    """The frame 1, 2, 3, 4 gives the numbers that were worked out by hand.

    zh: 一帧 1、2、3、4 的结果和手算的一样。
    """
    got = student.log_spectrum(np.array([[1.0, 2.0, 3.0, 4.0]]))
    assert same(got, np.log([[10.0, 8**0.5, 2.0]])), (
        f"log_spectrum([[1. 2. 3. 4.]]) gave {shown(got)}"
        "\nit should be [[2.3026 1.0397 0.6931]], the logarithms of 10, 2.8284 and 2\n"
        f"zh: log_spectrum([[1. 2. 3. 4.]]) 得到 {shown(got)}"
        "\n应当是 [[2.3026 1.0397 0.6931]]，即 10、2.8284 和 2 的自然对数"
    )


def test_each_frame_by_itself(student):
    """Each row is transformed by itself.

    zh: 每一行单独变换。
    """
    got = student.log_spectrum(np.array([[1.0, 2.0, 3.0, 4.0], [2.0, 0.0, 0.0, 0.0], [0.5, 1.0, 4.0, 1.5]]))
    wished = np.log([[10.0, 8**0.5, 2.0], [2.0, 2.0, 2.0], [7.0, 12.5**0.5, 2.0]])
    assert same(got, wished), (
        f"log_spectrum([[1. 2. 3. 4.] [2. 0. 0. 0.] [0.5 1. 4. 1.5]]) gave {shown(got)}\nit should be\n"
        f"{shown(wished)}\n"
        f"zh: log_spectrum([[1. 2. 3. 4.] [2. 0. 0. 0.] [0.5 1. 4. 1.5]]) 得到 {shown(got)}"
        f"\n应当是\n{shown(wished)}"
    )


def test_as_many_frames_as_samples(student):
    """A square table is transformed along its rows as well.

    zh: 正方形的表也是沿着行来变换。
    """
    got = student.log_spectrum(np.array([[3.0, 1.0], [1.0, 6.0]]))
    wished = np.log([[4.0, 2.0], [7.0, 5.0]])
    assert same(got, wished), (
        f"log_spectrum([[3. 1.] [1. 6.]]) gave {shown(got)}"
        "\nit should be [[1.3863 0.6931] [1.9459 1.6094]], the logarithms of 4, 2 and of 7, 5\n"
        f"zh: log_spectrum([[3. 1.] [1. 6.]]) 得到 {shown(got)}"
        "\n应当是 [[1.3863 0.6931] [1.9459 1.6094]]，即 4、2 和 7、5 的自然对数"
    )


def test_an_odd_number_of_samples(student):
    """A frame of 3 samples has 3 // 2 + 1 = 2 bins.

    zh: 3 个采样的一帧有 3 // 2 + 1 = 2 格。
    """
    got = student.log_spectrum(np.array([[1.0, 2.0, 2.0], [5.0, 2.0, 1.0]]))
    wished = np.log([[5.0, 1.0], [8.0, 13**0.5]])
    assert same(got, wished), (
        f"log_spectrum([[1. 2. 2.] [5. 2. 1.]]) gave {shown(got)}"
        f"\nit should be {shown(wished)}, of shape (2, 2)\n"
        f"zh: log_spectrum([[1. 2. 2.] [5. 2. 1.]]) 得到 {shown(got)}\n应当是 {shown(wished)}，形状是 (2, 2)"
    )


def test_silence_is_finite(student):
    """A frame of zeros gives finite numbers, far below all others.

    zh: 全是 0 的一帧得到有限的数，而且比别的数小得多。
    """
    got = student.log_spectrum(np.array([[0.0, 0.0, 0.0, 0.0], [1.0, 2.0, 3.0, 4.0]]))
    assert np.shape(got) == (2, 3), (
        f"two frames of 4 samples gave the shape {np.shape(got)}\nit should be (2, 3)\n"
        f"zh: 两帧、每帧 4 个采样，得到的形状是 {np.shape(got)}\n应当是 (2, 3)"
    )
    assert np.all(np.isfinite(got[0]) & (np.real(got[0]) < -9)), (
        f"the frame [0. 0. 0. 0.] gave {shown(got)[0]}\nit should be [-18.4207 -18.4207 -18.4207], ln(1e-8)\n"
        f"zh: 一帧 [0. 0. 0. 0.] 得到 {shown(got)[0]}\n应当是 [-18.4207 -18.4207 -18.4207]，即 ln(1e-8)"
    )


def test_a_table_comes_back_and_your_frames_stay(student):
    """An array of decimal numbers comes back, and your frames stay as they were.

    zh: 返回的是小数组成的数组，传进来的各帧保持原样。
    """
    frames = np.array([[1.0, 2.0, 3.0, 4.0], [0.0, 0.0, 0.0, 0.0]])
    got = student.log_spectrum(frames)
    assert isinstance(got, np.ndarray), (
        f"the spectra came as a {type(got).__name__}\nit should be an array, a table\n"
        f"zh: 返回的频谱是 {type(got).__name__}\n应当是数组，也就是一张表"
    )
    assert got.dtype.kind == "f", (
        f"the spectra came as an array of {got.dtype}\nit should hold decimal numbers\n"
        f"zh: 返回的数组元素类型是 {got.dtype}\n里面应当是小数"
    )
    assert np.array_equal(frames, [[1.0, 2.0, 3.0, 4.0], [0.0, 0.0, 0.0, 0.0]]), (
        f"the frames were [[1. 2. 3. 4.] [0. 0. 0. 0.]]; after the call they are {frames}"
        "\nthey should not change\n"
        f"zh: 各帧原来是 [[1. 2. 3. 4.] [0. 0. 0. 0.]]，调用之后变成了 {frames}\n应当保持原样"
    )
