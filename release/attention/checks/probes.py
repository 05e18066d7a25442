"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the function, what is special about the question, and the question itself. Two more words where
needed: the part of a class, and True for a question that nearly everybody answers right.
"""

import numpy as np

ZH = {
    "a short sentence": "短句子",
    "a long sentence": "长句子",
    "a single word": "只有一个词",
    "words that repeat": "重复出现的词",
    "as many words as numbers": "词数和每个向量的个数一样多",
    "places left over": "位置有多余",
    "no place left over": "位置没有多余",
    "more keys than queries": "键比查询多",
    "more queries than keys": "查询比键多",
    "one number each": "每个只有一个数",
    "whole numbers": "整数",
    "vectors of whole numbers": "向量里是整数",
    "more values than asking words": "值比发问的词多",
    "more asking words than values": "发问的词比值多",
    "as many asking words as values": "发问的词和值一样多",
    "equal shares": "份额相等",
    "all attention on one word": "全部注意力给一个词",
    "tables of different widths": "几张表宽度不同",
    "scores far apart": "得分相差很大",
    "your own arrays afterwards": "调用之后你自己的数组",
}


def numbers(rows, columns, start=0.3, step=0.61):
    """Make a table of decimals, some of them negative, without a pattern that a mistake could hide in."""
    return (start + step * np.arange(1, rows * columns + 1) ** 1.4).reshape(rows, columns) % 2.0 - 0.8


def shares(rows, columns, start=0.3):
    """Make a table of shares: each row adds up to 1."""
    table = np.abs(numbers(rows, columns, start)) + 0.1
    return table / table.sum(axis=1, keepdims=True)


def probes():
    """All questions about this assignment's functions."""
    yield from about_the_vectors()
    yield from about_the_places()
    yield from about_the_scores()
    yield from about_the_mixture()
    yield from about_the_head()


def kept(name, *given):
    """Ask whether the arrays that went in are the same afterwards."""

    def question(student):
        own = [part.copy() for part in given]
        getattr(student, name)(*own)
        return [bool(np.array_equal(part, old)) for part, old in zip(own, given, strict=True)]

    return name, ("your own arrays afterwards",), question, "", True


def asked(name, labels, *given):
    """Ask a function about copies of these arguments."""
    return name, labels, lambda student: getattr(student, name)(*[part.copy() for part in given])


def about_the_vectors():
    """Questions about embed."""
    name = "embed"
    yield asked(name, ("a short sentence",), np.array([3, 1]), numbers(5, 3))
    yield asked(name, ("a long sentence", "words that repeat"), np.array([1, 0, 2, 1, 1, 0]), numbers(3, 2))
    yield asked(name, ("words that repeat",), np.array([2, 2, 0]), numbers(4, 3, 0.7))
    yield asked(name, ("as many words as numbers",), np.array([2, 0, 3]), numbers(4, 3, 0.2))
    yield asked(name, ("as many words as numbers",), np.array([2, 0, 1]), numbers(3, 3, 0.9))
    yield asked(name, ("a single word",), np.array([2]), numbers(4, 3))
    yield asked(name, ("one number each",), np.array([1, 3, 0, 2]), numbers(5, 1))
    yield asked(name, ("whole numbers",), np.array([1, 2]), np.arange(12).reshape(4, 3))
    yield kept(name, np.array([1, 0, 1]), numbers(3, 2))


def about_the_places():
    """Questions about add_places."""
    name = "add_places"
    yield asked(name, ("places left over",), numbers(3, 2), numbers(5, 2, 0.9))
    yield asked(name, ("places left over", "a short sentence"), numbers(2, 4), numbers(7, 4, 0.1))
    yield asked(name, ("no place left over",), numbers(4, 3), numbers(4, 3, 0.5))
    yield asked(name, ("no place left over", "as many words as numbers"), numbers(3, 3), numbers(3, 3, 0.8))
    yield asked(name, ("a single word", "places left over"), numbers(1, 3), numbers(4, 3, 0.6))
    yield asked(name, ("words that repeat", "places left over"), numbers(1, 2)[[0, 0, 0]], numbers(4, 2, 0.2))
    yield asked(
        name,
        ("whole numbers", "places left over"),
        np.array([[3, 4], [1, 2]]),
        np.array([[10, 0], [20, 5], [30, 0]]),
    )
    whole = np.array([[3, 4], [1, 2]])
    yield asked(name, ("vectors of whole numbers", "places left over"), whole, numbers(3, 2, 0.7))
    yield kept(name, numbers(2, 3), numbers(4, 3, 0.5))


def about_the_scores():
    """Questions about attention_scores."""
    name = "attention_scores"
    yield asked(name, ("more keys than queries",), numbers(2, 3), numbers(4, 3, 0.9))
    yield asked(name, ("more queries than keys",), numbers(5, 2), numbers(3, 2, 0.4))
    yield asked(name, ("as many words as numbers",), numbers(3, 3), numbers(3, 3, 0.8))
    yield asked(name, ("a single word",), numbers(1, 4), numbers(1, 4, 0.6))
    yield asked(name, ("one number each",), numbers(3, 1), numbers(2, 1, 0.5))
    yield asked(name, ("a single word", "more keys than queries"), numbers(1, 5), numbers(3, 5, 0.2))
    yield asked(
        name,
        ("whole numbers",),
        np.array([[2, 0, 1, 1], [1, 2, 0, 3]]),
        np.array([[1, 1, 2, 2], [0, 3, 1, 1]]),
    )
    yield asked(name, ("more queries than keys",), numbers(4, 9, 0.7), numbers(2, 9, 0.1))
    yield kept(name, numbers(2, 3), numbers(2, 3, 0.5))


def about_the_mixture():
    """Questions about weighted_mix."""
    name = "weighted_mix"
    yield asked(name, ("more values than asking words",), shares(2, 4), numbers(4, 3))
    yield asked(name, ("more asking words than values",), shares(5, 3), numbers(3, 2, 0.9))
    same = "as many asking words as values"
    yield asked(name, (same, "as many words as numbers"), shares(3, 3), numbers(3, 3, 0.7))
    yield asked(name, (same,), shares(4, 4, 0.8), numbers(4, 2, 0.2))
    yield asked(name, ("a single word",), shares(1, 3), numbers(3, 2))
    yield asked(name, ("equal shares",), np.full((2, 4), 0.25), numbers(4, 3, 0.5))
    yield asked(name, ("all attention on one word",), np.eye(3)[[2, 0]], numbers(3, 2, 0.4))
    yield asked(name, ("one number each",), shares(3, 4, 0.6), numbers(4, 1))
    yield kept(name, shares(2, 2), numbers(2, 3))


def about_the_head():
    """Questions about attend."""
    name = "attend"
    yield asked(
        name,
        ("tables of different widths",),
        numbers(4, 3),
        numbers(3, 2),
        numbers(3, 2, 0.9),
        numbers(3, 5, 0.4),
    )
    yield asked(
        name,
        ("tables of different widths",),
        numbers(2, 4),
        numbers(4, 3, 0.5),
        numbers(4, 3, 0.1),
        numbers(4, 2, 0.7),
    )
    yield asked(
        name,
        ("as many words as numbers",),
        numbers(3, 3),
        numbers(3, 3, 0.2),
        numbers(3, 3, 0.7),
        numbers(3, 3, 0.5),
    )
    yield asked(
        name,
        ("as many words as numbers",),
        numbers(4, 4, 0.6),
        numbers(4, 4),
        numbers(4, 4, 0.8),
        numbers(4, 4, 0.1),
    )
    yield asked(
        name, ("a single word",), numbers(1, 3), numbers(3, 2), numbers(3, 2, 0.6), numbers(3, 4, 0.9)
    )
    yield asked(
        name, ("one number each",), numbers(3, 2), numbers(2, 1), numbers(2, 1, 0.7), numbers(2, 1, 0.4)
    )
    yield asked(
        name,
        ("scores far apart",),
        numbers(3, 2, 0.5) * 3,
        numbers(2, 2),
        numbers(2, 2, 0.3),
        numbers(2, 3, 0.8),
    )
    yield asked(
        name, ("equal shares",), numbers(4, 2), numbers(2, 3) * 0, numbers(2, 3, 0.3), numbers(2, 2, 0.8)
    )
    yield kept(name, numbers(2, 3), numbers(3, 2), numbers(3, 2, 0.5), numbers(3, 2, 0.1))
