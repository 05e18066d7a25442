"""Questions that tell typical mistakes apart. They are asked when a check has failed.

Each one: the function, what is special about the question, and the question itself. Two more words where
needed: the part of a class, and True for a question that nearly everybody answers right.
"""

import numpy as np

ZH = {
    "English": "英文",
    "Chinese": "中文",
    "both languages": "中英文混用",
    "capital letters": "大写字母",
    "digits": "数字",
    "English punctuation": "英文标点",
    "Chinese punctuation": "中文标点",
    "an apostrophe or a dash": "撇号或短横",
    "an underscore": "下划线",
    "a letter such as é": "é 这样的字母",
    "new lines": "换行",
    "several blanks in a row": "连着几个空格",
    "a repeated word": "重复的词",
    "a text without tokens": "没有词元的文本",
    "a word at the very end": "单词正好在末尾",
    "the ends of the range of Chinese characters": "汉字范围的两端",
    "every token counts": "每个词元都算",
    "no min_count given": "没有给 min_count",
    "a token that contains another": "一个词元里包含着另一个",
    "min_count 2 or more": "min_count 为 2 或更大",
    "repeated tokens": "重复的词元",
    "each token once": "每个词元只出现一次",
    "a token in several texts": "同一个词元出现在几段文本里",
    "tokens that are not in alphabetical order": "词元不是按字母顺序排列",
    "a later token is more frequent": "后出现的词元次数更多",
    "no tokens at all": "一个词元也没有",
    "your own lists afterwards": "调用之后你的列表",
    "unknown tokens": "词表里没有的词元",
    "a vocab in another order": "词表里键的顺序不同",
    "an empty vocab": "空的词表",
    "your own tokens and vocab afterwards": "调用之后你的词元和词表",
    "0 epochs": "0 轮",
    "one epoch": "一轮",
    "several epochs": "几轮",
    "another learning rate than 1": "学习率不是 1",
    "as many good as bad texts": "好评和差评一样多",
    "more good than bad texts": "好评比差评多",
    "more bad than good texts": "差评比好评多",
    "a token that occurs once": "只出现一次的词元",
    "your own texts and labels afterwards": "调用之后你的文本和标签",
}


def probes():
    """All questions about this assignment's functions."""
    yield from about_tokenize()
    yield from about_build_vocab()
    yield from about_bag_of_words()
    yield from about_train_sentiment()


def about_tokenize():
    """Questions about tokenize."""

    def ask(*labels, text):
        return "tokenize", labels, lambda student: student.tokenize(text)

    yield ask("English", "a word at the very end", text="what a lovely film")
    yield ask("English", "English punctuation", text="so long, so dull.")
    yield ask("English", "English punctuation", "a repeated word", text="good, good!")
    yield ask("Chinese", text="很好看")
    yield ask("Chinese", "Chinese punctuation", "a repeated word", text="好吃，好吃！")
    yield ask("both languages", text="看film吧")
    yield ask("both languages", "a word at the very end", text="这部电影 is so so")
    yield ask("English", "capital letters", "English punctuation", text="What a FILM!")
    yield ask("both languages", "capital letters", "digits", text="MP3 很好")
    yield ask("English", "digits", text="room 12 has 3 beds and wifi6")
    yield ask("English", "an apostrophe or a dash", text="it isn't well-made")
    yield ask("English", "an underscore", text="my_film")
    yield ask("English", "a letter such as é", text="the café noir")
    yield ask("English", "new lines", "several blanks in a row", text="a\n  b\tc")
    yield ask("the ends of the range of Chinese characters", text="\u4e00\u9fa5")
    yield ask("a text without tokens", text="")
    yield ask("a text without tokens", "English punctuation", "Chinese punctuation", text=" ...。！ ")


def about_build_vocab():
    """Questions about build_vocab."""

    def ask(*labels, lists, min_count=1):
        labels += ("every token counts" if min_count == 1 else "min_count 2 or more",)

        def question(student):
            return student.build_vocab([list(tokens) for tokens in lists], min_count)

        return "build_vocab", labels, question

    def unchanged(student):
        lists = [["b", "a"], ["a", "c"]]
        student.build_vocab(lists, 2)
        return lists

    yield ask("each token once", lists=[["ant", "bee"], ["cat"]])
    yield ask(
        "each token once", "tokens that are not in alphabetical order", lists=[["pea", "fig"], ["nut", "egg"]]
    )
    yield ask("repeated tokens", lists=[["so", "so", "so"], ["tall"]])
    yield ask("a token in several texts", lists=[["good", "film"], ["good", "meal"], ["film"]])
    yield ask(
        "repeated tokens",
        "tokens that are not in alphabetical order",
        lists=[["很", "好", "很"], ["好", "吃"]],
    )
    yield ask("a token in several texts", lists=[["a", "b", "a"], ["b", "c", "a"]], min_count=2)
    yield ask("a token in several texts", lists=[["x", "m"], ["m", "t"], ["t", "m"]], min_count=2)
    yield ask("repeated tokens", lists=[["q", "e", "e"], ["r", "r"], ["e"]], min_count=2)
    yield ask("repeated tokens", lists=[["d", "d", "c"], ["c", "d", "b", "c", "b"]], min_count=3)
    yield ask(
        "repeated tokens", "a later token is more frequent", lists=[["rare"], ["often", "often", "now"]]
    )
    yield ask(
        "a token in several texts", "a later token is more frequent", lists=[["p", "u"], ["u", "u", "p"]]
    )
    yield ask("a later token is more frequent", lists=[["k", "h"], ["h", "f", "h"], ["f", "k"]], min_count=2)
    yield ask("no tokens at all", lists=[[], []])
    yield ask("no tokens at all", lists=[["lonely"], ["so"]], min_count=2)
    yield "build_vocab", ("no min_count given",), lambda student: student.build_vocab([["a"], ["b", "a"]])
    yield "build_vocab", ("your own lists afterwards",), unchanged, "", True


def about_bag_of_words():
    """Questions about bag_of_words."""

    def ask(*labels, tokens, vocab):
        labels += () if vocab else ("an empty vocab",)
        return "bag_of_words", labels, lambda student: student.bag_of_words(list(tokens), dict(vocab))

    def unchanged(student):
        tokens, vocab = ["b", "new", "b"], {"a": 0, "b": 1}
        student.bag_of_words(tokens, vocab)
        return tokens, vocab

    four = {"good": 0, "film": 1, "bad": 2, "meal": 3}
    turned = {"meal": 3, "film": 1, "good": 0, "bad": 2}
    yield ask("each token once", tokens=["film"], vocab=four)
    yield ask("each token once", tokens=["meal", "good", "film"], vocab=four)
    yield ask("repeated tokens", tokens=["good", "film", "good", "good"], vocab=four)
    yield ask("repeated tokens", tokens=["meal", "meal", "bad"], vocab=four)
    yield ask("each token once", "unknown tokens", tokens=["film", "hotel", "bad"], vocab=four)
    yield ask("repeated tokens", "unknown tokens", tokens=["真", "bad", "真", "bad"], vocab=four)
    yield ask("each token once", "a vocab in another order", tokens=["meal", "bad"], vocab=turned)
    yield ask("repeated tokens", "a vocab in another order", tokens=["good", "bad", "good"], vocab=turned)
    yield ask("a token that contains another", "unknown tokens", tokens=["badly", "film"], vocab=four)
    yield ask("no tokens at all", tokens=[], vocab=four)
    yield ask("unknown tokens", tokens=["hotel", "真"], vocab=four)
    yield ask("unknown tokens", tokens=["good"], vocab={})
    yield "bag_of_words", ("your own tokens and vocab afterwards",), unchanged, "", True


def about_train_sentiment():
    """Questions about train_sentiment. Its texts are so plain that nearly every tokenizer cuts them alike."""

    def ask(*labels, texts, truth, epochs, rate):
        sides = np.sign(2 * sum(truth) - len(truth))
        labels += (
            ("0 epochs", "one epoch")[epochs] if epochs < 2 else "several epochs",
            ("as many good as bad texts", "more good than bad texts", "more bad than good texts")[sides],
            *(() if rate == 1 else ("another learning rate than 1",)),
        )

        def question(student):
            got = student.train_sentiment(list(texts), np.array(truth), epochs, rate)
            return tuple(got) if isinstance(got, list) else got

        return "train_sentiment", labels, question

    def unchanged(student):
        texts, labels = ["good", "bad"], np.array([1, 0])
        student.train_sentiment(texts, labels, 2, 0.5)
        return texts, np.array_equal(labels, [1, 0])

    pair = {"texts": ["good film", "bad film"], "truth": [1, 0]}
    three = {"texts": ["good good film", "bad meal", "good meal"], "truth": [1, 0, 1]}
    four = {"texts": ["dull film", "dull meal", "clever film", "cold meal"], "truth": [0, 0, 1, 0]}
    yield ask("a token that occurs once", epochs=0, rate=1, **pair)
    yield ask("a token that occurs once", epochs=0, rate=0.5, **three)
    yield ask("a token that occurs once", epochs=1, rate=1, **pair)
    yield ask(epochs=1, rate=0.25, texts=["good", "bad", "bad", "good"], truth=[1, 0, 0, 1])
    yield ask("a token that occurs once", epochs=1, rate=1, **three)
    yield ask("a token that occurs once", epochs=1, rate=0.5, **four)
    yield ask("a token that occurs once", epochs=2, rate=1, **pair)
    yield ask("a token that occurs once", epochs=3, rate=1, **three)
    yield ask("a token that occurs once", epochs=5, rate=0.5, **four)
    yield ask("a token that occurs once", epochs=7, rate=2, **three)
    yield "train_sentiment", ("your own texts and labels afterwards",), unchanged, "", True
