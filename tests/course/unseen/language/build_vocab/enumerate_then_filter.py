# vocab-numbers-with-gaps
from collections import Counter


def build_vocab(token_lists, min_count=1):
    counts = Counter(token for tokens in token_lists for token in tokens)
    return {t: i for i, t in enumerate(counts) if counts[t] >= min_count}
