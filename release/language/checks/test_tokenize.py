"""tokenize, at the student's desk."""


def assert_tokens(student, text, wished):
    """Compare the tokens of a text with the wished list, token by token."""
    got = student.tokenize(text)
    assert isinstance(got, list), (
        f"tokenize({text!r}) gave {got!r}, a {type(got).__name__}\nit should be a list: {wished}\n"
        f"zh: tokenize({text!r}) 得到 {got!r}，类型是 {type(got).__name__}\n应当是列表 {wished}"
    )
    assert got == wished, (
        f"tokenize({text!r}) gave {got}\nit should be {wished}\n"
        f"zh: tokenize({text!r}) 得到 {got}\n应当是 {wished}"
    )


def test_english_words(student):
    """English words are cut at blanks and punctuation.

    zh: 英文按空格和标点切成单词。
    """
    assert_tokens(student, "this film is, i think, fine.", ["this", "film", "is", "i", "think", "fine"])


def test_chinese_characters(student):
    """Each Chinese character is a token, and Chinese punctuation is none.

    zh: 每个汉字是一个词元，中文标点不是。
    """
    assert_tokens(student, "这顿饭，真好吃！", ["这", "顿", "饭", "真", "好", "吃"])


def test_both_languages_in_one_text(student):
    """A text may mix both languages, and the order stays.

    zh: 一段文本里可以中英文混用，次序不变。
    """
    assert_tokens(student, "good 电影!", ["good", "电", "影"])
    assert_tokens(student, "不 matter you are a beginner", ["不", "matter", "you", "are", "a", "beginner"])
    assert_tokens(student, "看film吧ok", ["看", "film", "吧", "ok"])


def test_capital_letters(student):
    """Capital letters become small ones.

    zh: 大写字母变成小写。
    """
    assert_tokens(student, "Good GOOD gOOd", ["good", "good", "good"])


def test_digits(student):
    """Digits belong to words, or are words by themselves.

    zh: 数字可以是单词的一部分，也可以单独成词。
    """
    assert_tokens(student, "mp3 in 2026: 5 stars", ["mp3", "in", "2026", "5", "stars"])


def test_what_only_separates(student):
    """An apostrophe, a dash, an underscore, a letter such as é and a new line only separate.

    zh: 撇号、短横、下划线、é 这样的字母和换行都只起分隔作用。
    """
    assert_tokens(student, "don't", ["don", "t"])
    assert_tokens(student, "well-made", ["well", "made"])
    assert_tokens(student, "my_film", ["my", "film"])
    assert_tokens(student, "un café noir", ["un", "caf", "noir"])
    assert_tokens(student, "good\nfilm\t!", ["good", "film"])


def test_texts_without_tokens(student):
    """A text without any token gives an empty list, and no token is ever empty.

    zh: 没有词元的文本得到空列表；词元不会是空的。
    """
    assert_tokens(student, "", [])
    assert_tokens(student, " ... 。！ ", [])
    assert_tokens(student, "  so   far  ", ["so", "far"])
