"""build_vocab, at the student's desk."""

REVIEWS = [["good", "film"], ["bad", "film"], ["good", "good", "meal"]]


def assert_vocab(student, token_lists, min_count, wished):
    """Compare the vocabulary with the wished one."""
    got = student.build_vocab([list(tokens) for tokens in token_lists], min_count)
    call = f"build_vocab({token_lists}, {min_count})"
    assert isinstance(got, dict), (
        f"{call} gave {got!r}, a {type(got).__name__}\nit should be a dictionary: {wished}\n"
        f"zh: {call} 得到 {got!r}，类型是 {type(got).__name__}\n应当是字典 {wished}"
    )
    assert got == wished and not any(isinstance(number, bool) for number in got.values()), (  # noqa: PT018
        f"{call} gave {got}\nit should be {wished}\nzh: {call} 得到 {got}\n应当是 {wished}"
    )


def test_numbers_in_the_order_of_first_appearance(student):
    """Each new token gets the next number, from 0 on.

    zh: 每个新词元依次得到下一个编号，从 0 开始。
    """
    assert_vocab(student, REVIEWS, 1, {"good": 0, "film": 1, "bad": 2, "meal": 3})
    assert_vocab(student, [["rare"], ["often", "often"]], 1, {"rare": 0, "often": 1})


def test_without_min_count(student):
    """Where no min_count is given, every token counts.

    zh: 没有给出 min_count 时，每个词元都算。
    """
    got = student.build_vocab([["很", "好"], ["好", "吃"]])
    assert got == {"很": 0, "好": 1, "吃": 2}, (
        f"build_vocab([['很', '好'], ['好', '吃']]) gave {got}\nit should be {{'很': 0, '好': 1, '吃': 2}}\n"
        f"zh: build_vocab([['很', '好'], ['好', '吃']]) 得到 {got}\n应当是 {{'很': 0, '好': 1, '吃': 2}}"
    )


def test_rare_tokens_are_left_out(student):
    """Tokens that occur fewer than min_count times are left out, and no number is skipped.

    zh: 出现次数少于 min_count 的词元不要，编号中间没有空缺。
    """
    assert_vocab(student, REVIEWS, 2, {"good": 0, "film": 1})
    assert_vocab(student, REVIEWS, 3, {"good": 0})
    assert_vocab(student, [["a", "b", "c"], ["c", "d", "b"]], 2, {"b": 0, "c": 1})


def test_all_texts_count_together(student):
    """A token may reach min_count within one text or over several.

    zh: 次数是把所有文本合在一起数的，可以在一段里，也可以分散在几段里。
    """
    assert_vocab(student, [["so", "so"], ["la"], ["la"]], 2, {"so": 0, "la": 1})


def test_nothing_to_number(student):
    """Without tokens, or with a min_count that none reaches, the dictionary is empty.

    zh: 没有词元，或者都达不到 min_count 时，字典是空的。
    """
    assert_vocab(student, [[], []], 1, {})
    assert_vocab(student, REVIEWS, 4, {})


def test_the_lists_stay_as_they_were(student):
    """Your lists of tokens are the same afterwards.

    zh: 你的词元列表保持原样。
    """
    token_lists = [list(tokens) for tokens in REVIEWS]
    student.build_vocab(token_lists, 2)
    assert token_lists == REVIEWS, (
        f"the token lists were {REVIEWS}; after the call they are {token_lists}\nthey should not change\n"
        f"zh: 词元列表原来是 {REVIEWS}，调用之后变成了 {token_lists}\n应当保持原样"
    )
