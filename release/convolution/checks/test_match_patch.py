"""match_patch, at the student's desk."""

import numpy as np

EDGE = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])


def same(got, wished):
    """Tell whether got is the wished number, and a single one."""
    try:
        return np.ndim(got) == 0 and bool(np.isclose(got, wished, rtol=1e-6, atol=1e-8))
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_the_example_by_hand(student):
    """The nine pixels of the text give 27 with the filter, and 2 when the filter is turned.

    zh: 上文的九个像素和滤波器得到 27；滤波器转过来之后得到 2。
    """
    patch = np.array([[0, 5, 13], [0, 13, 15], [3, 15, 2]])
    for filter, wished, en, zh in (
        (EDGE, 27, "the filter", "滤波器"),
        (EDGE.T.copy(), 2, "the turned filter", "转过来的滤波器"),
    ):
        got = student.match_patch(patch.copy(), filter.copy())
        assert same(got, wished), (
            f"the patch of the text and {en} gave {got}\nit should be {wished}\n"
            f"zh: 上文的小块和{zh}得到 {got}\n应当是 {wished}"
        )


def test_every_weight_meets_the_pixel_at_its_own_place(student):
    """A filter with a single 1 gives the pixel that lies below it.

    zh: 只有一个 1 的滤波器，给出它下面那个像素。
    """
    patch = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    for row, column in ((0, 2), (1, 1), (2, 0)):
        filter = np.zeros((3, 3))
        filter[row, column] = 1
        got = student.match_patch(patch.copy(), filter)
        wished = patch[row, column]
        assert same(got, wished), (
            f"[[1 2 3] [4 5 6] [7 8 9]] and a filter with its only 1 in row {row}, column {column} gave {got}"
            f"\nit should be {wished}\n"
            f"zh: [[1 2 3] [4 5 6] [7 8 9]]，滤波器只在第 {row} 行、第 {column} 列有一个 1，得到 {got}"
            f"\n应当是 {wished}"
        )


def test_decimals(student):
    """Decimals are not cut off.

    zh: 小数部分不会被截掉。
    """
    got = student.match_patch(np.full((3, 3), 0.5), np.full((3, 3), 0.1))
    assert same(got, 0.45), (
        f"nine pixels of 0.5 and nine weights of 0.1 gave {got}\nit should be 0.45\n"
        f"zh: 九个像素都是 0.5，九个权重都是 0.1，得到 {got}\n应当是 0.45"
    )


def test_your_arrays_stay(student):
    """Both arrays stay as they were.

    zh: 两个数组都保持原样。
    """
    patch, filter = np.arange(9.0).reshape(3, 3), np.ones((3, 3)) * 2
    student.match_patch(patch, filter)
    unchanged = np.array_equal(patch.ravel(), np.arange(9)) and np.array_equal(filter, np.full((3, 3), 2))
    assert unchanged, (
        f"afterwards the patch is {patch} and the filter is {filter}\nthey should be as they were before\n"
        f"zh: 调用之后，小块变成了 {patch}，滤波器变成了 {filter}\n应当和原来一样"
    )
