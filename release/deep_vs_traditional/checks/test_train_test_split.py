"""train_test_split, at the student's desk."""

import numpy as np


def four(got):
    """Give the four parts as arrays, or say that there are not four."""
    are_four = isinstance(got, tuple | list) and len(got) == 4
    assert are_four, (
        f"a {type(got).__name__} came back\nit should be four arrays: "
        "features_train, features_test, labels_train, labels_test\n"
        f"zh: 返回的是 {type(got).__name__}\n应当是四个数组："
        "features_train、features_test、labels_train、labels_test"
    )
    return [np.asarray(part) for part in got]


def numbered(count):
    """Give samples with two features each, and labels, that show their own number."""
    numbers = np.arange(count)
    return np.column_stack([numbers * 10.0, numbers * 10.0 + 1]), numbers


def test_the_four_parts_have_the_right_sizes(student):
    """Eight samples with a fraction of 0.25 give six for training and two for the test, in the right order.

    zh: 8 个样本、比例 0.25：6 个用来训练，2 个用来测试，四份的顺序也对。
    """
    features, labels = numbered(8)
    shapes = [part.shape for part in four(student.train_test_split(features, labels, 0.25, 0))]
    wished = [(6, 2), (2, 2), (6,), (2,)]
    assert shapes == wished, (
        f"8 samples with 2 features gave parts of the shapes {shapes}\nthey should be {wished}: "
        "features_train, features_test, labels_train, labels_test\n"
        f"zh: 8 个各有 2 个特征的样本，得到四份的形状是 {shapes}\n应当是 {wished}，"
        "依次为 features_train、features_test、labels_train、labels_test"
    )
    shapes = [part.shape for part in four(student.train_test_split(features, labels))]
    assert shapes == wished, (
        f"without a fraction the parts have the shapes {shapes}\nthey should be {wished}, as with 0.25\n"
        f"zh: 不给比例时，四份的形状是 {shapes}\n应当和比例 0.25 时一样，是 {wished}"
    )


def test_the_number_of_test_samples_is_rounded(student):
    """The number of test samples is rounded, and it is one at least.

    zh: 测试样本的个数四舍五入，至少是 1。
    """
    for count, fraction, wished in [(10, 0.33, 3), (10, 0.27, 3), (3, 0.1, 1)]:
        numbers = np.arange(count)
        parts = four(student.train_test_split(numbers * 1.0, numbers, fraction, 0))
        got = [len(part) for part in parts]
        assert got == [count - wished, wished, count - wished, wished], (
            f"{count} samples and a fraction of {fraction} gave parts of {got} samples; "
            f"the test part should have {wished}, because {count} * {fraction} is {count * fraction:.2g}\n"
            f"zh: {count} 个样本、比例 {fraction}，得到的四份各有 {got} 个；测试集应当有 {wished} 个，"
            f"因为 {count} * {fraction} = {count * fraction:.2g}"
        )


def test_every_sample_is_there_once(student):
    """Every sample is in one of the two parts, once.

    zh: 每个样本恰好在其中一份里出现一次。
    """
    numbers = np.arange(8)
    parts = four(student.train_test_split(numbers * 1.0, numbers, 0.25, 0))
    for name, got in (("features", [*parts[0], *parts[1]]), ("labels", [*parts[2], *parts[3]])):
        assert sorted(np.ravel(got)) == list(range(8)), (
            f"the {name} of both parts together are {np.ravel(got)}\nthey should be 0 to 7, each one once\n"
            f"zh: 两份合起来，{name} 是 {np.ravel(got)}\n应当是 0 到 7，每个恰好一次"
        )


def test_a_sample_keeps_its_label(student):
    """Every sample keeps its own label.

    zh: 每个样本都带着自己的标签。
    """
    features, labels = numbered(8)
    parts = four(student.train_test_split(features, labels, 0.25, 0))
    for rows, own in ((parts[0], parts[2]), (parts[1], parts[3])):
        fits = np.shape(rows) == (len(own), 2) and np.array_equal(rows[:, 0], own * 10)
        assert fits, (
            f"samples that begin with {np.ravel(rows)[::2]} got the labels {own}; "
            "sample 10 has the label 1, sample 20 the label 2, and so on\n"
            f"zh: 开头是 {np.ravel(rows)[::2]} 的样本，标签成了 {own}；"
            "10 的标签应当是 1，20 的标签应当是 2，依此类推"
        )


def test_the_samples_are_shuffled(student):
    """The test part is drawn from everywhere, not one unbroken piece of the data.

    zh: 测试集是从各处抽出来的，不是原来数据中连续的一段。
    """
    numbers = np.arange(40)
    test = np.sort(np.ravel(four(student.train_test_split(numbers * 1.0, numbers, 0.25, 0))[1]))
    is_one_piece = bool(np.all(np.diff(test) == 1))
    assert not is_one_piece, (
        f"of the samples 0 to 39 the test part holds {test}, one piece\nit should be shuffled first\n"
        f"zh: 样本编号 0 到 39，测试集是 {test}，正好是连续的一段\n应当先打乱再切分"
    )


def test_the_seed_decides(student):
    """The same seed gives the same split, and another seed gives another one.

    zh: 种子相同，分法相同；种子不同，分法不同。
    """
    numbers = np.arange(40)
    one, again, other = (
        np.ravel(four(student.train_test_split(numbers * 1.0, numbers, 0.25, seed))[1]) for seed in (5, 5, 6)
    )
    assert np.array_equal(one, again), (
        f"seed 5 gave the test samples {one}, and the second time {again}\nboth should be the same\n"
        f"zh: 种子 5 第一次得到测试样本 {one}，第二次得到 {again}\n两次应当一样"
    )
    assert not np.array_equal(np.sort(one), np.sort(other)), (
        f"the seeds 5 and 6 both gave the test samples {one}\nanother seed should give others\n"
        f"zh: 种子 5 和 6 得到的测试样本都是 {one}\n换一个种子应当换一种分法"
    )


def test_unequal_lengths_are_refused(student):
    """Features and labels of different lengths raise ValueError.

    zh: features 和 labels 长度不同时，抛出 ValueError。
    """
    for count in (7, 9):
        try:
            student.train_test_split(np.arange(8.0), np.arange(count), 0.25, 0)
        except ValueError:
            continue
        raise AssertionError(
            f"8 features and {count} labels gave an answer\nit should stop with a ValueError\n"
            f"zh: 8 个样本配 {count} 个标签，函数照样给出了结果\n应当用 ValueError 停下"
        )


def test_arrays_come_back_and_yours_stay(student):
    """Four arrays come back, and the two that you passed in stay as they were.

    zh: 返回四个数组，传进去的两个数组保持原样。
    """
    features, labels = numbered(8)
    got = student.train_test_split(features, labels, 0.25, 0)
    four(got)
    kinds = [type(part).__name__ for part in got]
    assert kinds == ["ndarray"] * 4, (
        f"the four parts are {kinds}\nthey should be arrays\nzh: 返回的四份是 {kinds}\n应当都是数组"
    )
    before = numbered(8)
    assert np.array_equal(features, before[0]), (
        f"the features were {before[0][:, 0]} (first column); afterwards they are {features[:, 0]}\n"
        f"zh: 特征（第一列）原来是 {before[0][:, 0]}；调用之后变成了 {features[:, 0]}"
    )
    assert np.array_equal(labels, before[1]), (
        f"the labels were {before[1]}; afterwards they are {labels}\n"
        f"zh: 标签原来是 {before[1]}；调用之后变成了 {labels}"
    )
