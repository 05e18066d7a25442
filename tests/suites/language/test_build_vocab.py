"""build_vocab: tokens seen at least min_count times, numbered from 0 as they first appear."""

import pytest

TOKENS = "film good bad meal 好 看 tasty 难 zoo apple 9 mp3 的 很 yes".split()


def lists(rng, count, lengths, tokens=TOKENS):
    """Draw lists of tokens."""
    return [
        [str(tokens[place]) for place in rng.integers(len(tokens), size=int(rng.integers(*lengths)))]
        for _ in range(count)
    ]


def numbered(token_lists, min_count):
    """The definition, token by token, by looking through one long list."""
    flat = [token for tokens in token_lists for token in tokens]
    kept = [t for place, t in enumerate(flat) if t not in flat[:place] and flat.count(t) >= min_count]
    return {token: kept.index(token) for token in kept}


def assert_vocab(student, token_lists, *min_count):
    """The dictionary is the right one, and its numbers are numbers."""
    wished = numbered(token_lists, *(min_count or (1,)))
    got = student.build_vocab([list(tokens) for tokens in token_lists], *min_count)
    assert isinstance(got, dict)
    assert got == wished
    assert not any(isinstance(number, bool) for number in got.values())


@pytest.mark.weight(2)
def test_order_of_first_appearance(student, rng):
    """Tokens are numbered from 0 in the order in which they first appear.

    zh: 词元按第一次出现的先后从 0 开始编号。
    """
    for _ in range(3):
        order = [str(token) for token in rng.permutation(TOKENS)]
        assert_vocab(student, [order[:4], order[2:9], order[5:]])


def test_repeated_tokens(student, rng):
    """A token keeps its number however often it comes again.

    zh: 不管再出现多少次，词元的编号不变。
    """
    few = [str(token) for token in rng.permutation(TOKENS)[:5]]
    for _ in range(3):  # each comes twice at least: who leaves out what comes once is caught elsewhere
        assert_vocab(student, [few, *lists(rng, 3, (3, 8), few), few[::-1]], 1)


@pytest.mark.weight(2)
def test_min_count_two(student, rng):
    """With min_count 2, tokens that occur once are left out, and the numbers have no gaps.

    zh: min_count 为 2 时，只出现一次的词元不要，编号没有空缺。
    """
    for _ in range(3):
        assert_vocab(student, lists(rng, 4, (3, 7)), 2)


def test_larger_min_counts(student, rng):
    """With larger min_counts, exactly the tokens that occur at least so often stay.

    zh: min_count 更大时，正好留下至少出现那么多次的词元。
    """
    few = [str(token) for token in rng.permutation(TOKENS)[:6]]
    token_lists = lists(rng, 5, (4, 8), few)
    for min_count in (3, 4, 5):
        assert_vocab(student, token_lists, min_count)


def test_exactly_min_count(student, rng):
    """A token that occurs exactly min_count times stays, whether in one text or in several.

    zh: 正好出现 min_count 次的词元留下，不管是在一段文本里还是分散在几段里。
    """
    a, b, c, d = (str(token) for token in rng.permutation(TOKENS)[:4])
    assert_vocab(student, [[d, a, a, a], [b, c], [b], [c, b]], 3)
    assert_vocab(student, [[c], [a, b], [b, a], [a, c]], 2)


@pytest.mark.side
def test_nothing_to_number(student, rng):
    """Without tokens, or where none occurs often enough, the dictionary is empty.

    zh: 没有词元，或者没有一个出现得够多时，字典是空的。
    """
    assert_vocab(student, [[], [], []], 1)
    assert_vocab(student, [[str(token)] for token in rng.permutation(TOKENS)[:5]], 2)


@pytest.mark.side
def test_texts_without_tokens(student, rng):
    """An empty list among the others changes nothing.

    zh: 中间有空列表也不影响。
    """
    token_lists = lists(rng, 3, (3, 6))
    assert_vocab(student, [[], token_lists[0], [], *token_lists[1:], []], 1)


@pytest.mark.side
def test_the_lists_are_left_alone(student, rng):
    """The lists that were passed in are the same afterwards.

    zh: 传进来的列表保持原样。
    """
    token_lists = lists(rng, 3, (3, 6))
    before = [list(tokens) for tokens in token_lists]
    student.build_vocab(token_lists, 2)
    assert token_lists == before
