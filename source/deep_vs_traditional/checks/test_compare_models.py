"""compare_models, at the student's desk. A mistake in accuracy does not count again here."""

import numpy as np

NAMES = ("logistic_regression", "svc", "neural_network")


def blobs(count, right):
    """Give two clouds far apart, and the labels of an exam of which `right` are as the clouds say."""
    numbers = np.arange(count)
    true = numbers % 2
    features = np.column_stack([4.0 * true - 2, np.sin(numbers)])
    labels = np.where(numbers < right, true, 1 - true)
    return features, true, labels


def scores(got):
    """Give the three scores by name, or say what is missing."""
    assert isinstance(got, dict), (
        f"a {type(got).__name__} came back\nit should be a dictionary with the names {', '.join(NAMES)}\n"
        f"zh: 返回的是 {type(got).__name__}\n应当是字典，名字是 {'、'.join(NAMES)}"
    )
    missing = [name for name in NAMES if name not in got]
    assert not missing, (
        f"the dictionary has the names {', '.join(map(str, got))}\nit should have {', '.join(NAMES)}\n"
        f"zh: 字典里的名字是 {'、'.join(map(str, got))}\n应当有 {'、'.join(NAMES)}"
    )
    return got


def marks(student, predictions, labels):
    """Give the right mark, and the one that the student's own accuracy gives to the same answers."""
    wished = [float(np.mean(predictions == labels))]
    try:
        own = student.accuracy(predictions, labels)
    except Exception:
        return wished
    return [*wished, own] if np.ndim(own) == 0 and isinstance(own, int | float | np.number) else wished


def fits(got, wished):
    """Tell whether a score is one of the wished marks."""
    try:
        return np.ndim(got) == 0 and any(np.allclose(got, mark, rtol=1e-6, atol=1e-8) for mark in wished)
    except (TypeError, ValueError):  # None, a text and the like
        return False


def test_three_models_are_marked_by_name(student):
    """Three models are marked, each under its name.

    zh: 三个模型都有得分，名字也对。
    """
    features, true, _ = blobs(16, 16)
    got = scores(student.compare_models(features, true, features, true, 0))
    wished = marks(student, true, true)
    for name in NAMES:
        assert fits(got[name], wished), (
            f"two clouds far apart: {name} got {got[name]}\nit should be {wished[-1]}, "
            "since every model can tell them apart\n"
            f"zh: 两团点相距很远：{name} 得到 {got[name]}；每个模型都能分开它们\n应当是 {wished[-1]}"
        )


def test_the_mark_is_for_the_test_part(student):
    """The mark counts answers on the test part, not on the training part.

    zh: 分数是在测试集上的，不是在训练集上的。
    """
    features, true, _ = blobs(16, 16)
    asked, answers, labels = blobs(8, 6)
    got = scores(student.compare_models(features, true, asked, labels, 0))
    wished = marks(student, answers, labels)
    for name in NAMES:
        assert fits(got[name], wished), (
            f"an exam with 2 of 8 labels turned: {name} got {got[name]}\nit should be {wished[-1]}\n"
            f"zh: 考卷里 8 个标签有 2 个故意写反：{name} 得到 {got[name]}\n应当是 {wished[-1]}"
        )


def test_turned_labels_turn_the_mark(student):
    """When all test labels are turned over, right becomes wrong.

    zh: 把测试标签全部反过来，对的就全变成错的。
    """
    features, true, _ = blobs(8, 8)
    asked, answers, labels = blobs(20, 0)
    got = scores(student.compare_models(features, true, asked, labels, 0))
    wished = marks(student, answers, labels)
    for name in NAMES:
        assert fits(got[name], wished), (
            f"an exam with all labels turned over: {name} got {got[name]}\nit should be {wished[-1]}\n"
            f"zh: 考卷里的标签全部写反：{name} 得到 {got[name]}\n应当是 {wished[-1]}"
        )


def test_each_name_has_its_own_model(student):
    """On two rings the network and the SVC are right, and one straight line is not.

    zh: 在两个圆环上，网络和 SVC 都对，而一条直线做不到。
    """
    angle = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    true = np.arange(24) % 2
    rings = np.column_stack([np.cos(angle), np.sin(angle)]) * np.where(true == 1, 0.3, 1.2)[:, None]
    got = scores(student.compare_models(rings, true, rings, true, 1))
    wished = marks(student, true, true)
    for name in ("svc", "neural_network"):
        assert fits(got[name], wished), (
            f"two rings far apart: {name} got {got[name]}\nit should be {wished[-1]}\n"
            f"zh: 两个相距很远的圆环：{name} 得到 {got[name]}\n应当是 {wished[-1]}"
        )
    assert not fits(got["logistic_regression"], wished), (
        f"two rings: logistic_regression got {got['logistic_regression']}; one straight line cannot do that. "
        "Which model is behind this name?\n"
        f"zh: 两个圆环：logistic_regression 得到 {got['logistic_regression']}；一条直线做不到这一点。"
        "这个名字后面到底是哪个模型？"
    )


def test_the_models_come_as_they_are(student):
    """The models learn from the numbers as they come, and one test row does not move another's answer.

    zh: 模型直接用原来的数学习；测试集里的一行不会影响另一行的答案。
    """
    features, true, _ = blobs(16, 16)
    asked, answers, labels = blobs(8, 8)
    far = np.vstack([asked, [[900.0, 0.0]]])
    got = scores(student.compare_models(features, true, far, np.append(labels, 1), 0))
    for name in ("logistic_regression", "neural_network"):
        wished = marks(student, np.append(answers, 1), np.append(labels, 1))
        assert fits(got[name], wished), (
            f"with one test sample that lies far away, {name} got {got[name]}\nit should be {wished[-1]}: "
            "what is learned comes from the training part only\n"
            f"zh: 测试集里多了一个离得很远的样本，{name} 得到 {got[name]}\n应当是 {wished[-1]}："
            "学到的东西只能来自训练集"
        )


def test_another_seed_another_network(student):
    """The seed reaches the network: on labels without any rule, another seed gives another score.

    zh: 种子传给了网络：标签毫无规律时，换一个种子会得到不同的分数。
    """
    few, many = np.arange(16), np.arange(60)
    features = 2 * np.column_stack([np.sin(6.5 * few), np.cos(3.5 * few + 1)])
    labels = np.array([0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0])
    asked = 2 * np.column_stack([np.sin(4.5 * many + 2), np.cos(9.5 * many)])
    found = [
        str(scores(student.compare_models(features, labels, asked, many % 2, seed))["neural_network"])
        for seed in (5, 6)
    ]
    assert found[0] != found[1], (
        f"with the seeds 5 and 6 the network got {found[0]} and {found[1]}"
        "\nit should get two scores: the seed changes its first weights\n"
        f"zh: 种子取 5 和 6 时，网络的得分是 {found[0]} 和 {found[1]}\n应当不同：种子会改变网络一开始的权重"
    )


def test_your_arrays_stay(student):
    """The four arrays stay as they were.

    zh: 四个数组保持原样。
    """
    features, true, _ = blobs(8, 8)
    asked, _, labels = blobs(6, 4)
    given = (features, true, asked, labels)
    before = [part.copy() for part in given]
    student.compare_models(*given, 0)
    for name, was, now in zip(
        ("features_train", "labels_train", "features_test", "labels_test"), before, given, strict=True
    ):
        assert np.array_equal(was, now), (
            f"{name} is no longer what it was: {np.ravel(was)[:6]} became {np.ravel(now)[:6]}\n"
            f"zh: {name} 变了：原来是 {np.ravel(was)[:6]}，现在是 {np.ravel(now)[:6]}"
        )
