# only | vocab-strictly-more | wrong | vocab-ignores-min-count
from collections import Counter


def build_vocab(token_lists, min_count=1):
    counts = Counter(token for tokens in token_lists for token in tokens)
    kept = [t for t in counts if min_count == 1 or counts[t] > 1]
    return {t: i for i, t in enumerate(kept)}
