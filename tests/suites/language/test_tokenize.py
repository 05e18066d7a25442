"""tokenize: rows of a-z0-9 after lower(), and single Chinese characters, in their order."""

import pytest

ENGLISH = "film meal hotel lesson room tea garden river street window paper letter music winter".split()
CHINESE = "电影饭店课堂天地人山水月明风花书音乐冬春好看难听"
SEPARATORS = [" ", "  ", ", ", ". ", "! ", "? ", "; ", " - ", "\n", "\t", " (", ") ", '" ', "...", "/"]
CHINESE_SEPARATORS = ["，", "。", "！", "？", "、", "；", "：", "《", "》", "……"]


def joined(rng, tokens, separators):
    """Write tokens with separators between, before and after them."""
    text = str(rng.choice(separators))
    for token in tokens:
        text += token + str(rng.choice(separators))
    return text


def some(rng, things, count):
    """Draw things, with repetition."""
    return [str(things[place]) for place in rng.integers(len(things), size=count)]


def assert_tokens(student, text, wished):
    """The list is the wished one, token by token."""
    got = student.tokenize(text)
    assert isinstance(got, list)
    assert got == wished


@pytest.mark.weight(2)
def test_english(student, rng):
    """English texts are cut into their words, whatever is between them.

    zh: 英文文本切成单词，不管中间隔着什么。
    """
    for _ in range(3):
        words = some(rng, ENGLISH, int(rng.integers(4, 9)))
        assert_tokens(student, joined(rng, words, SEPARATORS), words)


@pytest.mark.weight(2)
def test_chinese(student, rng):
    """Chinese texts are cut into single characters, with and without punctuation.

    zh: 中文文本切成单个汉字，有没有标点都一样。
    """
    for separators in ([""], ["", *CHINESE_SEPARATORS]):
        characters = some(rng, CHINESE, int(rng.integers(5, 12)))
        assert_tokens(student, joined(rng, characters, separators), characters)


@pytest.mark.weight(2)
def test_both_languages(student, rng):
    """Words and characters side by side keep their order, with nothing between them, too.

    zh: 单词和汉字混在一起时次序不变，中间什么都不隔也一样。
    """
    for _ in range(3):
        parts = []
        for _ in range(4):
            parts += some(rng, ENGLISH, 1) + some(rng, CHINESE, int(rng.integers(1, 3)))
        assert_tokens(student, "".join(parts), parts)
        assert_tokens(student, joined(rng, parts, [" ", "，", ", "]), parts)


def test_capital_letters(student, rng):
    """Capital letters become small ones, wherever they are.

    zh: 不管大写字母在哪里，都变成小写。
    """
    words = some(rng, ENGLISH, 6)
    mixed = ["".join(c.upper() if rng.random() < 0.5 else c for c in word) for word in words]
    assert_tokens(student, " ".join(mixed), words)
    assert_tokens(student, " ".join(words).upper(), words)
    assert_tokens(student, " ".join(word.capitalize() for word in words), words)


def test_digits(student, rng):
    """Digits stay in their words, and numbers are words.

    zh: 数字留在单词里，单独的数也是词元。
    """
    words = [f"{word}{rng.integers(1, 99)}" for word in some(rng, ENGLISH, 2)]
    numbers = [str(rng.integers(0, 10)), str(rng.integers(100, 9999))]
    both = [f"{rng.integers(2, 9)}{some(rng, ENGLISH, 1)[0]}"]
    assert_tokens(student, " ".join([*words, *numbers, *both]), [*words, *numbers, *both])


def test_what_only_separates(student, rng):
    """Apostrophes, dashes, underscores and letters such as é only separate.

    zh: 撇号、短横、下划线和 é 这样的字母只起分隔作用。
    """
    one, other = some(rng, ENGLISH, 2)
    for between in ("'", "-", "_", "é", "ü", "__", "@", "+", "&", "\r\n"):
        assert_tokens(student, f"{one}{between}{other}", [one, other])


def test_ends_of_the_text(student, rng):
    """The first and the last token are there, whether the text begins and ends with them or not.

    zh: 不管文本是不是以词元开头和结尾，第一个和最后一个词元都在。
    """
    one, other = some(rng, ENGLISH, 2)
    character = some(rng, CHINESE, 1)[0]
    assert_tokens(student, one, [one])
    assert_tokens(student, character, [character])
    assert_tokens(student, f"{one} {other}", [one, other])
    assert_tokens(student, f"{character}{one}", [character, one])
    assert_tokens(student, f" {one}{character} ", [one, character])


def test_repeated_tokens(student, rng):
    """A token that comes again is there again.

    zh: 再次出现的词元，在列表里也再次出现。
    """
    word, character = some(rng, ENGLISH, 1)[0], some(rng, CHINESE, 1)[0]
    tokens = [word, character, word, word, character, character]
    assert_tokens(student, " ".join(tokens), tokens)


@pytest.mark.side
def test_the_range_of_the_characters(student, rng):
    """Chinese characters are tokens up to both ends of their range; what lies beyond only separates.

    zh: 汉字范围里直到两端的字都是词元，范围以外的字符只起分隔作用。
    """
    word = some(rng, ENGLISH, 1)[0]
    assert_tokens(student, "\u4e00\u9fa5", ["\u4e00", "\u9fa5"])
    assert_tokens(student, f"{word}\u4dff\u9fa5\ua000{word}\u4e00", [word, "\u9fa5", word, "\u4e00"])


@pytest.mark.side
def test_texts_without_tokens(student, rng):
    """A text without any token gives an empty list.

    zh: 没有词元的文本得到空列表。
    """
    for text in ("", " ", joined(rng, [], ["! ", "。"]), "?!…", "_-_", "é"):
        assert_tokens(student, text, [])


@pytest.mark.side
def test_no_token_is_empty(student, rng):
    """However many separators follow each other, no token is empty.

    zh: 不管连着多少个分隔符，都没有空的词元。
    """
    words = some(rng, ENGLISH, 3) + some(rng, CHINESE, 2)
    got = student.tokenize(joined(rng, words, ["   ", ", ; ", "！！ "]))
    assert isinstance(got, list)
    assert len(got) == len(words)
    assert all(isinstance(token, str) and token for token in got)
