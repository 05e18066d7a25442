# vocab-counts-instead-of-numbers
from collections import Counter


def build_vocab(token_lists, min_count=1):
    counts = Counter()
    for tokens in token_lists:
        counts.update(tokens)
    return {t: n for t, n in counts.items() if n >= min_count}
