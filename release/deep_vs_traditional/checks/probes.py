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
    "two clouds far apart": "两团相距很远的点",
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

    def ask(*labels, answer, aside=False):
        return "train_test_split", labels, answer, "", aside

    def shapes(student):
        return str([np.shape(part) for part in student.train_test_split(*numbered(8), 0.25, 1)])

    def flat_shapes(student):
        numbers = np.arange(8)
        return str([np.shape(part) for part in student.train_test_split(numbers * 1.0, numbers, 0.25, 1)])

    def sizes(count, fraction):
        return lambda student: [
            len(part) for part in student.train_test_split(*numbered(count), fraction, 1)
        ]

    def there(student):
        train, test, train_labels, test_labels = student.train_test_split(*numbered(12), 0.25, 1)
        rows = sorted(float(number) for part in (train, test) for number in np.ravel(part))
        own = sorted(float(number) for part in (train_labels, test_labels) for number in np.ravel(part))
        return {
            "features": rows == sorted(float(number) for number in np.ravel(numbered(12)[0])),
            "labels": own == [float(number) for number in range(12)],
        }

    def together(student):
        train, test, train_labels, test_labels = student.train_test_split(*numbered(12), 0.25, 1)
        return [bool(np.all(rows[:, 0] == 10 * own)) for rows, own in ((train, train_labels), (test, test_labels))]

    def mixed(student):
        test = np.sort(np.ravel(student.train_test_split(*numbered(40), 0.25, 1)[3]))
        return {"one unbroken piece": bool(np.all(np.diff(test) == 1))}

    def repeated(student):
        one, again = (np.ravel(student.train_test_split(*numbered(40), 0.25, 4)[3]) for _ in range(2))
        return {"the same again": bool(np.array_equal(one, again))}

    def other(student):
        one, two = (np.sort(np.ravel(student.train_test_split(*numbered(40), 0.25, seed)[3])) for seed in (4, 5))
        return {"another split": not np.array_equal(one, two)}

    def short(student):
        return [len(part) for part in student.train_test_split(*numbered(40))]

    def refused(student):
        return student.train_test_split(numbered(8)[0], np.arange(6), 0.25, 1) and "some answer"

    def unchanged(student):
        features, labels = numbered(12)
        student.train_test_split(features, labels, 0.25, 1)
        return [bool(np.array_equal(own, was)) for own, was in zip((features, labels), numbered(12), strict=True)]

    yield ask("eight samples", "the order of the four parts", answer=shapes)
    yield ask("features that are one number each", answer=flat_shapes)
    yield ask("how many samples are for the test", answer=sizes(20, 0.5))
    yield ask("how many samples are for the test", answer=sizes(20, 0.2))
    yield ask("a number of samples that must be rounded", answer=sizes(10, 0.27))
    yield ask("a number of samples that must be rounded", answer=sizes(10, 0.33))
    yield ask("hardly any samples", answer=sizes(3, 0.1))
    yield ask("which samples are there", answer=there)
    yield ask("samples and their labels", answer=together)
    yield ask("samples in order", answer=mixed)
    yield ask("the same seed again", answer=repeated, aside=True)
    yield ask("another seed", answer=other)
    yield ask("no fraction and no seed given", answer=short, aside=True)
    yield ask("unequal lengths", answer=refused)
    yield ask("your own arrays afterwards", answer=unchanged, aside=True)


def numbered(count):
    """Samples and labels that show their own number."""
    numbers = np.arange(count)
    return np.column_stack([numbers * 10.0, numbers * 10.0 + 1]), numbers


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
    """Questions about compare_models. Each trains a network, so that they are few."""

    def ask(*labels, train, test):
        def question(student):
            return student.compare_models(*train, *test, 0)

        return "compare_models", labels, question

    def rings(student):
        angle = 0.3 + np.arange(14) * 2.1
        labels = np.arange(14) % 2
        points = np.column_stack([np.cos(angle), np.sin(angle)]) * np.where(labels == 1, 0.3, 1.2)[:, None]
        got = student.compare_models(points, labels, points, labels, 1)
        return {name: "all right" if got[name] == 1 else "not all right" for name in NAMES}

    def seeds(student):
        numbers = np.arange(14)
        features = np.column_stack([np.sin(7.3 * numbers), np.cos(5.1 * numbers)])
        asked = np.column_stack([np.sin(1.7 * np.arange(40)), np.cos(2.9 * np.arange(40))])
        labels = np.array([0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0])
        found = [
            student.compare_models(features, labels, asked, np.arange(40) % 2, seed)["neural_network"]
            for seed in (1, 2)
        ]
        return {"another score": bool(found[0] != found[1])}

    def unchanged(student):
        train, test = cloud(8), cloud(6)
        student.compare_models(*train, *test, 0)
        return [
            bool(np.array_equal(own, was)) for own, was in zip((*train, *test), (*cloud(8), *cloud(6)), strict=True)
        ]

    yield ask("two clouds far apart", train=cloud(12), test=cloud(8))
    yield ask("some test labels turned over", train=cloud(12), test=cloud(8, 6))
    yield ask("all test labels turned over", train=cloud(8), test=cloud(20, 0))
    yield ask("test samples on one side only", train=cloud(12), test=one_side())
    yield "compare_models", ("two rings",), rings
    yield "compare_models", ("another seed", "labels without any rule"), seeds
    yield "compare_models", ("your own arrays afterwards",), unchanged, "", True


def cloud(count, right=None):
    """Two clouds far apart, and labels of which the first `right` (or all) are true."""
    numbers = np.arange(count)
    true = numbers % 2
    features = np.column_stack([4.0 * true - 2, np.sin(numbers)])
    return features, true if right is None else np.where(numbers < right, true, 1 - true)


def one_side():
    """Samples of the right-hand cloud, some of them further away."""
    return np.array([[1.5, 0.2], [1.8, -0.4], [2.2, 0.1], [2.9, 0.3]]), np.ones(4, dtype=int)
