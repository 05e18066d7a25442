"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the function, what is special about the question, and the question itself. Two more words where
needed: the part of a class, and True for a question that nearly everybody answers right.
"""

import numpy as np

NAMES = ("logistic_regression", "svc", "neural_network")

ZH = {
    "eight samples": "8 个样本",
    "features that are one number each": "每个样本只有一个特征数",
    "the order of the four parts": "四份的顺序",
    "what kind of thing the four parts are": "四份各是什么类型",
    "how many samples are for the test": "测试样本的个数",
    "a number of samples that must be rounded": "需要取整的样本个数",
    "hardly any samples": "样本非常少",
    "which samples are there": "出现了哪些样本",
    "samples and their labels": "样本和标签的对应",
    "samples in order": "排好序的样本",
    "the same seed again": "同一个种子再用一次",
    "another seed": "换一个种子",
    "no fraction and no seed given": "没有给比例和种子",
    "unequal lengths": "长度不同",
    "your own arrays afterwards": "调用之后你自己的数组",
    "two classes": "两个类别",
    "many classes": "很多个类别",
    "all answers right": "全部答对",
    "all answers wrong": "全部答错",
    "a single answer": "只有一个答案",
    "columns": "一列对一列",
    "a column beside a row": "一列对一行",
    "one answer beside many": "一个答案对很多个答案",
    "some test labels turned over": "部分测试标签写反",
    "all test labels turned over": "测试标签全部写反",
    "two rings": "两个圆环",
    "test samples on one side only": "测试样本都在一侧",
    "labels without any rule": "毫无规律的标签",
}


def probes():
    """All questions about this assignment's functions."""
    yield from about_the_split()
    yield from about_accuracy()
    yield from about_the_comparison()


# --- train_test_split ------------------------------------------------------------------------


def about_the_split():
    """Questions about train_test_split, answered in words: which samples are chosen is up to chance."""

    def ask(*labels, about, aside=False, **call):
        return "train_test_split", labels, lambda student: answered(student, about, **call), "", aside

    sizes = "how many samples are for the test"
    yield ask("eight samples", "the order of the four parts", about=shapes)
    yield ask("features that are one number each", about=shapes, flat=True)
    yield ask("what kind of thing the four parts are", about=kinds)
    yield ask(sizes, about=lengths, count=20, fraction=0.5)
    yield ask(sizes, about=lengths, count=20, fraction=0.2)
    yield ask("a number of samples that must be rounded", about=lengths, count=10, fraction=0.27)
    yield ask("a number of samples that must be rounded", about=lengths, count=10, fraction=0.33)
    yield ask("hardly any samples", about=lengths, count=3, fraction=0.1)
    yield ask("which samples are there", about=there, count=40, fraction=0.5)
    yield ask("samples and their labels", about=together, count=12)
    yield ask("samples in order", about=mixed, count=40)
    yield "train_test_split", ("the same seed again",), repeated, "", True
    yield "train_test_split", ("another seed",), other
    yield "train_test_split", ("no fraction and no seed given",), short, "", True
    yield "train_test_split", ("unequal lengths",), refused
    yield "train_test_split", ("your own arrays afterwards",), unchanged, "", True


def numbered(count):
    """Samples and labels that show their own number."""
    numbers = np.arange(count)
    return np.column_stack([numbers * 10.0, numbers * 10.0 + 1]), numbers


def answered(student, about, count=8, fraction=0.25, seed=1, flat=False):
    """What can be said of the four parts; where there are not four, what came instead."""
    features, labels = numbered(count)
    got = student.train_test_split(features[:, 0] if flat else features, labels, fraction, seed)
    return about(got) if is_four(got) else instead(got)


def is_four(got):
    """Whether four things came back."""
    return isinstance(got, tuple | list) and len(got) == 4


def instead(got):
    """A word for what is no split at all; None stays None."""
    return (
        f"{len(got)} things" if isinstance(got, tuple | list) else None if got is None else "something else"
    )


def shapes(parts):
    """The shape of each part."""
    return str([np.shape(part) for part in parts])


def kinds(parts):
    """What each part is."""
    return str(["array" if isinstance(part, np.ndarray) else type(part).__name__ for part in parts])


def lengths(parts):
    """The number of samples in each part."""
    return [len(part) for part in parts]


def there(parts):
    """Whether every sample and every label is there, once."""
    features, labels = numbered(40)
    found = [sorted(np.ravel(list(one) + list(two)).tolist()) for one, two in (parts[:2], parts[2:])]
    return {"features": found[0] == sorted(features.ravel().tolist()), "labels": found[1] == labels.tolist()}


def together(parts):
    """Whether the samples of each part have their own labels."""
    return [
        np.shape(rows)[0] == len(own) and bool(np.all(np.asarray(rows)[..., 0] == 10 * np.asarray(own)))
        for rows, own in ((parts[0], parts[2]), (parts[1], parts[3]))
    ]


def mixed(parts):
    """Where the samples of the test part come from."""
    test = np.ravel(parts[3])
    if not np.all(np.diff(np.sort(test)) == 1):
        return "from everywhere"
    return "one end, in the old order" if np.all(np.diff(test) == 1) else "one end, shuffled"


def test_samples(student, *how):
    """The numbers of the samples in the test part, in order; or what came instead."""
    got = student.train_test_split(*numbered(40), *how)
    return np.sort(np.ravel(got[3])).tolist() if is_four(got) else instead(got)


def repeated(student):
    """Whether a split comes back."""
    one, again = (test_samples(student, 0.25, 4) for _ in range(2))
    return one and ("the same again" if one == again else "another one each time")


def other(student):
    """Whether another seed gives another split."""
    one, two = (test_samples(student, 0.25, seed) for seed in (4, 5))
    return one and ("another one" if one != two else "the same one")


def short(student):
    """How many samples are for the test where nothing is said."""
    got = test_samples(student)
    return len(got) if isinstance(got, list) else got


def refused(student):
    """Whether there is an answer to labels that do not fit."""
    student.train_test_split(numbered(8)[0], np.arange(6), 0.25, 1)
    return "some answer"


def unchanged(student):
    """Whether the arguments are as they were."""
    features, labels = numbered(12)
    student.train_test_split(features, labels, 0.25, 1)
    before = numbered(12)
    return [bool(np.array_equal(features, before[0])), bool(np.array_equal(labels, before[1]))]


# --- accuracy --------------------------------------------------------------------------------


def about_accuracy():
    """Questions about accuracy."""

    def ask(*labels, predictions, wanted):
        def question(student):
            return student.accuracy(np.array(predictions), np.array(wanted))

        return "accuracy", labels, question

    def unchanged(student):
        predictions, labels = np.array([1, 0, 2]), np.array([1, 1, 2])
        student.accuracy(predictions, labels)
        return np.array_equal(predictions, [1, 0, 2]), np.array_equal(labels, [1, 1, 2])

    yield ask("two classes", predictions=[1, 0, 1, 1, 0], wanted=[1, 0, 0, 1, 0])
    yield ask("two classes", predictions=[0, 0, 1, 1, 0, 0, 1], wanted=[1, 0, 1, 0, 1, 0, 1])
    yield ask("two classes", "all answers right", predictions=[1, 0, 1, 1], wanted=[1, 0, 1, 1])
    yield ask("two classes", "all answers wrong", predictions=[1, 0, 1], wanted=[0, 1, 0])
    yield ask("many classes", predictions=[3, 1, 2, 0, 9, 4], wanted=[3, 2, 1, 0, 8, 4])
    yield ask("many classes", predictions=[7, 7, 2, 5, 5], wanted=[7, 2, 2, 0, 9])
    yield ask("a single answer", "all answers right", predictions=[2], wanted=[2])
    yield ask("columns", predictions=[[1], [0], [1], [1]], wanted=[[1], [1], [0], [0]])
    yield ask("a column beside a row", predictions=[[1], [0], [1], [1]], wanted=[1, 1, 0, 1])
    yield ask("unequal lengths", predictions=[1, 0, 1], wanted=[1, 1, 0, 1])
    yield ask("one answer beside many", predictions=[1], wanted=[1, 1, 0, 1])
    yield "accuracy", ("your own arrays afterwards",), unchanged, "", True


# --- compare_models --------------------------------------------------------------------------


def about_the_comparison():
    """Questions about compare_models. Each trains three models, so that they are few."""

    def ask(*labels, train, test, seed=0):
        def question(student):
            return by_name(student.compare_models(*train, *test, seed))

        return "compare_models", labels, question

    def rings(student):
        angle = 0.3 + np.arange(14) * 2.1
        labels = np.arange(14) % 2
        points = np.column_stack([np.cos(angle), np.sin(angle)]) * np.where(labels == 1, 0.3, 1.2)[:, None]
        got = by_name(student.compare_models(points, labels, points, labels, 1))
        return full_marks(got) if isinstance(got, dict) else got

    def unchanged(student):
        given, was = (*cloud(8), *cloud(6)), (*cloud(8), *cloud(6))
        student.compare_models(*given, 0)
        return [bool(np.array_equal(own, before)) for own, before in zip(given, was, strict=True)]

    yield ask("some test labels turned over", train=cloud(8), test=cloud(8, 6))
    yield ask("all test labels turned over", train=cloud(8), test=cloud(20, 0))
    yield ask("test samples on one side only", train=cloud(12), test=one_side(12))
    yield ask("another seed", "labels without any rule", train=chance()[:2], test=chance()[2:], seed=1)
    yield "compare_models", ("two rings",), rings
    yield "compare_models", ("your own arrays afterwards",), unchanged, "", True


def by_name(got):
    """The three scores, in their order; a word for a dictionary with other names."""
    if not isinstance(got, dict):
        return got
    return {name: got[name] for name in NAMES} if set(NAMES) <= set(got) else "a dictionary with other names"


def full_marks(scores):
    """Which of the scores are full marks (1) and which are not (0)."""
    if not all(isinstance(score, int | float | np.number) for score in scores.values()):
        return scores
    return {name: 1 if score == 1 else 0 for name, score in scores.items()}


def cloud(count, right=None):
    """Two clouds far apart, and labels of which the first `right` (or all) are true."""
    numbers = np.arange(count)
    true = numbers % 2
    features = np.column_stack([4.0 * true - 2, np.sin(numbers)])
    return features, true if right is None else np.where(numbers < right, true, 1 - true)


def one_side(count):
    """Samples of the right-hand cloud only."""
    numbers = np.arange(count)
    return np.column_stack([2.2 + 0.7 * np.sin(numbers), 0.5 * np.cos(numbers)]), np.ones(count, dtype=int)


def chance():
    """Samples and labels that have nothing to do with each other: here three models get three scores."""
    few, many = np.arange(14), np.arange(60)
    features = np.round(1.5 * np.column_stack([np.sin(6.5 * few), np.cos(3.5 * few + 1)]), 2)
    asked = np.round(1.5 * np.column_stack([np.sin(4.5 * many + 2), np.cos(9.5 * many)]), 2)
    return features, np.where(np.sin(14.5 * few + 5) > 0, 1, 0), asked, many % 2
